"""When a determination is due, by the clocks of California's program."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.cases.case import Case
from desktop.cases.terms import Priority
from desktop.platform import assets
from desktop.programs.clocks import due, in_words, presses
from desktop.programs.program import read_program

FILE = assets.templates("california-imr") / "program.toml"
PROGRAM = read_program(FILE.read_text(encoding="utf-8"), FILE.name)
FRIDAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("priority", "formulary", "last"),
    [
        (Priority.STANDARD, False, dt.date(2026, 12, 20)),
        (Priority.EXPEDITED, False, dt.date(2026, 11, 23)),
        (Priority.STANDARD, True, dt.date(2026, 11, 27)),
        (Priority.EXPEDITED, True, dt.date(2026, 11, 23)),
        (None, True, dt.date(2026, 11, 27)),
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
