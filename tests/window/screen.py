"""A screen of the test's own, with a window manager and a keyboard: Xvfb, openbox and xdotool."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.patience import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

NEEDED = ("Xvfb", "openbox", "xdotool")
SIZE = "1280x760x24"
PROGRAM = shlex.split(os.environ.get("DETERMINATION_DESK_PROGRAM", "")) or [
    sys.executable,
    "-m",
    "desktop",
]
"""The program under test: this checkout's, or a built one that the environment names."""


class Screen:
    """An X server that nothing else uses; `environment` leads a program to it."""

    def __init__(self, home: Path) -> None:
        absent = [program for program in NEEDED if not shutil.which(program)]
        if absent:
            pytest.skip(f"a real window needs {', '.join(absent)}")
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"],
            pass_fds=(writing,),
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            self.display = f":{told.readline().strip()}"
        self.environment = os.environ | {
            "DISPLAY": self.display,
            "HOME": str(home),
            "QT_QPA_PLATFORM": "xcb",
        }
        self._manager = subprocess.Popen(
            ["openbox"], env=self.environment, stderr=subprocess.DEVNULL
        )

    @property
    def pids(self) -> tuple[int, int]:
        """The processes that bring the keys to a program."""
        return self._server.pid, self._manager.pid

    def close(self) -> None:
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(PATIENCE)

    def wait_for_window(self, pid: int) -> None:
        """Wait until the program's window has the keyboard."""
        window = self._do("search", "--sync", "--onlyvisible", "--pid", str(pid)).split()[-1]
        self._do("windowactivate", "--sync", window)

    def type(self, text: str, delay: int = 12) -> None:
        """Type `text`, a key every `delay` milliseconds."""
        self._do("type", "--delay", str(delay), "--", text)

    def press(self, *keys: str) -> None:
        self._do("key", "--delay", "30", *keys)

    def typing(self, text: str, delay: int) -> subprocess.Popen[bytes]:
        """Begin to type `text`, and go on meanwhile."""
        words = ["xdotool", "type", "--delay", str(delay), "--", text]
        return subprocess.Popen(words, env=self.environment, stderr=subprocess.DEVNULL)

    def title(self) -> str:
        """The title of the window that has the keyboard."""
        return self._do("getactivewindow", "getwindowname").strip()

    def place(self, x: int, y: int, width: int, height: int) -> None:
        """Give the window that has the keyboard this place and size."""
        window = self._do("getactivewindow").strip()
        self._do("windowsize", "--sync", window, str(width), str(height))
        self._do("windowmove", "--sync", window, str(x), str(y))

    def where(self) -> tuple[int, ...]:
        """Left, top, width and height of the window that has the keyboard."""
        told = self._do("getactivewindow", "getwindowgeometry", "--shell")
        found = dict(line.split("=") for line in told.splitlines())
        return tuple(int(found[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))

    def press_until(self, key: str, title: str) -> None:
        """Press `key` until the window's title contains `title`."""
        end = time.monotonic() + PATIENCE
        while title not in self.title():
            assert time.monotonic() < end, f"the title never was “{title}”: {self.title()}"
            self.press(key)

    def wait_for_title(self, title: str) -> None:
        """Wait until the window's title contains `title`."""
        end = time.monotonic() + PATIENCE
        while title not in self.title():
            assert time.monotonic() < end, f"the title never was “{title}”: {self.title()}"

    def _do(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        return done.stdout
