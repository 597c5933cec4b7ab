"""Which guidelines of a case nobody has compared with their source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from desktop.cases.case import Case
    from desktop.guidelines.guideline import Guideline
    from desktop.guidelines.upkeep.read_marks import ReadMarks


class ById(Protocol):
    """Guidelines by their ids."""

    def get(self, id: str, /) -> Guideline | None:
        """The guideline with this id, None where there is none."""


def unverified(case: Case, guidelines: ById, marks: ReadMarks) -> str:
    """A sentence on the guidelines that the items of `case` consult; empty where all are verified.

    One that somebody of the organization has read is named with who did, and when.
    """
    ids = dict.fromkeys(id for item in case.disputed_items for id in item.guidelines)
    found = [one for one in map(guidelines.get, ids) if one is not None and not one.verified]
    if not found:
        return ""
    return f"Not verified in their source: {'; '.join(_name(one, marks) for one in found)}."


def _name(guideline: Guideline, marks: ReadMarks) -> str:
    mark = marks.of("guideline", guideline.id, guideline.fingerprint)
    return f"{guideline.citation} ({mark.said()})" if mark else guideline.citation
