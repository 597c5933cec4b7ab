"""The trail: bound together, so that nothing in it can be changed or cut without a trace."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desktop.cases.case import Case
from desktop.store.library.library import unlock
from desktop.store.library.trail import GENESIS, Event
from tests.store.conftest import PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.library.library import Library


@pytest.fixture
def told(library: Library) -> Library:
    """A library with some entries in its trail."""
    for number in range(5):
        library.cases.add(Case(case_number=f"CM26-{number}"))
    return library


def tamper(library: Library, statement: str) -> None:
    """What somebody with the key and the program's own tools could do."""
    library.database.execute("drop trigger trail_is_not_changed")
    library.database.execute("drop trigger trail_is_not_cut")
    library.database.execute(statement)


def test_an_entry_says_who_when_what_and_which_case(told: Library, clock: object) -> None:
    entry = told.trail.entries()[0]
    assert (entry.who, entry.what, entry.number) == ("dr. invented", Event.CREATED, "CM26-4")
    assert entry.at == "2026-05-04T09:00:00.000+00:00"


def test_an_untouched_chain_is_sound(told: Library) -> None:
    chain = told.trail.verify()
    assert chain.sound
    assert (chain.entries, chain.head) == (5, told.trail.head)
    assert "sound: 5 entries" in str(chain)


def test_an_empty_trail_is_sound(library: Library) -> None:
    assert library.trail.verify().sound
    assert library.trail.head == GENESIS


@pytest.mark.parametrize("statement", ["delete from trail", "update trail set who = 'x'"])
def test_the_library_refuses_to_change_or_cut_the_trail(told: Library, statement: str) -> None:
    with pytest.raises(Exception, match="append-only"):
        told.database.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "update trail set who = 'somebody else' where seq = 3",
        "update trail set detail = '{}', what = 'signed off' where seq = 3",
        "update trail set at = '2020-01-01T00:00:00.000+00:00' where seq = 3",
        "delete from trail where seq = 3",
        "delete from trail where seq < 3",
        "update trail set number = number || what, what = '' where seq = 3",
    ],
)
def test_a_changed_entry_breaks_the_chain(told: Library, statement: str) -> None:
    tamper(told, statement)
    chain = told.trail.verify()
    assert not chain.sound
    assert chain.broken in (1, 3)
    assert "broken at entry" in str(chain)


def test_a_cut_tail_no_longer_knows_the_head_of_an_exported_letter(told: Library) -> None:
    head = told.trail.head
    assert told.trail.knows(head)
    tamper(told, "delete from trail where seq = 5")
    assert told.trail.verify().sound
    assert told.trail.knows(head) is None


def test_the_trail_of_one_case_is_its_own(told: Library) -> None:
    id = told.cases.rows()[0].id
    told.accepted(id, "dates.future", "decision_date", "The letter is dated ahead on purpose.")
    assert [entry.what for entry in told.trail.entries(id)] == [Event.ACCEPTED, Event.CREATED]
    assert len(told.trail.entries(limit=2)) == 2


def test_the_export_is_one_entry_a_line(told: Library) -> None:
    lines = [json.loads(line) for line in told.trail.export().splitlines()]
    assert [line["seq"] for line in lines] == [1, 2, 3, 4, 5]
    assert lines[4]["prev"] == lines[3]["hash"]


def test_the_chain_goes_on_after_closing(on_disk: Library, folder: Path) -> None:
    head = on_disk.trail.head
    on_disk.close()
    library = unlock(folder, PASSPHRASE)
    assert library.trail.entries()[0].what == Event.UNLOCKED
    assert library.trail.entries()[0].prev == head
    assert library.trail.verify().sound
    library.close()
