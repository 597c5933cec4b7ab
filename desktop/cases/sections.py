"""The sections of a case, and the progress of each."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from desktop.cases.case import Case
from desktop.cases.ids.identity import without_id
from desktop.cases.packs.pack_fields import KINDS
from desktop.records import paths
from desktop.records.placement import FieldGroup, placed
from desktop.records.questions import questions
from desktop.records.walk import declared, is_element, leaves

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.records.values import Plain, Value


ITEM = "disputed_items"
OPINIONS = "opinions"


class SectionProgress(StrEnum):
    """The progress of a section."""

    EMPTY = "empty"
    BEGUN = "begun"
    COMPLETE = "complete"


class Section(msgspec.Struct, frozen=True):
    """A part of the case with a page of its own; `fields` are where its facts stand."""

    key: str
    title: str
    fields: tuple[str, ...]


TITLES = {
    "case": "Case",
    "parties": "Parties",
    "reviewer": "Reviewer",
    "documents": "Documents",
    "summary": "Summary",
    "items": "Disputed items",
}


def section_of(field: str, kind: type[Case] = Case) -> str:
    """The key of the section to which the `field` of a case belongs: the first, if it says none."""
    asked = questions(kind)
    one = asked[field]
    if one.section or not (one.beside or one.below):
        return one.section if one.section in TITLES else next(iter(TITLES))
    return section_of(one.beside or one.below, kind)


def groups(key: str, kind: type[Case] = Case) -> tuple[FieldGroup, ...]:
    """The fields of a case that stand in the section `key`, in their groups and lines."""
    return placed(one for one in questions(kind).values() if section_of(one.name, kind) == key)


@cache
def of_kind(kind: type[Case]) -> tuple[Section, ...]:
    """The sections of cases of that `kind`, each with its fields in the order of the form."""
    return tuple(_section(key, kind) for key in TITLES)


def _section(key: str, kind: type[Case]) -> Section:
    """The section `key`; the fields that its form hides are the last."""
    shown = [name for group in groups(key, kind) for line in group.lines for name in line.names]
    hidden = (name for name, one in questions(kind).items() if one.section == key)
    return Section(key, TITLES[key], tuple(dict.fromkeys((*shown, *hidden))))


SECTIONS = of_kind(Case)
_PLACES = {
    name: section.key
    for kind in reversed(KINDS)
    for section in of_kind(kind)
    for name in section.fields
}


def of(path: str) -> str:
    """The key of the section to which the field at `path` belongs, an item's own if it is one."""
    steps = path.split(".")
    if steps[0] == ITEM and len(steps) > 1:
        return f"{ITEM}.{steps[1]}"
    return _PLACES.get(steps[0], SECTIONS[0].key)


def lead(key: str) -> str:
    """The field whose passage of the letter is shown with the section `key`, if there is one."""
    if key.startswith(f"{ITEM}."):
        return f"{key}.request"
    return next((section.fields[0] for section in SECTIONS if section.key == key), "")


def passage(path: str) -> str:
    """The field in whose passage the letter shows what is entered at `path`.

    The facts of the summary become its narrative, the answers to criteria the rationale.
    """
    stem, *steps = path.split(".")
    if stem == "summary":
        return "summary.narrative"
    if stem == ITEM and len(steps) > 1:
        return f"{ITEM}.{steps[0]}.{_BECOMES.get(steps[1], '.'.join(steps[1:]))}"
    return path


_BECOMES = {
    "quantity": "request",
    "frequency": "request",
    "duration": "request",
    "answers": "rationale",
    "guidelines": "rationale",
    "consulted": "rationale",
}


def progress(case: Case, fields: Iterable[str], gaps: Iterable[str]) -> SectionProgress:
    """The progress of `fields`; `gaps` are the fields that the letter lacks."""
    fields = tuple(fields)
    if all(is_empty(case, field) for field in fields):
        return SectionProgress.EMPTY
    lacking = any(paths.touches(gap, field) for gap in gaps for field in fields)
    return SectionProgress.BEGUN if lacking else SectionProgress.COMPLETE


def is_empty(case: Case, field: str) -> bool:
    """Whether nothing was entered at `field`, or there is no such place."""
    try:
        value = paths.at(case, field)
    except LookupError:
        return True
    return _says_nothing(value) or (
        isinstance(value, msgspec.Struct) and without_id(value) == type(value)()
    )


def _says_nothing(value: Value | Plain) -> bool:
    """Whether `value` is that of a field without an entry; of a tick, that it is not set."""
    return value is None or value is False or value in ("", ())


def missing(record: msgspec.Struct, path: str = "") -> Iterator[str]:
    """The required fields inside `record`, which stands at `path`, that are unknown."""
    for place, value, asked in leaves(record, path):
        if asked and asked.required and _says_nothing(value) and not is_element(place):
            yield place


def places(case: Case) -> Iterator[str]:
    """Every field of `case` that a person enters, a list as one; items and opinions one by one."""
    unseen = _unseen(type(case)) - {OPINIONS}
    for section in of_kind(type(case)):
        for field in section.fields:
            found = leaves(getattr(case, field), field, unseen, _is_entered_in_parts)
            seen = (path for path, value, _ in found if value or not _is_sparing(path))
            yield from seen if field not in unseen else ()


def _is_entered_in_parts(path: str, value: Value | Plain) -> bool:
    """Whether each field inside is entered for itself."""
    return path == ITEM or _is_of_opinions(path) or not isinstance(value, tuple)


def _is_of_opinions(path: str) -> bool:
    """Whether an item's opinions stand at `path`; where there is a panel, its page shows each."""
    return path.endswith(f".{OPINIONS}")


def _is_sparing(path: str) -> bool:
    """Whether an empty field at `path` is not shown."""
    return path in SPARING or _is_of_opinions(path)


@cache
def _unseen(kind: type[msgspec.Struct]) -> frozenset[str]:
    """The fields that no form shows, of `kind` and of what is in it."""
    return frozenset(asked.name for _, asked in declared(kind) if not asked.shown)


SPARING = frozenset(
    f"{name}.{inner}" for name, asked in questions(Case).items() for inner in asked.sparing
)
"""Fields that a form shows where there is something in them."""
