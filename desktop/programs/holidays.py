"""The holidays of a program, which are no working days."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec

from desktop.programs.facts import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_WEEK: tuple[Weekday, ...] = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip


class Holiday(Fact, frozen=True, kw_only=True):
    """A day of each year: by its date, or as the `nth` of a weekday in a month."""

    name: str
    month: Annotated[int, msgspec.Meta(ge=1, le=12)]
    day: Annotated[int, msgspec.Meta(ge=1, le=31)] | None = None
    weekday: Weekday | None = None
    nth: Literal[-1, 1, 2, 3, 4] = 1
    """Which of the month's; -1 is the last."""
    days_later: Annotated[int, msgspec.Meta(ge=0, le=6)] = 0
    """How many days after that day it falls, as the day after Thanksgiving."""
    moves: dict[Literal["Saturday", "Sunday"], Literal["Friday", "Monday"]] = msgspec.field(
        default_factory=dict
    )
    """The working day that is free instead where it falls on a weekend."""


def mistake(holiday: Holiday) -> str:
    """What is wrong with `holiday` in one sentence; empty where nothing is."""
    if (holiday.day is None) is (holiday.weekday is None):
        return 'a holiday has either "day" or "weekday".'
    if holiday.day is not None and holiday.day > _days_in(holiday.month):
        return f"month {holiday.month} has no day {holiday.day}."
    return ""


def days_off(holidays: Iterable[Holiday], year: int) -> frozenset[dt.date]:
    """The days of `year` on which `holidays` are kept, as far as each was in force."""
    found = (kept for one in holidays for kept in _kept(one, year))
    return frozenset(day for day in found if day.year == year)


def _kept(holiday: Holiday, year: int) -> Iterator[dt.date]:
    """The day of `holiday` around `year`: January 1 of the next may be kept in December."""
    for of_year in (year, min(year + 1, dt.MAXYEAR)):
        day = _falls_on(holiday, of_year)
        if day is not None and holiday.in_force(day):
            yield _moved(holiday, day)


def _falls_on(holiday: Holiday, year: int) -> dt.date | None:
    """The day of `holiday` in `year`; None for February 29 in most years."""
    if holiday.weekday is not None:
        first = _nth(year, holiday.month, _WEEK.index(holiday.weekday), holiday.nth)
        return first + dt.timedelta(days=holiday.days_later)
    try:
        return dt.date(year, holiday.month, holiday.day or 1)
    except ValueError:
        return None


def _nth(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The `nth` day of the month that is such a weekday; -1 is the last."""
    days = range(1, _days_in(month, year) + 1)
    every = [day for day in days if dt.date(year, month, day).weekday() == weekday]
    return dt.date(year, month, every[nth if nth < 0 else nth - 1])


def _days_in(month: int, year: int = 2000) -> int:
    """The days of `month`: February has 29 in the year 2000."""
    return calendar.monthrange(year, month)[1]


def _moved(holiday: Holiday, day: dt.date) -> dt.date:
    """The day on which `holiday` is kept where it falls on `day`."""
    instead = next((to for of, to in holiday.moves.items() if of == _WEEK[day.weekday()]), None)
    if instead is None:
        return day
    step = -1 if instead == "Friday" else 1
    while _WEEK[day.weekday()] != instead:
        day += dt.timedelta(days=step)
    return day
