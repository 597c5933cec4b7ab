"""Work on a file from outside, done by a process of its own that may take only so much.

A small file can be made to unfold without end; then the process ends, and not the program.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from desktop.letter.read.refusal import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

T = TypeVar("T")

_PRELOADED = ["pypdf", "lxml.etree", "desktop.letter.read.pdf", "desktop.letter.read.docx"]
"""What the processes need, loaded once for all of them where the system can fork."""

SECONDS = 20
MEMORY = 1_500_000_000
"""Bytes of address space, which on Windows nothing limits."""
_METHOD = "forkserver" if sys.platform == "linux" else "spawn"


def run(work: Callable[[bytes], T], data: bytes, seconds: float = SECONDS) -> T:
    """What `work` gives for `data`; raises `ReadError` where it refuses or takes too much."""
    context: Any = multiprocessing.get_context(_METHOD)
    if _METHOD == "forkserver":
        context.set_forkserver_preload(_PRELOADED)
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(theirs, work, data, seconds), daemon=True)
    process.start()
    theirs.close()
    try:
        result: T = _result(ours, seconds)
        return result
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def _result(answers: Connection, seconds: float) -> Any:
    if not answers.poll(seconds + 5):
        raise ReadError(
            f"Reading it takes longer than {seconds:g} seconds, which no letter does. "
            "Save it anew in the program that made it and import that file."
        )
    try:
        told, value = answers.recv()
    except EOFError:
        raise ReadError(_TOO_MUCH) from None
    if told == "done":
        return value
    raise ReadError(value)


_TOO_MUCH = (
    "Reading it takes more time or memory than a letter does: the file may be damaged, or made to "
    "do harm. Save it anew in the program that made it and import that file."
)


_DAMAGED = (
    "It is damaged: what is inside cannot be read. Fetch it again, or save it anew in the program "
    "that made it."
)


def _answer(answers: Connection, work: Callable[[bytes], Any], data: bytes, seconds: float) -> None:
    """Does the work in the new process and sends what came of it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what it says while it breaks is for nobody
    _limit(seconds)
    try:
        answer = ("done", work(data))
    except ReadError as refusal:
        answer = ("refused", str(refusal))
    except (MemoryError, RecursionError):
        answer = ("refused", _TOO_MUCH)
    except Exception:
        answer = ("refused", _DAMAGED)
    with suppress(OSError, MemoryError):
        answers.send(answer)


def _limit(seconds: float) -> None:
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
