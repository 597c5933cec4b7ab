"""Rules: the time that the program's clocks give, and which of them runs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from desktop.cases.terms import Priority
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.programs.clocks import due, running
from desktop.text.dates import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.cases.case import Case
    from desktop.checks.engine.review_context import ReviewContext


_LATE = dt.date(2026, 5, 3)


def _decided(
    day: dt.date,
    priority: Priority | None = None,
    *,
    formulary_dispute: bool = False,
    request: str = "",
    complete: dt.date | None = None,
) -> Case:
    """A case that was assigned on 3/3/2026."""
    return letter(
        request=request,
        records_complete=complete,
        date_assigned=dt.date(2026, 3, 3),
        decision_date=day,
        priority=priority,
        formulary_dispute=formulary_dispute,
    )


@rule(
    "content.deadline",
    fires=(
        _decided(_LATE, priority=Priority.STANDARD),
        _decided(dt.date(2026, 3, 11), formulary_dispute=True),
        _decided(dt.date(2026, 3, 9), formulary_dispute=True, priority=Priority.EXPEDITED),
        _decided(_LATE, priority=Priority.STANDARD, complete=dt.date(2026, 3, 20)),
    ),
    quiet=(
        _decided(dt.date(2026, 3, 23), priority=Priority.STANDARD, request="Norco 10/325mg #60"),
        _decided(dt.date(2026, 3, 10), formulary_dispute=True),
        _decided(dt.date(2026, 3, 23), priority=Priority.STANDARD),
        _decided(_LATE, priority=Priority.STANDARD, complete=dt.date(2026, 4, 10)),
    ),
)
def deadline_passed(context: ReviewContext) -> Iterator[Hit]:
    """The decision is later than the program's clock allows."""
    decided, program = context.case.decision_date, context.references.program
    clock, last = running(context.case, program), due(context.case, program)
    if clock and last and decided and decided > last:
        ended = show(last, program.date_format)
        yield Hit(
            "decision_date",
            f"{clock.days} {clock.counted_in} ended on {ended} ({clock.citation}); the clock runs "
            f"from {clock.runs_from}.",
        )


@rule(
    "content.formulary",
    fires=(letter(request="MRI of the knee", formulary_dispute=True),),
    quiet=(
        letter(request="Norco 10/325mg #60", formulary_dispute=True),
        letter(request="MRI of the knee"),
    ),
)
def formulary_without_drug(context: ReviewContext) -> Iterator[Hit]:
    """The case is one of formulary drugs alone, and an item names no known drug."""
    for item in context.items if context.case.formulary_dispute else ():
        if item.item.request and not item.drugs:
            yield Hit(
                f"{item.path}.request",
                f"Item {item.number} names no known drug, though the case is one of formulary "
                "drugs alone, for which a shorter time runs.",
                also=("formulary_dispute",),
            )
