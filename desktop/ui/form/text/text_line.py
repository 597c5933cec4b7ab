"""A line of text, completed from what is known and undone by the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QListView

from desktop.cases.entry.paste_parser import in_one
from desktop.text.utf16 import characters, units
from desktop.ui.form.text.command_keys import is_of_the_case
from desktop.ui.form.text.one_line import keep_in_one

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from desktop.cases.entry.completions import CompletionOffer
    from desktop.records.values import Value


LEFT = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.MouseFocusReason,
        Qt.FocusReason.OtherFocusReason,
    }
)
"""Reasons by which a line loses the focus for good: not to its own list or another window."""
COMES_BACK = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason})
"""Reasons by which a line loses it for a moment: to its own list, or to another window."""


def sound(text: str) -> str:
    """`text` without lone surrogates, which no file can hold."""
    return text.encode("utf-8", "ignore").decode("utf-8")


SEEN, EDGES, WIDEST = 8, 32, 720
"""Offers visible at once; pixels around their words, and of the widest list."""


class Pasted(NamedTuple):
    """Several lines that were pasted at once, with the text before and behind them."""

    before: str
    words: str
    behind: str


class TextLine(QLineEdit):
    """A line of text."""

    edited = Signal()
    completed = Signal(object)
    """A text was chosen from the list: the values that it implies for other fields."""

    def __init__(self) -> None:
        super().__init__()
        self._rule = keep_in_one(self)
        self._was, self._from = "", 0
        self.textEdited.connect(self._edit)
        self.textChanged.connect(self._remember)
        for moved in (self.cursorPositionChanged, self.selectionChanged):
            moved.connect(self._stand)
        self.takes: Callable[[Pasted], bool] = lambda _pasted: False
        """Handles several pasted lines; false if they should become one line."""
        self.known: Callable[[str], Sequence[CompletionOffer]] = lambda _typed: ()
        """What completes a text that is typed."""
        self._completion: Completion | None = None
        self._caret = 0

    @property
    def choosing(self) -> bool:
        """Whether the texts that would complete it are shown."""
        return self._completion is not None and self._completion.shown

    def _edit(self, typed: str) -> None:
        """Handles an edit; several lines at once may be meant for more than this line."""
        text, end = self._rule.take_lines()
        start = min(self._from, len(self._was))
        if text and self.takes(Pasted(text[:start], text[start:end], text[end:])):
            return
        self._offer(typed)
        self._announce()

    def _remember(self, text: str) -> None:
        self._was = text

    def _stand(self) -> None:
        """Remembers the position at which the next text is inserted."""
        place = self.selectionStart() if self.hasSelectedText() else self.cursorPosition()
        self._from = characters(self.text(), place)

    def _offer(self, typed: str) -> None:
        """Completes what is `typed`."""
        offers = self.known(typed)
        if offers and self._completion is None:
            self._completion = Completion(self)
            self._completion.stood_on.connect(self._complete)
            self._completion.taken.connect(self._take)
            self.setCompleter(self._completion)
        if self._completion is not None:
            self._completion.offer(offers)

    def _complete(self, text: str) -> None:
        """Enters a text, whether or not it is in the line yet."""
        self.setText(text)
        self._announce()

    def _take(self, offer: CompletionOffer) -> None:
        self._complete(offer.value)
        if offer.beside:
            self.completed.emit(offer.beside)

    def event(self, event: QEvent) -> bool:
        """Leaves undo and redo to the case, and the commands to the window."""
        if is_of_the_case(event):
            event.ignore()
            return False
        return super().event(event)

    @property
    def words(self) -> str:
        """The text as typed."""
        return sound(self.text())

    def value(self) -> Value:
        """What is entered, as the field holds it: here the text itself."""
        return self.words

    def show_value(self, value: Value) -> None:
        """Shows `value`, leaving the caret where it can."""
        words = in_one(value) if isinstance(value, str) else ""
        if words != self.words:
            caret = characters(self.text(), self.cursorPosition())
            self.setText(words)
            self.setCursorPosition(units(words[:caret]))

    def complaint(self) -> str:
        """Why what is typed is no value; empty where it is one."""
        return ""

    def place_caret(self, position: int | None) -> None:
        """Takes the focus with the caret before the character at `position`; None leaves it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if position is not None:
            self.setCursorPosition(units(self.text()[:position]))

    def type_on(self, event: QKeyEvent) -> None:
        """Takes the focus and appends what `event` types."""
        if self.isReadOnly():
            return
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.end(False)
        if self.text() and not self.text()[-1].isspace():
            self.insert(" ")
        QApplication.sendEvent(self, event.clone())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Shows how the text begins, unless the focus is coming back; removes the completion."""
        super().focusOutEvent(event)
        if self._completion is not None and event.reason() not in COMES_BACK:
            self._completion.close_up()
        if event.reason() in LEFT:
            self._caret = self.cursorPosition()
            self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Puts the caret back where it was."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.OtherFocusReason:
            self.setCursorPosition(self._caret)

    def _announce(self) -> None:
        self.edited.emit()


class Completion(QCompleter):
    """Shows offers, and reports which one is chosen."""

    stood_on = Signal(str)
    """The text that the arrow keys selected."""
    taken = Signal(object)
    """The offer that was chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._offers: Sequence[CompletionOffer] = ()
        self._shown = QStringListModel(self)
        self.setModel(self._shown)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(SEEN)
        self._list = _popup()
        self.setPopup(self._list)
        self.activated.connect(self._take)
        self.highlighted.connect(self.stood_on)

    @property
    def shown(self) -> bool:
        """Whether the list is open."""
        return self._list.isVisible()

    def close_up(self) -> None:
        """Closes the list."""
        self._list.hide()

    def offer(self, offers: Sequence[CompletionOffer]) -> None:
        """Shows `offers` from now on."""
        self._offers = offers
        elided = self._list.fontMetrics().elidedText
        right = Qt.TextElideMode.ElideRight
        self._shown.setStringList([elided(one.shown, right, WIDEST) for one in offers])
        self._list.setMinimumWidth(self._list.sizeHintForColumn(0) + EDGES)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The text to insert, which may be only part of what the list shows."""
        return self._offers[index.row()].value if index.row() < len(self._offers) else ""

    def _take(self, value: str) -> None:
        taken = next((one for one in self._offers if one.value == value), None)
        if taken is not None:
            self.taken.emit(taken)


def _popup() -> QListView:
    shown = QListView()
    shown.setProperty("role", "completion")
    shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return shown
