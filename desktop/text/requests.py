"""How much a request asks for, read from its words: "twice a week for three weeks" is six visits.

Only what the words say plainly is read. A number that may be a strength, a body level or a date
is none, a range stays a range, and what could be read in two ways stays unknown.
"""

from __future__ import annotations

import re

import msgspec

from desktop.text.numerals import value
from desktop.text.schedules import (
    AGAIN,
    NUMBER,
    Frequency,
    Span,
    Unit,
    frequencies,
    numbers,
    span,
    unit,
)

_DURATION = re.compile(
    rf"(?<!every )(?<!each )(?<!other )(?<!\bin )(?:\bx\s?|\btimes\s|\bfor\s)?{span()}"
    r"(?:[\s-]?|(?<=\d)/)(?P<unit>days?|weeks?|wks?|months?|mos?|years?|yrs?)\b\.?"
    r"(?![\s-]*(?:supply|old|/|per\b|a\b)|\s*\)\s*old)",
    re.IGNORECASE,
)
_LED = re.compile(r"^(?:x|times|for)\s?", re.IGNORECASE)
_NO_NOUN = (
    r"(?:(?!(?:times?|weeks?|wks?|days?|months?|per|x|with|for|of|plus|in)\b)"
    r"[A-Za-z][\w/&-]*\s){0,5}?"
)
_COUNTED = re.compile(
    rf"{span()}\s{_NO_NOUN}(?P<noun>sessions?|visits?|treatments?|injections?|screens?|tablets?|"
    r"tabs?|capsules?|caps?|patch(?:es)?|pads?|tubes?|units?|pills?|pairs?|box(?:es)?|bottles?|"
    r"vials?|syringes?|kits?|hours)\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\s*(?:\||by mouth|p\.?o\b|orally|at|every|q\w|once|twice|a day)", re.IGNORECASE
)
"""Behind a tablet of "one tablet twice a day", which is a dose and no quantity."""
_LARGEST_DOSE = 4
_NUMBERED = re.compile(
    r"(?:#\s?|\b(?:qty|quantity)\s?[:.#]*\s?(?:of\s)?|\bcount\s?[:#]\s?)(?P<least>\d{1,4})\b|"
    r"\b(?P<least_count>\d{1,4})\s?(?:count|ct)\b",
    re.IGNORECASE,
)
_TIMES_OVER = re.compile(
    r"(?<!\d\s)\bx\s?(?P<least>\d{1,3})\b(?!\s?(?:%|(?:x|mg|mcg|ml|gm?|cm|mm|days?|weeks?|wks?|"
    r"months?|mos?|years?|yrs?|hours?|minutes?|refills?|per|a)\b|/)|\.)",
    re.IGNORECASE,
)
_SHORTHAND = re.compile(
    r"(?<![\d.x/#-])(?P<often>\d)\s?[x×]\s?(?P<long>\d{1,2})(?P<weeks>\s?(?:weeks?|wks?)\b)?"
    r"(?![\d.]|\s?(?:%|(?:x|mg|mcg|ml|gm?|cm|mm|inch\w*|days?|months?|visits?|sessions?)\b))",
    re.IGNORECASE,
)
"""A schedule of therapy in short: "PT 2x6" is twice a week for six weeks."""
_THERAPY = re.compile(
    r"\b(?:PT|OT|(?<!cold )(?<!heat )(?<!hot )\w*therapy|acupuncture|chiro\w*|massage)\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"\((?!\s?\d+\s?\))([^()]*)\)")
"""What parentheses hold, which often says the same again; a number said again is none."""
_SUPPLY = re.compile(
    r"\bdays?['’]?\s?supply\s?:\s?(?P<behind>\d{1,3})\b|"
    r"(?<!#)(?<!# )(?<!\d)(?P<before>\d{1,3})[\s-]?days?['’]?[\s-]supply",
    re.IGNORECASE,
)
_REFILLS = re.compile(
    r"\b(?:refills?|RF)\s?[:x#=]*\s?(?P<behind>\d{1,2})\b|"
    rf"(?<![#.\d])(?<!# )(?<!qty )\b(?P<before>{NUMBER}){AGAIN}\s?(?:additional\s)?refills?\b|"
    r"\b(?P<none>no|without)\s(?:any\s)?refills?\b",
    re.IGNORECASE,
)
LONGEST = 5000
"""Characters of a request that is read: the longest that was published has 139."""
_VISITS = ("session", "visit", "treatment")
_DOSES = ("tablet", "tab", "capsule", "cap", "pill", "patch")


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
        """The visits that frequency and duration make; None where one is unknown or odd.

        What is asked for by the day, such as tablets, makes no visits.
        """
        often, long = self.frequency, self.duration
        if often is None or long is None or often.per != long.unit or often.per == "day":
            return None
        turns = long.length.parted(often.every)
        return often.times.times(turns) if turns else None

    @property
    def sum(self) -> str:
        """How the scheduled visits come about, "2 x 3 = 6 visits"; empty where there are none."""
        visits, often, long = self.scheduled_visits, self.frequency, self.duration
        if visits is None or often is None or long is None:
            return ""
        turns = f" / {often.every}" if often.every > 1 else ""
        return f"{often.times} x {long.length}{turns} = {visits} visits"

    @property
    def visits(self) -> Span | None:
        """The visits asked for: as counted in the request, else as its schedule makes them."""
        counted = self.quantity.visits if self.quantity else None
        return counted or self.scheduled_visits


