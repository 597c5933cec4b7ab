"""A call on a thread that the end of the program does not wait for, such as one to a server."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable


class Detached(QObject):
    """One call at a time; its end is told on the window's thread, unless `finish` came before."""

    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.busy = False
        self._receivers: tuple[Callable[[Any], None], Callable[[Exception], None]] | None = None
        self._ended.connect(self._deliver)

    def start(
        self,
        call: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Runs `call`; then `done` gets its result, or `failed` what it raised."""
        self.busy = True
        self._receivers = (done, failed)
        Thread(target=self._run, args=(call,), daemon=True).start()

    def finish(self) -> None:
        """Leaves a call that still runs to itself: nothing is told of it any more."""
        self._receivers = None

    def _run(self, call: Callable[[], Any]) -> None:
        try:
            result, fault = call(), None
        except Exception as error:
            result, fault = None, error
        with suppress(RuntimeError):  # the window is gone, and with it the one who asked
            self._ended.emit(result, fault)

    def _deliver(self, result: Any, fault: Exception | None) -> None:
        self.busy = False
        if self._receivers is None:
            return
        done, failed = self._receivers
        if fault is None:
            done(result)
        else:
            failed(fault)
