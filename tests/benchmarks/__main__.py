"""Runs the benchmarks and prints one table: medians, and each in its ratio to this program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.contenders import GROUPS, Contender

WIDTHS = (30, 32, 12, 8, 0)
BATCH_AIM = "aim: 40/s or more on two cores, under 200 MB"


def main(words: list[str]) -> int:
    """Runs them with pytest's `words` added; gives pytest's exit status."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "benchmarks.json"
        options = ("-m", "benchmark", "-p", "no:randomly", "-o", "addopts=")
        quiet = ("-W", "default", "--benchmark-columns=median", *words)
        sys.stderr.write("Measuring, for about six minutes ...\n")
        run = subprocess.run(
            [sys.executable, "-m", "pytest", Path(__file__).parent, *options, *quiet,
             f"--benchmark-json={result}"],
            capture_output=True, text=True,
        )  # fmt: skip
        if run.returncode:
            sys.stderr.write(run.stdout + run.stderr)
        if result.exists() and result.stat().st_size:
            sys.stdout.write(table(json.loads(result.read_text())["benchmarks"]))
    return run.returncode


def table(found: list[dict[str, Any]]) -> str:
    """The measurements `found` as one table."""
    infos = [(one["extra_info"], one["stats"]["median"]) for one in found]
    medians = {(info["table"], info["contender"]): at for info, at in infos if "table" in info}
    lines = [_line("letter", "made by", "median", "ratio", _load())]
    for group, contenders in GROUPS.items():
        ours = medians.get((group, contenders[0].name))
        lines += [_row(group, one, medians.get((group, one.name)), ours) for one in contenders]
    lines += [_batch(info, seconds) for info, seconds in infos if "jobs" in info]
    lines += [_library(info, seconds) for info, seconds in infos if "library" in info]
    return "\n" + "\n".join(lines) + "\n"


def _load() -> str:
    """How busy the machine was: times grow where others want the same cores."""
    if not hasattr(os, "getloadavg"):
        return ""
    return f"{os.cpu_count()} cores, load {os.getloadavg()[1]:.1f}"


def _row(group: str, contender: Contender, median: float | None, ours: float | None) -> str:
    if median is None or ours is None:
        return _line(group, contender.name, "absent", "", "not installed, or no answer")
    ratio = median / ours
    aim = contender.aim and f"aim: {contender.aim}, {_verdict(ratio, contender.aim)}"
    return _line(group, contender.name, f"{median * 1000:,.1f} ms", f"{ratio:.2f}", aim)


def _verdict(ratio: float, aim: str) -> str:
    return "reached" if ratio >= float(aim.removeprefix(">= ")) else "MISSED"


def _batch(info: dict[str, Any], seconds: float) -> str:
    """Letters a second and the memory of all processes together."""
    speed, peak = info["letters"] / seconds, info["peak"] / 1e6
    group = f"{info['letters']:,} letters, both files"
    name = f"this program, --jobs {info['jobs']}"
    aim = ""
    if info["jobs"] == 2:
        aim = f"{BATCH_AIM}, {'reached' if speed >= 40 and peak < 200 else 'MISSED'}"
    return _line(group, name, f"{speed:.1f}/s", f"{peak:.0f} MB", aim)


def _library(info: dict[str, Any], seconds: float) -> str:
    """A row on the case library."""
    aim, took = info["aim"], seconds * 1000
    verdict = aim and f"aim: under {aim} ms, {'reached' if took < aim else 'MISSED'}"
    return _line("library of 10,000 cases", info["library"], f"{took:,.2f} ms", "", verdict or "")


def _line(*cells: str) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
