"""On macOS, Finder sends double-clicked files to the running program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent


class MacFiles(QObject):
    """Handles the FileOpen events of macOS."""

    handed = Signal(list)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Opens the file of a FileOpen event."""
        if not isinstance(event, QFileOpenEvent):
            return super().eventFilter(watched, event)
        self.handed.emit([Path(event.file())])
        return True
