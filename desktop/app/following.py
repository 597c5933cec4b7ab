"""Updates what depends on a typed text after the waiting keys were handled."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

LATEST = 0.05
"""Seconds between two updates while typing goes on."""
SPARE = 3
"""The pause for keys before the next round, as a multiple of the last round's time."""


class Following(QObject):
    """Announces that a record has changed: at once, or after the keys that wait.

    A key is saved before that. Fast keys are shown together.
    """

    due = Signal(str)
    """What shows the value at this path must be updated."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._paths: dict[str, None] = {}
        self._since = self._ended = self._took = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.catch_up)

    def note(self, path: str, *, typed: bool) -> None:
        """Announces the change at `path`; a typed one only after the waiting keys."""
        now = time.monotonic()
        self._since = self._since if self._paths else now
        self._paths[path] = None
        pause = max(LATEST, SPARE * self._took)
        if not typed or now - self._since > 2 * pause:
            self.catch_up()
        elif not self._timer.isActive():
            self._timer.start(max(0, int(1000 * (self._ended + pause - now))))

    def catch_up(self) -> None:
        """Announces every change that still waits."""
        self._timer.stop()
        paths, self._paths = self._paths, {}
        started = time.monotonic()
        for path in paths:
            self.due.emit(path)
        self._ended = time.monotonic()
        self._took = self._ended - started

    def give_up(self) -> None:
        """Drops the updates that are still due: nothing shows the record any more."""
        self._timer.stop()
        self._paths.clear()
