"""A letter that went out although errors stood: why, kept with the case as what was accepted is."""

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
"""By which such a reason is known among the acceptances: no finding has a rule of that name."""


def in_spite_of(case: Case, errors: Iterable[str], reason: str, day: dt.date) -> Case:
    """`case` with the `reason` for its export on `day` in spite of `errors`; said once a day."""
    message = f"Exported on {dates.show(day)} with errors: {' '.join(errors)}"
    one = Acceptance(rule=RULE, message=message, reason=Prose(reason))
    return case if one in case.accepted else replace(case, accepted=(*case.accepted, one))


def exports(case: Case) -> tuple[Acceptance, ...]:
    """Why the letter of `case` went out although errors stood, export by export."""
    return tuple(one for one in case.accepted if one.rule == RULE)
