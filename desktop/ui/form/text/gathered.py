"""Letters typed faster than a very long paragraph can be laid out are inserted together.

Qt lays a whole paragraph out at each change, which takes a tenth of a second for 100,000 letters.
Keys that waited for that one by one would fall behind, and be lost with the program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakSet

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit

LONG = 5_000
"""The length of a paragraph that is laid out more slowly than fast typing."""
PUT_IN = QEvent.Type(QEvent.registerEventType())
ENDING = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.InputMethod,
        QEvent.Type.FocusOut,
        QEvent.Type.ReadOnlyChange,
        QEvent.Type.ContextMenu,
        QEvent.Type.Hide,
    )
)
"""Events before which waiting letters are inserted."""
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


_WAITING: WeakSet[Gathered] = WeakSet()


def put_in_waiting() -> None:
    """Inserts waiting letters in every editor, before a save or before an editor is deleted."""
    for one in tuple(_WAITING):
        one.put_in()


class Gathered(QObject):
    """The letters typed into `box` that still wait to be inserted."""

    def __init__(self, box: QPlainTextEdit) -> None:
        super().__init__(box)
        self._box = box
        self._letters = ""
        self._place = QTextCursor()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key's letter waits to be inserted with those that follow."""
        if not _is_letter(event) or not (self._letters or self._is_slow()):
            return False
        if not self._letters:
            self._place = self._box.textCursor()
            QCoreApplication.postEvent(self, QEvent(PUT_IN))
            _WAITING.add(self)
        self._letters += event.text()
        return True

    def look(self, event: QEvent) -> None:
        """Inserts the letters before anything else happens to the editor."""
        if not self._letters or event.type() not in ENDING:
            return
        if not (isinstance(event, QKeyEvent) and _is_letter(event)):
            self.put_in()

    def customEvent(self, _event: QEvent) -> None:
        """Inserts the waiting letters."""
        self.put_in()

    def put_in(self) -> None:
        """Inserts the waiting letters."""
        _WAITING.discard(self)
        letters, self._letters = self._letters, ""
        if letters:
            self._place.insertText(letters)
            self._box.ensureCursorVisible()

    def _is_slow(self) -> bool:
        cursor = self._box.textCursor()
        writable = not (self._box.isReadOnly() or cursor.hasSelection())
        return writable and cursor.block().length() > LONG


def _is_letter(event: QKeyEvent) -> bool:
    return event.modifiers() in PLAIN and event.text().isprintable() and bool(event.text())
