"""What keeps one case back keeps no other, and nothing is changed without its reason."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import psycopg
import pytest

from desktop.cases import case_file
from desktop.cases.case import Case
from desktop.store.database.digests import digest_of
from desktop.store.errors import CaseSigned, ServerUnreachable
from desktop.store.team.team_cases import TeamCases

if TYPE_CHECKING:
    from tests.store.machines import Machine
    from tests.store.postgres import Server


def test_a_case_that_a_newer_program_wrote_stays_on_the_server_and_blocks_nothing(
    alice: Machine, lena: Machine, team: Server
) -> None:
    first = alice.cases.add(Case(case_number="CM26-1"))
    second = alice.cases.add(Case(case_number="CM26-2"))
    alice.catch_up()
    newer = "update desk.cases set document = replace(document, '\"version\": ', '\"version\": 9')"
    with psycopg.connect(team.url("alice"), autocommit=True) as connection:
        connection.execute(f"{newer} where id = '{first}'".encode())
    news = lena.catch_up()
    assert news.changed == [second]
    assert list(news.unreadable) == [first]
    assert "CM26-1, last changed by alice, stays on the server" in news.unreadable[first]
    assert "newer" in news.unreadable[first]
    third = lena.cases.add(Case(case_number="CM26-3"))
    lena.catch_up()
    assert lena.sharing.waiting == 0
    with TeamCases(team.url("lena")) as cases:
        assert third in {row.id for row in cases.rows()}


@pytest.mark.parametrize("moment", ["garbage", "2026-05-04T09:00:00", ""])
def test_a_moment_that_is_none_stays_on_the_server(
    alice: Machine, lena: Machine, shared: str, team: Server, moment: str
) -> None:
    with psycopg.connect(team.url("alice"), autocommit=True) as connection:
        connection.execute("update desk.cases set discarded = %s", (moment,))
    assert list(lena.catch_up().unreadable) == [shared]
    lena.library.tidy()
    assert lena.cases.bin() == ()
    assert [row.id for row in lena.cases.rows()] == [shared]


def test_what_stays_on_the_server_is_named_in_a_line(
    alice: Machine, lena: Machine, shared: str, team: Server
) -> None:
    with psycopg.connect(team.url("alice"), autocommit=True) as connection:
        connection.execute(
            "update desk.cases set state = 'Lost', "
            "document = replace(document, 'CM26-1', repeat('a b ', 100000))"
        )
    assert len(lena.catch_up().unreadable[shared]) < 200


def test_ones_own_words_stay_here_while_the_server_has_a_newer_text(
    alice: Machine, shared: str, team: Server
) -> None:
    newer = "update desk.cases set document = replace(document, '\"version\": ', '\"version\": 9')"
    with psycopg.connect(team.url("alice"), autocommit=True) as connection:
        connection.execute(newer.encode())
    alice.write(shared, "mine")
    news = alice.catch_up()
    assert list(news.unreadable) == [shared]
    assert alice.read(shared) == "mine"
    assert alice.sharing.waiting == 1


def test_the_reason_for_reopening_reaches_the_server(
    alice: Machine, shared: str, team: Server
) -> None:
    alice.library.sign_off(shared, ("Read and true.",))
    alice.catch_up()
    alice.library.reopen(shared, "A report came late.")
    alice.write(shared, "reopened")
    assert alice.catch_up().refused == {}
    with TeamCases(team.url("alice")) as cases:
        told = [(entry.what, entry.details.get("reason")) for entry in cases.trail(shared)]
    assert told[:2] == [("changed", None), ("reopened", "A report came late.")]


def test_what_was_stated_elsewhere_by_signing_off_comes_with_the_case(
    alice: Machine, lena: Machine, shared: str
) -> None:
    alice.library.sign_off(shared, ("Read and true.",), remaining=["advice: a.rule"])
    alice.catch_up()
    lena.catch_up()
    (signature,) = lena.library.versions.signatures(shared)
    (own,) = alice.library.versions.signatures(shared)
    assert (signature.who, signature.attested) == ("alice", ("Read and true.",))
    assert signature.remaining == own.remaining == ("advice: a.rule",)
    assert abs(signature.at - own.at) < dt.timedelta(minutes=5)
    with TeamCases(alice.server.url("lena")) as cases:
        cases.assign(shared, "alice")
    for machine in (alice, lena):
        machine.catch_up()
        assert len(machine.library.versions.signatures(shared)) == 1
    assert lena.library.trail.verify().sound


@pytest.mark.parametrize("detail", ["garbage", "[]", '{"attested": 5}', '{"attested": [{}]}'])
def test_what_is_told_of_a_signing_off_and_is_none_keeps_nobody_from_the_case(
    alice: Machine, lena: Machine, shared: str, team: Server, detail: str
) -> None:
    with psycopg.connect(team.url("alice"), autocommit=True) as connection:
        tell = "select desk.tell(%s, 'attested', %s, %s)"
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="not signed off"):
            connection.execute(tell, ("before", shared, detail))
        connection.execute("update desk.cases set state = 'Signed off'")
        connection.execute(tell, ("after", shared, detail))
    assert lena.catch_up().changed == [shared]
    assert lena.cases.get(shared).locked
    assert [one.attested for one in lena.library.versions.signatures(shared)] == [()]


def test_a_signed_case_goes_into_no_bin(alice: Machine, shared: str) -> None:
    alice.library.sign_off(shared, ("Read and true.",))
    with pytest.raises(CaseSigned):
        alice.cases.discard(shared)
    assert alice.cases.bin() == ()


def test_a_frozen_server_is_given_up(
    alice: Machine, shared: str, team: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.team.team_cases.PATIENCE", -0.5)
    with TeamCases(team.url("alice")) as cases, pytest.raises(ServerUnreachable):
        cases._all("select pg_sleep(60)")
    assert alice.read(shared) == "first"


def test_a_case_here_that_a_newer_program_wrote_holds_up_no_other(
    alice: Machine, shared: str, team: Server
) -> None:
    other = alice.cases.add(Case(case_number="CM26-2"))
    newer = case_file.VERSION + 1
    document = json.loads(case_file.dumps(alice.cases.get(shared).case)) | {"version": newer}
    written, run = json.dumps(document), alice.cases.database.execute
    run("update documents set document = ?, digest = ?, version = version + 1 where id = ?",
        (written, digest_of(written), shared))  # fmt: skip
    run("update cases set version = version + 1, format = ? where id = ?", (newer, shared))
    alice.catch_up()
    with TeamCases(team.url("alice")) as cases:
        assert {row.id for row in cases.rows()} == {shared, other}
