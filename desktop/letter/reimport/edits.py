"""The changes that an edited letter makes to its case, each to be accepted or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from desktop.cases.case import Case
from desktop.cases.changes.differences import Change
from desktop.cases.ids.links import without_lost
from desktop.records import paths
from desktop.records.questions import describe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.records.values import Value

ITEMS = "disputed_items"


class Edit(Change, frozen=True, kw_only=True):
    """One change. Its `path` is a place in the case as it was before any change."""


class FieldEdit(Edit, frozen=True):
    """A field, or a list of words, has another value."""

    value: Value


class Removal(Edit, frozen=True):
    """An element of a list is gone: an item, or a document."""


class Addition(Edit, frozen=True):
    """A list has a new element; `path` is the list."""

    element: Value
    behind: int
    """Number of the element that it follows, as the list was; -1 at the head."""

    def field(self, kind: type[Case]) -> str:
        return f"{describe(kind, self.path)}: added"


class Reordering(Edit, frozen=True):
    """The elements of a list stand in another order; `path` is the list."""

    order: tuple[int, ...]
    """The numbers that all its elements had, in their new order."""

    def field(self, kind: type[Case]) -> str:
        return f"{describe(kind, self.path)}: order"


class Edited(msgspec.Struct, frozen=True, kw_only=True):
    """The changes of an edited letter to its case."""

    original: Case
    changes: tuple[Edit, ...]
    notes: tuple[str, ...] = ()
    """What was changed outside the fields, or could not be taken; a sentence each."""
    too_many: str = ""
    """Why a person has to agree before any change is taken; empty where none needs to."""

    @property
    def case(self) -> Case:
        """The case with every change."""
        return self.taking(self.changes)

    def taking(self, chosen: Iterable[Edit]) -> Case:
        """The case with the `chosen` changes and no others."""
        return applied(self.original, tuple(chosen)).settled(self.original)


def applied(case: Case, edits: tuple[Edit, ...]) -> Case:
    """`case` with `edits` made."""
    for edit in edits:
        if isinstance(edit, FieldEdit):
            case = paths.put(case, edit.path, edit.value)
    lists = dict.fromkeys(_list(edit) for edit in edits if not isinstance(edit, FieldEdit))
    for name in lists:
        case = _rearranged(case, name, [edit for edit in edits if _list(edit) == name])
    return case


def reordering(path: str, order: list[int], length: int) -> Reordering:
    """The new order of the list at `path`, of whose elements those in `order` are left.

    One that is gone keeps its place behind the one before it.
    """
    whole = list(order)
    for number in range(length):
        if number not in whole:
            whole.insert(whole.index(number - 1) + 1 if number - 1 in whole else 0, number)
    return Reordering(
        path=path,
        before=", ".join(str(number + 1) for number in range(length)),
        after=", ".join(str(number + 1) for number in order),
        order=tuple(whole),
    )


def _list(edit: Edit) -> str:
    """The list whose elements `edit` adds, removes or puts in order."""
    if isinstance(edit, FieldEdit):
        return ""
    return edit.path.rpartition(".")[0] if isinstance(edit, Removal) else edit.path


def _rearranged(case: Case, name: str, edits: list[Edit]) -> Case:
    elements = paths.list_at(case, name)
    removed = {int(edit.path.rpartition(".")[2]) for edit in edits if isinstance(edit, Removal)}
    orders = [edit.order for edit in edits if isinstance(edit, Reordering)]
    order = orders[0] if orders else tuple(range(len(elements)))
    added = [edit for edit in edits if isinstance(edit, Addition)]
    new = tuple(_with_additions(elements, order, removed, added))
    return without_lost(msgspec.structs.replace(case, **{name: new}))


def _with_additions(
    elements: tuple[Value, ...], order: tuple[int, ...], removed: set[int], added: list[Addition]
) -> Iterator[Value]:
    for number in (-1, *order):
        if number >= 0 and number not in removed:
            yield elements[number]
        yield from (edit.element for edit in added if edit.behind == number)
