"""On macOS the Finder gives files that are double-clicked to the program that runs already."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent


class MacFiles(QObject):
    """Hears the events by which such files come."""

    handed = Signal(list)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes such an event."""
        if not isinstance(event, QFileOpenEvent):
            return super().eventFilter(watched, event)
        self.handed.emit([Path(event.file())])
        return True
