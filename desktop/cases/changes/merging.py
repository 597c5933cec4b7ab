"""Merges two texts of one case: part by part, each from one or the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from desktop.cases.changes.differences import Change, changes
from desktop.cases.panel.seating import decided
from desktop.records import paths

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.cases.case import Case
    from desktop.records.values import Value


PANEL = "further_reviewers"
"""The part in which a panel of other members is taken, with all opinions: they are theirs."""
_OPINION = re.compile(r"disputed_items\.\d+\.opinions\.")


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
    case, chosen = ours, list(from_theirs)
    for path in sorted(chosen, key=lambda path: not path.startswith(PANEL)):
        case = paths.put(case, path, paths.at(theirs, path))
    if _members(ours) != _members(theirs):
        case = _with_opinions_of(theirs if PANEL in chosen else ours, case)
    known = {item.opinions for one in (ours, theirs) for item in one.disputed_items}
    return decided(case, known).after(theirs)


def _with_opinions_of(source: Case, case: Case) -> Case:
    """`case`, whose panel is that of `source`, with the opinions that its members gave there."""
    known = {item.id: item.opinions for item in source.disputed_items}
    items = tuple(
        replace(item, opinions=known.get(item.id, item.opinions)) for item in case.disputed_items
    )
    return replace(case, disputed_items=items)


def _members(case: Case) -> list[tuple[str, str]]:
    return [(one.id, one.name) for one in case.further_reviewers]


def _part(ours: Case, theirs: Case, path: str) -> str:
    name, *rest = path.split(".")
    here, there = getattr(ours, name), getattr(theirs, name)
    if not isinstance(here, tuple):
        return ".".join([name, *rest[:1]])
    alike = _alike(here, there)
    with_panel = name == PANEL or (alike and _OPINION.match(path))
    if with_panel and _members(ours) != _members(theirs):
        return PANEL
    return f"{name}.{rest[0]}" if alike else name


def _alike(here: tuple[Value, ...], there: tuple[Value, ...]) -> bool:
    """Whether two lists have the same elements, however these are filled."""
    mine, theirs = ([getattr(one, "id", "") for one in some] for some in (here, there))
    return mine == theirs
