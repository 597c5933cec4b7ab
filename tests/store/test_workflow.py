"""How far a case has come follows from the library's trail, whatever stands beside the case."""

from __future__ import annotations

import datetime as dt
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.cases.workflow import workflow
from desktop.cases.workflow.states import State
from desktop.store.errors import CaseSigned, StoreError
from desktop.store.library.library import temporary, unlock
from desktop.store.library.trail import Event
from tests import invented
from tests.store.test_frozen import FROZEN, HOLDS

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.library.library import Library

STATED, WHY, DAY = ("It is my judgment.",), "Because of the record.", dt.date(2026, 5, 2)
SHA = "ab" * 32


@pytest.fixture
def released(library: Library) -> str:
    """A case whose letter was signed off, exported and released."""
    id = library.cases.add(invented.case(1))
    library.sign_off(id, STATED)
    library.exported(id, SHA, "pdf", "served")
    library.move(id, State.RELEASED)
    return id


def state(library: Library, id: str) -> str:
    assert library.cases.row(id).state == library.cases.get(id).state
    return library.cases.get(id).state


def change(library: Library, id: str, words: str) -> None:
    kept = library.cases.get(id)
    library.cases.save(id, replace(kept.case, claim_number=words), kept.version)


def test_each_step_is_in_the_trail_with_who_when_and_why(library: Library) -> None:
    id = library.cases.add(invented.case(1))
    library.move(id, State.REVIEW)
    library.move(id, State.RETURNED, reason=f"  {WHY} ")
    last, before = library.trail.entries(id, limit=2)
    assert (last.what, last.who) == (Event.MOVED, library.session.who)
    assert last.at == library.session.stamp() or dt.datetime.fromisoformat(last.at)
    assert last.details == {"from": "In review", "to": "Returned", "reason": WHY}
    assert before.details["to"] == "In review"
    assert library.trail.verify().sound


def test_a_case_in_review_takes_no_change_and_one_returned_stays_so_while_it_is_mended(
    library: Library,
) -> None:
    id = library.cases.add(invented.case(1))
    library.move(id, State.REVIEW)
    with pytest.raises(CaseSigned, match="second reviewer"):
        change(library, id, "other")
    library.move(id, State.RETURNED, reason=WHY)
    change(library, id, "other")
    assert state(library, id) == State.RETURNED
    library.sign_off(id, STATED)
    assert state(library, id) == State.SIGNED


@pytest.mark.parametrize(
    ("to", "more", "said"),
    [
        (State.RELEASED, {}, "does not become “Released”"),
        (State.SIGNED, {}, "nothing was stated"),
        (State.EXPORTED, {}, "does not become “Exported”"),
        ("Withdrawn", {"reason": WHY}, "Name the day"),
        ("Withdrawn", {"closed": DAY, "reason": " "}, "wants a reason"),
        ("Dismissed", {"closed": DAY, "reason": WHY}, "does not become “Dismissed”"),
    ],
)
def test_what_the_program_does_not_allow_is_refused_and_changes_nothing(
    library: Library, to: str, more: dict[str, str], said: str
) -> None:
    id = library.cases.add(invented.case(1))
    before = library.trail.head
    with pytest.raises(StoreError, match=said):
        library.move(id, to, **more)
    assert (state(library, id), library.trail.head) == (State.READY, before)


def test_an_end_has_its_day_and_its_reason_and_is_reopened_with_one(library: Library) -> None:
    id = library.cases.add(invented.case(1))
    library.move(id, "Treatment authorized", reason=WHY, closed=DAY)
    row = library.cases.row(id)
    assert (row.closed, row.standing.ends, row.locked) == (DAY, True, True)
    assert library.trail.entries(id)[0].details["day"] == "2026-05-02"
    with pytest.raises(CaseSigned, match="Treatment authorized"):
        change(library, id, "other")
    with pytest.raises(StoreError, match="Say why"):
        library.reopen(id, "")
    library.reopen(id, WHY)
    assert (state(library, id), library.cases.row(id).closed) == (State.DRAFTING, None)