def read(request: str) -> Requested:
    """What the words `request` ask for; nothing where they are too many to be one request."""
    words = " ".join(request.split())
    if len(words) > LONGEST:
        return Requested()
    told = _schedule(words)
    return Requested(
        quantity=_quantity(told.rest, told.often),
        frequency=told.often,
        duration=told.long,
        supply_days=_either(_SUPPLY.search(words)),
        refills=_refills(words),
    )


class _Schedule(msgspec.Struct, frozen=True):
    """How often and how long, and the other words, so that no number counts twice."""

    often: Frequency | None
    long: Duration | None
    rest: str


def _schedule(words: str) -> _Schedule:
    """The schedule in `words`: what stands in parentheses counts where nothing else tells one."""
    outer = _in_plain_words(_INSIDE.sub(" | ", words))
    inner = _in_plain_words(" | ".join(_INSIDE.findall(words)))
    rest = f"{outer.rest} | {inner.rest}"
    told = outer if outer.often or outer.long else inner
    return _Schedule(told.often, told.long, rest)


def _in_plain_words(words: str) -> _Schedule:
    """The schedule in `words`; neither half is known where there are two."""
    often, rest = _frequencies(words)
    long, rest = _durations(rest)
    short = _SHORTHAND.search(rest)
    if short and not (often or long) and (short["weeks"] or _THERAPY.search(words)):
        return _shorthand(short, rest)
    if len(often) > 1 or len({(one.length, one.unit) for one in long}) > 1:
        return _Schedule(None, None, rest)
    return _Schedule(next(iter(often), None), next(iter(long), None), rest)


def _frequencies(words: str) -> tuple[list[Frequency], str]:
    """Each frequency in `words`, and the words without them."""
    told: list[Frequency] = []
    while found := next(frequencies(words), None):
        place, often = found
        told.append(often)
        words = _without(words, place)
        if len(told) == _MOST:
            return told, ""
    return told, words


_MOST = 12
"""Schedules in a request behind which nothing else in it is read: it asks for no one thing."""


def _durations(words: str) -> tuple[list[Duration], str]:
    """Each duration in `words`, and the words without them."""
    found = [_duration(one) for one in _DURATION.finditer(words)]
    return found, _DURATION.sub(" | ", words)


def _shorthand(found: re.Match[str], words: str) -> _Schedule:
    often, long = numbers(found["often"], None), numbers(found["long"], None)
    return _Schedule(
        Frequency(f"{often} times a week", often, "week"),
        Duration(f"{long} weeks", long, "week"),
        _without(words, found),
    )


def _without(words: str, found: re.Match[str]) -> str:
    """`words` with a mark in place of what was `found`."""
    return f"{words[: found.start()]} | {words[found.end() :]}"


def _duration(found: re.Match[str]) -> Duration:
    words = _LED.sub("", found[0].strip())
    return Duration(words, numbers(found["least"], found["most"]), unit(found["unit"]))


def _quantity(words: str, often: Frequency | None) -> Quantity | None:
    """The quantity in `words`: visits counted, numbered, other things counted, or times over."""
    numbered = _NUMBERED.search(words)
    found = (_counted(one, numbered=numbered is not None) for one in _COUNTED.finditer(words))
    counted = [one for one in found if one]
    visits = [one for one in counted if one.unit in _VISITS]
    several = visits or ([] if numbered else counted)
    if several:
        alike = len({(one.number, one.unit) for one in several}) == 1
        return several[0] if alike else None
    if numbered is None and _is_single(often):
        numbered = _TIMES_OVER.search(words)
    return _plain_number(numbered) if numbered else None


def _is_single(often: Frequency | None) -> bool:
    """Whether "x 6" counts visits: behind "twice a week" it may mean weeks."""
    return often is None or often.times.most == 1


def _plain_number(found: re.Match[str]) -> Quantity:
    number = int(next(filter(None, found.groups())))
    return Quantity(found[0].strip(), Span(number, number))


def _counted(found: re.Match[str], *, numbered: bool) -> Quantity | None:
    """How many of a thing; None where it is the dose of a drug.

    A small number of tablets is a dose if another number is `numbered`.
    """
    number, noun = numbers(found["least"], found["most"]), _singular(found["noun"].lower())
    taken = numbered or _TAKEN.match(found.string, found.end())
    if noun in _DOSES and number.most <= _LARGEST_DOSE and taken:
        return None
    return Quantity(found[0].strip(), number, noun)


def _singular(noun: str) -> str:
    if noun.endswith(("ches", "xes")):
        return noun[:-2]
    return noun.removesuffix("s")


def _refills(words: str) -> int | None:
    """How many refills; none where the words deny any."""
    found = _REFILLS.search(words)
    return 0 if found and found["none"] else _either(found)


def _either(found: re.Match[str] | None) -> int | None:
    """The number that stands before or behind a word."""
    return value(found["before"] or found["behind"]) if found else None
