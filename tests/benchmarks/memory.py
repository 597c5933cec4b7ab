"""How much memory a process and those that it started hold together."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def peak(running: subprocess.Popen[bytes]) -> int:
    """Bytes held at most until `running` ends, shared pages counted once; 0 where unknown."""
    most = 0
    while True:
        most = max(most, sum(map(_held, _family(running.pid))))
        try:
            running.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
        return most


def _family(pid: int) -> list[int]:
    """The process and all that descend from it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in _family(int(child)))]


def _held(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def resident() -> int:
    """Bytes of memory that this process holds now; 0 where unknown."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
