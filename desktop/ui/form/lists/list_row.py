"""One element of a list in a form: its fields, its drag handle and its remove button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.records import paths
from desktop.records.questions import element
from desktop.ui.form.form import Form
from desktop.ui.form.lists.dragging import Handle
from desktop.ui.form.lists.element_line import ElementLine
from desktop.ui.form.lists.row_layout import in_short, layout
from desktop.ui.widgets import layouts
from desktop.ui.widgets.read_only import changing
from desktop.ui.widgets.words import ElidedButton

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.ui.form.field_message import Note
    from desktop.ui.form.lists.list_rows import ListRows
    from desktop.ui.form.place import FormPlace
    from desktop.ui.form.text.text_line import TextLine


class ListRow(QFrame):
    """One element of a list, with its drag handle and its remove button."""

    reshaped = Signal()

    def __init__(self, rows: ListRows, number: int) -> None:
        super().__init__()
        self._rows, self._number, self._of = rows, number, 0
        self.path = paths.joined(rows.path, number)
        self._form: Form | None = None
        self._line: ElementLine | None = None
        self._fold: ElidedButton | None = None
        self._content = QVBoxLayout()
        self._lay_out()

    def pull(self, path: str) -> None:
        """Shows the element, its number and how many there are."""
        if self._of != len(self._rows.values):
            self._name()
        if self._form is not None:
            if path == self._rows.path:
                self._form.forget()
            self._form.pull(path)
        if self._line is not None:
            self._line.show_value(self._rows.values[self._number])
        if self._fold is not None:
            value, form = self._rows.values[self._number], self._rows.day_form
            self._fold.say(in_short(value, form) or "Nothing entered yet")

    def show_notes(self, notes: Mapping[str, Sequence[Note]]) -> None:
        """Shows the findings on this element."""
        if self._form is not None:
            self._form.show_notes(notes)

    def field_at(self, path: str) -> FormPlace | TextLine | None:
        """The field at `path`, or the first, once unfolded."""
        self.unfold(True)
        return self._form.field_at(path) if self._form is not None else self._line

    def enter(self) -> None:
        """Goes to the element's first field."""
        self.unfold(True)
        if self._line is not None:
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._form is not None:
            self._form.places[0].place_caret(0)

    def has_focus(self) -> bool:
        """Whether one of its fields is being edited."""
        focused = QGuiApplication.focusObject()
        return isinstance(focused, QWidget) and self.isAncestorOf(focused)

    def unfold(self, wide: bool) -> None:
        """Shows the element's fields, or only its words."""
        if self._fold is None:
            return
        if wide and self._form is None:
            self._make_form()
            self.reshaped.emit()
        if self._form is not None:
            self._form.setVisible(wide)
        self._fold.setChecked(wide)

    @property
    def number(self) -> int:
        """Which element it shows, counted from 0."""
        return self._number

    @property
    def unfolded(self) -> bool:
        """Whether an element that can be folded shows its fields."""
        return self._fold is not None and self._fold.isChecked()

    def twin(self, widget: QWidget | None, other: ListRow) -> QWidget | None:
        """The widget of the row `other` that corresponds to `widget` in this one."""
        while widget is not None and not widget.objectName().startswith(self.path):
            widget = widget.parentWidget()
        name = widget.objectName().removeprefix(self.path) if widget is not None else ""
        return other.findChild(QWidget, f"{other.path}{name}")

    def _lay_out(self) -> None:
        row = layouts.row(self, spacing=4)
        row.addWidget(Handle(self, self._rows, self._rows.services), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._content, 1)
        self._content.setSpacing(8)
        row.addWidget(self._remover(), 0, Qt.AlignmentFlag.AlignTop)
        self._fill()

    def _fill(self) -> None:
        """A text by itself, the fields of a record, or its words where the fields take lines."""
        kind = element(self._rows.question.type)
        if kind is None:
            self._line = ElementLine(self._rows, self._number)
            self._content.addWidget(self._line)
        elif len(layout(kind)) == 1:
            self._make_form()
        else:
            self._make_fold()

    def _name(self) -> None:
        """Names the element for a screen reader by its position."""
        question, self._of = self._rows.question, len(self._rows.values)
        name = f"{question.one or question.label} {self._number + 1} of {self._of}"
        for widget in (self, self._line, self._fold):
            if widget is not None:
                widget.setAccessibleName(name)
        for field in self._form.fields if self._form is not None else ():
            field.call_it(f"{field.question.label}, {name[:1].lower()}{name[1:]}")

    def _make_form(self) -> None:
        part = self._rows.part(self._number)
        kind = layout(type(part.record))
        self._form = Form(part, self._rows.services, labelled=len(kind) > 1)
        for names, widths in kind:
            self._form.line(*names, stretch=widths)
        self._content.addWidget(self._form)
        self._name()

    def _make_fold(self) -> None:
        self._fold = ElidedButton("fold")
        self._fold.setCheckable(True)
        self._fold.setObjectName(self.path)
        self._fold.clicked.connect(self.unfold)
        self._content.addWidget(self._fold)

    def _remover(self) -> QToolButton:
        button = QToolButton()
        words = f"Remove {(self._rows.question.one or 'line').lower()} {self._number + 1}"
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setObjectName(f"{self.path}:remove")
        changing(button)
        self._rows.services.theme.dress(button, "remove")
        button.clicked.connect(lambda _: self._rows.remove(self._number))
        return button
