"""A window's session, from its start to its end, and what is to be seen of it from outside."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from desktop.cases.settings import Settings
from desktop.platform import assets
from desktop.store.files.files import read_case
from desktop.store.library.library import create, slots
from desktop.store.security import keys
from tests.patience import PATIENCE
from tests.platform.test_privacy import is_closed, limits
from tests.security.running import (
    PASSPHRASE,
    Person,
    children,
    connections,
    family,
    opened,
    until,
)
from tests.store.test_traces import SENTINEL
from tests.ui.test_memory import copies

if TYPE_CHECKING:
    from pathlib import Path

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
