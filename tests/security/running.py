"""The program as a person starts it, on a screen and a bus of its own, looked at from outside."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.store.files.folder import Folder
from tests.conftest import ROOT
from tests.patience import PATIENCE
from tests.platform.test_privacy import NOBODY
from tests.store.test_traces import environment
from tests.window.screen import PROGRAM, Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PASSPHRASE = "four invented words here"
PLACES = ("tmp", "config", "data", "state", "cache", "runtime", "letters")


class Person:
    """Somebody with a home folder, a screen and a session bus, which is the system bus too."""

    def __init__(self, folder: Path) -> None:
        if not shutil.which("dbus-daemon"):
            pytest.skip("a session bus of the test's own needs dbus-daemon")
        self.home = folder / "home"
        for name in PLACES:
            (self.home / name).mkdir(mode=0o700, parents=True)
        self.screen = Screen(folder)
        self.library = Folder(self.home / "data/determination-desk/library")
        self._bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        with self._bus.stdout as said:
            bus = said.readline().strip()
        self.environment = self.screen.environment | environment(self.home)
        self.environment |= {
            "DBUS_SESSION_BUS_ADDRESS": bus,
            "DBUS_SYSTEM_BUS_ADDRESS": bus,
            "QT_QPA_PLATFORM": "xcb",
            "XDG_RUNTIME_DIR": str(self.home / "runtime"),
        }
        self.environment.pop("DETERMINATION_DESK_LIBRARY", None)
        self._started: list[subprocess.Popen[bytes]] = []

    def close(self) -> None:
        for window in self._started:
            window.kill()
            window.wait(PATIENCE)
        self._bus.terminate()
        self._bus.wait(PATIENCE)
        self.screen.close()

    def starts(self, *words: str) -> subprocess.Popen[bytes]:
        """The program, started where files are everybody's unless a program sees to it."""
        window = subprocess.Popen(
            [*PROGRAM, *words],
            cwd=ROOT,
            env=self.environment,
            group=NOBODY if os.geteuid() == 0 else None,
            umask=0,
        )
        self._started.append(window)
        self.screen.wait_for_window(window.pid)
        return window

    def unlocks(self, passphrase: str = PASSPHRASE) -> None:
        self.screen.type(passphrase)
        self.screen.press("Return")
        until(self.library.holder.exists)

    def says(self, *words: str, passphrase: str = PASSPHRASE) -> tuple[int, str]:
        """What a command says, and its exit status."""
        done = subprocess.run(
            [*PROGRAM, *words],
            cwd=ROOT,
            env=self.environment,
            input=f"{passphrase}\n",
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            umask=0,
        )
        return done.returncode, done.stdout + done.stderr

    def files(self) -> dict[str, int]:
        """Everything in the home folder, with the rights that others than its owner have."""
        found = sorted(self.home.rglob("*"))
        return {
            path.relative_to(self.home).as_posix(): path.lstat().st_mode & 0o077 for path in found
        }


def until(there: Callable[[], object], patience: float = PATIENCE) -> None:
    """Waits until something is as it is wanted."""
    end = time.monotonic() + patience
    while not there():
        assert time.monotonic() < end, "it never was"
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    """The processes that the process started."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that ended meanwhile
            found.extend(map(int, task.read_text().split()))
    return found


def family(pid: int) -> Iterator[int]:
    """The process and all that it started, and that these did."""
    yield pid
    for child in children(pid):
        yield from family(child)


def opened(pid: int) -> list[str]:
    """What the process has open."""
    found: list[str] = []
    for path in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            found.append(str(path.readlink()))
    return found


def connections(pid: int) -> list[str]:
    """The lines in which the system lists a network connection of the process, or a place for one.

    Sockets between programs of this machine are not among them.
    """
    mine = {found[1] for one in opened(pid) if (found := re.match(r"socket:\[(\d+)\]", one))}
    kinds = ("tcp", "tcp6", "udp", "udp6", "raw", "raw6", "packet")
    lists = [Path(f"/proc/{pid}/net/{kind}") for kind in kinds]
    lines = [line for one in lists if one.exists() for line in one.read_text().splitlines()[1:]]
    return [line for line in lines if mine & set(line.split())]
