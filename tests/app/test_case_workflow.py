"""The steps of a case that is open: only those of its program, each with what it wants."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from desktop.app.letters.export import without_letter
from desktop.app.letters.import_files import from_bytes
from desktop.app.letters.known_cases import KnownCases
from desktop.cases import case_file
from desktop.cases.case import Case
from desktop.cases.workflow.states import State
from tests.ui.signing import whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.library.library_session import LibrarySession
    from desktop.app.session.case_session import CaseSession
    from tests.app.conftest import Announced

WHY, DAY, SHA = "Because of the record.", dt.date(2026, 5, 2), "ab" * 32


@pytest.fixture
def session(open_session: Callable[[Case], CaseSession]) -> CaseSession:
    """A case that can be signed off."""
    return open_session(whole())


def acts(session: CaseSession) -> set[str]:
    flow = session.workflow
    return {way.act for way in flow.flow.allowed(flow.state) if way.to not in flow.ends}


def test_typing_takes_the_case_on_by_itself_and_is_announced(
    open_session: Callable[[Case], CaseSession],
) -> None:
    session, states = open_session(Case(case_number="CM26-1")), []
    session.workflow.moved.connect(lambda: states.append(session.workflow.state))
    assert session.workflow.state == State.NEW
    session.draft.put("claim_number", "1")
    session.settle()
    assert states == [State.DRAFTING]


def test_one_reviewer_alone_signs_off_at_once_and_exports(
    session: CaseSession, library: LibrarySession
) -> None:
    assert acts(session) == {"Sign off", "Send to second review"}
    session.signing.sign(WHY)
    assert session.workflow.state == State.SIGNED
    library.store().exported(session.id, SHA, "pdf")
    session.workflow.refresh()
    assert session.workflow.state == State.SIGNED


def test_a_whole_round_keeps_the_letter_that_went_out(
    session: CaseSession, library: LibrarySession
) -> None:
    flow = session.workflow
    assert flow.move(State.REVIEW)
    assert session.draft.locked
    assert flow.move(State.RETURNED, WHY)
    assert not session.draft.locked
    assert flow.told is not None
    assert flow.told.details["reason"] == WHY
    session.signing.sign(WHY)
    sent = session.record
    library.store().exported(session.id, SHA, "pdf", "served")
    assert flow.move(State.RELEASED)
    assert acts(session) == {"Amend", "Reopen after remand"}
    assert flow.move(State.AMENDED, WHY)
    session.draft.put("claim_number", "corrected")
    session.settle()
    assert flow.state == State.AMENDED
    (old,) = [one for one in library.store().versions.of(session.id) if one.letters]
    assert library.store().versions.get(session.id, old.number) == sent


def test_a_step_that_is_refused_is_announced_and_the_case_is_where_it_was(
    session: CaseSession, announced: Announced
) -> None:
    assert not session.workflow.move(State.RELEASED)
    assert "does not become “Released”" in announced.words
    assert not session.workflow.move("Withdrawn", WHY)
    assert "Name the day" in announced.words
    assert not session.draft.locked


def test_what_was_typed_last_is_kept_before_the_case_goes_on(
    session: CaseSession, library: LibrarySession
) -> None:
    session.draft.put("claim_number", "typed last")
    assert session.workflow.move(State.REVIEW)
    assert library.store().cases.get(session.id).case.claim_number == "typed last"


def test_of_a_closed_case_no_letter_is_exported_and_it_is_reopened(
    session: CaseSession, library: LibrarySession
) -> None:
    assert set(session.workflow.ends) == {"Withdrawn", "Treatment authorized", "Ineligible"}
    assert session.workflow.move("Withdrawn", WHY, DAY)
    stored = library.store().cases.get(session.id)
    assert f"{stored.case.case_number} (Withdrawn)" in without_letter([stored])
    session.signing.reopen(WHY)
    assert session.workflow.state == State.DRAFTING
    assert without_letter([library.store().cases.get(session.id)]) == ""


@pytest.mark.parametrize("state", ["Signed off", "Released", "Withdrawn", "Nowhere"])
def test_a_case_file_that_claims_a_state_comes_in_as_a_draft_with_a_note(
    library: LibrarySession, state: str
) -> None:
    arrival = from_bytes(case_file.dumps(whole(), state), "copy.ddcase")
    (note,) = KnownCases(library).doubting(arrival).notes
    assert note.startswith("The file says that the case is")
    id = library.add(*arrival.cases)
    assert not library.store().cases.get(id).locked


def test_a_state_that_the_trail_here_has_is_no_doubt(
    session: CaseSession, library: LibrarySession
) -> None:
    assert session.workflow.claim == ""
    session.signing.sign(WHY)
    assert session.workflow.claim == State.SIGNED
    copy = case_file.dumps(session.record, session.workflow.claim)
    arrival = KnownCases(library).doubting(from_bytes(copy, "copy.ddcase"))
    assert arrival.notes == ()
    assert library.add(*arrival.cases) == session.id


def test_the_state_is_no_part_of_the_case_and_must_be_a_word() -> None:
    case = whole()
    assert case_file.loads(case_file.dumps(case, "Signed off")) == case
    assert case_file.claimed(case_file.dumps(case)) == ""
    wrong = case_file.dumps(case, "Signed off").replace(b'"Signed off"', b"7")
    with pytest.raises(case_file.CaseFileError, match='the key "state"'):
        case_file.loads(wrong)
