"""When the determination is due, by the program's own clocks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from desktop.cases.packs.value_kinds import Moment
from desktop.cases.terms import Priority
from desktop.text import dates
from desktop.text.typed import time_zones

if TYPE_CHECKING:
    from desktop.cases.case import Case
    from desktop.programs.program import Clock, Program
    from desktop.records.values import Value

SOON = 1
"""Days before the due day from which a case is urgent."""
_SATURDAY = 5


def due(case: Case, program: Program) -> dt.date | None:
    """The day by which the letter must be out; None while what starts a clock is unknown."""
    return min(
        filter(None, (_ends(one, case, program.time_zone) for one in _matching(case, program))),
        default=None,
    )


def running(case: Case, program: Program) -> Clock | None:
    """The clock for `case`: of those that apply, the one that ends first."""
    known = [
        (end, one)
        for one in _matching(case, program)
        if (end := _ends(one, case, program.time_zone))
    ]
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


def _ends(clock: Clock, case: Case, zone: str) -> dt.date | None:
    """The last day of `clock` for `case`; None while the day that starts it is unknown."""
    values = (getattr(case, name, None) for name in clock.starts)
    begins = next((day for one in values if (day := _day(one, clock, zone))), None)
    return ends(clock, begins) if begins else None


def _day(value: Value, clock: Clock, zone: str) -> dt.date | None:
    """The day that `value` counts as when it starts `clock`; None if it is unknown."""
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, Moment) or value.day is None or value.time is None:
        return value.day if isinstance(value, Moment) else None
    moment = dt.datetime.combine(value.day, value.time)
    there, here = time_zones.zone(value.zone or zone), time_zones.zone(zone)
    if there and here:
        moment = moment.replace(tzinfo=there).astimezone(here)
    late = clock.cutoff and f"{moment:%H:%M}" > clock.cutoff
    return _next(moment.date(), clock) if late else moment.date()


def _next(day: dt.date, clock: Clock) -> dt.date:
    """The day after `day`, on which the program works if the clock counts working days."""
    if clock.counted_in == "working days":
        return _working_days_after(day, 1)
    return day + dt.timedelta(days=1)


def ends(clock: Clock, begins: dt.date) -> dt.date:
    """The last day of `clock` where it starts on the day `begins`."""
    if clock.counted_in == "calendar days":
        return begins + dt.timedelta(days=clock.days)
    return _working_days_after(begins, clock.days)


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


def _working_days_after(day: dt.date, count: int) -> dt.date:
    while count:
        day += dt.timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day
