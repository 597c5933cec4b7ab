"""The process keeps its memory to itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

linux = pytest.mark.skipif(sys.platform != "linux", reason="what is read back here is Linux's")
NOBODY = 65534
"""A group without rights, by which root's own processes can be told apart in /proc."""


@linux
def test_a_crash_leaves_no_core_dump_and_nobody_looks_inside():
    code = (
        "import ctypes, resource; from desktop.platform.privacy import harden; harden();"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "(0, 0) 0"


def limits(pid: int) -> str:
    return Path(f"/proc/{pid}/limits").read_text(encoding="ascii")


def is_closed(pid: int) -> bool:
    """Whether the system lets no other process of the same user look inside.

    Linux gives the files of such a process in /proc to root and to root's group.
    """
    owner = Path(f"/proc/{pid}/status").stat()
    return (owner.st_gid if os.geteuid() == 0 else owner.st_uid) == 0


@contextmanager
def started(home: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A Python that runs `words`, without a screen."""
    process = subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(home)},
        group=NOBODY if os.geteuid() == 0 else None,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@linux
def test_the_running_window_keeps_its_memory_to_itself(tmp_path):
    with started(tmp_path, "-m", "desktop", "sample") as window:
        end = time.monotonic() + PATIENCE
        while not is_closed(window.pid):
            assert time.monotonic() < end
            assert window.poll() is None
        assert re.search(r"Max core file size\s+0\s+0\s", limits(window.pid))


@linux
def test_a_program_that_does_nothing_for_it_would_be_noticed(tmp_path):
    with started(tmp_path, "-c", "import time; time.sleep(60)") as other:
        assert not is_closed(other.pid)
