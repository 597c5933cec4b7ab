"""Two machines and a server between them: kept here first, shared when it can be, never lost."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import psycopg
import pytest

from desktop.domain.case import Case
from desktop.store.errors import CaseMissing, CaseSigned, ServerUnreachable
from desktop.store.library import Library, temporary
from desktop.store.records import State
from desktop.store.team.exchange import exchange
from desktop.store.team.sharing import News, Sharing
from desktop.store.team.shelf import Shelf
from desktop.store.trail import Event
from desktop.store.versions import Why
from tests import invented

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.store.postgres import Server


class Machine:
    """One person's library and its way to the server."""

    def __init__(self, name: str, server: Server) -> None:
        self.name, self.server = name, server
        self.library: Library = temporary(who=name)
        self.cases = self.library.cases
        self.sharing = Sharing(self.library)

    def catch_up(self) -> News:
        with Shelf(self.server.url(self.name)) as shelf:
            return self.sharing.take(exchange(shelf, self.sharing.parcel()))

    def write(self, id: str, words: str) -> None:
        kept = self.cases.get(id)
        self.cases.save(id, Case(case_number="CM26-1", claim_number=words), kept.version)

    def read(self, id: str) -> str:
        return self.cases.get(id).case.claim_number


@pytest.fixture
def alice(team: Server) -> Iterator[Machine]:
    machine = Machine("alice", team)
    yield machine
    machine.library.close()


@pytest.fixture
def lena(team: Server) -> Iterator[Machine]:
    machine = Machine("lena", team)
    yield machine
    machine.library.close()


@pytest.fixture
def shared(alice: Machine, lena: Machine) -> str:
    """A case that both machines have."""
    id = alice.cases.add(Case(case_number="CM26-1", claim_number="first"))
    alice.catch_up()
    lena.catch_up()
    return id


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
    with Shelf(team.url("alice")) as shelf:
        alice.sharing.take(exchange(shelf, parcel))
        assert shelf.get(shared).case.claim_number == "before"
        assert alice.sharing.waiting == 1
        alice.catch_up()
        assert shelf.get(shared).case.claim_number == "typed meanwhile"


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
    with Shelf(team.url("alice")) as shelf:
        assert shelf.get(shared).case.claim_number == "typed without the server"
        assert shelf.get(new).case.case_number == "CM26-2"


def test_an_answer_that_never_arrived_is_no_conflict(
    alice: Machine, shared: str, team: Server
) -> None:
    """The server took the change, and the machine died before it heard so."""
    alice.write(shared, "taken")
    with Shelf(team.url("alice")) as shelf:
        exchange(shelf, alice.sharing.parcel())
    news = alice.catch_up()
    assert news.conflicts == []
    assert alice.sharing.waiting == 0


# -- milestones ----------------------------------------------------------------------------------


def test_sign_off_and_bin_are_shared(alice: Machine, lena: Machine, shared: str) -> None:
    alice.library.sign_off(shared)
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
    with Shelf(team.url("lena")) as shelf:
        told = [entry for entry in shelf.trail(shared) if entry.what == Event.EXPORTED]
        assert [entry.details["sha256"] for entry in told] == ["ab" * 32]
        assert told[0].who == "alice"


def test_a_case_given_to_another_reviewer_leaves_this_machine(
    alice: Machine, shared: str, team: Server
) -> None:
    with Shelf(team.url("lena")) as shelf:
        shelf.assign(shared, "bob")
    assert alice.catch_up().gone == [shared]
    assert alice.cases.rows() == ()
    assert alice.sharing.waiting == 0
    assert alice.catch_up().gone == []
    with Shelf(team.url("lena")) as shelf:
        shelf.assign(shared, "alice")
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


# -- what keeps one case back keeps no other -----------------------------------------------------


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
    with Shelf(team.url("lena")) as shelf:
        assert third in {row.id for row in shelf.rows()}


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
    alice.library.sign_off(shared)
    alice.catch_up()
    alice.library.reopen(shared, "A report came late.")
    alice.write(shared, "reopened")
    assert alice.catch_up().refused == {}
    with Shelf(team.url("alice")) as shelf:
        told = [(entry.what, entry.details.get("reason")) for entry in shelf.trail(shared)]
    assert told[:2] == [("changed", None), ("reopened", "A report came late.")]


def test_a_signed_case_goes_into_no_bin(alice: Machine, shared: str) -> None:
    alice.library.sign_off(shared)
    with pytest.raises(CaseSigned):
        alice.cases.discard(shared)
    assert alice.cases.bin() == ()


def test_a_frozen_server_is_given_up(
    alice: Machine, shared: str, team: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.team.shelf.PATIENCE", -0.5)
    with Shelf(team.url("alice")) as shelf, pytest.raises(ServerUnreachable):
        shelf._all("select pg_sleep(60)")
    assert alice.read(shared) == "first"
