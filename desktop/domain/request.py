"""How much a request asks for, read from its words: "twice a week for three weeks" is six visits.

Only what the words say plainly is read. A number that may be a strength, a body level or a date
is none, and a range stays a range.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

Unit = Literal["day", "week", "month"]

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen", "twenty",
)  # fmt: skip
_VALUES = {word: value for value, word in enumerate(_ONES + _TEENS)} | {
    "twenty-four": 24,
    "thirty": 30,
    "thirty-six": 36,
    "forty": 40,
    "sixty": 60,
    "ninety": 90,
}
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
NUMBER_WORDS = _VALUES | _TIMES
"""The numbers that requests and letters write in words."""
_WORDS = "|".join(sorted(_VALUES, key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,4}}(?![\d.,/]*\d)|(?:{_WORDS})\b)"
_AGAIN = r"(?:\s?\(\s?\d+\s?\))?"
"""The number said again in figures: "eight (8)"."""
_SPAN = (
    rf"(?<![\d.,/#-])\b(?P<least>{_NUMBER}){_AGAIN}"
    rf"(?:\s?(?:-|–|to|or)\s?(?P<most>{_NUMBER}){_AGAIN})?"
)
_UNIT = r"(?P<unit>day|week|wk|month|mo)"
_FREQUENCY = re.compile(
    rf"(?:(?:{_SPAN}\s?(?:x|times?|visits?|sessions?|treatments?|days?)?|\b(?P<often>once|twice|thrice))"
    rf"\s?(?:(?:a|per|each|every|/)\s?{_UNIT}s?\b|(?P<ly>daily|weekly|monthly)\b)"
    rf"|{_SPAN.replace('least', 'least_x').replace('most', 'most_x')}\s?(?:x|times)\s?"
    rf"(?:a\s|per\s|/\s?)?(?P<unit_x>day|week|wk|month|mo)s?\b(?!\w))",
    re.IGNORECASE,
)
_DURATION = re.compile(
    rf"(?<!every )(?<!each )(?:\bx\s?|\btimes\s)?{_SPAN}[\s-]?"
    r"(?P<unit>days?|weeks?|wks?|months?|mos?)\b\.?(?!\s*(?:supply|old|/|per\b|a\b)|\s*\)\s*old)",
    re.IGNORECASE,
)
_NO_NOUN = r"(?:(?!times?\b|weeks?\b|wks?\b|days?\b|months?\b|per\b|x\b)[A-Za-z][\w/&-]*\s){0,5}?"
_COUNTED = re.compile(
    rf"{_SPAN}\s{_NO_NOUN}(?P<noun>sessions?|visits?|treatments?|injections?|tablets?|tabs?|"
    r"capsules?|caps?|patch(?:es)?|pads?|tubes?|units?|pills?|pairs?|boxes|bottles?|hours)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:#\s?|\b(?:qty|quantity)\s?[:.#]?\s?(?:of\s)?|\bcount\s?[:#]\s?)(?P<least>\d{1,4})\b|"
    r"\b(?P<least_count>\d{1,4})\s?(?:count|ct)\b",
    re.IGNORECASE,
)
_TIMES_OVER = re.compile(
    r"\bx\s?(?P<least>\d{1,3})\b"
    r"(?!\s?(?:%|x|mg|mcg|ml|gm?|cm|mm|days?|weeks?|wks?|months?|mos?|per|a|/)\b|\.)",
    re.IGNORECASE,
)
_SUPPLY = re.compile(
    r"\bdays?['’]?\s?supply\s?:\s?(?P<behind>\d{1,3})\b|"
    r"(?<!#)(?<!# )(?<!\d)(?P<before>\d{1,3})[\s-]?days?['’]?[\s-]supply",
    re.IGNORECASE,
)
_REFILLS = re.compile(
    rf"\b(?P<before>{_NUMBER}){_AGAIN}\s?refills?\b|\brefills?\s?[:x#]?\s?(?P<behind>\d{{1,2}})\b",
    re.IGNORECASE,
)
_VISITS = ("session", "visit", "treatment")


class Span(msgspec.Struct, frozen=True):
    """A whole number, or the least and the most of a range."""

    least: int
    most: int

    def __str__(self) -> str:
        return str(self.least) if self.least == self.most else f"{self.least} to {self.most}"

    def times(self, other: Span) -> Span:
        """The range of the products."""
        return Span(self.least * other.least, self.most * other.most)


class Frequency(msgspec.Struct, frozen=True):
    """How often."""

    words: str
    times: Span
    per: Unit


class Duration(msgspec.Struct, frozen=True):
    """For how long."""

    words: str
    length: Span
    unit: Unit


class Quantity(msgspec.Struct, frozen=True):
    """How many, and of what; without a unit where the words name none."""

    words: str
    number: Span
    unit: str = ""

    @property
    def visits(self) -> Span | None:
        """The number, where visits are what is counted."""
        return self.number if self.unit in _VISITS else None


class Requested(msgspec.Struct, frozen=True):
    """What a request asks for, as far as its words are plain."""

    quantity: Quantity | None = None
    frequency: Frequency | None = None
    duration: Duration | None = None
    supply_days: int | None = None
    refills: int | None = None

    @property
    def scheduled_visits(self) -> Span | None:
        """The visits that frequency and duration make; None where one is unknown or odd."""
        if self.frequency is None or self.duration is None:
            return None
        if self.frequency.per != self.duration.unit:
            return None
        return self.frequency.times.times(self.duration.length)

    @property
    def visits(self) -> Span | None:
        """The visits asked for: as counted in the request, else as its schedule makes them."""
        counted = self.quantity.visits if self.quantity else None
        return counted or self.scheduled_visits


def read(request: str) -> Requested:
    """What the words `request` ask for."""
    words = " ".join(request.split())
    often = _FREQUENCY.search(words)
    rest = _without(words, often)
    long = _DURATION.search(rest)
    rest = _without(rest, long)
    return Requested(
        quantity=_quantity(rest),
        frequency=_frequency(often) if often else None,
        duration=_duration(long) if long else None,
        supply_days=_either(_SUPPLY.search(words)),
        refills=_either(_REFILLS.search(words)),
    )


def _without(words: str, found: re.Match[str] | None) -> str:
    """`words` with a mark in place of what was `found`, so that no number counts twice."""
    return f"{words[: found.start()]} | {words[found.end() :]}" if found else words


def _frequency(found: re.Match[str]) -> Frequency:
    often = found["often"]
    if often:
        times = Span(_TIMES[often.lower()], _TIMES[often.lower()])
    else:
        times = _span(found["least"] or found["least_x"], found["most"] or found["most_x"])
    unit = found["unit"] or found["unit_x"] or found["ly"].lower().replace("dai", "day")
    return Frequency(found[0].strip(), times, _unit(unit))


def _duration(found: re.Match[str]) -> Duration:
    words = re.sub(r"^(?:x|times)\s?", "", found[0].strip(), flags=re.IGNORECASE)
    return Duration(words, _span(found["least"], found["most"]), _unit(found["unit"]))


def _quantity(words: str) -> Quantity | None:
    """The quantity in `words`: counted in a unit, numbered, or so many times over."""
    counted = list(_COUNTED.finditer(words))
    if counted:
        found = [_counted(one) for one in counted]
        return found[0] if len({(one.number, one.unit) for one in found}) == 1 else None
    for sign in (_NUMBERED, _TIMES_OVER):
        numbered = sign.search(words)
        if numbered:
            number = int(next(filter(None, numbered.groups())))
            return Quantity(numbered[0].strip(), Span(number, number))
    return None


def _counted(found: re.Match[str]) -> Quantity:
    span = _span(found["least"], found["most"])
    return Quantity(found[0].strip(), span, _singular(found["noun"].lower()))


def _singular(noun: str) -> str:
    if noun in ("patches", "boxes"):
        return noun[:-2]
    return noun.removesuffix("s")


def _span(least: str, most: str | None) -> Span:
    low = _value(least)
    return Span(low, max(_value(most), low) if most else low)


def _value(word: str) -> int:
    return int(word) if word.isdecimal() else _VALUES[word.lower()]


def _unit(word: str) -> Unit:
    return {"d": "day", "w": "week", "m": "month"}[word[0].lower()]  # type: ignore[return-value]


def _either(found: re.Match[str] | None) -> int | None:
    """The number that stands before or behind a word."""
    return _value(found["before"] or found["behind"]) if found else None
