"""One editor for each type of value: how it shows, reads and announces the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QPushButton,
    QWidget,
)

from desktop.records.values import Value
from desktop.ui.form.text.text_line import TextLine, sound
from desktop.ui.widgets import layouts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QWheelEvent


NARROWEST = 12
"""The fewest letters of a choice that are visible."""


class NumberLine(TextLine):
    """A whole number within its bounds; nothing typed is an unknown number."""

    def __init__(self, least: int | None, most: int | None) -> None:
        super().__init__()
        self._least, self._most = least, most

    def value(self) -> Value:
        """The number; None if it is unknown or not a number."""
        return None if self.complaint() or not self.text().strip() else int(self.text())

    def show_value(self, value: Value) -> None:
        """Shows the number unless the typed text already means it."""
        if value != self.value():
            self.setText("" if value is None else str(value))

    def complaint(self) -> str:
        """Why the typed text is not a number within the bounds."""
        words = self.text().strip()
        if not words:
            return ""
        if not words.removeprefix("-").isdecimal() or len(words) > 9:
            return f"“{words}” is no whole number."
        if self._least is not None and int(words) < self._least:
            return f"Write a number from {self._least} on."
        if self._most is not None and int(words) > self._most:
            return f"Write a number up to {self._most}."
        return ""


class ItemLine(NumberLine):
    """Another disputed item, entered by its current number; empty means none."""

    def __init__(self) -> None:
        super().__init__(1, None)
        self.ids: Callable[[], Sequence[str]] = tuple
        """The ids of the items, in their order."""

    def value(self) -> str:
        """The id of the item; empty if none is entered."""
        number = super().value()
        return self.ids()[number - 1] if isinstance(number, int) and number else ""

    def show_value(self, value: Value) -> None:
        """Shows the item's number unless the typed text already means it."""
        if value != self.value():
            ids = list[Value](self.ids())
            self.setText(str(ids.index(value) + 1) if value in ids else "")

    def complaint(self) -> str:
        """Why the typed text is not the number of an item."""
        complaint, words = super().complaint(), self.text().strip()
        if complaint or not words or int(words) <= len(self.ids()):
            return complaint
        return f"There is no item {words}."


class ListLine(TextLine):
    """A few short texts in one line, between semicolons."""

    def value(self) -> Value:
        """The texts."""
        return tuple(filter(None, (part.strip() for part in sound(self.text()).split(";"))))

    def show_value(self, value: Value) -> None:
        """Shows the texts unless the typed text already means them."""
        if value != self.value():
            self.setText("; ".join(map(str, value if isinstance(value, tuple) else ())))


class Pick(QComboBox):
    """One of several words from a list that opens."""

    edited = Signal()

    def __init__(self, values: Sequence[Value], words: Sequence[str]) -> None:
        super().__init__()
        self._values = list(values)
        self.addItems(list(words))
        self.setMinimumContentsLength(NARROWEST)
        self.activated.connect(lambda _: self.edited.emit())

    def value(self) -> Value:
        """The value chosen."""
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def show_value(self, value: Value) -> None:
        """Chooses `value`; an empty one is none."""
        value = value or None
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def complaint(self) -> str:
        """Empty: any choice is valid."""
        return ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls the page: the mouse wheel never changes a value by accident."""
        event.ignore()


class Tick(QCheckBox):
    """A yes or no; its label is next to the box."""

    edited = Signal()

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.clicked.connect(lambda _: self.edited.emit())

    def value(self) -> Value:
        """Whether it is ticked."""
        return self.isChecked()

    def show_value(self, value: Value) -> None:
        """Ticks it or not."""
        self.setChecked(bool(value))

    def complaint(self) -> str:
        """Empty: a tick is always valid."""
        return ""


class Choice(QWidget):
    """One of a few words, or none yet: buttons in a row, selected with the arrow keys."""

    edited = Signal()

    def __init__(self, values: Sequence[Value], words: Sequence[str]) -> None:
        super().__init__()
        self._values = tuple(values)
        self._buttons = [self._button(word) for word in words]
        row = layouts.row(self, spacing=4)
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if self._buttons:
            self._hold(self._buttons[0])

    def value(self) -> Value:
        """The value chosen; None where none is."""
        chosen = (v for v, b in zip(self._values, self._buttons, strict=True) if b.isChecked())
        return next(chosen, None)

    def show_value(self, value: Value) -> None:
        """Chooses `value`."""
        if value == self.value():
            return
        for own, button in zip(self._values, self._buttons, strict=True):
            button.setChecked(own == value and value is not None)
            if button.isChecked():
                self._hold(button)

    def complaint(self) -> str:
        """Empty: no choice means unknown, which is valid."""
        return ""

    def name(self, label: str) -> None:
        """Tells the screen reader what is chosen here."""
        for button in self._buttons:
            button.setAccessibleName(f"{label}: {button.text()}")

    def eventFilter(self, button: QObject, event: QEvent) -> bool:
        """Moves the focus through the buttons with the arrow keys."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(button, QPushButton)
        ):
            return self._moved(self._buttons.index(button), event)
        return super().eventFilter(button, event)

    def _moved(self, place: int, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is None:
            return False
        target = self._buttons[(place + step) % len(self._buttons)]
        self._hold(target)
        return True

    def _hold(self, one: QPushButton) -> None:
        """Makes `one` the only button that Tab reaches; the arrow keys reach the others.

        The focus moves too: otherwise Tab from another button would stop at `one` first.
        """
        focused = any(button.hasFocus() for button in self._buttons)
        for button in self._buttons:
            tabbed = Qt.FocusPolicy.StrongFocus if button is one else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(tabbed)
        self.setFocusProxy(one)
        if focused:
            one.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, word: str) -> QPushButton:
        button = QPushButton(word)
        button.setCheckable(True)
        button.setProperty("segment", "true")
        button.installEventFilter(self)
        button.clicked.connect(lambda _: self._clicked(button))
        return button

    def _clicked(self, button: QPushButton) -> None:
        for other in self._buttons:
            if other is not button:
                other.setChecked(False)
        self._hold(button)
        self.edited.emit()
