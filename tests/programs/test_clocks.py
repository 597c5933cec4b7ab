"""When a determination is due, by the clocks of California's program."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from desktop.cases.case import Case
from desktop.cases.packs.pack_fields import PackField, PackFields, case_type
from desktop.cases.packs.value_kinds import Moment
from desktop.cases.record import Zone
from desktop.cases.terms import Priority
from desktop.platform import assets
from desktop.programs.clocks import due, in_words, presses
from desktop.programs.program import Clock, read_program

FILE = assets.templates("california-imr") / "program.toml"
PROGRAM = read_program(FILE.read_text(encoding="utf-8"), FILE.name)
FRIDAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("priority", "formulary", "last"),
    [
        (Priority.STANDARD, False, dt.date(2026, 12, 20)),
        (Priority.EXPEDITED, False, dt.date(2026, 11, 23)),
        (Priority.STANDARD, True, dt.date(2026, 12, 1)),  # Thanksgiving and the day after are none
        (Priority.EXPEDITED, True, dt.date(2026, 11, 23)),
        (None, True, dt.date(2026, 12, 1)),
        (None, False, None),
    ],
)
def test_the_clock_follows_priority_and_formulary(
    priority: Priority | None, formulary: bool, last: dt.date | None
) -> None:
    case = Case(priority=priority, formulary_dispute=formulary, date_assigned=FRIDAY)
    assert due(case, PROGRAM) == last


def test_the_formulary_has_no_clock_before_there_was_one() -> None:
    day = dt.date(2017, 6, 1)
    case = Case(
        priority=Priority.STANDARD, formulary_dispute=True, date_assigned=day, decision_date=day
    )
    assert due(case, PROGRAM) == dt.date(2017, 7, 1)


@pytest.mark.parametrize(
    ("time", "zone", "last"),
    [
        (None, "", dt.date(2026, 11, 27)),
        (dt.time(17, 30), "", dt.date(2026, 11, 27)),
        (dt.time(17, 31), "", dt.date(2026, 11, 30)),
        (dt.time(18, 30), "America/Denver", dt.date(2026, 11, 27)),
        (dt.time(1), "Europe/Berlin", dt.date(2026, 11, 26)),
        (dt.time(23), "Nowhere/Nothing", dt.date(2026, 11, 30)),
    ],
)
def test_a_moment_after_the_cutoff_counts_as_of_the_next_day(time, zone, last) -> None:
    told = PackField(name="told", label="Told", kind="moment")
    kind = case_type("invented", PackFields(fields=(told,)))
    begun = Moment(day=FRIDAY, time=time, zone=Zone(zone) if zone else None)
    clock = Clock(
        citation="Plan", days=5, counted_in="working days", runs_from="call", starts=("told",)
    )
    program = replace(
        PROGRAM,
        clocks=(replace(clock, cutoff="17:30"),),
        time_zone="America/Los_Angeles",
        holidays=(),
    )
    assert due(replace(kind(), told=begun), program) == last


def test_nothing_is_due_while_no_clock_has_started() -> None:
    assert due(Case(priority=Priority.STANDARD), PROGRAM) is None


@pytest.mark.parametrize(
    ("days", "words"), [(4, "due in 4 days"), (1, "due in 1 day"), (0, "due today"),
                        (-1, "1 day late"), (-3, "3 days late")],
)  # fmt: skip
def test_the_time_left_is_told_in_words(days: int, words: str) -> None:
    assert in_words(FRIDAY + dt.timedelta(days=days), FRIDAY) == words


@pytest.mark.parametrize(
    ("decided", "words"),
    [(-9, "decided 11/11/2026"), (-3, "decided 11/17/2026"),
     (-1, "decided 11/19/2026, 2 days late"),
     (1, "3 days late"), (None, "3 days late")],
)  # fmt: skip
def test_a_case_that_is_decided_is_late_only_if_it_was_decided_late(
    decided: int | None, words: str
) -> None:
    day = None if decided is None else FRIDAY + dt.timedelta(days=decided)
    assert in_words(FRIDAY - dt.timedelta(days=3), FRIDAY, day) == words


@pytest.mark.parametrize(
    ("due_in", "decided", "answer"),
    [(2, None, False), (1, None, True), (-9, None, True), (-9, 1, True), (-9, 0, False),
     (-9, -9, False)],
)  # fmt: skip
def test_only_what_is_still_to_be_decided_presses(
    due_in: int, decided: int | None, answer: bool
) -> None:
    day = None if decided is None else FRIDAY + dt.timedelta(days=decided)
    assert presses(FRIDAY + dt.timedelta(days=due_in), FRIDAY, day) is answer
