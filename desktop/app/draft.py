"""The record that is being edited: every change replaces it, is announced and can be undone.

While it is locked it takes no change, whoever asks: every change passes through here.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.app.following import Following
from desktop.cases.record import Record
from desktop.records import paths
from desktop.records.questions import describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.cases.case import Case
    from desktop.cases.settings import Settings
    from desktop.records.values import Value

Whole = TypeVar("Whole", bound=Record)
AnyDraft: TypeAlias = "Draft[Case] | Draft[Settings] | PartDraft[Case] | PartDraft[Settings]"
"""What a form can edit: a case, the settings, or a part of one."""

PAUSE = 2.0
"""Seconds after which further typing in a field is a step of its own."""


class UndoStep(msgspec.Struct, Generic[Whole], frozen=True):
    """One change, with the records on both sides of it."""

    name: str
    path: str
    before: Whole
    after: Whole
    ended: float


class Draft(QObject, Generic[Whole]):
    """The record being edited, `changed` with the path of each difference.

    What shows the record registers with `following`.
    """

    changed = Signal(str)
    travelled = Signal(str)
    """An undo or redo went to the field at this path."""
    remembered = Signal()
    """Another step can be undone or redone now."""
    refused = Signal(str)
    """A change at this path was refused: the record is locked."""

    def __init__(self, record: Whole, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.record = record
        self.locked = False
        """Whether the record can only be read."""
        self.following = Following(self)
        self._done: list[UndoStep[Whole]] = []
        self._undone: list[UndoStep[Whole]] = []

    @property
    def kind(self) -> type[Whole]:
        """The type of the record."""
        return type(self.record)

    @property
    def prefix(self) -> str:
        """The path of this draft's record in the whole: its top."""
        return ""

    @property
    def whole(self) -> Draft[Whole]:
        """The draft of the whole record."""
        return self

    def get(self, path: str) -> Value:
        """The value at `path`; raises `LookupError`."""
        return paths.at(self.record, path)

    def put(self, path: str, value: Value, name: str = "", *, typed: bool = False) -> bool:
        """Replaces the value at `path`; `name` names the step for undo.

        What is `typed` is shown elsewhere once no key waits. Returns false if the record is locked.
        """
        if self.get(path) == value:
            return True
        return self._step(path, self._with(path, value), name, typed=typed)

    def _with(self, path: str, value: Value) -> Whole:
        """The record with `value` at `path`; `value` itself if `path` is empty."""
        if not path and isinstance(value, self.kind):
            return value
        return paths.put(self.record, path, value)

    def replace(self, record: Whole, name: str, path: str = "") -> bool:
        """Replaces the whole record as one step; `path` is the field to show.

        Returns false if the record is locked.
        """
        return record == self.record or self._step(path, record, name)

    def refuses(self, path: str = "") -> bool:
        """Whether the record is locked; `refused` is then emitted for `path`."""
        if self.locked:
            self.refused.emit(path)
        return self.locked

    def amend(self, change: Callable[[Whole], Whole], path: str) -> None:
        """Changes the record at `path` by something that undo does not take back."""
        if self.refuses(path):
            return
        self._done = [_amended(step, change) for step in self._done]
        self._undone = [_amended(step, change) for step in self._undone]
        self._show(change(self.record), path)

    def part(self, path: str) -> PartDraft[Whole]:
        """The draft of the part at `path`."""
        return PartDraft(self, path)

    @property
    def undo_name(self) -> str:
        """What `undo` would take back; empty where there is nothing."""
        return self._done[-1].name if self._done else ""

    @property
    def redo_name(self) -> str:
        """What `redo` would bring back; empty where there is nothing."""
        return self._undone[-1].name if self._undone else ""

    def undo(self) -> None:
        """Undoes the last step."""
        if self._done and not self.refuses():
            step = self._done.pop()
            self._undone.append(step)
            self._travel(step.before, step.path)

    def redo(self) -> None:
        """Redoes the step that was undone last."""
        if self._undone and not self.refuses():
            step = self._undone.pop()
            self._done.append(step)
            self._travel(step.after, step.path)

    def _step(self, path: str, record: Whole, name: str, *, typed: bool = False) -> bool:
        if self.refuses(path):
            return False
        name = name or self._name(path)
        settled = record.settled(self.record)
        if settled is not record:
            path, record = _around(path), settled
        step = UndoStep(name, path, self.record, record, time.monotonic())
        more = bool(self._done) and _continues(self._done[-1], step) and not self._undone
        if more:
            step = msgspec.structs.replace(step, before=self._done.pop().before)
        self._done.append(step)
        self._undone.clear()
        self._show(record, path, typed=typed)
        if not more:
            self.remembered.emit()
        return True

    def _show(self, record: Whole, path: str, *, typed: bool = False) -> None:
        """Announces `record`: first to be saved, then to be shown."""
        self.record = record.after(self.record)
        self.changed.emit(path)
        self.following.note(path, typed=typed)

    def _travel(self, record: Whole, path: str) -> None:
        place = paths.changed(path, self.record, record)
        self._show(record, path)
        self.remembered.emit()
        self.travelled.emit(place)

    def _name(self, path: str) -> str:
        return f"change {describe(type(self.record), path)}" if path else "change"


class PartDraft(Generic[Whole]):
    """A draft of one part of another's record: it holds no copy, only a place."""

    def __init__(self, draft: Draft[Whole] | PartDraft[Whole], path: str) -> None:
        self._draft = draft
        self._path = path

    @property
    def prefix(self) -> str:
        """The path of this part in the whole."""
        return paths.joined(self._draft.prefix, self._path)

    @property
    def whole(self) -> Draft[Whole]:
        """The draft of the whole record."""
        return self._draft.whole

    @property
    def record(self) -> Record:
        """The part as it is now; raises `LookupError` where it is gone."""
        part = self._draft.get(self._path)
        if not isinstance(part, Record):
            raise LookupError(self._path)
        return part

    @property
    def kind(self) -> type[Record]:
        """The type of the part."""
        return type(self.record)

    def get(self, path: str) -> Value:
        """The value at `path` in this part; raises `LookupError`."""
        return paths.at(self.record, path)

    def put(self, path: str, value: Value, name: str = "", *, typed: bool = False) -> bool:
        """Replaces the value at `path` in this part; false where the whole is locked."""
        return self._draft.put(paths.joined(self._path, path), value, name, typed=typed)

    def part(self, path: str) -> PartDraft[Whole]:
        """The draft of a part of this part."""
        return PartDraft(self, path)


def _around(path: str) -> str:
    """The element, or the record, in which all stands that follows from a change at `path`."""
    return ".".join(path.split(".")[:2]) if path.count(".") > 1 else ""


def _amended(step: UndoStep[Whole], change: Callable[[Whole], Whole]) -> UndoStep[Whole]:
    """The step between records that are both changed."""
    before, after = change(step.before), change(step.after)
    return msgspec.structs.replace(step, before=before, after=after)


def _continues(last: UndoStep[Whole], step: UndoStep[Whole]) -> bool:
    """Whether `step` is more of the same typing."""
    same = last.path == step.path and last.name == step.name
    return same and _is_text(step) and step.ended - last.ended < PAUSE


def _is_text(step: UndoStep[Whole]) -> bool:
    try:
        return isinstance(paths.at(step.after, step.path), str)
    except LookupError:
        return False
