"""A call on a thread that the end of the program does not wait for, such as one to a server."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.commands import Act

Result = TypeVar("Result")


class _Messenger(QObject):
    """Carries a result between threads; the call keeps it until the result is delivered."""

    ended = Signal(object, object)


class Detached(QObject):
    """One call at a time; delivers its result on the window's thread, or not after `finish`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.busy = False
        self._failed: Callable[[Exception], None] | None = None
        """The callback for a failure; None once the result is dropped."""
        self._messenger = _Messenger()
        self._messenger.ended.connect(self._deliver)

    def start(
        self,
        call: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Runs `call`; then `done` gets its result, or `failed` what it raised."""
        self.busy = True
        self._failed = failed
        task = (self._messenger, lambda: partial(done, call()))
        Thread(target=_run, args=task, daemon=True).start()

    def finish(self) -> None:
        """Drops the result of a call that still runs."""
        self._failed = None

    def _deliver(self, tell: Act | None, fault: Exception | None) -> None:
        self.busy = False
        if self._failed is not None and tell is not None:
            tell()
        elif self._failed is not None and fault is not None:
            self._failed(fault)


def _run(messenger: _Messenger, call: Callable[[], Act]) -> None:
    """Runs `call`. The caller and its window may be deleted by then."""
    tell: Act | None = None
    fault: Exception | None = None
    try:
        tell = call()
    except Exception as error:
        fault = error
    with suppress(RuntimeError):  # the program ends
        messenger.ended.emit(tell, fault)
