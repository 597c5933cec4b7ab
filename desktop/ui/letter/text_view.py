"""The letter as text: its words line by line, for a screen reader, the keys and the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit

from desktop.text.utf16 import units
from desktop.ui.form.text.prose import keep_spaces, rewrite
from desktop.ui.widgets.theme import letter_fonts

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QKeyEvent, QShowEvent, QTextDocument

    from desktop.letter.write.transcript import Transcript
    from desktop.ui.widgets.theme import Theme

MARGIN = 20
"""Pixels around the words."""


class TextView(QPlainTextEdit):
    """Shows a letter's words, and keeps the caret where it is while they change."""

    wanted = Signal(str, int)
    """A field, and the number of its characters before the caret."""
    left = Signal()
    """The person wants to return to the form."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        letter_fonts()
        self._theme = theme
        self._transcript: Transcript | None = None
        self._words, self._mark, self._read = "", "", False
        self._headings = Headings(self.document())
        self.setObjectName("letter:text")
        self.setProperty("role", "letter")
        self.setAccessibleName("The letter's words")
        self.setAccessibleDescription(
            "Enter goes to the field of the line. H and Shift+H go from heading to heading."
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        selectable = Qt.TextInteractionFlag
        self.setTextInteractionFlags(
            selectable.TextSelectableByKeyboard | selectable.TextSelectableByMouse
        )
        self.setCursorWidth(2)
        self.document().setDocumentMargin(MARGIN)
        theme.changed.connect(self._paint_mark)

    def show_transcript(self, transcript: Transcript) -> None:
        """Shows the words of `transcript`, changing only what differs, so that the caret stays."""
        old, new = self._words, transcript.words
        self._transcript, self._words = transcript, new
        self._headings.lines = transcript.headings
        if new != old:
            rewrite(self.document(), old, new)
        self._paint_mark()

    def forget(self) -> None:
        """Clears the text."""
        self._transcript, self._words = None, ""
        self.setExtraSelections([])
        self.clear()

    def mark(self, path: str) -> None:
        """Marks the words of the field at `path`."""
        self._mark = path
        self._paint_mark()

    def reveal(self) -> None:
        """Takes the caret to the marked field, unless the text has the focus."""
        start = self._transcript.start(self._mark) if self._transcript and self._mark else None
        if start is not None and not (self._read and self.hasFocus()):
            self._read = True
            cursor = self.textCursor()
            cursor.setPosition(start)
            self.setTextCursor(cursor)
            self.centerCursor()

    def showEvent(self, event: QShowEvent) -> None:
        """Begins at the marked field."""
        super().showEvent(event)
        self._read = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes to the line's field, to another heading, or back to the form."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._go()
            case Qt.Key.Key_H if not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
                self._to_heading(-1 if back else 1)
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """The words that are selected, as they are."""
        return keep_spaces(super().createMimeDataFromSelection(), self.textCursor())

    def _go(self) -> None:
        place = self.textCursor().position()
        found = self._transcript.field(place) if self._transcript else None
        if found is not None:
            self.wanted.emit(*found)

    def _to_heading(self, step: int) -> None:
        """Takes the caret to the next (1) or previous (-1) heading, if there is one."""
        here = self.textCursor().blockNumber()
        lines = self._transcript.headings if self._transcript else ()
        ahead = [line for line in lines if (line - here) * step > 0]
        if ahead:
            self.setTextCursor(self._at(min(ahead, key=lambda line: abs(line - here))))
            self.ensureCursorVisible()

    def _at(self, line: int) -> QTextCursor:
        return QTextCursor(self.document().findBlockByNumber(line))

    def _paint_mark(self) -> None:
        spans = self._transcript.spans(self._mark) if self._transcript and self._mark else ()
        self.setExtraSelections([self._marked(*span) for span in spans])

    def _marked(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = QTextCursor(self.document())
        mark.cursor.setPosition(start)
        mark.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.format.setBackground(self._theme.color("mark"))
        return mark


class Headings(QSyntaxHighlighter):
    """Shows the `lines` that are headings in bold."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.lines: frozenset[int] = frozenset()

    def highlightBlock(self, text: str) -> None:
        """Formats one line."""
        if self.currentBlock().blockNumber() in self.lines:
            bold = QTextCharFormat()
            bold.setFontWeight(QFont.Weight.Bold)
            self.setFormat(0, units(text), bold)
