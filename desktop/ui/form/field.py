"""A field of a form: the type of its question chooses the editor; findings are shown below it."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop.app.reference_works import law_of
from desktop.cases.case import Case
from desktop.records import paths
from desktop.ui.form.editors import Choice, ItemLine, Tick
from desktop.ui.form.field_message import SEVERITIES, FieldMessage, in_words
from desktop.ui.form.kinds import editor, may_be_unknown
from desktop.ui.form.place import FormPlace
from desktop.ui.form.text.caret import place_caret
from desktop.ui.form.text.text_line import TextLine
from desktop.ui.widgets import layouts, spoken
from desktop.ui.widgets.words import restyle, worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from desktop.app.draft import AnyDraft
    from desktop.records.values import Value
    from desktop.ui.form.field_message import Note
    from desktop.ui.shell.services import Services


class Field(FormPlace):
    """One field of the draft: its label, its editor, and the message below it."""

    def __init__(
        self, draft: AnyDraft, path: str, services: Services, *, labelled: bool = True
    ) -> None:
        super().__init__()
        self._draft, self._path = draft, path
        self.path = paths.joined(draft.prefix, path)
        self.question = paths.asked(draft.kind, path)
        self.hint: Callable[[Value], str] | None = None
        program = getattr(draft.whole.record, "program", "")
        self.editor = editor(self.question, services, program)
        if isinstance(self.editor, TextLine):
            self.editor.known = partial(services.completions.offers, self.path)
            self.editor.completed.connect(self._choose)
        if isinstance(self.editor, ItemLine):
            self.editor.ids = self._item_ids
        self._label = worded(self.question.label, "label")
        self._below = FieldMessage(reserves=labelled)
        self._active = False
        self._remark = ""
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

    def forget(self) -> None:
        """Drops an entry that is not a valid value."""
        if isinstance(self.editor, TextLine) and self.editor.complaint():
            self.editor.clear()

    def push(self) -> None:
        """Puts the entry into the draft, unless it is invalid or its part was removed."""
        value, self._remark = self.editor.value(), ""
        if value is None and not may_be_unknown(self.question.type):
            self._refuse()
            return
        with suppress(LookupError):
            self._draft.put(self._path, value, typed=type(value) is str)
        self._explain()

    def _refuse(self) -> None:
        """Leaves the draft and the typed text as they are."""
        if isinstance(self.editor, Choice):
            self.pull()
        self._explain()

    @property
    def value(self) -> Value:
        """The value in the draft; raises `LookupError` once its record was removed."""
        return self._draft.get(self._path)

    def suggest(self, words: str) -> None:
        """Shows `words` in a text while nothing is entered."""
        if isinstance(self.editor, TextLine):
            self.editor.setPlaceholderText(words)

    @property
    def record(self) -> Struct:
        """The record that has this field; raises `LookupError` once it was removed."""
        path = self._path.rpartition(".")[0]
        record = self._draft.get(path)
        if not isinstance(record, Struct):
            raise LookupError(path)
        return record

    def fill_in(self, fields: Mapping[str, Value], name: str) -> None:
        """Enters this field and others of its record as one undo step called `name`."""
        self._draft.put(self._path.rpartition(".")[0], replace(self.record, **fields), name)
        self.pull()

    def field_at(self, _path: str) -> Field:
        """Itself."""
        return self

    def tell(self, words: str) -> None:
        """Shows `words` below it until it is edited."""
        self._remark = words
        self._explain()
        if words:
            spoken.say(self.editor, words)

    def _choose(self, implied: Iterable[tuple[str, str]]) -> None:
        """Enters the chosen text, and what it implies for other fields of the record."""
        self.fill_in(dict(implied), "choose from a list")

    def show_notes(self, notes: Mapping[str, Sequence[Note]]) -> None:
        """Shows the findings on this field below it."""
        before, self._notes = in_words(self._notes), notes.get(self.path, ())
        self._explain()
        if in_words(self._notes) != before and holding(QApplication.focusWidget()) is self:
            spoken.say(self.editor, self._below.text())

    def activate(self, active: bool) -> None:
        """Shows the help below the field while it is being edited."""
        self._active = active
        self._explain()

    def drop_label(self) -> None:
        """Hides the label if the heading above says the same."""
        self._label.hide()

    def place_caret(self, position: int | None) -> None:
        """Takes the focus, in a text with the caret at `position`; None leaves it where it is."""
        place_caret(self.editor, position)

    def call_it(self, name: str) -> None:
        """Gives the editor its name for the screen reader."""
        self.editor.setAccessibleName(name)
        if isinstance(self.editor, Choice):
            self.editor.name(name)

    def _item_ids(self) -> list[str]:
        record = self._draft.whole.record
        return [item.id for item in record.disputed_items] if isinstance(record, Case) else []

    def _advice(self) -> str:
        q = self.question
        example = f"Such as: {q.example}" if q.example else ""
        law = law_of(self._draft.whole.record, self.path)
        return "  ·  ".join(filter(None, (q.help, example, law)))

    def _name(self) -> None:
        self.editor.setObjectName(self.path)
        self.call_it(self.question.label)
        self._label.setBuddy(self.editor)

    def _lay_out(self, labelled: bool) -> None:
        self._column = column = layouts.column(self, spacing=4)
        if labelled and not isinstance(self.editor, Tick):
            column.addWidget(self._label)
        elif isinstance(self.editor, TextLine):
            self.editor.setPlaceholderText(self.question.label)
            self.editor.setToolTip(self._advice())
        column.addWidget(self.editor)
        column.addWidget(self._below)
        column.addStretch(1)

    def _explain(self) -> None:
        """The message below: the entry's fault, the findings, the computed value, or help."""
        role, words = self._explanation()
        self._below.say(words, role)
        described = dict.fromkeys(filter(None, (words, self._advice())))
        self.editor.setAccessibleDescription("  ·  ".join(described))
        fixed = self.editor.complaint() or self._draft.whole.locked
        self._offer_fix(None if fixed else _fixable(self._notes))
        restyle(self.editor, "state", role if role in SEVERITIES[:2] else "")

    def _explanation(self) -> tuple[str, str]:
        if complaint := self.editor.complaint():
            return "error", complaint
        if self._remark:
            return "warning", self._remark
        if self._notes:
            return in_words(self._notes)
        if self.hint is not None and (comes := self.hint(self.editor.value())):
            return "hint", comes
        return "help", self._advice() if self._active and self._below.reserves else ""

    def _offer_fix(self, note: Note | None) -> None:
        """The button that fixes the finding."""
        if note is not None and self._fix is None:
            self._fix = self._fixing()
        if self._fix is not None:
            self._fix.setVisible(note is not None)
            self._fix.setAccessibleName(f"Fix: {note.words}" if note is not None else "Fix")

    def _fixing(self) -> QPushButton:
        """A button next to the message below the editor."""
        button = QPushButton("Fix")
        button.setProperty("role", "link")
        button.clicked.connect(lambda _: self._put_right())
        foot, place = layouts.row(spacing=12), self._column.indexOf(self._below)
        foot.addWidget(self._below, 1)
        foot.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._column.insertLayout(place, foot)
        return button

    def _put_right(self) -> None:
        note = _fixable(self._notes)
        if note is not None and note.fix is not None:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            note.fix()


def _fixable(notes: Sequence[Note]) -> Note | None:
    """The first of `notes` that can be fixed by a button."""
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
    """Shows help under the field that is being edited, and only there."""
    left, entered = holding(old), holding(new)
    if left is not entered:
        for field, active in ((left, False), (entered, True)):
            if field is not None:
                field.activate(active)
