"""The log of unexpected faults: where in the program and of what type, never with what values.

A case is health data, and an exception's text may quote it; so only frames and types are kept.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING

import desktop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

LARGEST = 1_000_000
"""Bytes after which the log starts over."""


def record(error: BaseException) -> Path | None:
    """Adds `error` to the log and gives the log's path; None where no log can be written."""
    lines = "\n".join((_headline(), *_chain(error), ""))
    for place in _places():
        try:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            return _append(place / "determination-desk-faults.log", lines)
        except OSError:
            continue
    return None


def sentence(error: BaseException) -> str:
    """Records `error` and says so in one line for the user."""
    log = record(error)
    where = f"The place is noted, without case data, in {log}" if log else "No log could be written"
    return f"Determination Desk met an unexpected fault ({type(error).__name__}). {where}."


def folder() -> Path:
    """Where this system keeps a program's logs."""
    home = Path.home()
    if sys.platform == "win32":
        logs = Path(os.environ.get("LOCALAPPDATA", home)) / "Determination Desk" / "Logs"
    elif sys.platform == "darwin":
        logs = home / "Library" / "Logs" / "Determination Desk"
    else:
        state = Path(os.environ.get("XDG_STATE_HOME") or home / ".local/state")
        logs = state / "determination-desk"
    return logs


def _places() -> Iterator[Path]:
    """Where the log may be, the best place first."""
    yield folder()
    from tempfile import gettempdir

    yield Path(gettempdir())


def _append(log: Path, lines: str) -> Path:
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    if log.exists() and log.stat().st_size > LARGEST:
        flags |= os.O_TRUNC
    with os.fdopen(os.open(log, flags, 0o600), "a", encoding="utf-8") as file:
        file.write(lines)
    return log


def _headline() -> str:
    now = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
    version = ".".join(map(str, sys.version_info[:3]))
    return f"{now} version {desktop.__version__} Python {version} {sys.platform}"


def _chain(error: BaseException | None) -> Iterator[str]:
    """The types of `error` and of what led to it, each with the frames that it went through."""
    while error is not None:
        yield f"  {type(error).__module__}.{type(error).__qualname__}"
        yield from (_line(frame, line) for frame, line in walk_tb(error.__traceback__))
        error = error.__cause__ or error.__context__


def _line(frame: FrameType, line: int) -> str:
    """A frame as module, function and line: no path, because a path may name a person."""
    module = frame.f_globals.get("__name__", "?")
    return f"    {module}.{frame.f_code.co_name}:{line}"
