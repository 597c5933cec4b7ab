"""Dates: one as a person types it, all that a text holds, and the patterns of both.

Typed: 12/17/2009, 12-17-09, 12.17.2009, Dec 17 2009, 17 December 2009, 2009-12-17, unknown.
The day at the desk decides the century of a year of two digits: no text mentions a day that is
more than a year ahead, so "45" is 1945.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from desktop.text.nearby import before

if TYPE_CHECKING:
    from collections.abc import Iterator

USUAL = "%m/%d/%Y"
"""How a date is written unless a program writes it otherwise."""
_EXAMPLE = dt.date(2009, 12, 17)
UNKNOWN = frozenset({"", "unknown", "?", "n/a", "na", "none", "not stated", "not documented"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ORDINAL = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d{2}"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:r?uary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_IN_WORDS = (
    rf"(?i:{_MONTH}\s+\d{{1,2}}{_ORDINAL},?\s+\d{{4}}|"
    rf"\d{{1,2}}{_ORDINAL}\s+(?:of\s+)?{_MONTH},?\s+\d{{4}})"
)
_ISO = rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|{_YEAR}(?:-\d{{1,2}}-|/\d{{1,2}}/)\d{{1,2}})"
_SLASHED = r"\d{1,2}\s?[/-]\s?\d{1,2}\s?[/-]\s?(?:\d{4}|\d{2})"
_DOTTED = rf"(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12]\d|3[01])\.{_YEAR}"

FIGURES = (
    rf"(?:{_ISO}|\d{{1,2}}(?:/ ?\d{{1,2}}/ ?|- ?\d{{1,2}}- ?|\.\d{{1,2}}\.)(?:\d{{4}}|\d{{2}}))"
    r"(?![\d/]|[-.]\d)"
)
"""The pattern of a day in figures, where nothing else can stand in its place."""
WRITTEN = rf"(?:{FIGURES}|{_IN_WORDS}(?!\d))"
"""The same of a day in figures or with its month in words."""
LOOSE = (
    rf"(?:(?i:{_MONTH}\s\d{{1,2}}{_ORDINAL},?\s['’]?\d{{2,4}}|"
    rf"\d{{1,2}}{_ORDINAL}[\s-](?:of )?{_MONTH}[\s,-]{{1,2}}\d{{2,4}})|"
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|\d{1,2}/\d{4}|"
    rf"(?i:(?:{_MONTH} (?:of )?)?{_YEAR}\b))"
)
"""The same however loosely it is written; a month with its year, or a year alone, too."""

_TYPED_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{4}|\d{2})")
_RUN_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4})")
_MONTH_FIRST = re.compile(rf"([a-z]{{3,9}})\.?\s*(\d{{1,2}}){_ORDINAL}\s*,?\s*(\d{{4}}|\d{{2}})")
_DAY_FIRST = re.compile(
    rf"(\d{{1,2}}){_ORDINAL}\s*(?:of\s)?\s*([a-z]{{3,9}})\.?\s*,?\s*(\d{{4}}|\d{{2}})"
)

_DAY = re.compile(
    rf"(?<![\d/.-])(?:(?:{_SLASHED}|{_DOTTED})"
    r"(?![\d/%]|-\d|\.\d|\s?(?:mg|degrees|lbs?|pounds|cm|mm)\b)|"
    rf"{_ISO}(?!\d)|{_IN_WORDS}\b)"
)
_SHORT_YEAR = re.compile(r"\d.*\D\d{2}", re.DOTALL)
_NO_DATE_BEFORE = re.compile(r"(?:\bratio|\bvision|\bgrade)\s*$", re.IGNORECASE)
_GRIP = re.compile(r"\b(?:grip|strength|jamar|dynamomet\w*|kg|kilograms|lbs?)\b", re.IGNORECASE)
"""Words of a sentence in which three figures may be three readings."""
_LEADING = re.compile(
    r"(?:\b(?:on|dated|date|from|since|of|until|through|to|by|the|note|report|visit|exam|DOI|"
    r"DOS|service|injury|denial|review|UR|before|after|for)\s*[:,(]?\s*|[(])$",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\s?(?:kg|kilograms|lbs?|pounds|degrees|mm|cm|on the (?:right|left))\b", re.IGNORECASE
)
_FORM = re.compile(r"(?:%-?[demyYbBaA]|[^%])*")
_PARTIAL = re.compile(rf"{_YEAR}(?:-\d{{1,2}})?")
_LIKELY = range(1900, 2100)
"""Years of which people tell in figures; other figures of four digits are numbers."""


class DateError(ValueError):
    """The text names no day; its message says what to write."""


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


def read(text: str, today: dt.date | None = None, form: str = USUAL) -> dt.date | None:
    """The day that `text` names, None where it says that the day is unknown.

    The `form` says whether the month or the day stands first in figures. Raises `DateError`.
    """
    words = " ".join(text.casefold().split())
    if words in UNKNOWN:
        return None
    example = show(_EXAMPLE, form)
    parts = _parts(words, form)
    if parts is None:
        raise DateError(f"“{text.strip()}” is no date. Write {example}, or “unknown”.")
    day = _date(parts, today)
    if day is None:
        order = f"“{text.strip()}” is not in the calendar. Write {_order(form)}"
        raise DateError(f"{order}, as {example}.")
    return day


def named(words: str, form: str = USUAL) -> dt.date | None:
    """The day that `words` name, as they are typed; None where they name none."""
    with suppress(DateError):
        return read(words, form=form)
    return None


def show(day: dt.date | None, form: str = USUAL) -> str:
    """`day` in the `form`, as it is printed in a letter; empty where it is unknown."""
    return day.strftime(form) if day else ""


def is_form(form: str) -> bool:
    """Whether `form` shows the day, the month and the year of a date, and nothing else of it."""
    known = form.isprintable() and _FORM.fullmatch(form)
    return bool(known and all(re.search(f"%-?[{signs}]", form) for signs in ("de", "mbB", "yY")))


def in_letters(form: str) -> str:
    """The `form` for an empty field: month/day/year."""
    for sign, word in (("%m", "month"), ("%d", "day"), ("%Y", "year"), ("%y", "year")):
        form = form.replace(sign, word)
    return "" if "%" in form else form


def days(text: str) -> tuple[DayRead, ...]:
    """The dates in `text`, of which each has its day, month and year."""
    return tuple(_days(text)) if any(map(str.isdigit, text)) else ()


def first(text: str) -> dt.date | None:
    """The first day in `text` that the calendar has; None where there is none."""
    return next((day.date for day in days(text) if day.date), None)


def is_date(words: str) -> bool:
    """Whether `words` are a day of the calendar or a year, and no number of something."""
    whole = (day.date for day in days(words) if day.words == words and day.date)
    return bool(_PARTIAL.fullmatch(words)) or any(day.year in _LIKELY for day in whole)


def _days(text: str) -> Iterator[DayRead]:
    grips = _GRIP.search(text) is not None
    for match in _DAY.finditer(text):
        if not before(_NO_DATE_BEFORE, text, match.start()):
            sure = _is_plain(match[0], grips=grips) or _is_led(text, match)
            parts = _parts(" ".join(match[0].casefold().split()))
            yield DayRead(match[0], *match.span(), _date(parts) if parts else None, sure)


def _is_plain(words: str, *, grips: bool) -> bool:
    """Whether the figures alone say that they are a date: not "0-10-90", nor three grips."""
    if words[:4].isdigit() or not _SHORT_YEAR.fullmatch(words):
        return True
    return "/" in words and words.split("/")[0].strip() != "0" and not grips


def _is_led(text: str, match: re.Match[str]) -> bool:
    """Whether the words before lead to a date and those behind do not measure."""
    return (
        before(_LEADING, text, match.start()) is not None
        and _MEASURE.match(text, match.end()) is None
    )


def _order(form: str) -> str:
    return "day, month and year" if _is_day_first(form) else "month, day and year"


def _is_day_first(form: str) -> bool:
    places = [form.find("%d"), form.find("%-d"), form.find("%e")]
    day = next((at for at in places if at >= 0), len(form))
    month = min((at for at in map(form.find, ("%m", "%-m", "%b", "%B")) if at >= 0), default=-1)
    return day < month


def _parts(words: str, form: str = USUAL) -> tuple[int, int, int] | None:
    """Year, month and day as written, whichever form they have."""
    if found := _TYPED_ISO.fullmatch(words):
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


def _date(parts: tuple[int, int, int], today: dt.date | None = None) -> dt.date | None:
    """The day of year, month and day, if the calendar has it."""
    year, month, day = parts
    with suppress(ValueError):
        return dt.date(year if year >= 100 else _century(year, today), month, day)
    return None


def _century(year: int, today: dt.date | None) -> int:
    now = today or dt.date.today()  # noqa: DTZ011 -- the day at the desk
    return 2000 + year if 2000 + year <= now.year + 1 else 1900 + year


def written_like(words: str, day: dt.date) -> str:
    """`day` in the form of `words`, another date."""
    if words[:1].isalpha():
        return f"{day:%B} {day.day}, {day.year}"
    if words[:4].isdigit():
        return f"{day:%Y/%m/%d}" if "/" in words else day.isoformat()
    if re.search("[A-Za-z]", words):
        return f"{day.day} {day:%B} {day.year}"
    return _in_figures(words, day)


def _in_figures(words: str, day: dt.date) -> str:
    """`day` with its marks, its century and its leading zeros as `words` have them."""
    mark = next(mark for mark in "/.-" if mark in words)
    year = f"{day:%Y}" if re.search(r"\d{4}$", words) else f"{day:%y}"
    padded = re.match(r"\d\d", words) and re.search(r"\D\d\d\D", words)
    month, of_month = (f"{day:%m}", f"{day:%d}") if padded else (str(day.month), str(day.day))
    return mark.join((month, of_month, year))
