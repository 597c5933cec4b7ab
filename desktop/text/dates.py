"""Dates as people type them: 12/17/2009, 12-17-09, Dec 17 2009, 17 December 2009, unknown."""

from __future__ import annotations

import datetime as dt
import re

USUAL = "%m/%d/%Y"
"""How a date is written unless a program writes it otherwise."""
_EXAMPLE = dt.date(2009, 12, 17)
UNKNOWN = frozenset({"", "unknown", "?", "n/a", "na", "none", "not stated", "not documented"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERIC = re.compile(r"(\d{1,2})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_RUN_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?\s*,?\s*(\d{4}|\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s*([a-z]{3,9})\.?\s*,?\s*(\d{4}|\d{2})")


class DateError(ValueError):
    """The text names no day; its message says what to write."""


def read(text: str, today: dt.date, form: str = USUAL) -> dt.date | None:
    """The day that `text` names, None where it says that the day is unknown.

    The `form` says whether the month or the day stands first in figures. `today` decides the
    century of a year of two digits: nobody writes of days to come by more than a year. Raises
    `DateError`.
    """
    words = " ".join(text.casefold().split())
    if words in UNKNOWN:
        return None
    example = show(_EXAMPLE, form)
    parts = _parts(words, form)
    if parts is None:
        raise DateError(f"“{text.strip()}” is no date. Write {example}, or “unknown”.")
    year, month, day = parts
    try:
        return dt.date(_century(year, today), month, day)
    except ValueError:
        raise DateError(
            f"“{text.strip()}” is not in the calendar. Write {_order(form)}, as {example}."
        ) from None


def show(day: dt.date | None, form: str = USUAL) -> str:
    """`day` in the `form`, as it is printed in a letter; empty where it is unknown."""
    return day.strftime(form) if day else ""


def in_letters(form: str) -> str:
    """The `form` for an empty field: month/day/year."""
    for sign, word in (("%m", "month"), ("%d", "day"), ("%Y", "year"), ("%y", "year")):
        form = form.replace(sign, word)
    return "" if "%" in form else form


def _order(form: str) -> str:
    return "day, month and year" if _is_day_first(form) else "month, day and year"


def _is_day_first(form: str) -> bool:
    places = [form.find("%d"), form.find("%-d"), form.find("%e")]
    day = next((at for at in places if at >= 0), len(form))
    month = min((at for at in map(form.find, ("%m", "%-m", "%b", "%B")) if at >= 0), default=-1)
    return day < month


def _parts(words: str, form: str) -> tuple[int, int, int] | None:
    """Year, month and day as written, whichever form they have."""
    if found := _ISO.fullmatch(words):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _NUMERIC.fullmatch(words) or _RUN_TOGETHER.fullmatch(words):
        month, day = (2, 1) if _is_day_first(form) else (1, 2)
        return int(found[3]), int(found[month]), int(found[day])
    if found := _MONTH_FIRST.fullmatch(words):
        return int(found[3]), _month(found[1]), int(found[2])
    if found := _DAY_FIRST.fullmatch(words):
        return int(found[3]), _month(found[2]), int(found[1])
    return None


def _month(word: str) -> int:
    """The month's number; 0, which no calendar has, for another word."""
    return _MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS else 0


def _century(year: int, today: dt.date) -> int:
    if year >= 100:
        return year
    return 2000 + year if 2000 + year <= today.year + 1 else 1900 + year
