"""Rules: the number, frequency and duration of visits, the same in every text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.checks.rules.clinical.quantities import PER, TOTALS, is_factor, of_kind, product
from desktop.text.nearby import before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.checks.context.language import Sentence
    from desktop.checks.engine.review_context import ItemRead, ReviewContext
    from desktop.text.quantities import Amount


@rule(
    "quantity.visits",
    fires=(
        letter("The additional acupuncture x 8 is not medically necessary.",
               request="Acupuncture twice a week for three weeks"),
        letter("The request for 10 sessions is not medically necessary.",
               request="Acupuncture 12 sessions"),
    ),
    quiet=(
        letter("An additional 6 visits is in excess of the 8 visits of the guidelines.",
               request="Therapy 12 sessions", authorized="6 sessions", remaining="6 sessions"),
        letter("The patient had 8 sessions before.", request="Therapy 12 sessions"),
    ),
)  # fmt: skip
def visits_differ(context: ReviewContext) -> Iterator[Hit]:
    """A text gives the request another number of visits."""
    for item in context.items:
        allowed = _numbers(item)
        for sentence in item.rationale if allowed else ():
            named = named_amounts(sentence, *TOTALS)
            if named and not any(_fits(one, allowed) for one in named):
                yield _visits_hit(item, named[0], f"{item.path}.rationale")


@rule(
    "quantity.visits-in-summary",
    fires=(
        letter(request="Acupuncture 12 sessions",
               summary="UR denied the request for acupuncture, 10 sessions."),
        letter(request="Acupuncture twice a week for three weeks",
               summary="The request was for acupuncture twice a week for four weeks."),
    ),
    quiet=(
        letter(request="Acupuncture 12 sessions", summary="She completed 10 acupuncture sessions."),
        letter(request="Acupuncture 12 sessions",
               summary="UR modified the request for acupuncture x 12 to 6 sessions."),
    ),
)  # fmt: skip
def visits_differ_in_summary(context: ReviewContext) -> Iterator[Hit]:
    """The summary mentions the request with another number of visits."""
    for item in context.items:
        allowed, courses = _numbers(item), _courses(item)
        services = item.topics
        for sentence in context.summary.sentences if allowed and services else ():
            asked = _service_amounts(sentence, services)
            wanted = {one for one in asked if one.kind in (*TOTALS, "frequency", "duration")}
            others = [other for other in context.items if other is not item]
            if (
                wanted
                and _none_fits(wanted, courses, allowed)
                and not _same_service(others, services)
            ):
                first = min(wanted, key=lambda one: one.start)
                yield _visits_hit(item, first, "summary.narrative")
                break


def _same_service(others: list[ItemRead], services: frozenset[str]) -> bool:
    """Whether another item asks for one of `services` too."""
    return any(other.topics & services for other in others)


def _service_amounts(sentence: Sentence, services: frozenset[str]) -> list[Amount]:
    """The amounts in a sentence by which one of `services` is asked for or denied."""
    own = {term.name for term in sentence.of("topic")}
    if not sentence.naming or not (own & services) or len(own - services) > 0:
        return []
    return list(sentence.amounts)


def _none_fits(wanted: set[Amount], courses: dict[str, Course], allowed: set[float]) -> bool:
    """Whether the amounts in the summary contradict a number, frequency or duration asked for."""
    totals = [one for one in wanted if one.kind in TOTALS]
    if totals and not any(_fits(one, allowed) for one in totals):
        return True
    return any(
        not _same([one for one in wanted if one.kind == kind], asked)
        for kind, asked in courses.items()
    )


Course = dict[str, set[tuple[float, float, str]]]
"""Frequencies, or durations, by their units."""


def _courses(item: ItemRead) -> dict[str, Course]:
    """The frequencies and durations that are asked for."""
    return {
        kind: _course(one for one in item.amounts if one.kind == kind)
        for kind in ("frequency", "duration")
    }


def _course(amounts: Iterable[Amount]) -> Course:
    found: Course = {}
    for one in amounts:
        found.setdefault(one.unit, set()).add(one.value)
    return found


def _same(mentioned: list[Amount], asked: Course) -> bool:
    """Whether what is told is what was asked, as far as both are by the same unit."""
    return all(asked[unit] & values for unit, values in _course(mentioned).items() if unit in asked)


@rule(
    "quantity.frequency",
    fires=(
        letter("The request for therapy 3 times a week for 2 weeks is not medically necessary.",
               request="Therapy 2 times a week for 2 weeks"),
        letter("The request for therapy twice a week for 2 weeks is not medically necessary.",
               request="Therapy 2 times a week for 3 weeks"),
    ),
    quiet=(
        letter("The request for therapy twice weekly for three weeks is not medically necessary.",
               request="Therapy 2 times a week for 3 weeks"),
    ),
)  # fmt: skip
def frequency_differs(context: ReviewContext) -> Iterator[Hit]:
    """A rationale gives the request another frequency or duration."""
    for item in context.items:
        for kind in ("frequency", "duration"):
            yield from _other_courses(item, kind)


def _other_courses(item: ItemRead, kind: str) -> Iterator[Hit]:
    """A hit for each sentence of the rationale in which the request has another `kind`."""
    asked = [one for one in item.amounts if one.kind == kind]
    course = _course(asked)
    for sentence in item.rationale if asked else ():
        amounts = named_amounts(sentence, kind)
        if amounts and not _same(amounts, course):
            words, wanted = amounts[0].words.strip(), asked[0].words.strip()
            message = f'The rationale says "{words}"; the request says "{wanted}".'
            yield Hit(f"{item.path}.rationale", message, also=(f"{item.path}.request",))


def _numbers(item: ItemRead) -> set[float]:
    """The numbers of visits that may be said of an item: asked for, authorized, remaining."""
    allowed = {
        end for one in item.amounts if one.kind in (*TOTALS, "count") for end in one.value[:2]
    }
    for sentence in item.requests:
        allowed |= set(product(sentence) or ())
    allowed |= set(_structured_product(item) or ())
    if item.item.authorized and len(allowed) <= _MANY:
        allowed |= {abs(one - other) for one in allowed for other in allowed if one != other}
    return allowed


_MANY = 50
"""Numbers of a request between which differences tell something."""


def _structured_product(item: ItemRead) -> tuple[float, float] | None:
    frequency = [one for one in item.amounts if one.kind == "frequency"]
    duration = [one for one in item.amounts if one.kind == "duration"]
    if len(frequency) != 1 or len(duration) != 1:
        return None
    periods = PER.get((frequency[0].unit, duration[0].unit), 0)
    low, high = frequency[0].low * duration[0].low, frequency[0].high * duration[0].high
    return (low * periods, high * periods) if periods else None


def named_amounts(sentence: Sentence, *kinds: str) -> list[Amount]:
    """The amounts by which a sentence names the request, and not what a source or the past says."""
    start = _request_begins(sentence)
    if start is None:
        return []
    return [
        one
        for one in of_kind((sentence,), *kinds)
        if one.start >= start and not (is_factor(one, sentence) or _is_past(one, sentence))
    ]


def _request_begins(sentence: Sentence) -> int | None:
    """Where a sentence begins to speak of the request; None where it does not."""
    asking = [term for term in sentence.of("naming") if term.name.startswith("request")]
    if asking and (sentence.statements or not sentence.general):
        return asking[0].start
    additional = sentence.text.lower().find("additional ")
    if additional >= 0 and not sentence.quoted:
        return additional
    return 0 if sentence.statements and not sentence.sourced else None


_PAST = re.compile(
    r"\b(?:initial|previous\w*|prior|first|authorized|approved|certified|completed|attended|had|"
    r"received|undergone|recommend\w*|allow\w*|limit\w*|maximum|up to|than|exceed\w*|supports?|"
    r"contain\w*|least|of the)\b[^.]{0,24}$",
    re.IGNORECASE,
)
"""Words before a number of visits that is not the number asked for."""


def _is_past(one: Amount, sentence: Sentence) -> bool:
    if one.kind not in TOTALS:
        return False
    past = re.search(r"\b(?:prior|initial|completed|previous)\b", one.words, re.IGNORECASE)
    return past is not None or before(_PAST, sentence.text, one.start) is not None


def _fits(one: Amount, allowed: set[float]) -> bool:
    return one.low in allowed or one.high in allowed


def _visits_hit(item: ItemRead, one: Amount, path: str) -> Hit:
    where = "The summary" if path == "summary.narrative" else "The rationale"
    return Hit(
        path,
        f'{where} says "{one.words.strip()}"; the request of item {item.number} is '
        f'"{item.item.request}".',
        also=(f"{item.path}.request",),
    )


@rule(
    "quantity.fields",
    fires=(letter(request="Therapy 5 times a week for 2 weeks", frequency="3 times a week"),),
    quiet=(letter(request="Therapy twice a week for 2 weeks", frequency="2 times a week"),),
)
def fields_differ(context: ReviewContext) -> Iterator[Hit]:
    """Quantity, frequency or duration of an item is not what its request says."""
    for item in context.items:
        for name, kinds in _FIELDS.items():
            field = of_kind(context.reader.sentences(getattr(item.item, name)), *kinds)
            asked = of_kind(item.request, *kinds)
            if field and asked and not {one.value for one in field} & {one.value for one in asked}:
                words, wanted = field[0].words.strip(), asked[0].words.strip()
                message = f'"{words}" is not what the request says, "{wanted}".'
                yield Hit(f"{item.path}.{name}", message, also=(f"{item.path}.request",))


_FIELDS = {
    "quantity": ("visits", "times", "count"),
    "frequency": ("frequency",),
    "duration": ("duration",),
}
