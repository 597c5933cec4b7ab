"""How often and how long, read from words: "twice a week", "2x/wk", "b.i.d.", "for 6 weeks"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import msgspec

from desktop.text.nearby import before, holds
from desktop.text.numerals import ADVERBS, TIMES, WORDS, value

if TYPE_CHECKING:
    from collections.abc import Iterator

Unit = Literal["day", "week", "month", "year"]

NUMBER = rf"(?:\d{{1,4}}(?![\d.,/]*\d)|{WORDS}\b)"
AGAIN = r"(?:\s?\(\s?\d+\s?\))?"
"""The number said again in figures: "eight (8)"."""
_UNIT = r"(?:day|week|wk|month|mo|year|yr)"
_PERIODS = ("day", "week", "wk", "mo", "year", "yr", "daily", "nightly")
"""One of these is in every schedule."""
_LY = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "nightly": "day"}
_TIMED = r"(?:x(?:['’]?s)?|times?|visits?|sessions?|treatments?|days?)"
_OR_HOURS = rf"(?:{_TIMED}|hours?)"


def span(least: str = "least", most: str = "most") -> str:
    """The pattern of a number or a range, its ends in groups of these names."""
    return (
        rf"(?<![\d.,/#-])\b(?P<{least}>{NUMBER}){AGAIN}"
        rf"(?:\s?(?:-|–|to|or)\s?(?P<{most}>{NUMBER}){AGAIN})?"
    )


def _counted(timed: str) -> re.Pattern[str]:
    """The pattern of a frequency that says how many times, or how many of what is `timed`."""
    return re.compile(
        rf"(?:{span()}\s?{timed}?|\b(?P<often>{ADVERBS}))"
        rf"\s?(?:a|per|each|every|/)\s?(?P<unit>{_UNIT})s?\b"
        rf"|(?:{span('least_ly', 'most_ly')}\s?{timed}\s?|\b(?P<often_ly>{ADVERBS})\s?)"
        rf"(?P<ly>{'|'.join(_LY)})\b"
        rf"|{span('least_x', 'most_x')}\s?(?:x|times)\s?"
        rf"(?:a\s|per\s|/\s?)?(?P<unit_x>{_UNIT})s?\b(?!\w)",
        re.IGNORECASE,
    )


_FREQUENCY, _IN_PROSE = _counted(_TIMED), _counted(_OR_HOURS)
_EVERY = re.compile(
    rf"(?:{span('least', 'most')}\s?{_TIMED}?\s|\b(?P<often>{ADVERBS})\s)?\b(?:"
    rf"(?:every|each|q\.?)\s?(?:(?P<other>other|second|2nd)|(?P<count>{NUMBER}){AGAIN})\s?"
    rf"(?P<unit>{_UNIT})s?\b(?!\s?(?:-|–|to)\s?\d)|(?P<fortnightly>fortnightly))",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    rf"(?<!\bbi)(?<!\bbi-)(?<!\bsemi)(?<!\bsemi-)\b(?P<ly>{'|'.join(_LY)})\b(?!\s?(?:basis|use))|"
    rf"\b(?:every|each|q\.?)\s(?P<unit>{_UNIT})\b",
    re.IGNORECASE,
)
_COUNTED_BEFORE = re.compile(rf"(?:\b\d+|\b{WORDS})\)?\s$", re.IGNORECASE)
_LATIN = {"qd": 1, "qhs": 1, "qam": 1, "qpm": 1, "bid": 2, "tid": 3, "qid": 4}
_DOSE = re.compile(
    r"\b(?P<latin>q\.?d|q\.?hs|q\.?[ap]m|b\.?i\.?d|t\.?i\.?d|q\.?i\.?d)\b\.?|"
    r"\b(?:q\.?|every)\s?(?P<hours>\d{1,2})(?:\s?(?:-|–|to)\s?(?P<to>\d{1,2}))?\s?"
    r"(?:h|hr|hrs|hours?)\b",
    re.IGNORECASE,
)
_DAY = 24
_DURATION = re.compile(
    rf"(?<!every )(?<!each )(?<!other )(?<!\bin )(?:\bx\s?|\btimes\s|\bfor\s)?{span()}"
    r"(?:[\s-]?|(?<=\d)/)(?P<unit>days?|weeks?|wks?|months?|mos?|years?|yrs?)\b\.?"
    r"(?![\s-]*(?:supply|old|/|per\b|a\b)|\s*\)\s*old)",
    re.IGNORECASE,
)
_LED = re.compile(r"^(?:x|times|for)\s?", re.IGNORECASE)
_LEADING = re.compile(
    r"(?:\b(?:for|over|over the|times|x|within|for the|of|next)\s|x)$", re.IGNORECASE
)
"""Words before a duration of running text, in which one without them is no course of treatment."""
_SHORTHAND = re.compile(
    r"(?<![\d.x/#-])(?P<often>\d)\s?[x×]\s?(?P<long>\d{1,2})(?P<sure>\s?(?:weeks?|wks?)\b|(?=\s?=))?"
    r"(?![\d.]|\s?(?:%|(?:x|mg|mcg|ml|gm?|cm|mm|inch\w*|days?|months?|visits?|sessions?)\b))",
    re.IGNORECASE,
)
"""A schedule of therapy in short: "PT 2x6" is twice a week for six weeks."""
_TIMES_SIGNS = ("x", "×")
_THERAPY = re.compile(
    r"\b(?:PT|OT|(?<!cold )(?<!heat )(?<!hot )\w*therapy|acupuncture|chiro\w*|massage)\b",
    re.IGNORECASE,
)


class Span(msgspec.Struct, frozen=True):
    """A whole number, or the least and the most of a range."""

    least: int
    most: int

    def __str__(self) -> str:
        return str(self.least) if self.least == self.most else f"{self.least} to {self.most}"

    def times(self, other: Span) -> Span:
        """The range of the products."""
        return Span(self.least * other.least, self.most * other.most)

    def parted(self, by: int) -> Span | None:
        """The range of the quotients; None where one is not whole."""
        whole = self.least % by == 0 == self.most % by
        return Span(self.least // by, self.most // by) if whole else None


class Frequency(msgspec.Struct, frozen=True):
    """How often: so many `times` in `every` so many units, "once every two weeks"."""

    words: str
    times: Span
    per: Unit
    every: int = 1


class Duration(msgspec.Struct, frozen=True):
    """For how long."""

    words: str
    length: Span
    unit: Unit


def numbers(least: str, most: str | None) -> Span:
    """The range from `least` to `most`, in figures or words."""
    low = value(least)
    return Span(low, max(value(most), low) if most else low)


def unit(word: str) -> Unit:
    """The unit that `word` names, in full or in short."""
    return {"d": "day", "w": "week", "m": "month", "y": "year"}[word[0].lower()]  # type: ignore[return-value]


def frequencies(words: str) -> Iterator[tuple[re.Match[str], Frequency]]:
    """Each frequency in `words` with the place where it stands, the surest kind first."""
    for sign, read in ((_EVERY, _every), (_FREQUENCY, _often), (_DOSE, _dose), (_PLAIN, _plain)):
        for found in sign.finditer(words):
            often = read(found)
            if often is not None:
                yield found, often


def in_prose(text: str) -> Iterator[tuple[re.Match[str], Frequency]]:
    """Each frequency in running text that says how many times, or how many hours, with its place.

    "Daily" alone is none there: activities of daily living are no treatment.
    """
    for found in _IN_PROSE.finditer(text) if holds(text, _PERIODS) else ():
        yield found, _often(found)


def durations(words: str) -> Iterator[tuple[re.Match[str], Duration]]:
    """Each duration in `words` with its place."""
    for found in _DURATION.finditer(words) if holds(words, _PERIODS) else ():
        told = _LED.sub("", found[0].strip())
        length = numbers(found["least"], found["most"])
        yield found, Duration(told, length, unit(found["unit"]))


def is_led(found: re.Match[str]) -> bool:
    """Whether words before a duration that was `found` lead to it: "for 6 weeks"."""
    return before(_LEADING, found.string, found.start("least")) is not None


def shorthands(words: str) -> Iterator[tuple[re.Match[str], Frequency, Duration]]:
    """Each schedule in short: "2x6 weeks", "2 x 6 =", and "2x6" where a therapy is named."""
    if not holds(words, _TIMES_SIGNS):
        return
    of_therapy = _THERAPY.search(words) is not None
    for found in _SHORTHAND.finditer(words):
        if of_therapy or found["sure"] is not None:
            often, long = numbers(found["often"], None), numbers(found["long"], None)
            yield (
                found,
                Frequency(f"{often} times a week", often, "week"),
                Duration(f"{long} weeks", long, "week"),
            )


def _often(found: re.Match[str]) -> Frequency:
    least = found["least"] or found["least_ly"] or found["least_x"]
    most = found["most"] or found["most_ly"] or found["most_x"]
    times = numbers(least, most) if least else _adverb(found["often"] or found["often_ly"])
    named = found["unit"] or found["unit_x"] or _LY[found["ly"].lower()]
    return Frequency(found[0].strip(), times, unit(named))


def _every(found: re.Match[str]) -> Frequency:
    """ "Twice every other week"; once, where no number goes before."""
    times = numbers(found["least"], found["most"]) if found["least"] else _adverb(found["often"])
    count = value(found["count"]) if found["count"] else 2
    return Frequency(found[0].strip(), times, unit(found["unit"] or "week"), max(count, 1))


def _dose(found: re.Match[str]) -> Frequency | None:
    """How often a day a drug is taken; None where the hours do not fill a day."""
    if found["latin"]:
        count = _LATIN[found["latin"].lower().replace(".", "")]
        return Frequency(found[0].strip(), Span(count, count), "day")
    hours = [int(found["hours"]), int(found["to"] or found["hours"])]
    if any(not one or _DAY % one for one in hours):
        return None
    return Frequency(found[0].strip(), Span(_DAY // max(hours), _DAY // min(hours)), "day")


def _plain(found: re.Match[str]) -> Frequency | None:
    """Once a day, week or month; None behind a number: "5 weekly visits" may be either."""
    if found["ly"] and before(_COUNTED_BEFORE, found.string, found.start()):
        return None
    named = found["unit"] or _LY[found["ly"].lower()]
    return Frequency(found[0].strip(), Span(1, 1), unit(named))


def _adverb(word: str | None) -> Span:
    count = TIMES[word.lower()] if word else 1
    return Span(count, count)
