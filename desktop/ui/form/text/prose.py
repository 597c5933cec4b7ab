"""The editor of prose: it grows with its text, checks spelling and expands phrases."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from desktop.cases.entry.paste_parser import broken
from desktop.letter.model.passages import shared_ends
from desktop.text.utf16 import characters, units
from desktop.ui.form.text.command_keys import is_of_the_case
from desktop.ui.form.text.gathered import Gathered
from desktop.ui.form.text.text_line import sound
from desktop.ui.form.text.underlining import Underlining
from desktop.ui.widgets.theme import letter_fonts

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent, QTextDocument, QWheelEvent
    from PySide6.QtWidgets import QMenu

    from desktop.records.values import Value
    from desktop.ui.shell.services import Services

FEWEST, MOST = 3, 18
"""Lines that the editor shows at least and at most."""
BLANK = re.compile(r"\[[^\[\]\n]*\]")
"""A blank of a phrase that is still to fill in."""
LONG = 2000
UNBROKEN = re.compile(rf"(?<!\S)\S{{{LONG}}}")
"""More letters without a space than any word or address has."""
_PHRASE = re.compile(r"(?:^|(?<=\s))\.([A-Za-z][\w-]*)$")


class ProseBox(QPlainTextEdit):
    """Text of one or more paragraphs."""

    edited = Signal()
    _gathered: Gathered | None = None

    def __init__(self, services: Services) -> None:
        super().__init__()
        letter_fonts()
        self._services = services
        self._showing = False
        self._gathered = Gathered(self)
        self.setProperty("role", "prose")
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._touched = (0, 0)
        self.document().contentsChange.connect(self._touch)
        self.textChanged.connect(self._announce)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._spelling = Underlining(self.document(), services)
        services.speller.ready.connect(self._spelling.look_again)

    def value(self) -> str:
        """The text as typed, its no-break spaces too, which `toPlainText` would make plain."""
        return sound(in_lines(self.document().toRawText()))

    def show_value(self, value: Value) -> None:
        """Shows `value`, changing only what differs, so that the caret stays."""
        old, new = self.value(), in_lines(value if isinstance(value, str) else "")
        if new == old:
            return
        self._showing = True
        rewrite(self.document(), old, new)
        self._showing = False

    def complaint(self) -> str:
        """Empty: any text is valid."""
        return ""

    def place_caret(self, position: int | None) -> None:
        """Takes the focus with the caret before the character at `position`; None leaves it."""
        if position is not None:
            cursor = self.textCursor()
            cursor.setPosition(units(self.value()[:position]))
            self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def insert(self, words: str) -> None:
        """Inserts `words` at the caret, replacing the selection."""
        self.textCursor().insertText(in_lines(sound(words)))

    def sizeHint(self) -> QSize:
        """As high as its text, between the fewest and the most lines."""
        lines = min(max(int(self.document().size().height()), FEWEST), MOST)
        room = self.contentsMargins().top() + self.contentsMargins().bottom()
        return QSize(240, lines * self.fontMetrics().lineSpacing() + room + 20)

    def minimumSizeHint(self) -> QSize:
        """The same: prose is never squeezed."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Leaves undo and redo to the case, and the commands to the window."""
        if self._gathered is not None:  # Qt sends events while it is being made
            self._gathered.look(event)
        if is_of_the_case(event):
            event.ignore()
            return False
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Expands a phrase or goes to the next blank on Tab; else the focus moves on."""
        if next and not self.isReadOnly() and (self._expanded() or self._next_blank()):
            return True
        return super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Starts a paragraph on Shift+Enter too: letters have no line breaks within one."""
        if self._gathered is not None and self._gathered.takes(event):
            return
        breaks = event.matches(QKeySequence.StandardKey.InsertLineSeparator)
        if breaks and not self.isReadOnly():
            self.insert("\n")
        else:
            super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """The words that are selected, as they are."""
        return keep_spaces(super().createMimeDataFromSelection(), self.textCursor())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pastes the words without their formatting."""
        self.insert("\n".join(broken(source.text())))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls its own text only while it has the focus and more than it can show."""
        if self.hasFocus() and self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the height to the lines at the new width."""
        super().resizeEvent(event)
        self._fit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, with other spellings of the word that was clicked at its head."""
        menu = self.createStandardContextMenu()
        cursor = self.cursorForPosition(event.pos())
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        self._offer_spellings(menu, cursor)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _offer_spellings(self, menu: QMenu, cursor: QTextCursor) -> None:
        word, speller = cursor.selectedText(), self._services.speller
        if self.isReadOnly() or not word or speller.knows(word) or not menu.actions():
            return
        offers = [menu.addAction(other) for other in speller.suggestions(word)]
        for offer in offers:
            offer.triggered.connect(partial(cursor.insertText, offer.text()))
        learn = menu.addAction(f"Add “{word}” to my dictionary")
        learn.triggered.connect(partial(self._learn, word))
        menu.insertActions(menu.actions()[0], [*offers, learn])
        menu.insertSeparator(menu.actions()[len(offers) + 1])

    def _learn(self, word: str) -> None:
        self._services.speller.learn(word)
        self._spelling.look_again()

    def _expanded(self) -> bool:
        """Whether the word before the caret was a phrase's name, now its words."""
        cursor = self.textCursor()
        line = cursor.block().text()
        before = line[: characters(line, cursor.positionInBlock())]
        found = _PHRASE.search(before)
        words = self._services.phrases.get(found[1].casefold()) if found else None
        if found is None or words is None:
            return False
        start, words = cursor.block().position() + units(line[: found.start()]), in_lines(words)
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words)
        cursor.setPosition(start)
        self.setTextCursor(cursor)
        if not self._next_blank():
            cursor.setPosition(start + units(words))
            self.setTextCursor(cursor)
        return True

    def _next_blank(self) -> bool:
        """Whether there is a blank after the caret, now selected."""
        text, cursor = in_lines(self.document().toRawText()), self.textCursor()
        found = BLANK.search(text, characters(text, cursor.selectionEnd()))
        if found is None:
            return False
        cursor.setPosition(units(text[: found.start()]))
        cursor.setPosition(units(text[: found.end()]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return True

    def _announce(self) -> None:
        if not self._showing:
            self.edited.emit()
        self._break_lines()

    def _break_lines(self) -> None:
        """Breaks lines between words, or anywhere while one "word" is longer than any line.

        Qt seeks the end of such a word from each of its letters.
        """
        mode = QTextOption.WrapMode
        anywhere = self.wordWrapMode() is mode.WrapAnywhere
        text = self.document().toRawText() if anywhere else self._around()
        if (UNBROKEN.search(text) is not None) is not anywhere:
            self.setWordWrapMode(
                mode.WrapAtWordBoundaryOrAnywhere if anywhere else mode.WrapAnywhere
            )

    def _touch(self, place: int, _removed: int, come: int) -> None:
        self._touched = (place, come)

    def _around(self) -> str:
        """The text inserted last, with as much on both sides as a long "word" needs."""
        text, (place, come) = self.document().toRawText(), self._touched
        start, end = characters(text, place), characters(text, place + come)
        return text[max(0, start - LONG) : end + LONG]

    def _fit(self) -> None:
        height = self.sizeHint().height()
        if height != self.height():
            self.setFixedHeight(height)


def rewrite(document: QTextDocument, old: str, new: str) -> None:
    """Changes `document` from `old` to `new` only where they differ, so that carets stay."""
    start, end = shared_ends(old, new)
    cursor = QTextCursor(document)
    cursor.setPosition(units(old[:start]))
    cursor.setPosition(units(old[: len(old) - end]), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(new[start : len(new) - end])


def in_lines(text: str) -> str:
    """`text` with the one break between its lines that prose has."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")


def keep_spaces(data: QMimeData, cursor: QTextCursor) -> QMimeData:
    """`data` of what `cursor` selects, with the no-break spaces that Qt would make plain."""
    data.text()  # Qt fills it in only when it is asked, over what was put in before
    data.setText(in_lines(cursor.selectedText()))
    return data
