"""Rules: the order of the dates, and the same events on the same days everywhere."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from desktop.cases.case import Case, DisputedItem
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.checks.engine.review_context import told_in
from desktop.records.questions import describe
from desktop.text.dates import show, written_like
from desktop.text.nearby import FAR, before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.checks.context.language import Sentence
    from desktop.checks.engine.review_context import CaseText, ReviewContext
    from desktop.text.dates import DayRead

_INJURED = dt.date(2026, 3, 3)
_DENIED = dt.date(2026, 5, 4)
_DECIDED = dt.date(2026, 6, 30)


@rule(
    "date.order",
    fires=(
        Case(ur_denial_date=_DECIDED, decision_date=_DENIED),
        Case(decision_date=_DECIDED, served_on=_DENIED),
    ),
    quiet=(
        Case(date_of_injury=_INJURED, ur_denial_date=_DENIED, decision_date=_DECIDED),
        Case(decision_date=_DECIDED, served_on=_DECIDED),
    ),
)
def header_out_of_order(context: ReviewContext) -> Iterator[Hit]:
    """The header has a decision before the denial or the injury, or service before the decision."""
    yield from _out_of_order(context, _IMPOSSIBLE)


@rule(
    "date.order-of-steps",
    fires=(
        Case(application_received=_DECIDED, decision_date=_DENIED),
        Case(records_complete=_DECIDED, decision_date=_DENIED),
        Case(disputed_items=(DisputedItem(requested_on=_DECIDED),), ur_denial_date=_DENIED),
    ),
    quiet=(
        Case(application_received=_DENIED, decision_date=_DECIDED),
        Case(records_complete=_DENIED, decision_date=_DECIDED),
        Case(disputed_items=(DisputedItem(requested_on=_DENIED),), ur_denial_date=_DENIED),
    ),
)
def steps_out_of_order(context: ReviewContext) -> Iterator[Hit]:
    """The request, its denial, the application, assignment and decision are out of order."""
    yield from _out_of_order(context, _USUAL)
    denied = context.case.ur_denial_date
    for item in context.items:
        asked = item.item.requested_on
        if asked and denied and asked > denied:
            words = f"The request of item {item.number}, {show(asked)}, lies after its denial"
            path = f"{item.path}.requested_on"
            yield Hit(path, f"{words} {show(denied)}.", also=("ur_denial_date",))


def _out_of_order(context: ReviewContext, order: tuple[tuple[str, str], ...]) -> Iterator[Hit]:
    """A hit for each pair of dates of which the second lies before the first."""
    kind = type(context.case)
    for earlier, later in order:
        before, after = getattr(context.case, earlier), getattr(context.case, later)
        if before and after and before > after:
            yield Hit(
                later,
                f"{describe(kind, later)} {show(after)} lies before "
                f"{_uncapital(describe(kind, earlier))} {show(before)}.",
                also=(earlier,),
            )


_IMPOSSIBLE = (
    ("date_of_injury", "ur_denial_date"),
    ("date_of_injury", "decision_date"),
    ("ur_denial_date", "decision_date"),
    ("decision_date", "served_on"),
)
_USUAL = (
    ("application_received", "decision_date"),
    ("date_assigned", "decision_date"),
    ("ur_denial_date", "application_received"),
    ("application_received", "date_assigned"),
    ("application_received", "records_complete"),
    ("records_complete", "decision_date"),
)


@rule(
    "date.of-injury",
    fires=(
        letter(summary="She sustained an industrial injury on 3-4-26.", date_of_injury=_INJURED),
        letter("The date of injury was 3/4/26.", date_of_injury=_INJURED),
    ),
    quiet=(
        letter(summary="An occupational claim from March 3, 2026.", date_of_injury=_INJURED),
        letter(summary="A prior injury on 3/4/2016 had healed.", date_of_injury=_INJURED),
    ),
)
def date_of_injury_differs(context: ReviewContext) -> Iterator[Hit]:
    """A text gives another date of injury than the header."""
    yield from _differing(context, "date_of_injury", _OF_INJURY, "date of injury")


@rule(
    "date.of-denial",
    fires=(
        letter(summary="The Utilization Review dated 5-6-26 denied it.", ur_denial_date=_DENIED),
    ),
    quiet=(
        letter(summary="On 5-4-26 it was non-certified.", ur_denial_date=_DENIED),
        letter(
            summary="The note reviewed by utilization review was dated 4-1-26.",
            ur_denial_date=_DENIED,
        ),
    ),
)
def date_of_denial_differs(context: ReviewContext) -> Iterator[Hit]:
    """A text gives another date of the utilization review than the header."""
    yield from _differing(context, "ur_denial_date", _OF_DENIAL, "date of the utilization review")


@rule(
    "date.request",
    fires=(
        letter(summary="The Request for Authorization is dated 5-9-26.", ur_denial_date=_DENIED),
    ),
    quiet=(
        letter(summary="The Request for Authorization is dated 4-9-26.", ur_denial_date=_DENIED),
    ),
)
def request_after_denial(context: ReviewContext) -> Iterator[Hit]:
    """A request for authorization is dated after the denial that answered it."""
    denied = context.case.ur_denial_date
    for text, _, day in _dated(context, _OF_REQUEST):
        if denied and day.date and day.date > denied:
            yield Hit(
                text.path,
                f"The request for authorization is dated {day.words}, after the denial of "
                f"{show(denied)}.",
            )


@rule(
    "date.before-injury",
    fires=(
        letter(summary="On 2/9/26 the worker was seen with knee pain.", date_of_injury=_INJURED),
        letter("The progress note of 2/9/26 shows a limp.", date_of_injury=_INJURED),
    ),
    quiet=(
        letter(summary="A prior MRI of 2/9/26 was normal.", date_of_injury=_INJURED),
        letter(summary="She is seen since an injury on 2/9/26.", date_of_injury=_INJURED),
        letter(summary="On 3/9/26 the worker was seen.", date_of_injury=_INJURED),
    ),
)
def visit_before_injury(context: ReviewContext) -> Iterator[Hit]:
    """A visit or report is dated before the injury."""
    injured = context.case.date_of_injury
    for text, sentence in told_in((context.summary, *context.rationales) if injured else ()):
        day = _earliest(sentence)
        told = day and _VISIT.search(sentence.text) and not _EARLIER.search(sentence.text)
        if injured and day and told and day.date and day.date < injured:
            message = f"{text.name.capitalize()} mentions {day.words}, before the injury of "
            yield Hit(text.path, f"{message}{show(injured)}.", also=("date_of_injury",))


def _earliest(sentence: Sentence) -> DayRead | None:
    """The first day that a sentence of its own mentions; None in one on guidelines."""
    if sentence.general:
        return None
    known = [day for day in sentence.days if day.date and not _of_period(sentence, day)]
    return min(known, key=lambda day: day.date or dt.date.max, default=None)


_VISIT = re.compile(
    r"\b(?:seen|evaluated|examined|presented|visit|examination|complain\w*|progress|report|note|PR-2|"
    r"MRI|x-rays?|study|scan)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:prior|previous\w*|earlier|history|pre-?existing|past|injur(?:y|ies)|accident|DOI|"
    r"injured(?! (?:worker|employee))|surgery|status post|since|born|surgical)\b",
    re.IGNORECASE,
)


_BEHIND = r"[\s:,(]*$"
_OF_INJURY = re.compile(
    r"""\b(?<!prior\ )(?<!previous\ )(?<!earlier\ )(?<!prior\ industrial\ )
        (?<!report\ of\ occupational\ )(?<!illness\ or\ )
        (?:injur(?:y|ed|ies)|occupational\ claim|DOI|(?:industrial|work|occupational)\ accident)
        (?:\s+(?:date|dated|that|which|occurred|sustained|reported|was|is|of|on|from|at|work|the|a))*
    """
    + _BEHIND,
    re.IGNORECASE | re.VERBOSE,
)
_OF_DENIAL = re.compile(
    r"""(?: (?<!reviewed\ by\ )\butilization\ review
            (?:\ report|\ letter|\ documentation|\ form|\ decision|\ denial|\ determination)?
            (?:\ \(UR\))?
          | \bUR(?:\ denial|\ decision|\ determination)?
          | \b(?:prior|previous)\ (?:determination|denial|review)(?:\ letter)?
          | \bnon-certified | \bdenied | \b(?:previously|was)\ reviewed )
        (?:,?\s+(?:dated|on|of|was|is|with|a|decision|date|for|the|these|this|requests?|below))*
    """
    + _BEHIND,
    re.IGNORECASE | re.VERBOSE,
)
_OF_REQUEST = re.compile(
    r"\b(?:request for authorization|RFA)(?: form)?(?: \(RFA\))?"
    r"(?:\s+(?:was|is|dated|signed|on|noted|to|be|for|this|request|received))*" + _BEHIND,
    re.IGNORECASE,
)


_ANCHORS = {
    _OF_INJURY: re.compile(r"injur|claim|DOI|accident", re.IGNORECASE),
    _OF_DENIAL: re.compile(r"\bUR\b|utilization|certified|denied|review|determin|denial", re.I),
    _OF_REQUEST: re.compile(r"request|RFA", re.IGNORECASE),
}
"""What is in every sentence in which one of these is."""


def _differing(
    context: ReviewContext, field: str, lead: re.Pattern[str], name: str
) -> Iterator[Hit]:
    """A hit for each text in which the date in `lead` is not that of `field`."""
    header = getattr(context.case, field)
    for text, sentence, day in _dated(context, lead):
        if header and day.date and day.date != header:
            message = f"{text.name.capitalize()} gives {day.words} as the {name}; the header says "
            fix = _with_date(text, sentence, day, header)
            yield Hit(text.path, f"{message}{show(header)}.", fix=fix, also=(field,))


def _with_date(text: CaseText, sentence: Sentence, day: DayRead, date: dt.date) -> str:
    """The text with another date in the place and the form of `day`."""
    start = text.words.find(sentence.text) + day.start
    end = start + len(day.words)
    return text.words[:start] + written_like(day.words, date) + text.words[end:]


def _dated(
    context: ReviewContext, lead: re.Pattern[str]
) -> Iterator[tuple[CaseText, Sentence, DayRead]]:
    """The dates that stand right behind the words of `lead`."""
    for text, sentence in told_in(context.texts):
        for day in sentence.days if _may_lead(sentence, lead) else ():
            if not _of_period(sentence, day) and _in_context(sentence, day, lead):
                yield text, sentence, day


def _may_lead(sentence: Sentence, lead: re.Pattern[str]) -> bool:
    """Whether a sentence can have `lead` before a date: seen once, not at each date."""
    return not sentence.general and _ANCHORS[lead].search(sentence.text) is not None


def _in_context(sentence: Sentence, day: DayRead, lead: re.Pattern[str]) -> bool:
    """Whether `lead` leads to the date, or the sentence begins with it: "On … UR denied"."""
    if before(lead, sentence.text, day.start, FAR):
        return True
    if lead is _OF_DENIAL and _REVIEW_BEHIND.match(sentence.text, day.end):
        return True
    leads = day.start <= _LEADING and len(sentence.days) == 1 and sentence.text.startswith("On ")
    return leads and lead is _OF_DENIAL and _BY_REVIEW.search(sentence.text) is not None


def _of_period(sentence: Sentence, day: DayRead) -> bool:
    """Whether the date begins a period: "from 1/2/26 to 3/3/26"."""
    return _UNTIL.match(sentence.text, day.end) is not None


_UNTIL = re.compile(r"\s*(?:to|through|until|thru|[-–])\s*(?:[A-Z][a-z]+\s)?\d")
_REVIEW_BEHIND = re.compile(r"\s(?:utilization review|UR)\b", re.IGNORECASE)
_LEADING = 4
_BY_REVIEW = re.compile(r"\b(?:utilization review|UR)\b", re.IGNORECASE)


def _uncapital(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
