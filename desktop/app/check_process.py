"""The check in a process of its own, so that no text, however long, keeps the window waiting.

The case goes there through a pipe and is written nowhere. The process has no key of the library
and no window; it starts with the first check and ends when the library is locked or the program
ends; its memory, which held the case, ends with it.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from desktop.cases.case import Case
from desktop.cases.pack_words import USUAL
from desktop.cases.packs.pack_fields import type_of
from desktop.platform.worker_process import end, limit_memory, new_process, preload
from desktop.records.conversion import shaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.process import BaseProcess

    from desktop.cases.settings import WeighedRule
    from desktop.checks.engine.check import Examined, Finding
    from desktop.platform.worker_process import Connection

SECONDS = 20.0
"""How long a check may take: a hundred times what the longest letter takes."""
MEMORY = 2_000_000_000
"""Bytes of address space, which on Windows nothing limits."""
preload("desktop.app.check_process", "desktop.app.check_knowledge")


class _Task(msgspec.Struct):
    """A case to check, with the weights of the rules."""

    case: Case
    levels: dict[str, str]


class Checking:
    """Checks cases one after the other, each in the process that checked the last."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._turn = threading.Lock()
        self._hand = threading.Lock()
        self._stops = 0

    @property
    def pid(self) -> int | None:
        """The process that checks; None while there is none."""
        return self._process.pid if self._process is not None else None

    def findings(self, case: Case, weighed: Sequence[WeighedRule] = ()) -> Sequence[Finding]:
        """What the check finds in `case`, with the rules in `weighed` at other weights.

        If it takes too long, what it found until then and a finding that says so.
        """
        from desktop.checks.engine.check import arranged

        task, stops = _Task(case, {one.rule: one.weight.value for one in weighed}), self._stops
        with self._turn:
            examined = list(self._examined(msgspec.msgpack.encode(task), stops))
        return arranged(case, examined)

    def stop(self) -> None:
        """Ends the process at once, with its memory."""
        with self._hand:
            self._stops += 1
            process, self._process = self._process, None
        if process is not None:
            end(process)

    def _examined(self, task: bytes, stops: int) -> Iterator[Examined]:
        """What each rule finds, and whether all of them were asked."""
        from desktop.checks.engine.check import Examined, unfinished

        pipe, ends = self._ready(stops), time.monotonic() + self._seconds
        done = ""
        try:
            pipe.send_bytes(task)
            while pipe.poll(max(ends - time.monotonic(), 0)):
                answer = msgspec.msgpack.decode(pipe.recv_bytes())
                if answer is None:
                    return
                yield (one := shaped(answer, Examined))
                done = one.rule
            yield unfinished(done, f"It took longer than {self._seconds:g} seconds.")
        except (EOFError, OSError):
            yield unfinished(done, "It took more memory than a letter asks for.")
        self.stop()

    def _ready(self, stops: int) -> Connection:
        """The pipe to the process, which is started if there is none."""
        if self._process is None or self._pipe is None:
            self._pipe = self._start(stops)
        return self._pipe

    def _start(self, stops: int) -> Connection:
        """Starts the process, or ends it where the check was stopped meanwhile."""
        ours, theirs = multiprocessing.Pipe()
        process = new_process(serve, theirs)
        process.start()
        theirs.close()
        with self._hand:
            stopped = self._stops != stops
            self._process = None if stopped else process
        if stopped:
            end(process)
        return ours


def serve(pipe: Connection) -> None:
    """Checks what comes through `pipe`, until nothing can come any more."""
    _confine()
    with suppress(EOFError, OSError):
        while True:
            for one in _examine(_received(pipe.recv_bytes())):
                pipe.send_bytes(msgspec.msgpack.encode(one))
            pipe.send_bytes(msgspec.msgpack.encode(None))


def _received(data: bytes) -> _Task:
    """The task in `data`, its case the record of its own program."""
    document = msgspec.msgpack.decode(data)
    kind = type_of(document["case"].get("program", USUAL))
    return _Task(shaped(document["case"], kind), document["levels"])


def _examine(task: _Task) -> Iterator[Examined]:
    from desktop.app import check_knowledge
    from desktop.checks.engine.check import CheckSettings, examine

    settings = shaped({"levels": task.levels}, CheckSettings)
    return examine(task.case, check_knowledge.of(task.case.program), settings=settings)


def _confine() -> None:
    """Limits its memory, leaves no dump, and ends with the window's process."""
    from desktop.platform.privacy import harden

    harden()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    limit_memory(MEMORY)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)
