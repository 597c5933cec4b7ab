"""The parts in which a case is worked through, and how far each has come."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec

from desktop.records import paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.cases.case import Case

ITEM = "disputed_items"


class SectionProgress(StrEnum):
    """How far a section has come."""

    EMPTY = "empty"
    BEGUN = "begun"
    COMPLETE = "complete"


class Section(msgspec.Struct, frozen=True):
    """A part of the case with a page of its own; `fields` are where its facts stand."""

    key: str
    title: str
    fields: tuple[str, ...]


SECTIONS = (
    Section(
        "case",
        "Case",
        (
            "case_number",
            "priority",
            "claim_number",
            "date_of_injury",
            "formulary_dispute",
            "ur_denial_date",
            "application_received",
            "date_assigned",
            "decision_date",
        ),
    ),
    Section(
        "parties",
        "Parties",
        (
            "injured_worker",
            "attorney",
            "employer",
            "claims_administrator",
            "requesting_physician",
            "organization",
        ),
    ),
    Section("reviewer", "Reviewer", ("reviewer",)),
    Section("documents", "Documents", ("documents",)),
    Section("summary", "Summary", ("summary",)),
    Section("items", "Disputed items", (ITEM, "own_words")),
)


def of(path: str) -> str:
    """The key of the section to which the field at `path` belongs, an item's own if it is one."""
    steps = path.split(".")
    if steps[0] == ITEM and len(steps) > 1:
        return f"{ITEM}.{steps[1]}"
    return next((s.key for s in SECTIONS if steps[0] in s.fields), SECTIONS[0].key)


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
}


def progress(case: Case, fields: Iterable[str], gaps: Iterable[str]) -> SectionProgress:
    """How far `fields` have come; `gaps` are the fields that the letter lacks."""
    fields = tuple(fields)
    if all(is_empty(case, field) for field in fields):
        return SectionProgress.EMPTY
    lacking = any(paths.touches(gap, field) for gap in gaps for field in fields)
    return SectionProgress.BEGUN if lacking else SectionProgress.COMPLETE


def is_empty(case: Case, field: str) -> bool:
    """Whether nothing was entered at `field`, or there is no such place."""
    try:
        value: Any = paths.at(case, field)
    except LookupError:
        return True
    return value in (None, False, "", ()) or (
        isinstance(value, msgspec.Struct) and value == type(value)()
    )


def places(case: Case) -> Iterator[str]:
    """Every field of `case` that a person enters, a list as one, the items' one by one."""
    for section in SECTIONS:
        for field in section.fields:
            yield from _places(getattr(case, field), field)


def _places(value: Any, path: str) -> Iterator[str]:
    if path.rpartition(".")[2] in _UNSEEN or (path in _CONTACTS and not value):
        return
    inside = _inside(value) if path == ITEM or not isinstance(value, tuple) else ()
    if not inside:
        yield path
    for name, inner in inside:
        yield from _places(inner, f"{path}.{name}")


def _inside(value: Any) -> tuple[tuple[object, Any], ...]:
    if isinstance(value, tuple):
        return tuple(enumerate(value))
    return tuple((name, getattr(value, name)) for name in getattr(value, "__struct_fields__", ()))


_UNSEEN = frozenset({"drafted", "answers", "guidelines", "own_words", "as_worded"})
"""Fields that no form shows."""
_CONTACTS = frozenset(
    f"{party}.contact" for party in ("injured_worker", "attorney", "requesting_physician")
)
"""Fields that a form shows where there is something in them."""
