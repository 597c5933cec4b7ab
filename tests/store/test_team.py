"""The team's library on a real PostgreSQL server: who sees what, and what the server writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from desktop import cli
from desktop.cases.case import Case, DisputedItem
from desktop.cases.terms import Decision
from desktop.cases.workflow.states import State
from desktop.store.errors import (
    CaseChanged,
    CaseMissing,
    ServerRefused,
    ServerUnreachable,
)
from desktop.store.library.trail import TrailEntry
from desktop.store.team.making import make
from desktop.store.team.team_cases import TeamCases
from tests import invented

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.store.postgres import Server

ID = "a" * 32


@pytest.fixture
def alice(team: Server) -> Iterator[TeamCases]:
    with TeamCases(team.url("alice"), due=lambda case: case.decision_date) as cases:
        yield cases


@pytest.fixture
def bob(team: Server) -> Iterator[TeamCases]:
    with TeamCases(team.url("bob")) as cases:
        yield cases


@pytest.fixture
def lena(team: Server) -> Iterator[TeamCases]:
    with TeamCases(team.url("lena")) as cases:
        yield cases


def decided(decision: Decision) -> Case:
    return Case(case_number="CM26-1", disputed_items=(DisputedItem(decision=decision),))


def test_a_case_comes_back_as_it_was_saved(alice: TeamCases) -> None:
    assert alice.add(ID, invented.case()) == 1
    assert alice.save(ID, invented.case(items=2), 1) == 2
    kept = alice.get(ID)
    assert (kept.case, kept.version, kept.state) == (invented.case(items=2), 2, State.DRAFTING)


def test_the_worklist_is_the_local_one_s(alice: TeamCases) -> None:
    alice.add(ID, invented.case(items=2))
    row = alice.rows()[0]
    assert (row.id, row.number, row.worker) == (ID, "CM26-0000002", "María Nguyễn")
    assert row.due == invented.case().decision_date


def test_a_reviewer_sees_their_own_cases_and_a_lead_all(
    alice: TeamCases, bob: TeamCases, lena: TeamCases
) -> None:
    alice.add(ID, Case())
    bob.add("b" * 32, Case())
    assert [row.id for row in alice.rows()] == [ID]
    assert [row.id for row in bob.rows()] == ["b" * 32]
    assert len(lena.rows()) == 2
    with pytest.raises(CaseMissing):
        bob.get(ID)
    with pytest.raises(CaseMissing):
        bob.save(ID, Case(), 1)


def test_a_lead_assigns_a_case_and_a_reviewer_does_not(
    alice: TeamCases, bob: TeamCases, lena: TeamCases
) -> None:
    alice.add(ID, Case())
    with pytest.raises(ServerRefused):
        alice.assign(ID, "bob")
    lena.assign(ID, "bob")
    assert [row.id for row in bob.rows()] == [ID]
    assert alice.rows() == ()


def test_a_stale_save_is_refused_and_changes_nothing(alice: TeamCases, lena: TeamCases) -> None:
    alice.add(ID, Case())
    lena.save(ID, Case(claim_number="theirs"), 1)
    with pytest.raises(CaseChanged):
        alice.save(ID, Case(claim_number="ours"), 1)
    assert alice.get(ID).case.claim_number == "theirs"


def test_a_signed_off_case_takes_no_change(alice: TeamCases) -> None:
    alice.add(ID, Case())
    alice.save(ID, Case(), 1, State.SIGNED)
    with pytest.raises(ServerRefused, match="signed off"):
        alice.save(ID, Case(claim_number="1"), 2, State.SIGNED)
    with pytest.raises(ServerRefused, match="with a reason"):
        alice.save(ID, Case(), 2)
    assert alice.save(ID, Case(), 2, reason="A report came late.") == 3


# -- the trail -----------------------------------------------------------------------------------


def test_the_server_says_who_changed_which_field_and_decision(
    alice: TeamCases, lena: TeamCases
) -> None:
    alice.add(ID, decided(Decision.UPHELD))
    lena.save(ID, decided(Decision.OVERTURNED), 1)
    entry = alice.trail(ID)[0]
    assert (entry.who, entry.what, entry.number) == ("lena", "changed", "CM26-1")
    assert entry.details["fields"] == ["disputed_items.0.decision"]
    assert entry.details["decisions"] == [
        {"field": "disputed_items.0.decision", "from": "Upheld", "to": "Overturned"}
    ]


def test_every_milestone_stands_in_the_trail(alice: TeamCases) -> None:
    alice.add(ID, Case())
    alice.save(ID, Case(), 1, State.SIGNED)
    alice.save(ID, Case(), 2, State.DRAFTING, reason="A report came late.")
    alice.save(ID, Case(), 3, discarded="2026-05-04T09:00:00.000+00:00")
    assert alice.rows() == ()
    alice.save(ID, Case(), 4)
    assert [entry.what for entry in reversed(alice.trail(ID))] == [
        "created",
        "signed off",
        "reopened",
        "put into the bin",
        "taken out of the bin",
    ]
    assert alice.trail(ID)[2].details == {"version": 3, "reason": "A report came late."}


def test_what_a_client_tells_is_taken_once_and_under_its_own_name(
    alice: TeamCases, bob: TeamCases, lena: TeamCases
) -> None:
    alice.add(ID, Case(case_number="CM26-1"))
    told = TrailEntry(
        seq=1, at="", who="somebody else", what="exported", case_id=ID, number="",
        detail='{"sha256": "ab"}', prev="", hash="ff" * 32,
    )  # fmt: skip
    alice.tell(told)
    alice.tell(told)
    entries = lena.trail(ID)
    assert [(entry.who, entry.what) for entry in entries] == [
        ("alice", "exported"),
        ("alice", "created"),
    ]
    with pytest.raises(ServerRefused, match="not a case of yours"):
        bob.tell(told)


def test_the_chain_is_the_one_that_the_program_verifies(alice: TeamCases, lena: TeamCases) -> None:
    for number in range(5):
        alice.add(f"{number:032}", Case(case_number=f"§ {number} ö 漢"))
    chain = lena.verify()
    assert chain.sound
    assert (chain.entries, chain.head) == (5, alice.head)


@pytest.mark.parametrize(
    "statement",
    [
        "update desk.trail set who = 'bob'",
        "delete from desk.trail",
        "truncate desk.trail",
        "insert into desk.trail values (9, '', 'bob', '', '', '', '', '', '')",
        "alter table desk.trail disable trigger all",
        "select desk.append('changed', '', '', '{}')",
        "delete from desk.cases",
        "update desk.cases set owner = 'bob'",
        "insert into desk.cases(id, owner, version, document, number, worker, services, state, "
        "changed, changed_by) values ('x', 'bob', 1, '{}', '', '', '', '', '', '')",
        "drop schema desk cascade",
        "set role postgres",
        "set session authorization bob",
        "create function desk.mine() returns int language sql as 'select 1'",
    ],
)
def test_a_person_cannot_forge_the_trail(alice: TeamCases, team: Server, statement: str) -> None:
    alice.add(ID, Case())
    with (
        psycopg.connect(team.url("alice")) as connection,
        pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.InvalidParameterValue)),
    ):
        connection.execute(statement.encode())


def test_a_claimed_name_and_version_are_overwritten(alice: TeamCases, team: Server) -> None:
    alice.add(ID, Case())
    with psycopg.connect(team.url("alice")) as connection:
        connection.execute("update desk.cases set changed_by = 'bob', version = 99, changed = ''")
    with psycopg.connect(team.url("lena")) as connection:
        found = connection.execute("select changed_by, version from desk.cases").fetchone()
    assert found == ("alice", 2)


def test_an_owner_s_edit_breaks_the_chain(alice: TeamCases, lena: TeamCases, team: Server) -> None:
    alice.add(ID, Case())
    alice.save(ID, Case(claim_number="1"), 1)
    with psycopg.connect(team.url()) as connection:
        connection.execute("alter table desk.trail disable trigger all")
        connection.execute("update desk.trail set who = 'bob' where seq = 1")
    assert lena.verify().broken == 1


# -- the server ----------------------------------------------------------------------------------


def test_making_it_twice_changes_nothing(team: Server) -> None:
    assert make(team.url(), reviewers=("alice", "carol")) is False
    with TeamCases(team.url("carol")) as carol:
        assert carol.rows() == ()


def test_the_command_makes_it_and_lets_people_in(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    server.new_database()
    assert cli.main(["library", "init", server.url(), "--reviewer", "alice"]) == 0
    assert "is made" in capsys.readouterr().out
    assert cli.main(["library", "init", "host=desk.example sslmode=require"]) == 1
    assert "certificate must be checked" in capsys.readouterr().err
    with TeamCases(server.url("alice")) as alice:
        assert alice.rows() == ()


def test_somebody_who_was_not_let_in_sees_nothing(team: Server) -> None:
    with psycopg.connect(team.url(), autocommit=True) as connection:
        connection.execute("drop role if exists mallory")
        connection.execute("create role mallory login")
    with TeamCases(team.url("mallory")) as mallory, pytest.raises(ServerRefused):
        mallory.rows()


def test_a_server_without_a_library_is_named(server: Server) -> None:
    server.new_database()
    with TeamCases(server.url()) as cases, pytest.raises(ServerRefused, match="no team library"):
        cases.rows()


def test_a_server_that_does_not_answer_is_named() -> None:
    with pytest.raises(ServerUnreachable, match="kept here"):
        TeamCases("host=127.0.0.1 port=1 dbname=desk")


def test_a_case_with_a_nul_is_kept_without_it(alice: TeamCases) -> None:
    alice.add(ID, Case(claim_number="a\0b", employer=invented.case().employer))
    assert alice.get(ID).case.claim_number == "ab"
