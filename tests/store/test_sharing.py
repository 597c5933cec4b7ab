"""Two machines and a server between them: kept here first, shared when it can be, never lost."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from desktop.cases.case import Case
from desktop.cases.workflow.states import State
from desktop.store.errors import CaseMissing, ServerUnreachable
from desktop.store.library.trail import Event
from desktop.store.library.versions import Why
from desktop.store.team.exchange import exchange
from desktop.store.team.team_cases import TeamCases
from tests import invented

if TYPE_CHECKING:
    from tests.store.machines import Machine
    from tests.store.postgres import Server


def test_a_case_reaches_the_other_machine(alice: Machine, lena: Machine) -> None:
    id = alice.cases.add(invented.case())
    assert alice.sharing.waiting == 1
    alice.catch_up()
    assert alice.sharing.waiting == 0
    assert lena.catch_up().changed == [id]
    assert lena.cases.get(id).case == invented.case()
    assert lena.sharing.waiting == 0


def test_changes_go_both_ways(alice: Machine, lena: Machine, shared: str) -> None:
    lena.write(shared, "from lena")
    lena.catch_up()
    alice.catch_up()
    alice.write(shared, "from alice")
    alice.catch_up()
    lena.catch_up()
    assert lena.read(shared) == alice.read(shared) == "from alice"
    assert alice.library.versions.of(shared)[0].why == Why.SHARED
    assert alice.library.trail.entries(shared)[-2].details == {"who": "lena"}


def test_nothing_new_changes_nothing(alice: Machine, shared: str) -> None:
    version = alice.cases.get(shared).version
    news = alice.catch_up()
    assert (news.changed, news.conflicts, news.gone) == ([], [], [])
    assert alice.cases.get(shared).version == version


def test_what_is_typed_during_an_exchange_waits_for_the_next(
    alice: Machine, shared: str, team: Server
) -> None:
    alice.write(shared, "before")
    parcel = alice.sharing.parcel()
    alice.write(shared, "typed meanwhile")
    with TeamCases(team.url("alice")) as cases:
        alice.sharing.take(exchange(cases, parcel))
        assert cases.get(shared).case.claim_number == "before"
        assert alice.sharing.waiting == 1
        alice.catch_up()
        assert cases.get(shared).case.claim_number == "typed meanwhile"


# -- conflicts -----------------------------------------------------------------------------------


@pytest.fixture
def conflict(alice: Machine, lena: Machine, shared: str) -> str:
    """The shared case, changed on both machines, lena's first."""
    lena.write(shared, "from lena")
    alice.write(shared, "from alice")
    lena.catch_up()
    assert alice.catch_up().conflicts == [shared]
    return shared


def test_a_conflict_shows_both_texts(alice: Machine, conflict: str) -> None:
    (both,) = alice.sharing.conflicts()
    assert (both.ours.claim_number, both.theirs.claim_number) == ("from alice", "from lena")
    assert both.who == "lena"
    (change,) = both.changes()
    assert (change.path, change.before, change.after) == (
        "claim_number",
        "from alice",
        "from lena",
    )


def test_a_conflict_overwrites_neither_side(alice: Machine, lena: Machine, conflict: str) -> None:
    alice.catch_up()
    alice.write(conflict, "more from alice")
    alice.catch_up()
    lena.catch_up()
    assert alice.read(conflict) == "more from alice"
    assert lena.read(conflict) == "from lena"
    assert alice.sharing.waiting == 1


def test_a_settled_conflict_reaches_everybody_and_keeps_both_texts(
    alice: Machine, lena: Machine, conflict: str
) -> None:
    alice.sharing.settle(conflict, Case(case_number="CM26-1", claim_number="chosen"))
    assert alice.sharing.conflicts() == ()
    alice.catch_up()
    lena.catch_up()
    assert alice.read(conflict) == lena.read(conflict) == "chosen"
    kept = {
        alice.library.versions.get(conflict, version.number).claim_number
        for version in alice.library.versions.of(conflict)
    }
    assert {"from alice", "from lena"} <= kept


def test_a_third_text_while_settling_is_a_new_conflict(
    alice: Machine, lena: Machine, conflict: str
) -> None:
    lena.write(conflict, "more from lena")
    lena.catch_up()
    alice.sharing.settle(conflict, Case(claim_number="chosen"))
    assert alice.catch_up().conflicts == [conflict]
    assert alice.sharing.conflicts()[0].theirs.claim_number == "more from lena"


def test_a_conflict_that_is_over_cannot_be_settled(alice: Machine, shared: str) -> None:
    with pytest.raises(CaseMissing, match="no conflict"):
        alice.sharing.settle(shared, Case())


def test_the_same_change_on_both_machines_is_none(
    alice: Machine, lena: Machine, shared: str
) -> None:
    for machine in (lena, alice):
        machine.write(shared, "the same")
        assert machine.catch_up().conflicts == []
    assert alice.sharing.waiting == 0


# -- the server is away --------------------------------------------------------------------------


