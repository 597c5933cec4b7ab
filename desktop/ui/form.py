"""Forms made from what the domain asks: a page names its fields, their types choose the editors."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.domain import path as paths
from desktop.ui import spoken
from desktop.ui.editors import Choice, Tick
from desktop.ui.kinds import editor
from desktop.ui.text_line import TextLine
from desktop.ui.words import SEVERITIES, restyle, said, say, worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from desktop.ui.draft import Draft, Part
    from desktop.ui.tools import Tools
    from desktop.ui.words import Note

NARROWEST = 72
"""Pixels below which no field is of use."""


class Field(QWidget):
    """One field of the draft: its label with the help beside it, its editor, its findings below."""

    def __init__(
        self, draft: Draft | Part, path: str, tools: Tools, *, labelled: bool = True
    ) -> None:
        super().__init__()
        self._draft, self._path = draft, path
        self.path = paths.joined(draft.prefix, path)
        self.question = paths.asked(draft.kind, path)
        self.hint: Callable[[Any], str] | None = None
        self.editor = editor(self.question, tools)
        if isinstance(self.editor, TextLine):
            self.editor.known = partial(tools.completions, self.path)
        self._label = worded(self.question.label, "label")
        self._help = worded("", "help")
        self._below = worded("", "help")
        self._notes: Sequence[Note] = ()
        self._name()
        self._lay_out(labelled)
        self.editor.edited.connect(self.push)
        self.pull()

    def pull(self, _path: str = "") -> None:
        """Shows what the draft says."""
        self.editor.show_value(self._draft.get(self._path))
        self._explain()

    def push(self) -> None:
        """Tells the draft what was entered; nothing once its part is gone."""
        with suppress(LookupError):
            self._draft.put(self._path, self.editor.value())
        self._explain()

    def show_notes(self, notes: Mapping[str, Sequence[Note]]) -> None:
        """Shows the findings on this field below it."""
        before, self._notes = self._notes, notes.get(self.path, ())
        self._explain()
        focused = QApplication.focusWidget()
        if self._notes != before and focused is not None and self.isAncestorOf(focused):
            spoken.say(self.editor, self._below.text())

    def activate(self, active: bool) -> None:
        """Shows the help beside the label while the field is being edited."""
        self._help.setText(self._advice() if active else "")

    def drop_label(self) -> None:
        """Leaves the label out, where the heading above says the same."""
        self._label.hide()
        self._help.hide()
        self.editor.setToolTip(self._advice())

    def place_caret(self, position: int) -> None:
        """Takes the focus, in a text with the caret at `position`."""
        if hasattr(self.editor, "place_caret"):
            self.editor.place_caret(position)
        else:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def call_it(self, name: str) -> None:
        """Gives the editor its name for the screen reader."""
        self.editor.setAccessibleName(name)
        if isinstance(self.editor, Choice):
            self.editor.name(name)

    def _advice(self) -> str:
        q = self.question
        example = f"Such as: {q.example}" if q.example else ""
        return "  ·  ".join(filter(None, (q.help, example, q.rule)))

    def _name(self) -> None:
        self.editor.setObjectName(self.path)
        self.call_it(self.question.label)
        self._label.setBuddy(self.editor)

    def _lay_out(self, labelled: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if labelled and not isinstance(self.editor, Tick):
            column.addLayout(self._head())
        elif isinstance(self.editor, TextLine):
            self.editor.setPlaceholderText(self.question.label)
        column.addWidget(self.editor)
        column.addWidget(self._below)
        column.addStretch(1)
        self._below.setWordWrap(True)
        self._below.hide()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._label)
        self._help.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head.addWidget(self._help, 1)
        return head

    def _explain(self) -> None:
        """The line below: what is wrong with the entry, the findings, or what it comes to."""
        role, words = self._explanation()
        say(self._below, role, words)
        described = "  ·  ".join(filter(None, (words, self._advice())))
        self.editor.setAccessibleDescription(described)
        restyle(self.editor, "state", role if role in SEVERITIES[:2] else "")

    def _explanation(self) -> tuple[str, str]:
        if complaint := self.editor.complaint():
            return "error", complaint
        if self._notes:
            return said(self._notes)
        if self.hint is not None:
            return "hint", self.hint(self.editor.value())
        return "help", ""


class Form(QWidget):
    """Fields in lines under headings, kept in step with the draft."""

    reshaped = Signal()
    """It has other fields than before."""

    def __init__(self, draft: Draft | Part, tools: Tools, *, labelled: bool = True) -> None:
        super().__init__()
        self.draft, self.tools = draft, tools
        self._labelled = labelled
        self.places: list[Any] = []
        self._lines: list[tuple[QBoxLayout, list[Field]]] = []
        self.setMinimumWidth(1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def heading(self, words: str) -> None:
        """Begins a group of fields."""
        self.column.addSpacing(8)
        self.column.addWidget(worded(words.upper(), "group"))

    def line(self, *names: str, stretch: Iterable[int] = ()) -> None:
        """Adds the fields `names` beside one another."""
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(12)
        widths = tuple(stretch) or (1,) * len(names)
        fields = [self.field(name) for name in names]
        for field, width in zip(fields, widths, strict=True):
            row.addWidget(field, width)
        self._lines.append((row, fields))
        self.column.addLayout(row)

    def alone(self, name: str) -> None:
        """Adds the field `name` under a heading of its own, which is its label."""
        self.heading(paths.asked(self.draft.kind, name).label)
        field = self.field(name)
        field.drop_label()
        self.column.addWidget(field)

    def field(self, name: str) -> Field:
        """A new field of this form, to be laid out by the caller."""
        field = Field(self.draft, name, self.tools, labelled=self._labelled)
        self.places.append(field)
        return field

    def place(self, widget: Any) -> None:
        """Adds a widget with a path of its own, such as a list."""
        self.places.append(widget)
        self.column.addWidget(widget)
        widget.reshaped.connect(self.reshaped)

    def pull(self, path: str = "") -> None:
        """Shows what the draft says at `path`, and nothing once its part is gone."""
        for place in self.places:
            if paths.touches(place.path, path):
                try:
                    place.pull(path)
                except LookupError:
                    return

    def show_notes(self, notes: Mapping[str, Sequence[Note]]) -> None:
        """Shows the findings below the fields that they are about."""
        for place in self.places:
            place.show_notes(notes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the fields of a line below one another where they have no room."""
        super().resizeEvent(event)
        for layout, line in self._lines:
            needed = sum(max(field.minimumSizeHint().width(), NARROWEST) + 12 for field in line)
            across = needed - 12 <= self.width()
            direction = QBoxLayout.Direction
            layout.setDirection(direction.LeftToRight if across else direction.TopToBottom)

    def rank(self, path: str) -> int:
        """How many of the form's places stand before the field at `path`."""
        own = [place.path and paths.touches(place.path, path) for place in self.places]
        return own.index(True) if True in own else len(own)

    @property
    def path(self) -> str:
        """Where this form's record stands in the whole."""
        return self.draft.prefix

    def field_at(self, path: str) -> Any:
        """The field at `path`, or the first one inside it, or a list that has none yet."""
        for place in self.places:
            if not paths.touches(place.path, path):
                continue
            found = place if isinstance(place, Field) else place.field_at(path)
            if found is not None:
                return found
        return None


def field_of(widget: QWidget | None) -> tuple[Field | None, str]:
    """The field to which `widget` belongs, and the path that it edits."""
    path = ""
    while widget is not None:
        own = getattr(widget, "path", "")
        if not path and isinstance(own, str):
            path = own
        if isinstance(widget, Field):
            return widget, widget.path
        widget = widget.parentWidget()
    return None, path
