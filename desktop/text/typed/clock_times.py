"""Times of the day as people type them: 5:30 pm, 17:30, 1730, noon."""

from __future__ import annotations

import datetime as dt
import re

from desktop.text.dates import UNKNOWN

USUAL = "%I:%M %p"
_NAMED = {"noon": dt.time(12), "midnight": dt.time(0)}
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h]?(?P<minute>\d{2}))?(?::\d{2})?\s*(?P<half>[ap])?\.?(?:m\.?)?"
)

_FORM = re.compile(r"(?:%-?[HIMSp]|[^%])*")
_HOUR = re.compile(r"%-?H|%-?I.*%p|%p.*%-?I")


class TimeError(ValueError):
    """The text names no time; its message says what to write."""


def read(text: str) -> dt.time | None:
    """The time that `text` names, None if it says that the time is unknown; raises `TimeError`."""
    words = " ".join(text.casefold().split())
    if words in UNKNOWN:
        return None
    found = _TIME.fullmatch(words)
    time = _NAMED.get(words) or (_time(found) if found else None)
    if time is None:
        raise TimeError(f"“{text.strip()}” is no time. Write 5:30 PM or 17:30, or “unknown”.")
    return time


def show(time: dt.time | None, form: str = USUAL) -> str:
    """`time` in the `form`; empty if it is unknown."""
    words = time.strftime(form) if time else ""
    return words.removeprefix("0") if form == USUAL else words


def is_form(form: str) -> bool:
    """Whether `form` shows the hour and the minute of a time, and nothing of a date."""
    known = form.isprintable() and _FORM.fullmatch(form)
    return bool(known and "%M" in form and _HOUR.search(form))


def _time(found: re.Match[str]) -> dt.time | None:
    """The time that was `found`, if the clock has it; an hour alone needs its half of the day."""
    hour, minute, half = int(found["hour"]), found["minute"], found["half"]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif minute is None:
        return None
    return dt.time(hour, int(minute or 0)) if hour < 24 and int(minute or 0) < 60 else None
