"""Forms made from declared fields: a page names them, their types choose the editors."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop.records import paths
from desktop.ui.form.field import Field
from desktop.ui.widgets.words import worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from desktop.app.draft import AnyDraft
    from desktop.ui.form.field_message import Note
    from desktop.ui.form.place import FormPlace
    from desktop.ui.form.text.text_line import TextLine
    from desktop.ui.shell.services import Services

NARROWEST = 72
"""Pixels below which no field is of use."""
APART = 12
"""Pixels below a field that has no message of its own."""


class Form(QWidget):
    """Fields in lines under headings, in step with the draft."""

    reshaped = Signal()
    """Its fields have changed."""

    def __init__(self, draft: AnyDraft, services: Services, *, labelled: bool = True) -> None:
        super().__init__()
        self.draft, self.services = draft, services
        self._labelled = labelled
        self.places: list[FormPlace] = []
        self._lines: list[tuple[QBoxLayout, list[Field]]] = []
        self.setMinimumWidth(1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    def heading(self, words: str) -> None:
        """Begins a group of fields."""
        head = worded(words.upper(), "group")
        head.setContentsMargins(0, 8, 0, 4)
        self.column.addWidget(head)

    def line(self, *names: str, stretch: Iterable[int] = ()) -> list[Field]:
        """Adds the fields `names` in one line."""
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(12)
        widths = tuple(stretch) or (1,) * len(names)
        fields = [self.field(name) for name in names]
        for field, width in zip(fields, widths, strict=True):
            row.addWidget(field, width)
        self._lines.append((row, fields))
        self.column.addLayout(row)
        return fields

    @property
    def fields(self) -> list[Field]:
        """Its fields, without its lists and choices."""
        return [place for place in self.places if isinstance(place, Field)]

    def alone(self, name: str) -> None:
        """Adds the field `name` under a heading of its own, which is its label."""
        self.heading(paths.asked(self.draft.kind, name).label)
        field = self.field(name)
        field.drop_label()
        self.column.addWidget(field)

    def field(self, name: str) -> Field:
        """A new field of this form, to be laid out by the caller."""
        field = Field(self.draft, name, self.services, labelled=self._labelled)
        self.places.append(field)
        return field

    def place(self, widget: FormPlace) -> None:
        """Adds a widget with a path of its own, such as a list."""
        self.places.append(widget)
        self.add(widget)
        widget.reshaped.connect(self.reshaped)

    def add(self, widget: QWidget, *, wide: bool = True) -> None:
        """Adds a widget without a path, as `wide` as the form or in its own width."""
        left = Qt.AlignmentFlag.AlignLeft
        self.column.addWidget(widget, 0, Qt.AlignmentFlag(0) if wide else left)
        self.column.addSpacing(APART)

    def pull(self, path: str = "") -> None:
        """Shows what the draft says at `path`, and nothing once its part was removed."""
        with suppress(LookupError):
            for place in self.places:
                if paths.touches(place.path, path):
                    place.pull(path)

    def forget(self) -> None:
        """Drops invalid entries: another record is shown now."""
        for field in self.fields:
            field.forget()

    def show_notes(self, notes: Mapping[str, Sequence[Note]]) -> None:
        """Shows the findings below the fields that they are about."""
        for place in self.places:
            place.show_notes(notes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stacks the fields of a line if they have no room side by side."""
        super().resizeEvent(event)
        for layout, line in self._lines:
            needed = sum(max(field.minimumSizeHint().width(), NARROWEST) + 12 for field in line)
            across = needed - 12 <= self.width()
            direction = QBoxLayout.Direction
            layout.setDirection(direction.LeftToRight if across else direction.TopToBottom)

    def rank(self, path: str) -> int:
        """How many of the form's fields come before the one at `path`."""
        own = [place.path and paths.touches(place.path, path) for place in self.places]
        return own.index(True) if True in own else len(own)

    @property
    def path(self) -> str:
        """The path of this form's record in the whole."""
        return self.draft.prefix

    def field_at(self, path: str) -> FormPlace | TextLine | None:
        """The field at `path`, or the first one inside it, or a list that has none yet."""
        touched = (place for place in self.places if paths.touches(place.path, path))
        found = (place.field_at(path) for place in touched)
        return next((one for one in found if one is not None), None)
