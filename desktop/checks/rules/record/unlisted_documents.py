"""Rules: the papers that a letter rests on, compared with the list of documents reviewed."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from desktop.cases.case import Document
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.checks.engine.review_context import told_in
from desktop.text.nearby import FAR, before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.checks.context.language import Sentence
    from desktop.checks.engine.review_context import ReviewContext
    from desktop.text.dates import DayRead

_LISTED = (Document(type="progress report (PR-2)", date=dt.date(2026, 3, 3)),)
_NAMED = re.compile(
    r"\b(?:report|note|PR-2|evaluation|letter)s?(?: \([\w-]+\))?(?:,? (?:of|dated|from))?[:,]?\s*$",
    re.IGNORECASE,
)
"""Stands before the date of a paper."""
_OTHERS = re.compile(r"\butilization review\b|\bUR\b|\bprior IMR\b", re.IGNORECASE)


@rule(
    "record.unlisted",
    fires=(
        letter("The progress report of 4/5/26 shows spasm.", documents=_LISTED),
        letter(summary="She walked better (therapy note dated 4/5/26).", documents=_LISTED),
    ),
    quiet=(
        letter("The progress report of 3/3/26 shows spasm.", documents=_LISTED),
        letter("The utilization review report of 4/5/26 denied it.", documents=_LISTED),
        letter("The progress report of 4/5/26 shows spasm."),
        letter("She was seen on 4/5/26.", documents=_LISTED),
    ),
)
def paper_not_listed(context: ReviewContext) -> Iterator[Hit]:
    """A report is named by its date, and the list of documents has none of that date."""
    listed = {document.date for document in context.case.documents} - {None}
    for text, sentence in told_in((context.summary, *context.rationales) if listed else ()):
        for day in _days_of_reports(sentence):
            if day.date and day.date not in listed:
                yield Hit(
                    text.path,
                    f"{text.name.capitalize()} names a report of {day.words}; no document "
                    "reviewed has that date.",
                    also=("documents",),
                )


def _days_of_reports(sentence: Sentence) -> Iterator[DayRead]:
    """The dates by which `sentence` names a report of the case."""
    others = _OTHERS.search(sentence.text)
    for day in sentence.days if not sentence.general else ():
        own = others is None or others.end() > day.start
        if own and before(_NAMED, sentence.text, day.start, FAR):
            yield day
