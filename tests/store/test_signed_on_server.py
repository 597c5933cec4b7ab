"""What is signed off stays as it was signed, whatever SQL a reviewer sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from desktop.cases.case import Case
from desktop.store.team.team_cases import TeamCases
from tests.store.conftest import ID, SIGNED

if TYPE_CHECKING:
    from tests.store.postgres import Server


@pytest.mark.parametrize(
    "change",
    [
        "number = 'CM26-4'",
        "worker = 'Somebody Else'",
        "services = '[]'",
        "outcome = 'Upheld'",
        "due = '2030-01-01'",
        "discarded = '2026-05-04T09:00:00.000+00:00'",
        "document = replace(document, 'signed', 'changed')",
        "id = 'mine'",
        "state = 'Drafting'",
        "state = 'Drafting', reason = '  '",
    ],
)
def test_a_signed_case_stays_as_it_was_signed(worked: Server, change: str) -> None:
    row = f"select * from desk.cases where id = '{SIGNED}'"
    with psycopg.connect(worked.url("alice"), autocommit=True) as alice:
        before = alice.execute(row.encode()).fetchone()
        try:
            alice.execute(f"update desk.cases set {change} where id = '{SIGNED}'".encode())
        except psycopg.errors.InsufficientPrivilege:
            assert alice.execute(row.encode()).fetchone() == before
            return
        after = alice.execute(row.encode()).fetchone()
    kept = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(kept) == 2  # the version and the day: what was claimed was not taken
    assert change.split(" = ")[0] in {"number", "worker", "services"}


def test_one_reason_reopens_once(worked: Server) -> None:
    with psycopg.connect(worked.url("alice"), autocommit=True) as alice:
        alice.execute("update desk.cases set state = 'Drafting', reason = 'late report' "
                      f"where id = '{SIGNED}'")  # fmt: skip
        alice.execute(f"update desk.cases set state = 'Signed off' where id = '{SIGNED}'")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="with a reason"):
            alice.execute(f"update desk.cases set state = 'Drafting' where id = '{SIGNED}'")
    with TeamCases(worked.url("lena")) as lena:
        assert [(entry.what, entry.details.get("reason")) for entry in lena.trail(SIGNED)] == [
            ("signed off", None),
            ("reopened", "late report"),
            ("signed off", None),
            ("created", None),
        ]


def test_a_draft_keeps_its_id_and_the_columns_follow_its_document(worked: Server) -> None:
    with psycopg.connect(worked.url("alice"), autocommit=True) as alice:
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="keeps its id"):
            alice.execute(f"update desk.cases set id = 'mine' where id = '{ID}'")
        alice.execute(f"update desk.cases set number = 'X', worker = 'Y' where id = '{ID}'")
        found = alice.execute(f"select number, worker from desk.cases where id = '{ID}'").fetchone()
    assert found == ("CM26-1", "")


def test_nobody_who_only_reads_the_trail_can_hold_its_writers_up(worked: Server) -> None:
    with psycopg.connect(worked.url("bob")) as bob:
        bob.execute("lock table desk.trail in access share mode")
        bob.execute("select pg_advisory_lock(hashtext('desk.trail'))")
        with TeamCases(worked.url("alice")) as alice:
            assert alice.save(ID, Case(case_number="CM26-1", claim_number="on"), 1) == 2
