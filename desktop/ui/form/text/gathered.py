"""Letters that come faster than a very long paragraph can be laid out are put in together.

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
"""Letters of a paragraph that is slower than fast typing."""
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
"""Before these happen to the box, what was typed is in it."""
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


_WAITING: WeakSet[Gathered] = WeakSet()


def put_in_waiting() -> None:
    """Puts in, everywhere, what was typed: the record is about to be saved, or the box to go."""
    for one in tuple(_WAITING):
        one.put_in()


class Gathered(QObject):
    """The letters that were typed into `box` and are about to be put in."""

    def __init__(self, box: QPlainTextEdit) -> None:
        super().__init__(box)
        self._box = box
        self._letters = ""
        self._place = QTextCursor()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key's letter is put in together with those that come at once after it."""
        if not _is_letter(event) or not (self._letters or self._is_slow()):
            return False
        if not self._letters:
            self._place = self._box.textCursor()
            QCoreApplication.postEvent(self, QEvent(PUT_IN))
            _WAITING.add(self)
        self._letters += event.text()
        return True

    def look(self, event: QEvent) -> None:
        """Puts the letters in before anything else happens to the box."""
        if not self._letters or event.type() not in ENDING:
            return
        if not (isinstance(event, QKeyEvent) and _is_letter(event)):
            self.put_in()

    def customEvent(self, _event: QEvent) -> None:
        """Puts in what was typed until now."""
        self.put_in()

    def put_in(self) -> None:
        """Puts in what was typed until now."""
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
