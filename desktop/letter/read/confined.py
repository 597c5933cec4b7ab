"""Work on a file from outside in a process of its own, with limits.

A small file can be made to unfold without end; then only that process ends.
"""

from __future__ import annotations

import multiprocessing
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Literal, TypeVar

from desktop.letter.read.refusal import ReadError
from desktop.platform.worker_process import end, limit_memory, limit_time, new_process, preload

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.platform.worker_process import Connection

T = TypeVar("T")
Answer = tuple[Literal["done"], T] | tuple[Literal["refused"], str]
"""What the work gives, or why it was refused."""

preload("pypdf", "lxml.etree", "desktop.letter.read.pdf", "desktop.letter.read.docx")

SECONDS = 20
MEMORY = 1_500_000_000
"""Bytes of address space, which on Windows nothing limits."""


def run(work: Callable[[bytes], T], data: bytes, seconds: float = SECONDS) -> T:
    """The result of `work` for `data`; raises `ReadError` if it refuses or exceeds the limits."""
    ours: Connection[None, Answer[T]]
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = new_process(_answer, theirs, work, data, seconds)
    process.start()
    theirs.close()
    try:
        return _result(ours, seconds)
    finally:
        end(process)
        process.close()
        ours.close()


def _result(answers: Connection[None, Answer[T]], seconds: float) -> T:
    if not answers.poll(seconds + 5):
        raise ReadError(_TOO_LONG.format(seconds))
    try:
        answer = answers.recv()
    except EOFError:
        raise ReadError(_TOO_MUCH) from None
    if answer[0] == "refused":
        raise ReadError(answer[1])
    return answer[1]


_TOO_LONG = (
    "Reading it takes longer than {:g} seconds, which no letter does. Save it anew in the program "
    "that made it and import that file."
)
_TOO_MUCH = (
    "Reading it takes more time or memory than a letter does: the file may be damaged, or made to "
    "do harm. Save it anew in the program that made it and import that file."
)


_DAMAGED = (
    "It is damaged: what is inside cannot be read. Fetch it again, or save it anew in the program "
    "that made it."
)


def _answer(
    answers: Connection[Answer[T], None], work: Callable[[bytes], T], data: bytes, seconds: float
) -> None:
    """Does the work in the new process and sends the result."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # its error output is of no use
    limit_memory(MEMORY)
    limit_time(seconds)
    answer = _done(work, data)
    with suppress(OSError, MemoryError):
        answers.send(answer)


def _done(work: Callable[[bytes], T], data: bytes) -> Answer[T]:
    try:
        return "done", work(data)
    except ReadError as refusal:
        return "refused", str(refusal)
    except (MemoryError, RecursionError):
        return "refused", _TOO_MUCH
    except Exception:
        return "refused", _DAMAGED
