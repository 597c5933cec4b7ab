"""One element of a list in a form: its fields, its handle and its way out."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.cases.entry.paste_parser import broken
from desktop.cases.settings import Profile, WeighedRule
from desktop.records import paths
from desktop.records.placement import FormLine, lines
from desktop.records.questions import element
from desktop.text import dates
from desktop.ui.form.form import Form
from desktop.ui.form.lists.dragging import Handle
from desktop.ui.form.text.text_line import Pasted, TextLine
from desktop.ui.widgets import layouts
from desktop.ui.widgets.read_only import changing
from desktop.ui.widgets.words import ElidedButton

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import msgspec
    from PySide6.QtGui import QKeyEvent

    from desktop.records.values import Value
    from desktop.ui.form.field_message import Note
    from desktop.ui.form.lists.rows import ListRows
    from desktop.ui.form.place import FormPlace

SETTINGS: dict[type[msgspec.Struct], tuple[FormLine, ...]] = {
    Profile: (
        FormLine(("reviewer.name", "license_expires"), (2, 1)),
        FormLine(("reviewer.licensures",), (1,)),
        FormLine(("reviewer.specialties",), (1,)),
        FormLine(("reviewer.board_certified",), (1,)),
    ),
    WeighedRule: (FormLine(("rule", "weight"), (1, 0)),),
}
"""The lines of an element's form that its record's declaration does not say."""


def layout(kind: type[msgspec.Struct]) -> tuple[FormLine, ...]:
    """The lines of one element's form, with the widths of their fields."""
    return SETTINGS.get(kind) or lines(kind)


class ListRow(QFrame):
    """One element of a list, with its handle and its way out."""

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
        """Shows the element as it is, and as which of how many."""
        if self._of != len(self._rows.values):
            self._name()
        if self._form is not None:
            if path == self._rows.path:
                self._form.forget()
            self._form.pull(path)
        if self._line is not None:
            self._line.show_value(self._rows.values[self._number])
        if self._fold is not None:
            self._fold.say(_in_short(self._rows.values[self._number]) or "Nothing entered yet")

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
        """What stands in the row `other` where `widget` stands in this one."""
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
        """Says which element it is to who cannot see where it stands."""
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


class ElementLine(TextLine):
    """One text of a list: Enter begins the next, Backspace in an empty one removes it."""

    def __init__(self, rows: ListRows, number: int) -> None:
        super().__init__()
        self._rows, self._number = rows, number
        label = rows.question.one or rows.question.label
        self.setObjectName(f"{rows.path}.{number}")
        self.setPlaceholderText(rows.question.example or label)
        self.show_value(rows.values[number])
        self.known = partial(rows.services.completions.offers, rows.path)
        self.takes = self._paste
        self.edited.connect(self._push)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Works the list from inside its text."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.choosing:
            self._rows.add(self._number)
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self._rows.remove(self._number)
        else:
            super().keyPressEvent(event)

    def _paste(self, pasted: Pasted) -> bool:
        """Makes elements of several lines, whichever way they came; False where it was one."""
        if sum(map(bool, map(str.strip, broken(pasted.words)))) < 2:
            return False
        self._rows.paste(pasted.words, self._number + bool(self._rows.values[self._number]))
        self.show_value(self._rows.values[self._number])
        return True

    def _push(self) -> None:
        part = self._rows.part(self._number)
        part.put("", self.value())


def _in_short(record: Value) -> str:
    """An element in one line: its words, dates and numbers."""
    lines = layout(type(record)) if isinstance(record, Struct) else ()
    words = (paths.at(record, name) for names, _ in lines for name in names)
    return "  ·  ".join(_in_words(word) for word in words if word and word is not True)


def _in_words(value: Value) -> str:
    if isinstance(value, dt.date):
        return dates.show(value)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
