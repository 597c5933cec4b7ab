"""The reason for exporting a letter with open errors, stored in the case like an acceptance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.cases.case import Acceptance
from desktop.records.questions import Prose
from desktop.text import dates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from desktop.cases.case import Case

RULE = "export"
"""Marks such a reason among the acceptances: no rule has this name."""


def in_spite_of(case: Case, errors: Iterable[str], reason: str, day: dt.date) -> Case:
    """`case` with the `reason` for exporting it on `day` despite `errors`; once a day."""
    message = f"Exported on {dates.show(day)} with errors: {' '.join(errors)}"
    one = Acceptance(rule=RULE, message=message, reason=Prose(reason))
    return case if one in case.accepted else replace(case, accepted=(*case.accepted, one))


def exports(case: Case) -> tuple[Acceptance, ...]:
    """The reasons for exports of `case` with open errors."""
    return tuple(one for one in case.accepted if one.rule == RULE)
