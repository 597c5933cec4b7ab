"""What depends on a typed text is updated once the waiting keys were handled."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

LATEST = 0.05
"""Seconds between two updates while typing goes on."""
SPARE = 3
"""Times as long as the last round took, which is left to the keys before the next."""


class Following(QObject):
    """Announces that a record has changed: at once, or after the keys that wait.

    A key is saved before that. Keys that come faster than what they change can be shown are
    shown together.
    """

    due = Signal(str)
    """What shows the place at this path is to follow."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._paths: dict[str, None] = {}
        self._since = self._ended = self._took = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.catch_up)

    def note(self, path: str, *, typed: bool) -> None:
        """Lets what stands at `path` be followed; where it was typed, not before the next key."""
        now = time.monotonic()
        self._since = self._since if self._paths else now
        self._paths[path] = None
        pause = max(LATEST, SPARE * self._took)
        if not typed or now - self._since > 2 * pause:
            self.catch_up()
        elif not self._timer.isActive():
            self._timer.start(max(0, int(1000 * (self._ended + pause - now))))

    def catch_up(self) -> None:
        """Lets all follow now that has changed."""
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
