"""What a letter that was edited in Word changes in its case, each change to be accepted or not."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)

from desktop.ui.library.history import shown
from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import canceling, rule, scrolling, worded

if TYPE_CHECKING:
    from desktop.letter.reimport.edits import Edit, Edited
    from desktop.ui.widgets.theme import Theme

SIZE = (720, 540)


class ChangesDialog(QDialog):
    """Shows each change of `edited`, marked to be taken; `taken` with those that still are."""

    taken = Signal(object)

    def __init__(self, window: QWidget, number: str, edited: Edited, theme: Theme) -> None:
        super().__init__(window)
        self.setObjectName("changes")
        self.setWindowTitle("Changes from Word")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._edited, self._theme = edited, theme
        self._ticks = [self._tick(edit) for edit in edited.changes]
        self._go = QPushButton()
        self._go.setObjectName("changes:go")
        self._go.setProperty("role", "primary")
        self._go.setDefault(True)
        self._go.clicked.connect(lambda _: self._take())
        self._lay_out(number)
        self._look()

    def _take(self) -> None:
        pairs = zip(self._ticks, self._edited.changes, strict=True)
        chosen = tuple(edit for tick, edit in pairs if tick.isChecked())
        self.accept()
        self.taken.emit(chosen)

    def _look(self) -> None:
        """Says how many changes the button takes."""
        count = sum(tick.isChecked() for tick in self._ticks)
        self._go.setText("Take 1 change" if count == 1 else f"Take {count} changes")
        self._go.setEnabled(count > 0)

    def _tick(self, edit: Edit) -> QCheckBox:
        tick = QCheckBox(edit.field(type(self._edited.original)))
        tick.setObjectName(f"changes:{edit.path}")
        tick.setAccessibleDescription(f"It was “{edit.before}” and is “{edit.after}”.")
        tick.setChecked(not self._edited.too_many)
        tick.toggled.connect(lambda _: self._look())
        return tick

    def _lay_out(self, number: str) -> None:
        column = layouts.column(self, (24, 24, 24, 24), spacing=12)
        column.addWidget(worded(f"Changes to {number or 'the open case'}", "title"))
        about = "Edits made in Word. Nothing is stored before you take it, and Undo takes it back."
        column.addWidget(_wrapped(about, "subtitle"))
        if self._edited.too_many:
            column.addWidget(_wrapped(f"{self._edited.too_many} Mark what is meant.", "warning"))
        column.addWidget(self._list(), 1)
        column.addLayout(self._buttons())

    def _list(self) -> QScrollArea:
        page = QWidget()
        column = layouts.column(page, (0, 0, 12, 0), spacing=8)
        for tick, edit in zip(self._ticks, self._edited.changes, strict=True):
            column.addWidget(tick)
            column.addWidget(self._difference(edit))
            column.addWidget(rule())
        if self._edited.notes:
            column.addWidget(worded("Not taken, or outside the fields", "group"))
        for note in self._edited.notes:
            column.addWidget(_wrapped(note, "subtitle"))
        column.addStretch(1)
        return scrolling(page)

    def _difference(self, edit: Edit) -> QLabel:
        label = QLabel(shown(edit, self._theme) or escape("(empty)"))
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setContentsMargins(28, 0, 0, 0)
        return label

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, marked in (("Mark all", True), ("Mark none", False)):
            button = QPushButton(words)
            button.setProperty("role", "link")
            button.clicked.connect(lambda _, on=marked: self._mark(on))
            row.addWidget(button)
        row.addStretch(1)
        for button in (canceling(self), self._go):
            row.addWidget(button)
        return row

    def _mark(self, on: bool) -> None:
        for tick in self._ticks:
            tick.setChecked(on)


def _wrapped(text: str, role: str) -> QLabel:
    return worded(text, role, wrapped=True)
