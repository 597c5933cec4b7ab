"""What SECURITY.md promises of the window, looked at from outside while it runs and afterwards.

One program goes through a session: it is unlocked, worked in, its letter exported, the screen
locked and the machine put to sleep, the library's folder exchanged and put back, the recovery key
used, and it is closed. What was to be seen on the way is kept, and the tests read it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from desktop import assets
from desktop.domain.settings import Settings
from desktop.store import keys
from desktop.store.files import read_case
from desktop.store.library import create, slots
from desktop.store.session import person
from tests.security.running import (
    PASSPHRASE,
    Person,
    children,
    connections,
    family,
    opened,
    until,
)
from tests.store.test_traces import SENTINEL, traces
from tests.test_privacy import is_closed, limits
from tests.ui.test_memory import copies
from tests.window.screen import PATIENCE

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
AWAY = {
    "screen locked": ("org.freedesktop.ScreenSaver", "ActiveChanged", "true"),
    "asleep": ("org.freedesktop.login1.Manager", "PrepareForSleep", "true"),
    "session locked": ("org.freedesktop.login1.Session", "Lock", ""),
}
"""What the desktop says when the person leaves."""
TELL = """
import sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusMessage

app = QCoreApplication([])
bus = QDBusConnection.sessionBus()
assert bus.registerService("org.freedesktop.login1")
signal = QDBusMessage.createSignal("/", sys.argv[1], sys.argv[2])
signal.setArguments([True] if sys.argv[3] else [])
assert bus.send(signal)
bus.interface().servicePid("org.freedesktop.login1")
"""
NUMBER = "CM26-7654321"
RENEWED = "another four invented words"
ALONE = 100
"""Seconds in which a window that locks after a minute has locked."""


class Desk(Person):
    """A person whose library holds one case, with a sentinel for its worker, and their window."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        library, self.recovery_key = create(self.library.path, PASSPHRASE)
        sample = read_case(assets.resource("sample.ddcase"))
        party = replace(sample.injured_worker, name=SENTINEL)
        library.cases.add(replace(sample, injured_worker=party))
        library.settings.put("desk", Settings(folder=str(self.home / "letters"), lock_after=1))
        library.backups.make()
        library.close()
        self.key = keys.unwrapped(slots(self.library.path), PASSPHRASE)
        self.before = self.files()
        self.window = self.starts()

    @property
    def checkers(self) -> list[int]:
        """The processes in which cases are checked."""
        return [one for helper in children(self.window.pid) for one in children(helper)]

    def leaves(self, way: str) -> None:
        """The desktop says so."""
        words = [sys.executable, "-c", TELL, *AWAY[way]]
        subprocess.run(words, env=self.environment, check=True, timeout=PATIENCE)

    def is_locked(self) -> bool:
        return not self.library.holder.exists()


class Session:
    """What was to be seen of a window from its start to its end."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.before = desk, desk.before
        self.work()
        self.look()
        self.export()
        self.away = {way: self.leave(way) for way in AWAY}
        self.exchange()
        self.recover()
        self.desk.screen.press("ctrl+q")
        self.status = desk.window.wait(PATIENCE)
        self.after = desk.files()

    def work(self) -> None:
        """Unlocks, and types a case's number."""
        screen = self.desk.screen
        self.desk.unlocks()
        screen.press_until("Return", " · ")
        screen.press("F6", "ctrl+a")
        screen.type(NUMBER)
        until(lambda: screen.title().startswith(NUMBER))
        until(lambda: [is_closed(one) for one in self.desk.checkers] == [True])

    def look(self) -> None:
        """Looks at the processes and the files while the case is open."""
        pid, checkers = self.desk.window.pid, self.desk.checkers
        self.closed = {one: is_closed(one) for one in (pid, *checkers)}
        self.limits = [limits(one) for one in family(pid)]
        self.open = self.desk.files()
        self.audit = self.desk.says("audit", "verify")
        if os.geteuid() == 0:
            self.sockets = [line for one in family(pid) for line in connections(one)]
            self.keys = {one: copies(one, self.desk.key)["bytes"] for one in (pid, *checkers)}
            self.key_holders = [one for one in family(pid) if copies(one, self.desk.key)["bytes"]]

    def export(self) -> None:
        """Writes the letter by the dialog, as a Word and a PDF file."""
        screen, letters = self.desk.screen, self.desk.home / "letters"
        screen.press("ctrl+e")
        until(lambda: screen.title().startswith("Export"))
        until(lambda: screen.press("Return") or len(list(letters.glob("*.[pd]*"))) == 2)
        screen.press("Escape")
        until(lambda: screen.title().startswith(NUMBER))

    def leave(self, way: str) -> dict[str, Any]:
        """Leaves the window, and comes back; gives what was to be seen meanwhile."""
        desk = self.desk
        desk.leaves(way)
        until(desk.is_locked)
        until(lambda: not desk.checkers)
        within = os.geteuid() == 0
        seen = {"open": opened(desk.window.pid) if within else [], "files": desk.files()}
        seen["keys"] = sum(copies(desk.window.pid, desk.key).values()) if within else 0
        desk.unlocks()
        until(lambda: desk.screen.title().startswith(NUMBER))
        return seen

    def exchange(self) -> None:
        """Puts another library into the place of the open one, types, and puts it back."""
        screen, place = self.desk.screen, self.desk.library.path
        away, other = place.with_name("away"), place.with_name("other")
        place.rename(away)
        create(place, PASSPHRASE)[0].close()
        untouched = contents(place)
        screen.press("F6", "End")
        screen.type("12")
        until(lambda: screen.title().startswith(f"{NUMBER}12"))
        place.rename(other)
        away.rename(place)
        screen.type("3")
        until(lambda: screen.title().startswith(f"{NUMBER}123"))
        self.intruder = (untouched, contents(other))
        shutil.rmtree(other)

    def recover(self) -> None:
        """Locks by the key for it, and opens by the recovery key and a new passphrase."""
        desk = self.desk
        desk.screen.press("ctrl+l")
        until(desk.is_locked)
        desk.screen.press("Tab", "Tab", "Tab", "space")
        desk.unlocks(desk.recovery_key)
        desk.screen.type(RENEWED)
        desk.screen.press("Return")
        until(lambda: desk.screen.title().startswith(NUMBER))


def contents(folder: Path) -> dict[Path, bytes]:
    """The files in the folder and below it."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder): path.read_bytes() for path in files}


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
