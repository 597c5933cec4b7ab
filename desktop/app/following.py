"""What is shown beside a typed text follows it once the keys have had their turn."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

LATEST = 0.05
"""Seconds between two rounds of following while somebody types on."""
SPARE = 3
"""Times as long as the last round took, which is left to the keys before the next."""


class Following(QObject):
    """Tells what shows a record that it has changed: at once, or behind the keys that wait.

    A key is kept before that. Keys that come faster than what they change can be shown are
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
        """Lets nothing follow that has not by now: nobody looks any more."""
        self._timer.stop()
        self._paths.clear()
