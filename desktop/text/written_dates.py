"""Dates as letters write them: 10/20/16, 10-20-2016, October 20, 2016, 2016-10-20."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from desktop.text.nearby import before

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH = (
    r"(?P<{}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_NO_DATE_BEHIND = r"(?![\d/%]|-\d|\.\d|\s?(?:mg|degrees|lbs?|pounds|cm|mm)\b)"
_DAY = re.compile(
    r"(?<![\d/.-])(?:"
    r"(?P<m>\d{1,2})\s?[/-]\s?(?P<d>\d{1,2})\s?[/-]\s?(?P<y>\d{4}|\d{2})" + _NO_DATE_BEHIND + "|"
    r"(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})(?!\d)|"
    r"(?i:" + _MONTH.format("mn") + r"\s+(?P<md>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<my>\d{4})\b)|"
    r"(?P<dd>\d{1,2})(?:st|nd|rd|th)?\s+"
    r"(?i:" + _MONTH.format("dn") + r"),?\s+(?P<dy>\d{4})\b"
    r")"
)
_NO_DATE_BEFORE = re.compile(r"(?:\bratio|\bvision|\bgrade)\s*$", re.I)
_CENTURY_SPLIT = 50


class DayRead(NamedTuple):
    """A date found in a text."""

    words: str
    start: int
    end: int
    date: dt.date | None
    """None where the calendar has no such day."""
    sure: bool
    """It can be nothing but a date; "20/18/19" may be three readings of a grip."""

    @property
    def spaced(self) -> bool:
        """A space stands inside the figures."""
        return (
            self.words[0].isdigit() and " " in self.words and not re.search("[A-Za-z]", self.words)
        )


def days(text: str) -> tuple[DayRead, ...]:
    """The dates in `text`."""
    return tuple(_days(text)) if any(map(str.isdigit, text)) else ()


def _days(text: str) -> Iterator[DayRead]:
    grips = _GRIP.search(text) is not None
    for match in _DAY.finditer(text):
        if not before(_NO_DATE_BEFORE, text, match.start()):
            sure = _is_plain(match, grips=grips) or _is_led(text, match)
            yield DayRead(match[0], match.start(), match.end(), _date(match), sure)


def _is_plain(match: re.Match[str], *, grips: bool) -> bool:
    """Whether the figures alone say that they are a date: not "0-10-90", nor three grips."""
    if match["y"] is None or len(match["y"]) == 4:
        return True
    return "/" in match[0] and match["m"] != "0" and not grips


def _is_led(text: str, match: re.Match[str]) -> bool:
    """Whether the words before lead to a date and those behind do not measure."""
    return (
        before(_LEADING, text, match.start()) is not None
        and _MEASURE.match(text, match.end()) is None
    )


_GRIP = re.compile(r"\b(?:grip|strength|jamar|dynamomet\w*|kg|kilograms|lbs?)\b", re.IGNORECASE)
"""Words of a sentence in which three figures may be three readings."""
_LEADING = re.compile(
    r"(?:\b(?:on|dated|date|from|since|of|until|through|to|by|the|note|report|visit|exam|DOI|"
    r"DOS|service|injury|denial|review|UR|before|after|for)\s*[:,(]?\s*|[(])$",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\s?(?:kg|kilograms|lbs?|pounds|degrees|mm|cm|on the (?:right|left))\b", re.I
)


def _date(match: re.Match[str]) -> dt.date | None:
    """The day that `match` names, if the calendar has it."""
    year, month, day = _parts(match)
    try:
        return dt.date(_full_year(year), int(month), int(day))
    except ValueError:
        return None


def _parts(match: re.Match[str]) -> tuple[str, str, str]:
    """The year, the month and the day of a date in figures, of one with the month in words."""
    if match["y"]:
        return match["y"], match["m"], match["d"]
    if match["iy"]:
        return match["iy"], match["im"], match["id"]
    if match["my"]:
        return match["my"], _month(match["mn"]), match["md"]
    return match["dy"], _month(match["dn"]), match["dd"]


def _full_year(year: str) -> int:
    short = int(year)
    if len(year) == 4:
        return short
    return short + (2000 if short < _CENTURY_SPLIT else 1900)


def _month(name: str) -> str:
    stem = name.lower()[:3]
    return str(next(at for at, month in enumerate(_MONTHS, 1) if month.startswith(stem)))


def written_like(words: str, day: dt.date) -> str:
    """`day` in the form of `words`, another date."""
    if words[:1].isalpha():
        return f"{day:%B} {day.day}, {day.year}"
    if words[-1].isdigit() and words[:4].isdigit():
        return day.isoformat()
    if not words[-1].isdigit() or re.search("[A-Za-z]", words):
        return f"{day.day} {day:%B} {day.year}"
    return _in_figures(words, day)


def _in_figures(words: str, day: dt.date) -> str:
    """`day` with its marks, its century and its leading zeros as `words` have them."""
    mark = "/" if "/" in words else "-"
    year = f"{day:%Y}" if re.search(r"\d{4}$", words) else f"{day:%y}"
    padded = re.match(r"\d\d", words) and re.search(r"\D\d\d\D", words)
    month, of_month = (f"{day:%m}", f"{day:%d}") if padded else (str(day.month), str(day.day))
    return mark.join((month, of_month, year))
