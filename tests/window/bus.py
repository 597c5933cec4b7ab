"""The desktop's accessibility bus of the test's own, read as a screen reader reads it.

The reader is the system's Python, for only it has the bindings of AT-SPI.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import ROOT
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.window.screen import Screen

SYSTEM_PYTHON = "/usr/bin/python3"
READER = ROOT / "tests" / "window" / "reader.py"
LAUNCHER = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_BINDINGS = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


def absent() -> str:
    """What the system lacks, and the packages that bring it; empty where all is there."""
    if not shutil.which("dbus-daemon") or not shutil.which("dbus-send"):
        return "the accessibility bus needs dbus"
    if not any(shutil.which(program) for program in LAUNCHER):
        return "the accessibility bus needs at-spi2-core"
    if subprocess.run([SYSTEM_PYTHON, "-c", _BINDINGS], capture_output=True).returncode:
        return "reading the accessibility bus needs python3-gi and gir1.2-atspi-2.0"
    return ""


class Bus:
    """A session bus with the accessibility bus on it, for the programs on one screen."""

    def __init__(self, screen: Screen) -> None:
        lacking = absent()
        if lacking:
            pytest.skip(lacking)
        self._daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=screen.environment,
            text=True,
        )
        with self._daemon.stdout as told:
            address = told.readline().strip()
        screen.environment |= {
            "DBUS_SESSION_BUS_ADDRESS": address,
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        self._environment = screen.environment
        words = "--session --dest=org.a11y.Bus --print-reply /org/a11y/bus org.a11y.Bus.GetAddress"
        subprocess.run(
            ["dbus-send", *words.split()], env=self._environment, capture_output=True, check=True
        )

    def close(self) -> None:
        self._daemon.terminate()
        self._daemon.wait(PATIENCE)

    def read(self) -> dict[str, Any]:
        """The program's tree as it is now."""
        done = subprocess.run(
            [SYSTEM_PYTHON, str(READER)],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stderr
        tree: dict[str, Any] = json.loads(done.stdout)
        return tree

    def hear(self, act: Callable[[], Any], words: str) -> None:
        """Waits until a screen reader is told to say `words`, once `act` is done."""
        call = [SYSTEM_PYTHON, str(READER), "listen"]
        with subprocess.Popen(
            call, env=self._environment, stdout=subprocess.PIPE, text=True
        ) as listener:
            assert listener.stdout.readline().strip() == "listening"
            act()
            ended = threading.Timer(PATIENCE, listener.terminate)
            ended.start()
            heard = list(iter_until(listener.stdout, words))
            ended.cancel()
            listener.terminate()
        assert heard, "nothing was said"
        assert words in heard[-1], heard

    def wait(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The tree, once something in it is as `wanted`: that."""
        end = time.monotonic() + PATIENCE
        while True:
            tree = self.read()
            found = next((one for one in everything(tree) if wanted(one)), None)
            if found is not None:
                return found
            assert time.monotonic() < end, outline(tree)


def iter_until(lines: Iterable[str], words: str) -> Iterator[str]:
    """The lines up to the first with `words`."""
    for line in lines:
        yield line
        if words in line:
            return


def everything(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Everything in the tree, in the order of reading."""
    yield tree
    for child in tree["children"]:
        yield from everything(child)


def outline(tree: dict[str, Any]) -> str:
    """The tree in words, for a test that failed."""
    return "\n".join(f"{one['role']}: {one['name']} {one['states']}" for one in everything(tree))
