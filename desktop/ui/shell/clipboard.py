"""What this program copied to the clipboard: case text is removed when the library is closed."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication

ALONE = ("offscreen", "minimal")
"""Platforms without a shared clipboard; there Qt does not know the owner of the text."""


class ClipboardGuard(QObject):
    """Tracks what is copied here; `clear` removes it if it is still on the clipboard.

    What another program put on the clipboard since is left alone. The copies of a clipboard manager
    cannot be removed.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = QGuiApplication.clipboard()
        self._ours: dict[QClipboard.Mode, bytes] = {}
        self._board.changed.connect(self._note)

    def clear(self) -> None:
        """Empties the clipboard, and the selection where there is one, of what was copied here."""
        for mode, digest in list(self._ours.items()):
            if self._owns(mode) and self._digest(mode) == digest:
                self._board.clear(mode)
        self._ours.clear()

    def _note(self, mode: QClipboard.Mode) -> None:
        if self._owns(mode):
            self._ours[mode] = self._digest(mode)
        else:
            self._ours.pop(mode, None)

    def _owns(self, mode: QClipboard.Mode) -> bool:
        if QGuiApplication.platformName() in ALONE:
            return True
        return {
            QClipboard.Mode.Clipboard: self._board.ownsClipboard,
            QClipboard.Mode.Selection: self._board.ownsSelection,
            QClipboard.Mode.FindBuffer: self._board.ownsFindBuffer,
        }[mode]()

    def _digest(self, mode: QClipboard.Mode) -> bytes:
        return hashlib.sha256(self._board.text(mode).encode("utf-8", "surrogatepass")).digest()
