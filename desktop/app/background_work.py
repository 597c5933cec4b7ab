"""Work off the window's thread, owned by the application and not by the page that asked for it."""

from __future__ import annotations

import itertools
import time
from collections import deque
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.commands import Act

Result = TypeVar("Result")
LONGEST = 20
"""The longest rest of a lane, in milliseconds."""


class WorkLane(QObject):
    """One thread for one purpose: calls run in order, and only the newest waits.

    A lane that drops nothing runs each call that it was given. One that `rests` pauses after
    each call, so that the window's thread gets its turn.
    """

    _ended = Signal(int, object, object)

    def __init__(
        self, parent: QObject | None = None, *, drops: bool = True, rests: bool = False
    ) -> None:
        super().__init__(parent)
        self._drops, self._rests = drops, rests
        self._began = 0.0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._next)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._numbers = itertools.count()
        self._running: int | None = None
        self._receivers: dict[int, Callable[[Exception], None]] = {}
        """The callbacks for failures by the number of the call; a forgotten call has none."""
        self._waiting: deque[tuple[int, Callable[[], Act]]] = deque()
        self._ended.connect(self._deliver)

    @property
    def busy(self) -> bool:
        """Whether a call is running or waiting."""
        return self._running is not None or bool(self._waiting)

    def start(
        self,
        call: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Runs `call` next, replacing a waiting one; calls `done` or `failed` with the result.

        Both are called on the window's thread, or never after `forget`.
        """
        number = next(self._numbers)
        while self._drops and self._waiting:
            self._receivers.pop(self._waiting.pop()[0], None)
        self._receivers[number] = failed
        self._waiting.append((number, lambda: partial(done, call())))
        self._next()

    def tidy(self, call: Act) -> None:
        """Runs `call` after the running one; no later call replaces it."""
        self._pool.start(call)

    def forget(self) -> None:
        """Drops what waits and the result of the call that runs."""
        self._waiting.clear()
        self._receivers.clear()

    def finish(self) -> None:
        """Waits for the call that runs; nothing is delivered any more."""
        self.forget()
        self._pool.waitForDone()

    def _next(self) -> None:
        if self._running is not None or not self._waiting or self._rest.isActive():
            return
        number, call = self._waiting.popleft()
        self._running, self._began = number, time.monotonic()
        self._pool.start(lambda: self._run(number, call))

    def _run(self, number: int, call: Callable[[], Act]) -> None:
        tell: Act | None = None
        fault: Exception | None = None
        try:
            tell = call()
        except Exception as error:
            fault = error
        with suppress(RuntimeError):  # the lane was deleted, and with it the caller
            self._ended.emit(number, tell, fault)

    def _deliver(self, number: int, tell: Act | None, fault: Exception | None) -> None:
        self._running = None
        if self._rests:
            self._rest.start(min(LONGEST, int(1000 * (time.monotonic() - self._began))))
        failed = self._receivers.pop(number, None)
        self._next()
        if failed is not None and tell is not None:
            tell()
        elif failed is not None and fault is not None:
            failed(fault)
