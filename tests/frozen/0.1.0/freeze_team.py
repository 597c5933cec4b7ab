"""The dump of a team's server, made with the code of release 0.1.0 by `freeze.py`."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import msgspec

from desktop import cli
from desktop.domain import casefile
from desktop.domain.case import Case
from desktop.store.records import State
from desktop.store.team.making import make
from desktop.store.team.team_cases import TeamCases
from desktop.store.trail import Entry
from tests import invented
from tests.store.postgres import Server, programs

if TYPE_CHECKING:
    from pathlib import Path


def team(path: Path) -> dict[str, object]:
    """A dump of a team's server: two reviewers, a lead, their cases and its trail."""
    server = Server(programs())
    server.start()
    try:
        server.new_database()
        run("library", "init", server.url(),
            "--reviewer", "alice", "--reviewer", "bob", "--lead", "lena")  # fmt: skip
        make(server.url(), reviewers=("alice", "bob"), leads=("lena",))
        told = work_together(server)
        path.write_text(ROLES + dumped(server), encoding="utf-8")
    finally:
        server.remove()
    return told


ROLES = """-- The roles of the dump's people, which PostgreSQL keeps beside the database.
do $$ begin create role desk_reviewer nologin; exception when duplicate_object then null; end $$;
do $$ begin create role desk_lead nologin; exception when duplicate_object then null; end $$;
do $$ begin create role alice login; exception when duplicate_object then null; end $$;
do $$ begin create role bob login; exception when duplicate_object then null; end $$;
do $$ begin create role lena login; exception when duplicate_object then null; end $$;
grant desk_reviewer to alice, bob;
grant desk_lead to lena;

"""


def dumped(server: Server) -> str:
    words = ("pg_dump", "--inserts", "--no-owner", "-d", server.url())
    dump = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return "".join(line for line in dump.splitlines(keepends=True) if not line.startswith("\\"))


def work_together(server: Server) -> dict[str, object]:
    with TeamCases(server.url("alice")) as alice, TeamCases(server.url("bob")) as bob:
        alice.add("a" * 32, numbered(invented.case(items=2), 1100))
        alice.save("a" * 32, numbered(invented.case(items=3), 1100), 1)
        alice.add("b" * 32, numbered(invented.case(items=1), 1200))
        alice.save("b" * 32, numbered(invented.case(items=1), 1200), 1, State.SIGNED)
        bob.add("c" * 32, Case(case_number="CM26-0001300"))
        bob.save(
            "c" * 32, Case(case_number="CM26-0001300"), 1, discarded="2026-05-04T09:00:00.000+00:00"
        )
        bob.add("d" * 32, Case(case_number="CM26-0001400", claim_number="bob's"))
        bob.tell(told_elsewhere())
    with TeamCases(server.url("lena")) as lena:
        lena.save("b" * 32, numbered(invented.case(items=1), 1200), 2)
        lena.assign("b" * 32, "bob")
        return told_of_team(lena, ("a" * 32, "b" * 32, "c" * 32, "d" * 32))


def told_elsewhere() -> Entry:
    return Entry(
        seq=1, at="", who="", what="exported", case_id="d" * 32, number="",
        detail='{"sha256": "ab"}', prev="", hash="ff" * 32,
    )  # fmt: skip


def told_of_team(lena: TeamCases, ids: tuple[str, ...]) -> dict[str, object]:
    chain = lena.verify()
    theirs = [lena.whole(id) for id in ids]
    return {
        "cases": [
            {
                "id": one.id,
                "version": one.version,
                "state": str(one.state),
                "discarded": one.discarded,
                "who": one.who,
                "document": json.loads(casefile.dumps(one.case)),
            }
            for one in theirs
        ],
        "trail": {"entries": chain.entries, "head": chain.head},
        "told": [[entry.who, entry.what, entry.number] for entry in lena.trail()],
    }


def numbered(case: Case, number: int) -> Case:
    return msgspec.structs.replace(case, case_number=f"CM26-{number:07}")


def run(*words: str) -> None:
    status = cli.main(list(words))
    if status:
        raise SystemExit(f"{words}: {status}")
