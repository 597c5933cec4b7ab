"""Rules: dates that can be dates, in every text and form."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.checks.engine.review_context import told_in
from desktop.text.dates import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.checks.context.language import Sentence
    from desktop.checks.engine.review_context import CaseText, ReviewContext
    from desktop.text.dates import DayRead

_DECIDED = dt.date(2026, 6, 30)


@rule(
    "date.impossible",
    fires=(
        letter("She was seen on 02/30/2026."),
        letter(summary="X-rays of 13-13-26 were normal."),
    ),
    quiet=(letter("Flexion was 40/90 degrees, pain 7/10, strength 4/5, on 2/28/2026."),),
)
def impossible_date(context: ReviewContext) -> Iterator[Hit]:
    """A date that the calendar does not have."""
    for text, day in _days(context):
        if day.date is None and day.sure:
            yield Hit(text.path, f"The calendar has no {_as_written(day)}.")


@rule(
    "date.future",
    fires=(letter("She was seen on 12/9/3026.", decision_date=_DECIDED),),
    quiet=(letter("She was seen on 6/29/2026.", decision_date=_DECIDED),),
)
def future_date(context: ReviewContext) -> Iterator[Hit]:
    """A date more than a year after the decision."""
    for text, _, day, late in _after_decision(context):
        if late > _YEAR:
            yield _late(context, text, day)


@rule(
    "date.after-decision",
    fires=(letter("She was seen on 7/9/2026.", decision_date=_DECIDED),),
    quiet=(
        letter("She was seen on 6/29/2026.", decision_date=_DECIDED),
        letter("Surgery is scheduled for 7/9/2026.", decision_date=_DECIDED),
    ),
)
def date_after_decision(context: ReviewContext) -> Iterator[Hit]:
    """A date after the decision, of something that is told as past."""
    for text, sentence, day, late in _after_decision(context):
        if late <= _YEAR and not _TO_COME.search(sentence.text):
            yield _late(context, text, day)


_YEAR = 366
_TO_COME = re.compile(
    r"\b(?:schedul\w*|until|through|follow-up|next|expect\w*|will|plan\w*|expir\w*|due|upcoming|"
    r"anticipat\w*|return)\b",
    re.IGNORECASE,
)
"""Words of a sentence that may speak of a day to come."""


def _after_decision(context: ReviewContext) -> Iterator[tuple[CaseText, Sentence, DayRead, int]]:
    """The dates after the decision, each with how many days."""
    decided = context.case.decision_date
    for text, sentence in told_in((*context.texts, *context.lines) if decided else ()):
        for day in sentence.days:
            if decided and day.sure and day.date and day.date > decided:
                yield text, sentence, day, (day.date - decided).days


def _late(context: ReviewContext, text: CaseText, day: DayRead) -> Hit:
    decided = show(context.case.decision_date, context.references.program.date_format)
    return Hit(text.path, f"{_as_written(day)} lies after the decision date {decided}.")


@rule(
    "date.spaced",
    fires=(letter(summary="She was hurt on 10/14/ 2026."),),
    quiet=(letter(summary="She was hurt on 10/14/2026 and on October 15, 2026."),),
)
def spaced_date(context: ReviewContext) -> Iterator[Hit]:
    """A stray space inside a date."""
    for text, day in _days(context):
        if day.spaced:
            tidy = day.words.replace(" ", "")
            yield Hit(
                text.path,
                f'A space stands inside the date "{day.words}".',
                fix=text.words.replace(day.words, tidy),
            )


def _days(context: ReviewContext) -> Iterator[tuple[CaseText, DayRead]]:
    for text, sentence in told_in((*context.texts, *context.lines)):
        for day in sentence.days:
            yield text, day


def _as_written(day: DayRead) -> str:
    return f'"{day.words}"'
