"""Dates as people type them: 12/17/2009, 12-17-09, Dec 17 2009, 17 December 2009, unknown."""

from __future__ import annotations

import datetime as dt
import re

UNKNOWN = frozenset({"", "unknown", "?", "n/a", "na", "none", "not stated", "not documented"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERIC = re.compile(r"(\d{1,2})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_RUN_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?\s*,?\s*(\d{4}|\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s*([a-z]{3,9})\.?\s*,?\s*(\d{4}|\d{2})")


class DateError(ValueError):
    """The text names no day; its message says what to write."""


def read(text: str, today: dt.date) -> dt.date | None:
    """The day that `text` names, None where it says that the day is unknown.

    `today` decides the century of a year of two digits: nobody writes of days to come by more
    than a year. Raises `DateError`.
    """
    words = " ".join(text.casefold().split())
    if words in UNKNOWN:
        return None
    parts = _parts(words)
    if parts is None:
        raise DateError(f"“{text.strip()}” is no date. Write 12/17/2009, or “unknown”.")
    year, month, day = parts
    try:
        return dt.date(_century(year, today), month, day)
    except ValueError:
        raise DateError(
            f"“{text.strip()}” is not in the calendar. Write month, day and year, as 12/17/2009."
        ) from None


def show(day: dt.date | None) -> str:
    """`day` as it is printed in a letter; empty where it is unknown."""
    return f"{day:%m/%d/%Y}" if day else ""


def _parts(words: str) -> tuple[int, int, int] | None:
    """Year, month and day as written, whichever form they have."""
    if found := _ISO.fullmatch(words):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _NUMERIC.fullmatch(words) or _RUN_TOGETHER.fullmatch(words):
        return int(found[3]), int(found[1]), int(found[2])
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
