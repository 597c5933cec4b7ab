"""Lists in a form: rows are added, removed, moved by key and by drag, and pasted by the line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QVBoxLayout

from desktop.cases.entry import paste_parser
from desktop.records import paths
from desktop.ui.form.field_message import FieldMessage, in_words
from desktop.ui.form.lists.list_row import ListRow
from desktop.ui.form.place import FormPlace
from desktop.ui.form.text.caret import caret_in, place_caret
from desktop.ui.form.typed_lines import date_form
from desktop.ui.widgets import layouts, spoken
from desktop.ui.widgets.read_only import changing
from desktop.ui.widgets.words import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QRect

    from desktop.app.commands import Act
    from desktop.app.draft import AnyDraft, PartDraft
    from desktop.cases.case import Case
    from desktop.cases.settings import Settings
    from desktop.records.values import Value
    from desktop.ui.form.field_message import Note
    from desktop.ui.form.text.text_line import TextLine
    from desktop.ui.shell.services import Services


Reader: TypeAlias = "Callable[[str], tuple[Value, ...]]"
"""Makes elements of pasted lines."""


class ListRows(FormPlace):
    """A list of the draft, a row for each element."""

    def __init__(
        self, draft: AnyDraft, path: str, services: Services, reader: Reader | None = None
    ) -> None:
        super().__init__()
        self._draft, self._path, self._services = draft, path, services
        self.path = paths.joined(draft.prefix, path)
        self.question = paths.asked(draft.kind, path)
        self.day_form = form = date_form(getattr(draft.whole.record, "program", ""))
        self.reader = reader or partial(paste_parser.elements, self.question.type, day_form=form)
        self._pastes = reader is not None or paste_parser.are_read(self.question.type)
        self.setObjectName(self.path)
        self._rows: list[ListRow] = []
        self._head = QHBoxLayout()
        self._body = QVBoxLayout()
        self._below = FieldMessage(reserves=False)
        self._lay_out()
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            self._shortcut(keys, partial(self._move_focused, step))
        self.pull()

    @property
    def values(self) -> tuple[Value, ...]:
        """The list as it is."""
        values = self._draft.get(self._path)
        return values if isinstance(values, tuple) else ()

    def pull(self, path: str = "") -> None:
        """Shows the draft's list, a row for each element."""
        if len(self._rows) != len(self.values):
            self.reshaped.emit()
        while len(self._rows) > len(self.values):
            self._rows.pop().deleteLater()
        while len(self._rows) < len(self.values):
            self._add_row()
        for row in self._rows:
            row.pull(path)

    def _add_row(self) -> None:
        row = ListRow(self, len(self._rows))
        self._rows.append(row)
        row.reshaped.connect(self.reshaped)
        self._body.addWidget(row)

    def show_notes(self, notes: Mapping[str, Sequence[Note]]) -> None:
        """Shows the findings below the fields that they are about, the list's own below it."""
        role, words = in_words(notes.get(self.path, ()))
        self._below.say(words, role)
        for row in self._rows:
            row.show_notes(notes)

    def place_caret(self, _position: int | None) -> None:
        """Takes the focus to where the first element is added."""
        self._adder.setFocus(Qt.FocusReason.OtherFocusReason)

    def field_at(self, path: str) -> FormPlace | TextLine | None:
        """The field at `path`, its row unfolded; the list itself while it is empty."""
        if not self._rows and path == self.path:
            return self
        for row in self._rows:
            if paths.touches(row.path, path) and row.path != self.path:
                return row.field_at(path)
        return None

    def part(self, number: int) -> PartDraft[Case] | PartDraft[Settings]:
        """The draft of element `number`."""
        return self._draft.part(f"{self._path}.{number}")

    @property
    def services(self) -> Services:
        """What every page may use."""
        return self._services

    def add(self, after: int | None = None) -> None:
        """Adds an empty element, at the end or behind the element `after`, and goes to it."""
        place = len(self.values) if after is None else after + 1
        program = getattr(self._draft.whole.record, "program", "")
        new = paste_parser.blank(self.question.type, program)
        self._insert(place, (new,), f"add {self._one()}")

    def paste(self, text: str, at: int | None = None) -> None:
        """Adds an element for each line of `text`."""
        place = len(self.values) if at is None else at
        new = self.reader(text)
        if new:
            self._insert(place, new, f"paste {len(new)} into {self.question.label.lower()}")

    def remove(self, number: int) -> None:
        """Removes the element `number`."""
        left = self.values[:number] + self.values[number + 1 :]
        if not self._draft.put(self._path, left, f"remove {self._one()} {number + 1}"):
            return
        if left:
            self._rows[min(number, len(left) - 1)].enter()
        else:
            self.place_caret(0)

    @property
    def places(self) -> list[QRect]:
        """The rectangle of each row in the list."""
        return [row.geometry() for row in self._rows]

    @property
    def gap(self) -> int:
        """Pixels between two rows."""
        return self._body.spacing()

    def reorder(self, number: int, target: int) -> None:
        """Moves the element `number` to `target`, if that place exists; the focus moves with it."""
        if target == number or not 0 <= target < len(self.values):
            return
        order = _moved(range(len(self.values)), number, target)
        here, focused = self._focused, QApplication.focusWidget()
        caret = caret_in(focused)
        moved = tuple(self.values[old] for old in order)
        if not self._draft.put(self._path, moved, f"move {self._one()} {number + 1}"):
            return
        unfolded = [self._rows[old].unfolded for old in order]
        for row, wide in zip(self._rows, unfolded, strict=True):
            row.unfold(wide)
        if here is not None:
            twin = self._rows[here].twin(focused, self._rows[order.index(here)])
            place_caret(twin or self._adder, caret)
        spoken.say(self, f"Moved to {target + 1} of {len(order)}")

    def _insert(self, place: int, new: tuple[Value, ...], name: str) -> None:
        values = self.values
        if self._draft.put(self._path, values[:place] + new + values[place:], name):
            self._rows[place].enter()

    def _one(self) -> str:
        return (self.question.one or self.question.label).lower()

    @property
    def _focused(self) -> int | None:
        """The number of the row that has the focus."""
        return next((n for n, row in enumerate(self._rows) if row.has_focus()), None)

    def _move_focused(self, step: int) -> None:
        if (number := self._focused) is not None:
            self.reorder(number, number + step)

    def _lay_out(self) -> None:
        column = layouts.column(self, spacing=6)
        self._head.addWidget(worded(self.question.label, "label"))
        self._head.addStretch(1)
        one = self._one()
        if self._pastes:
            words = f"Paste lines: one {one} a line"
            self._head.addWidget(self._button("paste", words, self._paste))
        self._adder = self._button("add", f"Add {one}", self.add)
        self._head.addWidget(self._adder)
        self._body.setSpacing(6)
        column.addLayout(self._head)
        column.addLayout(self._body)
        column.addWidget(self._below)

    def _button(self, icon: str, words: str, act: Act) -> QToolButton:
        button = QToolButton()
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setObjectName(f"{self.path}:{icon}")
        changing(button)
        self._services.theme.dress(button, icon)
        button.clicked.connect(lambda _: act())
        return button

    def _paste(self) -> None:
        self.paste(QGuiApplication.clipboard().text())

    def _shortcut(self, keys: str, act: Act) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)


def _moved(order: Sequence[int], number: int, target: int) -> list[int]:
    """`order` with the element at `number` moved to `target`."""
    moved = list(order)
    moved.insert(target, moved.pop(number))
    return moved
