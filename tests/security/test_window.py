"""What SECURITY.md promises of the window, looked at from outside while it runs and afterwards.

One program goes through a session: it is unlocked, worked in, its letter exported, the screen
locked and the machine put to sleep, the library's folder exchanged and put back, the recovery key
used, and it is closed. What was to be seen on the way is kept, and the tests read it.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

import pytest

from desktop.store.library.session import person
from tests.security.running import until
from tests.security.session import AWAY, NUMBER, RENEWED, Desk, Session
from tests.store.test_traces import traces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(sys.platform != "linux", reason="what is looked at here is Linux's"),
]
within = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0,
    reason="the process keeps to itself: only root looks into it",
)
ALONE = 100
"""Seconds in which a window that locks after a minute has locked."""


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A window that was unlocked and left, with nobody at its keys and its mouse."""
    desk = Desk(tmp_path_factory.mktemp("alone"))
    try:
        desk.unlocks()
        yield desk
    finally:
        desk.close()


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory, alone: Desk) -> Iterator[Session]:
    desk = Desk(tmp_path_factory.mktemp("session"))
    try:
        yield Session(desk)
    finally:
        desk.close()


def test_no_core_is_dumped_and_nobody_looks_inside(session: Session) -> None:
    assert len(session.closed) == 2
    assert all(session.closed.values())
    assert all(re.search(r"Max core file size\s+0\s+0\s", one) for one in session.limits)


@within
def test_no_process_of_it_speaks_to_a_network(session: Session) -> None:
    assert session.sockets == []


@within
def test_the_process_that_checks_has_no_key(session: Session) -> None:
    assert session.key_holders == [session.desk.window.pid]


def test_another_program_is_told_who_has_the_library(session: Session) -> None:
    status, said = session.audit
    assert status == 1
    assert f"process {session.desk.window.pid}, since" in said


@pytest.mark.parametrize("way", AWAY)
def test_leaving_closes_the_library_and_writes_over_its_key(session: Session, way: str) -> None:
    held = [one for one in session.away[way]["open"] if "/library/" in one]
    assert held == []
    assert session.away[way]["keys"] == 0
    assert "data/determination-desk/library/library.db-wal" not in session.away[way]["files"]


def test_a_window_that_is_left_alone_locks(session: Session, alone: Desk) -> None:
    assert alone.window.poll() is None
    until(alone.is_locked, ALONE)


def test_a_library_in_the_place_of_the_open_one_is_not_written_to(session: Session) -> None:
    before, after = session.intruder
    assert before == after
    status, said = session.desk.says("audit", "show", passphrase=RENEWED)
    assert status == 0
    assert f" {NUMBER}123 changed" in said


def test_every_entry_of_the_trail_says_which_login_did_it(session: Session) -> None:
    status, said = session.desk.says("audit", "show", passphrase=RENEWED)
    assert status == 0
    for what in ("library created", f"{NUMBER} exported", "passphrase changed"):
        assert what in said
    for line in said.splitlines():
        assert re.match(rf"\d+ \S+ {re.escape(person())}: ", line), line


def test_the_recovery_key_opens_and_a_new_passphrase_takes_the_place_of_the_old(
    session: Session,
) -> None:
    assert session.desk.says("audit", "verify", passphrase=RENEWED)[0] == 0
    status, said = session.desk.says("audit", "verify")
    assert (status, said.count("\n")) == (1, 1)
    assert said.startswith("That is not this library's passphrase.")


def test_nothing_else_is_written_than_the_library_the_letters_and_the_window_s_place(
    session: Session,
) -> None:
    assert session.status == 0
    ours = ("data/determination-desk/", "letters/")
    new = {name for name in session.after if not name.startswith(ours)} - {*session.before}
    assert new == {
        "config/Determination Desk",
        "config/Determination Desk/window.ini",
        "runtime/determination-desk",
    }
    letters = {name for name in session.after if name.startswith("letters/")}
    assert letters == {f"letters/{NUMBER}.docx", f"letters/{NUMBER}.pdf"}


def test_no_name_can_be_read_but_in_the_letters(session: Session) -> None:
    home = session.desk.home
    readable = {path.relative_to(home).parts[0] for path in traces(home)}
    assert readable <= {"letters"}
    assert "[General]\nframe=" in (home / "config/Determination Desk/window.ini").read_text()


@pytest.mark.parametrize("moment", ["open", "after"])
def test_everything_that_is_written_is_its_owner_s_alone(session: Session, moment: str) -> None:
    then = getattr(session, moment)
    assert {name for name, others in then.items() if others} <= {
        name for name, others in session.before.items() if others
    }


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_letter_of_the_window_is_known_and_one_that_was_changed_is_not(
    session: Session, form: str, tmp_path: Path
) -> None:
    letter = session.desk.home / f"letters/{NUMBER}.{form}"
    status, said = session.desk.says("verify", str(letter), passphrase=RENEWED)
    assert status == 0
    assert f"as it was exported: case {NUMBER}, {form}" in said
    changed = tmp_path / letter.name
    changed.write_bytes(letter.read_bytes() + b"\n")
    status, said = session.desk.says("verify", str(changed), passphrase=RENEWED)
    assert status == 1
    assert "changed since" in said
