"""A line of text, completed from what is known and undone by the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit

from desktop.ui.completion import Completion

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent


def sound(text: str) -> str:
    """`text` without half characters, which no file can hold."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def is_of_the_case(event: QEvent) -> bool:
    """Whether `event` asks which of Qt's keys a text takes, and the key is undo or redo.

    The case undoes, across its pages; a text alone does not.
    """
    return event.type() == QEvent.Type.ShortcutOverride and (
        event.matches(QKeySequence.StandardKey.Undo)  # type: ignore[attr-defined]
        or event.matches(QKeySequence.StandardKey.Redo)  # type: ignore[attr-defined]
    )


class TextLine(QLineEdit):
    """A line of text."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.textEdited.connect(self._announce)
        self.known: Callable[[], Sequence[str]] = tuple
        """The texts from which what is typed is completed; asked each time typing begins."""
        self._completion: Completion | None = None

    @property
    def choosing(self) -> bool:
        """Whether the texts that would complete it are shown."""
        return self._completion is not None and self._completion.shown

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offers what is known by now."""
        known = self.known()
        if known or self._completion is not None:
            self._offer(known)
        super().focusInEvent(event)

    def _offer(self, known: Sequence[str]) -> None:
        """Completes what is typed from the texts that are `known`."""
        if self._completion is None:
            self._completion = Completion(self)
            self._completion.chosen.connect(self._complete)
            self.setCompleter(self._completion)
        self._completion.know(known)

    def _complete(self, text: str) -> None:
        """Takes a text that was chosen, whether or not the line has taken it yet."""
        self.setText(text)
        self._announce()

    def event(self, event: QEvent) -> bool:
        """Leaves undo and redo to the case."""
        if is_of_the_case(event):
            event.ignore()
            return False
        return super().event(event)

    def value(self) -> Any:
        """The text as typed."""
        return sound(self.text())

    def show_value(self, value: Any) -> None:
        """Shows `value`, leaving the caret where it can."""
        if value != self.value():
            caret = self.cursorPosition()
            self.setText(value)
            self.setCursorPosition(min(caret, len(value)))

    def complaint(self) -> str:
        """Why what is typed is no value; empty where it is one."""
        return ""

    def place_caret(self, position: int) -> None:
        """Takes the focus with the caret at `position`."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCursorPosition(position)

    def _announce(self) -> None:
        self.edited.emit()
