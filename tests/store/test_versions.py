"""Earlier states of a case: when they are kept, what they show, how they come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.cases.case import Case, Summary
from desktop.cases.changes.differences import changes, difference
from desktop.records.questions import Prose
from desktop.store.errors import CaseMissing, CaseSigned
from desktop.store.library.library import unlock
from desktop.store.library.trail import Event
from desktop.store.library.versions import Why
from tests.store.conftest import PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.library.library import Library
    from tests.store.conftest import Clock


def whys(library: Library, id: str) -> list[str]:
    return [version.why for version in library.versions.of(id)]


def test_ten_minutes_of_change_keep_a_version(library: Library, clock: Clock) -> None:
    id, version = library.cases.add(Case()), 1
    for minute in range(25):
        version = library.cases.save(id, Case(claim_number=str(minute)), version)
        clock.pass_by(minutes=1)
    assert whys(library, id) == [Why.TIME, Why.TIME, Why.CREATED]


def test_a_case_that_is_not_changed_gets_no_version(library: Library, clock: Clock) -> None:
    id = library.cases.add(Case())
    clock.pass_by(hours=1)
    library.versions.keep(id)
    assert whys(library, id) == [Why.CREATED]


def test_each_milestone_keeps_a_version(library: Library) -> None:
    id = library.cases.add(Case(), Event.IMPORTED)
    library.cases.save(id, Case(claim_number="1"), 1)
    library.exported(id, "ab" * 32, "docx")
    library.cases.save(id, Case(claim_number="2"), 2)
    library.sign_off(id, ["It is as it should be."])
    assert whys(library, id) == [Why.SIGNED, Why.EXPORTED, Why.IMPORTED]


def test_closing_keeps_what_changed_and_tells_its_fields(on_disk: Library, folder: Path) -> None:
    id = on_disk.cases.add(Case())
    on_disk.cases.save(id, Case(claim_number="1", summary=Summary(age=50)), 1)
    on_disk.close()
    library = unlock(folder, PASSPHRASE)
    assert whys(library, id) == [Why.LEFT, Why.CREATED]
    entry = library.trail.entries(id)[0]
    assert entry.what == Event.CHANGED
    assert entry.details == {"fields": ["Claim number", "Clinical case summary: age"]}
    library.close()


def test_the_trail_names_fields_and_not_what_stands_in_them(library: Library) -> None:
    id = library.cases.add(Case())
    library.cases.save(id, Case(summary=Summary(narrative=Prose("sentinel words"))), 1)
    library.versions.keep(id)
    assert b"sentinel" not in library.trail.export()


def test_an_earlier_version_comes_back_and_the_present_one_is_kept(library: Library) -> None:
    id = library.cases.add(Case(claim_number="first"))
    library.cases.save(id, Case(claim_number="second"), 1)
    version = library.restore_version(id, 1)
    assert library.cases.get(id).case.claim_number == "first"
    assert library.cases.get(id).version == version == 3
    assert library.versions.get(id, 2).claim_number == "second"


def test_a_signed_off_case_is_not_restored(library: Library) -> None:
    id = library.cases.add(Case(claim_number="first"))
    library.cases.save(id, Case(claim_number="second"), 1)
    library.sign_off(id, ["It is as it should be."])
    with pytest.raises(CaseSigned):
        library.restore_version(id, 1)
    assert whys(library, id) == [Why.SIGNED, Why.CREATED]


def test_a_version_that_is_not_there_is_named_as_missing(library: Library) -> None:
    id = library.cases.add(Case())
    with pytest.raises(CaseMissing, match="version"):
        library.versions.get(id, 9)


def test_a_difference_is_in_whole_words() -> None:
    before, after = Case(claim_number="12 visits"), Case(claim_number="6 visits a week")
    (change,) = changes(before, after)
    assert change.field(Case) == "Claim number"
    assert change.words() == (
        ("removed", "12"),
        ("added", "6"),
        ("same", " visits"),
        ("added", " a week"),
    )


def test_a_difference_holds_both_texts() -> None:
    before, after = "The request is\nmedically necessary.", "The  request was not necessary."
    pieces = difference(before, after)
    assert "".join(text for kind, text in pieces if kind != "added") == before
    assert "".join(text for kind, text in pieces if kind != "removed") == after