@pytest.mark.parametrize("again", [State.AMENDED, State.REMANDED])
def test_a_further_round_begins_from_the_letter_that_went_out_which_is_kept(
    library: Library, released: str, again: State
) -> None:
    sent = library.cases.get(released)
    library.move(released, again, reason=WHY)
    letter = {"sha256": SHA, "format": "pdf", "edition": "served"}
    told = library.trail.entries(released)[0].details
    assert told["letter"] == {"version": sent.version, "files": [letter]}
    assert library.cases.get(released).case == sent.case
    change(library, released, "corrected")
    assert state(library, released) == again
    library.sign_off(released, STATED)
    (old,) = [one for one in library.versions.of(released) if one.number == sent.version]
    assert library.versions.get(released, old.number) == sent.case
    assert [(one.form, one.edition, one.sha256) for one in old.letters] == [("pdf", "served", SHA)]
    assert len(old.signed) == 1


def test_the_earlier_letter_is_exported_again_without_moving_the_case(
    library: Library, released: str
) -> None:
    sent = library.cases.get(released)
    library.move(released, State.AMENDED, reason=WHY)
    change(library, released, "corrected")
    library.exported(released, "cd" * 32, "docx", "served", version=sent.version)
    assert state(library, released) == State.AMENDED
    told = library.trail.entries(released)[0].details
    assert (told["version"], told["signed"]) == (sent.version, True)
    assert library.trail.exported("cd" * 32) is not None


def test_without_a_letter_that_went_out_there_is_nothing_to_amend(library: Library) -> None:
    id = library.cases.add(invented.case(1))
    library.sign_off(id, STATED)
    with pytest.raises(StoreError, match="none to keep"):
        library.move(id, State.AMENDED, reason=WHY)
    assert state(library, id) == State.SIGNED


@pytest.mark.parametrize("claimed", [State.SIGNED, State.RELEASED, State.REVIEW, "Withdrawn"])
def test_a_state_that_the_trail_does_not_have_is_not_believed(
    library: Library, claimed: str
) -> None:
    id = library.cases.add(invented.case(1))
    library.cases.mark(id, claimed)
    assert library.cases.get(id).state == State.DRAFTING
    change(library, id, "mine")
    assert state(library, id) == State.READY


def test_a_state_left_behind_in_the_trail_is_not_believed_either(library: Library) -> None:
    id = library.cases.add(invented.case(1))
    library.sign_off(id, STATED)
    library.reopen(id, WHY)
    library.cases.mark(id, State.SIGNED)
    assert not library.cases.get(id).locked


STEPS = st.lists(st.tuples(st.sampled_from(["move", "type", "export"]), st.integers(0, 9)))


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_whatever_is_done_the_state_is_the_one_that_the_trail_tells(steps) -> None:
    library = temporary()
    id = library.cases.add(invented.case(1))
    for act, number in steps:
        with suppress(StoreError):
            _step(library, id, act, number)
        assert state(library, id) in workflow.of("california-imr").states
    assert library.trail.verify().sound
    library.close()


def _step(library: Library, id: str, act: str, number: int) -> None:
    allowed = workflow.of("california-imr").allowed(library.cases.get(id).state)
    way = allowed[number % len(allowed)]
    if act == "type":
        change(library, id, f"typed {number}")
    elif act == "export":
        library.exported(id, f"{number:02d}" * 32, "pdf")
    elif way.attested:
        library.sign_off(id, STATED)
    else:
        library.move(id, way.to, reason=WHY, closed=DAY)


def test_a_library_of_an_earlier_release_learns_each_cases_program(tmp_path: Path) -> None:
    old = shutil.copytree(FROZEN / "library", tmp_path / "library")
    library = unlock(old, HOLDS["passphrase"])
    rows = (*library.cases.rows(), *library.cases.bin())
    assert all(workflow.of(row.program) is workflow.of("california-imr") for row in rows)
    assert {row.closed for row in rows} == {None}
    assert {row.id: row.state for row in rows} == {
        each["id"]: each["state"] for each in HOLDS["library"]["cases"]
    }
    assert library.database.one("pragma user_version") == 4
    library.close()


def test_a_closed_case_is_not_signed_off_and_the_refusal_says_that_it_is_closed(
    library: Library,
) -> None:
    id = library.cases.add(invented.case(1))
    library.move(id, "Withdrawn", reason="they settled", closed=dt.date(2026, 5, 2))
    with pytest.raises(CaseSigned, match="The case is “Withdrawn” and takes no change"):
        library.sign_off(id, ("Read and true.",))
    assert library.cases.standing(id).state == "Withdrawn"
