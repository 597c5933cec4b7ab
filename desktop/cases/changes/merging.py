"""Merges two texts of one case: part by part, each from one or the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from desktop.cases.changes.differences import Change, changes
from desktop.records import paths

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.cases.case import Case
    from desktop.records.values import Value


class DifferingPart(msgspec.Struct, frozen=True):
    """A part of the case in which the two differ, and how; it is taken as a whole."""

    path: str
    changes: tuple[Change, ...]


def parts(ours: Case, theirs: Case) -> tuple[DifferingPart, ...]:
    """The parts that differ: fields, and list elements that exist in both."""
    found: dict[str, list[Change]] = {}
    for change in changes(ours, theirs):
        found.setdefault(_part(ours, theirs, change.path), []).append(change)
    return tuple(DifferingPart(path, tuple(some)) for path, some in found.items())


def merged(ours: Case, theirs: Case, from_theirs: Iterable[str]) -> Case:
    """`ours` with the parts at the paths `from_theirs` taken from `theirs`."""
    case = ours
    for path in from_theirs:
        case = paths.put(case, path, paths.at(theirs, path))
    return case.after(theirs)


def _part(ours: Case, theirs: Case, path: str) -> str:
    name, *rest = path.split(".")
    here, there = getattr(ours, name), getattr(theirs, name)
    if not isinstance(here, tuple):
        return ".".join([name, *rest[:1]])
    return f"{name}.{rest[0]}" if _alike(here, there) else name


def _alike(here: tuple[Value, ...], there: tuple[Value, ...]) -> bool:
    """Whether two lists have the same elements, however these are filled."""
    mine, theirs = ([getattr(one, "id", "") for one in some] for some in (here, there))
    return mine == theirs
