"""Quantities, in requests and running text: 12 sessions, x 6, #60, 100 mg; and schedules as such.

In running text only what plainly counts is read, each with its place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from desktop.text import schedules
from desktop.text.nearby import holds
from desktop.text.numerals import ALL_WORDS
from desktop.text.schedules import Span, numbers, span

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_NOUN = (
    r"(?P<between>(?:(?!(?:times?|weeks?|wks?|days?|months?|per|x|with|for|of|plus|in|mg|mcg|ml|gm?)"
    r"\b)[A-Za-z][\w/&-]*\s){0,5}?)"
)
_COUNTED = re.compile(
    rf"{span()}\s{_NO_NOUN}(?P<noun>sessions?|visits?|treatments?(?!\s(?:sessions?|visits?))|appointments?|injections?|"
    r"screens?|tablets?|tabs?|capsules?|caps?|patch(?:es)?|pads?|tubes?|units?|pills?|pairs?|"
    r"box(?:es)?|bottles?|vials?|syringes?|kits?|hours)\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\s*(?:\||by mouth|p\.?o\b|orally|at|every|q\w|once|twice|a day|per day|daily)", re.IGNORECASE
)
"""Behind a tablet of "one tablet twice a day", which is a dose and no quantity."""
_LARGEST_DOSE = 4
_NUMBERED = re.compile(
    r"(?:#\s?|\b(?:qty|quantity)\s?[:.]*\s?(?:of\s)?#?\s?|\bcount\s?[:#]\s?)(?P<least>\d{1,4})\b(?!/)|"
    r"\b(?P<least_count>\d{1,4})\s?(?:count|ct)\b",
    re.IGNORECASE,
)
_TIMES_OVER = re.compile(
    r"(?<!\d\s)\b[x×]\s?(?P<least>\d{1,3})\b(?!\s?(?:%|(?:[x×]|mg|mcg|ml|gm?|cm|mm|days?|weeks?|"
    r"wks?|months?|mos?|years?|yrs?|hours?|minutes?|refills?|times|per|a)\b|/)|\.\d)",
    re.IGNORECASE,
)
_VISITS = ("session", "visit", "treatment", "appointment")
_THINGS = (*_VISITS, "injection", "screen", "tab", "cap", "patch", "pad", "tube", "unit", "pill",
           "pair", "box", "bottle", "vial", "syringe", "kit", "hours")  # fmt: skip
_NUMBER_SIGNS, _TIMES_SIGNS = ("#", "qty", "quantity", "count", "ct"), ("x", "×")
_DOSES = ("tablet", "tab", "capsule", "cap", "pill", "patch")
_OF_VISITS = frozenset(
    ("additional", "more", "further", "initial", "prior", "completed", "previous", "physical",
     "occupational", "acupuncture", "chiropractic", "chirophysio", "hand", "aquatic", "therapy",
     "psychotherapy", "postoperative", "post-operative", "treatment", "massage", "day",
     "outpatient", "supervised", "post-surgical")
)  # fmt: skip
"""Words between a number and the visits of running text: of others "visits" may not be the noun."""
_STRENGTH = re.compile(
    r"(?<![\d.])(?P<strength>\d{1,9}(?:,\d{3})?(?:\.\d{1,9})?(?:\s?[-/]\s?\d{1,9}(?:\.\d{1,9})?)?)\s?-?"
    r"(?P<unit>mg/ml|mcg/hr|mg|mcg|%|grams?|gm|g|ml|meq|units)(?![\w/])",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")
_WORD = re.compile(r"[\s(),/-]+")
_IN_WORDS = frozenset(ALL_WORDS)


class Quantity(msgspec.Struct, frozen=True):
    """How many, and of what; without a unit where the words name none."""

    words: str
    number: Span
    unit: str = ""

    @property
    def visits(self) -> Span | None:
        """The number, where visits are what is counted."""
        return self.number if self.unit in _VISITS else None


class Amount(NamedTuple):
    """A quantity in a text."""

    kind: str
    """frequency, duration, visits, count, times or strength."""
    low: float
    high: float
    unit: str
    words: str
    start: int
    end: int

    @property
    def value(self) -> tuple[float, float, str]:
        """Its value, however it is written."""
        return (self.low, self.high, self.unit)


def counted(words: str, *, numbered: bool = False) -> Iterator[tuple[re.Match[str], Quantity]]:
    """Each number of things in `words` with its place; the dose of a drug is none.

    A small number of tablets is a dose if another number is `numbered`.
    """
    for found in _COUNTED.finditer(words) if holds(words, _THINGS) else ():
        number, noun = numbers(found["least"], found["most"]), _singular(found["noun"].lower())
        taken = numbered or _TAKEN.match(words, found.end())
        if not (noun in _DOSES and number.most <= _LARGEST_DOSE and taken):
            yield found, Quantity(found[0].strip(), number, noun)


def numbered(words: str) -> Iterator[tuple[re.Match[str], Quantity]]:
    """Each number behind "#" or "quantity" with its place."""
    return _plain_numbers(_NUMBERED, _NUMBER_SIGNS, words)


def times_over(words: str) -> Iterator[tuple[re.Match[str], Quantity]]:
    """Each number behind an "x" that may count visits, with its place."""
    return _plain_numbers(_TIMES_OVER, _TIMES_SIGNS, words)


def _plain_numbers(
    pattern: re.Pattern[str], signs: tuple[str, ...], words: str
) -> Iterator[tuple[re.Match[str], Quantity]]:
    for found in pattern.finditer(words) if holds(words, signs) else ():
        number = int(next(filter(None, found.groups())))
        yield found, Quantity(found[0].strip(), Span(number, number))


def _singular(noun: str) -> str:
    if noun.endswith(("ches", "xes")):
        return noun[:-2]
    return noun.removesuffix("s")


def amounts(text: str) -> tuple[Amount, ...]:
    """The quantities in running text, in their order."""
    figures = _FIGURE.search(text) is not None
    found: list[Amount] = []
    if figures or not _IN_WORDS.isdisjoint(_WORD.split(text.lower())):
        found += _spoken(text)
    if figures:
        found += _strengths(text)
    return tuple(sorted(found, key=lambda amount: amount.start))


def factors(found: tuple[Amount, ...]) -> Iterator[int]:
    """Where those of `amounts` begin that are part of a frequency: "2 visits a week"."""
    reach = 0
    for one in sorted(found, key=lambda amount: (amount.start, amount.kind != "frequency")):
        if one.kind == "frequency":
            reach = max(reach, one.end)
        elif one.start < reach:
            yield one.start


def _spoken(text: str) -> Iterator[Amount]:
    """The schedules and numbers in `text`: what one kind has read, no other kind reads again."""
    for read in (_often, _short, _long, _numbers):
        found = list(read(text))
        yield from found
        text = _without(text, found)


def _without(text: str, found: list[Amount]) -> str:
    """`text` with marks in place of what was `found`, all else in its place."""
    pieces, end = [], 0
    for one in found:
        pieces += [text[end : one.start], "|" * (one.end - max(one.start, end))]
        end = one.end
    return "".join((*pieces, text[end:])) if found else text


def _often(text: str) -> Iterator[Amount]:
    for place, often in schedules.in_prose(text):
        yield _amount("frequency", often.times, often.per, text, *place.span())


def _short(text: str) -> Iterator[Amount]:
    for place, often, long in schedules.shorthands(text):
        yield _amount("frequency", often.times, often.per, text, *place.span())
        yield _amount("duration", long.length, long.unit, text, *place.span())


def _long(text: str) -> Iterator[Amount]:
    """The durations of a treatment; what has lasted for years is a history."""
    for place, long in schedules.durations(text):
        if long.unit != "year" and schedules.is_led(place):
            yield _amount(
                "duration", long.length, long.unit, text, place.start("least"), place.end()
            )


def _numbers(text: str) -> Iterator[Amount]:
    """Visits, tablets and numbers as such."""
    for place, many in counted(text):
        between = place["between"].lower().split()
        if many.visits and _OF_VISITS.issuperset(between):
            yield _amount("visits", many.number, "visit", text, *place.span())
        elif many.unit in _DOSES and place["least"].isdecimal() and not between:
            yield _amount("count", many.number, "#", text, *place.span())
    for place, many in numbered(text):
        yield _amount("count", many.number, "#", text, *place.span())
    for place, many in times_over(text):
        yield _amount("times", many.number, "visit", text, *place.span())


def _amount(kind: str, number: Span, unit: str, text: str, start: int, end: int) -> Amount:
    words = text[start:end].rstrip(".")
    return Amount(kind, number.least, number.most, unit, words, start, start + len(words))


def _strengths(text: str) -> Iterator[Amount]:
    for match in _STRENGTH.finditer(text):
        low, _, high = re.sub(r"[,\s]", "", match["strength"]).replace("-", "/").partition("/")
        named = match["unit"].lower()
        unit = {"gm": "g", "gram": "g", "grams": "g"}.get(named, named)
        yield Amount("strength", float(low), float(high or low), unit, match[0], *match.span())
