"""A case that is worked on: every change is saved, and what is found can be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.cases.case import Case
from desktop.records.questions import Prose
from tests.app.conftest import check, sample
from tests.ui.signing import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pytestqt.qtbot import QtBot

    from desktop.app.background_work import WorkLane
    from desktop.app.library.library_session import LibrarySession
    from desktop.app.session.case_session import CaseSession
    from desktop.checks.engine.finding import Finding
    from tests.app.conftest import Announced

    Begin = Callable[[Case], CaseSession]

DOUBLED = Prose("The the record shows no deficit.")
"""A text with a warning that a click puts right."""


def slip() -> Case:
    """The bundled case with a word written twice."""
    case = sample()
    return replace(case, summary=replace(case.summary, narrative=DOUBLED))


def found(session: CaseSession, qtbot: QtBot) -> Sequence[Finding]:
    """What the next check finds in the summary."""
    with qtbot.waitSignal(session.checked) as signal:
        session.check()
    return [one for one in signal.args[0] if one.path == "summary.narrative"]


def test_each_change_is_in_the_library_at_once(
    library: LibrarySession, open_session: Begin
) -> None:
    session = open_session(Case(case_number="CM26-1"))
    for text in ("H", "HC", "HC-1"):
        session.draft.put("claim_number", text)
        session.settle()
        assert library.store().cases.get(session.id).case.claim_number == text
    session.draft.undo()
    session.settle()
    assert library.store().cases.get(session.id).case == session.record


def test_a_change_is_checked_after_a_pause(open_session: Begin, qtbot: QtBot) -> None:
    session = open_session(sample())
    with qtbot.waitSignal(session.checked) as signal:
        session.draft.put("summary.narrative", DOUBLED)
    assert any("summary.narrative" in finding.paths for finding in signal.args[0])
    qtbot.waitUntil(lambda: not session.checking)


def test_a_finding_is_put_right(open_session: Begin, qtbot: QtBot) -> None:
    session = open_session(slip())
    session.fix(found(session, qtbot)[0])
    assert session.record.summary.narrative == "The record shows no deficit."


def test_a_text_that_changed_meanwhile_is_not_put_right(open_session: Begin, qtbot: QtBot) -> None:
    session = open_session(slip())
    finding = found(session, qtbot)[0]
    session.draft.put("summary.narrative", Prose("Another text."))
    session.fix(finding)
    assert session.record.summary.narrative == "Another text."


def test_what_is_accepted_stands_in_the_case_and_in_the_trail(
    library: LibrarySession, open_session: Begin, qtbot: QtBot
) -> None:
    session = open_session(slip())
    finding = found(session, qtbot)[0]
    session.accept(finding, "It is meant so.")
    assert session.record.accepted[-1].reason == "It is meant so."
    assert library.store().trail.entries(session.id)[0].details["reason"] == "It is meant so."


def test_a_rule_is_switched_off_for_every_case(
    library: LibrarySession, open_session: Begin, qtbot: QtBot
) -> None:
    session = open_session(slip())
    rule = found(session, qtbot)[0].rule
    assert session.switch_off(rule)
    (weighed,) = library.settings.record.rules
    assert weighed.rule == rule


def test_new_items_take_the_place_of_empty_ones(open_session: Begin) -> None:
    session = open_session(Case())
    new = sample().disputed_items
    assert session.add_items() == "disputed_items.0.request"
    assert session.add_items(new) == "disputed_items.0.request"
    assert session.record.disputed_items == new
    assert session.add_items() == f"disputed_items.{len(new)}.request"


def test_a_case_that_is_closed_announces_nothing(
    open_session: Begin, lane: WorkLane, qtbot: QtBot
) -> None:
    session = open_session(sample())
    found: list[object] = []
    session.checked.connect(found.append)
    session.check()
    session.close()
    qtbot.waitUntil(lambda: not lane.busy)
    assert found == []


def test_a_case_with_an_open_error_is_not_signed_off(
    library: LibrarySession, open_session: Begin
) -> None:
    session = open_session(Case(case_number="CM26-1"))
    with_errors = [one for one in check(session.record) if one.severity == "error"]
    session.signing.sign("It stays as it is.")
    assert with_errors
    assert not session.draft.locked
    assert session.signing.signature is None


def test_what_remains_wants_a_reason(open_session: Begin, qtbot: QtBot) -> None:
    session = open_session(whole())
    session.draft.put("summary.narrative", DOUBLED)
    with qtbot.waitSignal(session.signing.reason_wanted):
        session.signing.sign("")
    assert not session.draft.locked
    session.signing.sign("It is meant so.")
    assert session.draft.locked
    assert session.record.accepted[-1].reason == "It is meant so."


def test_signing_off_locks_the_case_and_reopening_unlocks_it(
    library: LibrarySession, open_session: Begin
) -> None:
    session = open_session(whole())
    session.signing.sign("It stays as it is.")
    assert session.draft.locked
    assert library.store().cases.get(session.id).locked
    assert session.signing.signature is not None
    assert not session.draft.put("claim_number", "1")
    assert session.add_items() == ""
    assert not session.switch_off("prose.doubled-word")
    session.signing.reopen("A late record.")
    assert not session.draft.locked
    assert session.draft.put("claim_number", "1")
    assert library.store().trail.entries(session.id)[-1].case_id == session.id


def test_a_disk_that_refuses_costs_no_change(
    library: LibrarySession, open_session: Begin, announced: Announced
) -> None:
    session = open_session(whole())
    library.store().close()
    session.draft.put("claim_number", "typed after")
    assert not session.autosave.settled
    assert session.autosave.why
    session.signing.sign("It stays as it is.")
    assert not session.draft.locked
