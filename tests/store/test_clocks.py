"""A clock that is set, forward or back: nothing is thrown away because of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from desktop.cases.case import Case
from desktop.store.backups.backups import KEPT, backups
from desktop.store.errors import CaseMissing
from desktop.store.library.library import restore_backup
from tests.store.conftest import use

if TYPE_CHECKING:
    from desktop.store.library.library import Library
    from tests.store.conftest import Clock

PAST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
FUTURE = dt.datetime(2039, 1, 1, tzinfo=dt.UTC)
STEPS = [-20_000, -400, -3, 1, 400, 4_000]
"""Days by which a clock is set."""


@pytest.mark.parametrize("days", STEPS)
def test_a_backup_made_under_another_clock_is_kept_and_the_last(
    on_disk: Library, clock: Clock, days: int
) -> None:
    for _ in range(KEPT):
        on_disk.backups.make()
        clock.pass_by(days=1)
    clock.pass_by(days=days)
    assert on_disk.backups.due
    made = [on_disk.backups.make() for _ in range(3)]
    kept = on_disk.backups.all()
    assert [one.path for one in kept[:3]] == [one.path for one in reversed(made)]
    assert len(kept) == KEPT
    assert not on_disk.backups.due


def test_backups_keep_their_order_after_going_back_to_one(on_disk: Library, clock: Clock) -> None:
    first = on_disk.backups.make()
    clock.pass_by(days=1)
    second = on_disk.backups.make()
    clock.pass_by(days=-30)
    again = restore_backup(on_disk, first)
    third = again.backups.make()
    assert [one.path for one in again.backups.all()] == [third.path, second.path, first.path]
    again.close()


def test_backups_of_the_first_release_are_the_oldest(on_disk: Library, clock: Clock) -> None:
    made = on_disk.backups.make()
    for day in (1, 2):
        for one in (made.path, made.keys):
            old = f"2026-05-{day:02} 090000 {made.head}{one.suffix}"
            one.with_name(old).write_bytes(one.read_bytes())
    kept = [one.path.name[:10] for one in backups(on_disk.files)]
    assert kept == ["2026-05-04", "2026-05-02", "2026-05-01"]


@pytest.mark.parametrize("moment", [PAST, FUTURE])
def test_a_case_deleted_under_a_wrong_clock_is_there_when_it_is_right_again(
    library: Library, clock: Clock, moment: dt.datetime
) -> None:
    id, today = library.cases.add(Case(case_number="CM26-0000001")), clock.time
    attached = library.attachments.add(id, "report.pdf", b"invented")
    clock.time = moment
    library.attachments.remove(attached)
    library.cases.discard(id)
    library.tidy()
    clock.time = today
    use(library, clock, days=20)
    assert [row.id for row in library.cases.bin()] == [id]
    assert library.attachments.content(attached.id) == b"invented"
    use(library, clock, days=14)
    assert library.cases.bin() == ()
    with pytest.raises(CaseMissing):
        library.attachments.content(attached.id)


def test_a_clock_that_is_set_forward_empties_no_bin(library: Library, clock: Clock) -> None:
    id, today = library.cases.add(Case(case_number="CM26-0000001")), clock.time
    library.cases.discard(id)
    for moment in (FUTURE, today, FUTURE, PAST, today):
        clock.time = moment
        use(library, clock, days=2)
    assert [row.id for row in library.cases.bin()] == [id]


@pytest.mark.parametrize("days", STEPS)
def test_versions_are_kept_on_after_the_clock_was_set(
    library: Library, clock: Clock, days: int
) -> None:
    id = library.cases.add(Case())
    clock.pass_by(days=days)
    library.cases.save(id, Case(claim_number="1"), 1)
    assert [one.number for one in library.versions.of(id)] == [2, 1]
