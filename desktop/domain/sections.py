"""The parts in which a case is worked through, and how far each has come."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec

from desktop.domain import path as paths

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.case import Case

ITEM = "disputed_items"


class Progress(StrEnum):
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
            "date_assigned",
            "date_of_injury",
            "decision_date",
            "ur_denial_date",
            "application_received",
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
            "claim_number",
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


def progress(case: Case, fields: Iterable[str], gaps: Iterable[str]) -> Progress:
    """How far `fields` have come; `gaps` are the fields that the letter lacks."""
    fields = tuple(fields)
    if all(_is_empty(case, field) for field in fields):
        return Progress.EMPTY
    lacking = any(paths.touches(gap, field) for gap in gaps for field in fields)
    return Progress.BEGUN if lacking else Progress.COMPLETE


def _is_empty(case: Case, field: str) -> bool:
    try:
        value: Any = paths.at(case, field)
    except LookupError:
        return True
    return value in (None, "", ()) or (isinstance(value, msgspec.Struct) and value == type(value)())
