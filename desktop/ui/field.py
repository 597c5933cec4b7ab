"""A field of a form: its question's type chooses the editor, what is found stands below it."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from enum import Enum
from functools import partial
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.domain import path as paths
from desktop.domain.question import Prose
from desktop.ui.below import SEVERITIES, Below, said
from desktop.ui.editors import Choice, DateLine, ListLine, NumberLine, Pick, Tick
from desktop.ui.prose import ProseBox
from desktop.ui.text_line import TextLine
from desktop.ui.words import restyle, worded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from enum import StrEnum

    from desktop.domain.question import Question
    from desktop.ui.below import Note
    from desktop.ui.draft import Draft, Part
    from desktop.ui.tools import Tools

WIDEST = 34
"""Letters that a row of buttons has room for."""

KINDS: dict[Any, Callable[[Question, Any, Tools], Any]] = {
    str: lambda _q, _kind, _tools: TextLine(),
    Prose: lambda _q, _kind, tools: ProseBox(tools),
    dt.date: lambda _q, _kind, _tools: DateLine(),
    int: lambda _q, kind, _tools: NumberLine(*bounds(kind)),
    bool: lambda q, kind, _tools: Tick(q.label) if kind is bool else yes_or_no(),
    tuple: lambda _q, _kind, _tools: ListLine(),
    Enum: lambda _q, kind, _tools: one_of(plain(kind), optional=kind is not plain(kind)),
}
"""The editor of each type of value: one line for a type in the whole program."""


def plain(kind: Any) -> Any:
    """The type inside `kind`, without "or unknown" and without bounds."""
    while get_origin(kind) in (Annotated, Union, UnionType):
        kind = next(inner for inner in get_args(kind) if inner is not type(None))
    return kind


def bounds(kind: Any) -> tuple[int | None, int | None]:
    """The least and the most that a number of `kind` may be; None where there is no bound."""
    for inner in (kind, *get_args(kind)):
        for meta in getattr(inner, "__metadata__", ()):
            return meta.ge, meta.le
    return None, None


def one_of(kind: type[StrEnum], *, optional: bool) -> Choice | Pick:
    """Buttons for a few short words, a list for more."""
    if sum(len(member.value) for member in kind) <= WIDEST:
        return Choice.of(kind)
    return Pick(kind, optional=optional)


def yes_or_no() -> Choice:
    """Yes, no, or not known yet."""
    return Choice((True, False), ("Yes", "No"))


def editor(question: Question, tools: Tools) -> Any:
    """A new editor for what `question` asks."""
    kind = plain(question.type)
    key = Enum if isinstance(kind, type) and issubclass(kind, Enum) else get_origin(kind) or kind
    return KINDS[key](question, question.type, tools)


class Field(QWidget):
    """One field of the draft: its label, its editor, and one line below for what is to be said."""

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
        self._below = Below(reserves=labelled)
        self._active = False
        self._notes: Sequence[Note] = ()
        self._fix: QPushButton | None = None
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
        self._notes = notes.get(self.path, ())
        self._explain()

    def activate(self, active: bool) -> None:
        """Shows the help below the field while it is being edited."""
        self._active = active
        self._explain()

    def drop_label(self) -> None:
        """Leaves the label out, where the heading above says the same."""
        self._label.hide()

    def place_caret(self, position: int) -> None:
        """Takes the focus, in a text with the caret at `position`."""
        if hasattr(self.editor, "place_caret"):
            self.editor.place_caret(position)
        else:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _advice(self) -> str:
        q = self.question
        example = f"Such as: {q.example}" if q.example else ""
        return "  ·  ".join(filter(None, (q.help, example, q.rule)))

    def _name(self) -> None:
        self.editor.setObjectName(self.path)
        self.editor.setAccessibleName(self.question.label)
        self.editor.setAccessibleDescription(self._advice())
        self._label.setBuddy(self.editor)
        if isinstance(self.editor, Choice):
            self.editor.name(self.question.label)

    def _lay_out(self, labelled: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if labelled and not isinstance(self.editor, Tick):
            column.addWidget(self._label)
        elif isinstance(self.editor, TextLine):
            self.editor.setPlaceholderText(self.question.label)
            self.editor.setToolTip(self._advice())
        column.addWidget(self.editor)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(12)
        self._foot.addWidget(self._below, 1)
        column.addLayout(self._foot)
        column.addStretch(1)

    def _explain(self) -> None:
        """The line below: what is wrong with the entry, the findings, what it comes to, or help."""
        role, words = self._explanation()
        self._below.say(words, role)
        self._offer_fix(None if self.editor.complaint() else _fixable(self._notes))
        restyle(self.editor, "state", role if role in SEVERITIES[:2] else "")

    def _explanation(self) -> tuple[str, str]:
        if complaint := self.editor.complaint():
            return "error", complaint
        if self._notes:
            return said(self._notes)
        if self.hint is not None and (comes := self.hint(self.editor.value())):
            return "hint", comes
        return "help", self._advice() if self._active and self._below.reserves else ""

    def _offer_fix(self, note: Note | None) -> None:
        """The way to put right what is found, beside it."""
        if note is not None and self._fix is None:
            self._fix = QPushButton("Fix")
            self._fix.setProperty("role", "link")
            self._fix.clicked.connect(lambda _: self._put_right())
            self._foot.addWidget(self._fix, 0, Qt.AlignmentFlag.AlignTop)
        if self._fix is not None:
            self._fix.setVisible(note is not None)
            self._fix.setAccessibleName(f"Fix: {note.words}" if note is not None else "Fix")

    def _put_right(self) -> None:
        note = _fixable(self._notes)
        if note is not None and note.fix is not None:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            note.fix()


def _fixable(notes: Sequence[Note]) -> Note | None:
    """The first of `notes` that can be put right at once."""
    return next((note for note in notes if note.fix is not None), None)


def holding(widget: QWidget | None) -> Field | None:
    """The field to which `widget` belongs."""
    while widget is not None and not isinstance(widget, Field):
        widget = widget.parentWidget()
    return widget


def path_of(widget: QWidget | None) -> str:
    """The path that `widget` edits; empty where it edits none."""
    field = holding(widget)
    if field is not None:
        return field.path
    while widget is not None:
        path = getattr(widget, "path", "")
        if path and isinstance(path, str):
            return path
        widget = widget.parentWidget()
    return ""


def follow_focus(old: QWidget | None, new: QWidget | None) -> None:
    """Lets help stand under the one field that is being edited."""
    left, entered = holding(old), holding(new)
    if left is not entered:
        for field, active in ((left, False), (entered, True)):
            if field is not None:
                field.activate(active)
