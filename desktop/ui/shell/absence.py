"""Notices when the person leaves: the screen is locked, or the machine goes to sleep.

Linux announces both over D-Bus. Everywhere a clock that jumped shows that the machine slept.
"""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot

EVERY = 5_000
"""Milliseconds between two checks of the clock."""
JUMP = 60
"""Seconds between two checks that show that the machine slept."""
LATER = 500
"""Milliseconds until D-Bus is connected: the window comes first."""
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")
LOGIN = "org.freedesktop.login1"


class Absence(QObject):
    """Announces that the person has `left`."""

    left = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looked = time.time()
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY)
        self._clock.timeout.connect(self.look)
        self._clock.start()
        if sys.platform == "linux":
            QTimer.singleShot(LATER, self, self._listen)

    def look(self) -> None:
        """Checks whether the clock jumped while the program was suspended."""
        now, before = time.time(), self._looked
        self._looked = now
        if now - before > JUMP:
            self.left.emit()

    @Slot(bool)
    def away(self, away: bool) -> None:
        """The screen saver or the sleep begins, or it is over."""
        if away:
            self.left.emit()

    @Slot()
    def locked(self) -> None:
        """The session is locked."""
        self.left.emit()

    def _listen(self) -> None:
        """Listens on both buses; without them, only the clock is checked."""
        from PySide6.QtDBus import QDBusConnection

        away, locked = SLOT("away(bool)"), SLOT("locked()")
        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        for name in SAVERS:
            session.connect("", "", name, "ActiveChanged", self, away)  # type: ignore[call-overload]
        system.connect(LOGIN, "", f"{LOGIN}.Manager", "PrepareForSleep", self, away)  # type: ignore[call-overload]
        system.connect(LOGIN, "", f"{LOGIN}.Session", "Lock", self, locked)  # type: ignore[call-overload]
