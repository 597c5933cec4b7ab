"""Quantities as letters write them: 12 sessions, x 6, twice a week for three weeks, #60, 100 mg."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from desktop.text.numerals import ADVERBS, ALL_WORDS, WORDS, value

if TYPE_CHECKING:
    from collections.abc import Iterator

_N = rf"(?:\d{{{{1,9}}}}(?:\.\d{{{{1,9}}}})?|{WORDS}|{ADVERBS})"
_RANGE = rf"(?P<{{0}}>{_N})(?:\s?\(\d+\))?(?:\s?(?:-|–|to|or)\s?(?P<{{0}}2>{_N}))?"
_PERIODS = r"(?:a|an|per|each|every|/)\s?"
_PERIOD = r"(?P<{}>day|week|month|wk|d\b)"
_VISIT = r"(?:visits?|sessions?|treatments?|appointments?|treatment\ssessions?|times)"
_KINDS_OF_VISIT = (
    "additional|more|further|initial|prior|completed|previous|physical|occupational|acupuncture|"
    "chiropractic|chirophysio|hand|aquatic|therapy|psychotherapy|post-?operative|treatment|massage|"
    "day|outpatient|supervised|post-surgical"
)
_LEADS = [r"for", r"over", r"over\sthe", r"times", r"x", r"within", r"for\sthe", r"of", r"next"]
_LED = "|".join(rf"(?<={lead}\s)" for lead in _LEADS) + "|(?<=x)"
_AMOUNT = re.compile(
    rf"""(?<![\w.#/-])(?=\d|{WORDS}|{ADVERBS})(?:
    (?P<frequency> {_RANGE.format("f")} (?:\s?x|\s?times?|\s?visits?|\s?sessions?|\s?hours?)? \s?
        (?: {_PERIODS}{_PERIOD.format("fp")} | (?P<fly>weekly|daily|monthly) ) )
  | (?P<duration> (?:{_LED}) {_RANGE.format("t")} [\s-]? (?P<tp>days?|weeks?|wks?|months?) \b )
  | (?P<shorthand> (?P<sf>\d)\s?[x×]\s?(?P<st>\d{{1,2}}) (?:\s?(?:weeks|wks))?
        (?![\d.]|\s?(?:cm|mm|mg|x\s?\d)) )
  | (?P<visits> {_RANGE.format("v")} (?:\s(?:{_KINDS_OF_VISIT})){{0,3}} \s {_VISIT}\b )
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_COUNT = re.compile(
    r"""\#\s?(?P<count>\d{1,4})\b(?!/)
      | \b(?:qty|quantity)[:.\ ]*(?:of\s)?\s?\#?(?P<qty>\d{1,4})\b
      | \b(?P<tablets>\d{1,4})\s(?:tablets|capsules|pills|patches|tabs|caps)\b
        (?!\s(?:every|a\sday|per\sday|daily|twice|by))""",
    re.VERBOSE | re.IGNORECASE,
)
_TIMES = re.compile(
    r"(?<!\d\s)(?<![\d.])\b[x×]\s?(?P<times>\d{1,3})\b"
    r"(?!\s?(?:cm|mm|weeks?|wks?|days?|months?|times|[x×]))",
    re.IGNORECASE,
)
_STRENGTH = re.compile(
    r"(?<![\d.])(?P<strength>\d{1,9}(?:,\d{3})?(?:\.\d{1,9})?(?:\s?[-/]\s?\d{1,9}(?:\.\d{1,9})?)?)\s?-?"
    r"(?P<unit>mg/ml|mcg/hr|mg|mcg|%|grams?|gm|g|ml|meq|units)(?![\w/])",
    re.IGNORECASE,
)


_FIGURE = re.compile(r"\d")
_WORD = re.compile(r"[\s(),/-]+")
_IN_WORDS = frozenset(ALL_WORDS)


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


def amounts(text: str) -> tuple[Amount, ...]:
    """The quantities in `text`, in the order of their kinds."""
    figures = _FIGURE.search(text) is not None
    found: list[Amount] = []
    if figures or not _IN_WORDS.isdisjoint(_WORD.split(text.lower())):
        found += _spoken(text)
    if figures:
        found += [*_counts(text), *_times(text), *_strengths(text)]
    return tuple(sorted(found, key=lambda amount: amount.start))


def factors(found: tuple[Amount, ...]) -> Iterator[int]:
    """Where those of `amounts` begin that are part of a frequency: "2 visits a week"."""
    reach = 0
    for one in sorted(found, key=lambda amount: (amount.start, amount.kind != "frequency")):
        if one.kind == "frequency":
            reach = max(reach, one.end)
        elif one.start < reach:
            yield one.start


def number(words: str) -> float:
    """The number that `words` name."""
    return float(words if words[0].isdigit() else value(words))


def _spoken(text: str) -> Iterator[Amount]:
    for match in _AMOUNT.finditer(text):
        if match["shorthand"]:
            yield _amount(match, "frequency", match["sf"], None, "week")
            yield _amount(match, "duration", match["st"], None, "week")
        else:
            yield _spelled_out(match)


def _spelled_out(match: re.Match[str]) -> Amount:
    if match["frequency"]:
        return _amount(match, "frequency", match["f"], match["f2"], _period(match))
    if match["duration"]:
        return _amount(match, "duration", match["t"], match["t2"], _singular(match["tp"]))
    return _amount(match, "visits", match["v"], match["v2"], "visit")


def _period(match: re.Match[str]) -> str:
    if match["fly"]:
        return {"weekly": "week", "daily": "day", "monthly": "month"}[match["fly"].lower()]
    return _singular(match["fp"])


def _singular(period: str) -> str:
    return {"wk": "week", "wks": "week", "d": "day"}.get(period.lower(), period.lower().rstrip("s"))


def _amount(match: re.Match[str], kind: str, low: str, high: str | None, unit: str) -> Amount:
    return Amount(
        kind, number(low), number(high or low), unit, match[0], match.start(), match.end()
    )


def _counts(text: str) -> Iterator[Amount]:
    for match in _COUNT.finditer(text):
        figure = match["count"] or match["qty"] or match["tablets"]
        yield _amount(match, "count", figure, None, "#")


def _times(text: str) -> Iterator[Amount]:
    for match in _TIMES.finditer(text):
        yield _amount(match, "times", match["times"], None, "visit")


def _strengths(text: str) -> Iterator[Amount]:
    for match in _STRENGTH.finditer(text):
        low, _, high = re.sub(r"[,\s]", "", match["strength"]).replace("-", "/").partition("/")
        unit = {"gm": "g", "gram": "g", "grams": "g"}.get(
            match["unit"].lower(), match["unit"].lower()
        )
        yield _amount(match, "strength", low, high or None, unit)