def test_a_lost_server_keeps_everything_here_and_catches_up(
    alice: Machine, shared: str, team: Server
) -> None:
    team.stop()
    try:
        alice.write(shared, "typed without the server")
        new = alice.cases.add(Case(case_number="CM26-2"))
        with pytest.raises(ServerUnreachable):
            alice.catch_up()
        assert alice.sharing.waiting == 2
        assert alice.read(shared) == "typed without the server"
    finally:
        team.start()
    alice.catch_up()
    assert alice.sharing.waiting == 0
    with TeamCases(team.url("alice")) as cases:
        assert cases.get(shared).case.claim_number == "typed without the server"
        assert cases.get(new).case.case_number == "CM26-2"


def test_an_answer_that_never_arrived_is_no_conflict(
    alice: Machine, shared: str, team: Server
) -> None:
    """The server took the change, and the machine died before it heard so."""
    alice.write(shared, "taken")
    with TeamCases(team.url("alice")) as cases:
        exchange(cases, alice.sharing.parcel())
    news = alice.catch_up()
    assert news.conflicts == []
    assert alice.sharing.waiting == 0


# -- milestones ----------------------------------------------------------------------------------


def test_sign_off_and_bin_are_shared(alice: Machine, lena: Machine, shared: str) -> None:
    alice.library.sign_off(shared, ["It is as it should be."])
    alice.catch_up()
    lena.catch_up()
    assert lena.cases.get(shared).state is State.SIGNED
    alice.library.reopen(shared, "A wrong date.")
    alice.cases.discard(shared)
    alice.catch_up()
    lena.catch_up()
    assert [row.id for row in lena.cases.bin()] == [shared]


def test_an_export_is_told_to_the_server_once(alice: Machine, shared: str, team: Server) -> None:
    alice.library.exported(shared, "ab" * 32, "pdf")
    alice.catch_up()
    alice.catch_up()
    with TeamCases(team.url("lena")) as cases:
        told = [entry for entry in cases.trail(shared) if entry.what == Event.EXPORTED]
        assert [entry.details["sha256"] for entry in told] == ["ab" * 32]
        assert told[0].who == "alice"


def test_a_case_given_to_another_reviewer_leaves_this_machine(
    alice: Machine, shared: str, team: Server
) -> None:
    with TeamCases(team.url("lena")) as cases:
        cases.assign(shared, "bob")
    assert alice.catch_up().gone == [shared]
    assert alice.cases.rows() == ()
    assert alice.sharing.waiting == 0
    assert alice.catch_up().gone == []
    with TeamCases(team.url("lena")) as cases:
        cases.assign(shared, "alice")
    alice.catch_up()
    assert [row.id for row in alice.cases.rows()] == [shared]


def test_a_case_removed_for_good_here_does_not_come_back(
    alice: Machine, lena: Machine, shared: str
) -> None:
    alice.cases.discard(shared)
    alice.catch_up()
    alice.cases.empty_bin(older_than=-dt.timedelta(hours=1))
    assert alice.catch_up().changed == []
    assert alice.cases.bin() == ()


# -- states --------------------------------------------------------------------------------------


def test_a_released_letter_stands_signed_off_on_the_server_and_is_amended_there_with_the_reason(
    alice: Machine, lena: Machine, shared: str, team: Server
) -> None:
    alice.library.sign_off(shared, ["It is my judgment."])
    alice.library.exported(shared, "ab" * 32, "pdf")
    alice.library.move(shared, State.RELEASED)
    alice.catch_up()
    assert alice.sharing.waiting == 0
    assert alice.cases.get(shared).state == State.RELEASED
    lena.catch_up()
    assert lena.cases.get(shared).state == State.SIGNED
    alice.library.move(shared, State.AMENDED, reason="A wrong date.")
    alice.catch_up()
    lena.catch_up()
    assert lena.cases.get(shared).state == alice.cases.get(shared).state == State.AMENDED
    with TeamCases(team.url("lena")) as server:
        (told,) = [one for one in server.trail(shared) if one.what == Event.REOPENED]
    assert told.details["reason"] == "A wrong date."


def test_an_end_reaches_the_other_machine_and_what_no_program_knows_stays_on_the_server(
    alice: Machine, lena: Machine, shared: str, team: Server
) -> None:
    alice.library.move(shared, "Withdrawn", reason="Withdrawn.", closed=dt.date(2026, 5, 2))
    alice.catch_up()
    lena.catch_up()
    assert lena.cases.get(shared).state == "Withdrawn"
    assert lena.cases.row(shared).standing.ends
    lena.library.reopen(shared, "Taken up again.")
    lena.catch_up()
    alice.catch_up()
    assert alice.cases.row(shared).closed is None
    with TeamCases(team.url("alice")) as server:
        theirs = server.get(shared)
        server.save(shared, theirs.case, theirs.version, "Elsewhere")
    news = lena.catch_up()
    assert "“Elsewhere”" in news.unreadable[shared]
