"""The holidays of a program: no working days in its clocks."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.cases.case import Case
from desktop.platform import assets
from desktop.programs.clocks import due, ends
from desktop.programs.holidays import Holiday, days_off, mistake
from desktop.programs.program import Clock, read_program

FILE = assets.templates("california-imr") / "program.toml"
PROGRAM = read_program(FILE.read_text(encoding="utf-8"), FILE.name)


def _holiday(**given: object) -> Holiday:
    return Holiday(citation="Rules, 1", name="A day", **given)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2026, ["01-01", "01-19", "02-16", "03-31", "05-25", "07-04", "09-07", "11-11", "11-26",
                "11-27", "12-25"]),
        (2027, ["01-01", "01-18", "02-15", "03-31", "05-31", "07-05", "09-06", "11-11", "11-25",
                "11-26", "12-25"]),
        (2023, ["01-02", "01-16", "02-20", "03-31", "05-29", "07-04", "09-04", "11-10", "11-23",
                "11-24", "12-25"]),
    ],
)  # fmt: skip
def test_the_state_s_holidays_of_a_year(year: int, days: list[str]) -> None:
    kept = days_off(PROGRAM.holidays, year)
    assert sorted(f"{day:%m-%d}" for day in kept) == days


def test_a_clock_of_working_days_leaves_holidays_out() -> None:
    """Five working days from Tuesday, December 22, 2026, over Christmas and New Year's Day."""
    case = Case(formulary_dispute=True, records_complete=dt.date(2026, 12, 22))
    assert due(case, PROGRAM) == dt.date(2026, 12, 30)
    later = Case(formulary_dispute=True, records_complete=dt.date(2026, 12, 28))
    assert due(later, PROGRAM) == dt.date(2027, 1, 5)


def test_a_clock_of_years_leaves_out_the_holidays_of_each() -> None:
    clock = Clock(days=780, counted_in="working days", runs_from="receipt", citation="Rules, 1")
    day, left = dt.date(2026, 12, 31), clock.days
    last = ends(clock, day, PROGRAM.holidays)
    while left:
        day += dt.timedelta(days=1)
        left -= day.weekday() < 5 and day not in days_off(PROGRAM.holidays, day.year)
    assert (last, last.year) == (day, 2030)


def test_calendar_days_count_holidays() -> None:
    clock = Clock(days=3, runs_from="receipt", citation="Rules, 1")
    assert ends(clock, dt.date(2026, 12, 24), PROGRAM.holidays) == dt.date(2026, 12, 27)


def test_a_holiday_can_be_kept_in_the_year_before() -> None:
    new_year = _holiday(month=1, day=1, moves={"Saturday": "Friday"})
    assert days_off([new_year], 2021) == {dt.date(2021, 1, 1), dt.date(2021, 12, 31)}


def test_a_holiday_holds_only_from_its_day_on() -> None:
    one = _holiday(month=6, day=19, in_force_from=dt.date(2022, 1, 1))
    assert not days_off([one], 2021)
    assert days_off([one], 2022)


def test_no_holiday_is_sought_behind_the_last_year() -> None:
    clock = Clock(days=5, counted_in="working days", runs_from="receipt", citation="Rules, 1")
    assert ends(clock, dt.date(9999, 12, 20), PROGRAM.holidays) == dt.date(9999, 12, 27)
    assert ends(clock, dt.date(9999, 12, 29), PROGRAM.holidays) == dt.date.max


@pytest.mark.parametrize(
    ("holiday", "says"),
    [
        (_holiday(month=4), 'a holiday has either "day" or "weekday".'),
        (_holiday(month=4, day=1, weekday="Monday"), 'a holiday has either "day" or "weekday".'),
        (_holiday(month=4, day=31), "month 4 has no day 31."),
        (_holiday(month=2, day=29), ""),
        (_holiday(month=11, weekday="Thursday", nth=4), ""),
    ],
)
def test_a_holiday_without_a_day_is_named(holiday: Holiday, says: str) -> None:
    assert mistake(holiday) == says
