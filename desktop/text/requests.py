"""How much a request asks for, read from its words: "twice a week for three weeks" is six visits.

Only what the words say plainly is read. A number that may be a strength, a body level or a date
is none, a range stays a range, and what could be read in two ways stays unknown.
"""

from __future__ import annotations

import re

import msgspec

from desktop.text import quantities
from desktop.text.numerals import value
from desktop.text.quantities import Quantity
from desktop.text.schedules import (
    AGAIN,
    NUMBER,
    Duration,
    Frequency,
    Span,
    durations,
    frequencies,
    shorthands,
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
    short = None if often else next(shorthands(rest), None)
    if short and not any(durations(_without(rest, short[0]))):
        return _Schedule(short[1], short[2], _without(rest, short[0]))
    long, rest = _durations(rest)
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
    told, pieces, end = [], [], 0
    for place, long in durations(words):
        told.append(long)
        pieces += [words[end : place.start()], " | "]
        end = place.end()
    return told, "".join((*pieces, words[end:]))


def _without(words: str, found: re.Match[str]) -> str:
    """`words` with a mark in place of what was `found`."""
    return f"{words[: found.start()]} | {words[found.end() :]}"


def _quantity(words: str, often: Frequency | None) -> Quantity | None:
    """The quantity in `words`: visits counted, numbered, other things counted, or times over."""
    _, numbered = next(quantities.numbered(words), (None, None))
    counted = [one for _, one in quantities.counted(words, numbered=numbered is not None)]
    visits = [one for one in counted if one.visits]
    several = visits or ([] if numbered else counted)
    if several:
        alike = len({(one.number, one.unit) for one in several}) == 1
        return several[0] if alike else None
    if numbered is None and _is_single(often):
        _, numbered = next(quantities.times_over(words), (None, None))
    return numbered


def _is_single(often: Frequency | None) -> bool:
    """Whether "x 6" counts visits: behind "twice a week" it may mean weeks."""
    return often is None or often.times.most == 1


def _refills(words: str) -> int | None:
    """How many refills; none where the words deny any."""
    found = _REFILLS.search(words)
    return 0 if found and found["none"] else _either(found)


def _either(found: re.Match[str] | None) -> int | None:
    """The number that stands before or behind a word."""
    return value(found["before"] or found["behind"]) if found else None
