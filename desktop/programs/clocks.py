"""When the determination is due, by the program's own clocks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from desktop.cases.packs.value_kinds import Moment
from desktop.cases.terms import Priority
from desktop.programs.holidays import days_off
from desktop.text import dates
from desktop.text.typed import time_zones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.cases.case import Case
    from desktop.programs.holidays import Holiday
    from desktop.programs.program import Clock, Program
    from desktop.records.values import Value

SOON = 1
"""Days before the due day from which a case is urgent."""
_SATURDAY = 5
_FEWEST = 200
"""Working days of a year, at the least."""


def due(case: Case, program: Program) -> dt.date | None:
    """The day by which the letter must be out; None while what starts a clock is unknown."""
    return min(
        filter(None, (_ends(one, case, program) for one in _matching(case, program))), default=None
    )


def running(case: Case, program: Program) -> Clock | None:
    """The clock for `case`: of those that apply, the one that ends first."""
    known = [(end, one) for one in _matching(case, program) if (end := _ends(one, case, program))]
    first = min(known, key=lambda pair: pair[0], default=None)
    return first[1] if first else next(iter(_matching(case, program)), None)


def _matching(case: Case, program: Program) -> list[Clock]:
    """The clocks that run for `case`: the formulary's alone where it is about those drugs alone."""
    clocks = [clock for clock in program.clocks if clock.in_force(case.decision_date)]
    formulary = [clock for clock in clocks if clock.formulary]
    if formulary and case.formulary_dispute and case.priority is not Priority.EXPEDITED:
        return formulary[:1]
    usual = (clock for clock in clocks if not clock.formulary)
    return [clock for clock in usual if clock.priority in (None, case.priority)]


def _ends(clock: Clock, case: Case, program: Program) -> dt.date | None:
    """The last day of `clock` for `case`; None while the day that starts it is unknown."""
    values = (getattr(case, name, None) for name in clock.starts)
    begins = next((day for one in values if (day := _day(one, clock, program))), None)
    return ends(clock, begins, program.holidays) if begins else None


def _day(value: Value, clock: Clock, program: Program) -> dt.date | None:
    """The day that `value` counts as when it starts `clock`; None if it is unknown."""
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, Moment) or value.day is None or value.time is None:
        return value.day if isinstance(value, Moment) else None
    moment = dt.datetime.combine(value.day, value.time)
    zone = program.time_zone
    there, here = time_zones.zone(value.zone or zone), time_zones.zone(zone)
    if there and here:
        moment = moment.replace(tzinfo=there).astimezone(here)
    late = clock.cutoff and f"{moment:%H:%M}" > clock.cutoff
    return _after(moment.date(), 1, clock, program.holidays) if late else moment.date()


def ends(clock: Clock, begins: dt.date, holidays: Sequence[Holiday] = ()) -> dt.date:
    """The last day of `clock` where it starts on the day `begins`."""
    return _after(begins, clock.days, clock, holidays)


def _after(day: dt.date, count: int, clock: Clock, holidays: Sequence[Holiday]) -> dt.date:
    """The day `count` days after `day`, as `clock` counts; the calendar's last day at most."""
    try:
        if clock.counted_in == "calendar days":
            return day + dt.timedelta(days=count)
        return _working_days_after(day, count, holidays)
    except OverflowError:
        return dt.date.max


def has_come(day: dt.date | None, today: dt.date) -> bool:
    """Whether `day` has come; a decision dated later is still to be made."""
    return day is not None and day <= today


def presses(day: dt.date | None, today: dt.date, decided: dt.date | None = None) -> bool:
    """Whether a case that is due on `day` asks to be done at once: not where it is `decided`."""
    return day is not None and not has_come(decided, today) and (day - today).days <= SOON


def in_words(day: dt.date | None, today: dt.date, decided: dt.date | None = None) -> str:
    """The time until `day`, or when the case was `decided`; empty if nothing is known."""
    if decided is None or decided > today:
        return _left(day, today)
    late = f", {_left(day, decided)}" if day is not None and decided > day else ""
    return f"decided {dates.show(decided)}{late}"


def _left(day: dt.date | None, today: dt.date) -> str:
    if day is None:
        return ""
    left = (day - today).days
    if left == 0:
        return "due today"
    plural = "" if abs(left) == 1 else "s"
    return f"due in {left} day{plural}" if left > 0 else f"{-left} day{plural} late"


def _working_days_after(day: dt.date, count: int, holidays: Sequence[Holiday]) -> dt.date:
    """The last of the `count` working days that follow `day`."""
    years = range(day.year, min(day.year + count // _FEWEST + 2, dt.MAXYEAR + 1))
    off = frozenset[dt.date]().union(*(days_off(holidays, year) for year in years))
    while count:
        day += dt.timedelta(days=1)
        count -= day.weekday() < _SATURDAY and day not in off
    return day
