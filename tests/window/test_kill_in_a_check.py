"""The program is killed while somebody types fast beside a text that nobody writes.

Whatever it does then, such as checking or drawing that text, the library has each key that the
window had received a tenth of a second before.
"""

from __future__ import annotations

import os
import random
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from desktop.records.paths import at
from desktop.store.library.library import create, unlock
from tests.checks import hostile
from tests.conftest import ROOT
from tests.patience import PATIENCE
from tests.window.screen import PROGRAM, Screen

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.desktop
PASSPHRASE = "four invented words here"
ROUNDS = int(os.environ.get("DESK_KILLS", "4"))
SEEDS = (".", "?", "01/01/2026 ", "e.g. ", "{{", "iv) ", "<<", "a.", "45 year old ")
FIELDS = ("case_number", "disputed_items.0.rationale", "summary.narrative")
LENGTH = 20_000
EVERY = 0.008
"""Seconds between two keys."""
REST = 0.4
"""Seconds between two bursts of keys, in which a check begins."""
LATE = 0.1
"""Seconds after which a key that was received is kept, on a machine with a processor to spare."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def late() -> float:
    """`LATE`, on a machine as busy as this one is."""
    processors = os.cpu_count() or 1
    return LATE * max(1.0, 4 * os.getloadavg()[0] / processors)


def delayed(*pids: int) -> float:
    """Seconds for which these processes could have worked, had others left them a processor."""
    waited = 0
    for state in (one for pid in pids for one in Path(f"/proc/{pid}/task").glob("*/schedstat")):
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that ended meanwhile
            waited += int(state.read_text().split()[1])
    return waited / 1e9


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    (home / "tmp").mkdir()
    library, _ = create(home / "library", PASSPHRASE)
    library.cases.add(hostile.in_running_text(""))
    library.close()
    return home


@pytest.fixture(scope="module")
def screen(home: Path) -> Iterator[Screen]:
    screen = Screen(home)
    yield screen
    screen.close()


class Typist:
    """Types letters, and knows when each was given to the window's system."""

    def __init__(self, screen: Screen) -> None:
        self._keys = subprocess.Popen(
            ["xdotool", "-"], env=screen.environment, stdin=subprocess.PIPE, text=True
        )
        self.typed: list[tuple[float, str]] = []
        self._clock = threading.Event()

    def type(self, letters: str) -> None:
        """Types `letters`, one every `EVERY` seconds."""
        for letter in letters:
            self._keys.stdin.write(f"key --delay 0 {letter}\n")
            self._keys.stdin.flush()
            self.typed.append((time.monotonic(), letter))
            self.rest(EVERY)

    def rest(self, seconds: float) -> None:
        self._clock.wait(seconds)

    def stop(self) -> None:
        self._keys.stdin.close()
        self._keys.wait(PATIENCE)

    def before(self, moment: float) -> str:
        """What was typed before `moment`."""
        return "".join(letter for at, letter in self.typed if at < moment)


def prepared(home: Path, path: str, seed: str) -> str:
    """Puts a case full of `seed` into the library, to be opened at `path`; what stands there."""
    text = hostile.text(seed, LENGTH)
    library = unlock(home / "library", PASSPHRASE)
    (row,) = library.cases.rows()
    case = replace(hostile.in_running_text(text), case_number="")
    library.cases.save(row.id, case, row.version)
    library.settings.put("place", (row.id, path))
    library.close()
    return "" if path == "case_number" else text


@pytest.mark.parametrize("round", range(ROUNDS))
def test_no_key_of_a_tenth_of_a_second_ago_is_lost(round: int, screen: Screen, home: Path) -> None:
    chance = random.Random(round)
    path, seed = FIELDS[round % len(FIELDS)], SEEDS[round % len(SEEDS)]
    before = prepared(home, path, seed)
    place = {
        "DETERMINATION_DESK_LIBRARY": str(home / "library"),
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(home / "tmp"),
    }
    program = subprocess.Popen(PROGRAM, env=screen.environment | place, cwd=home)
    typist = Typist(screen)
    try:
        screen.wait_for_window(program.pid)
        screen.type(PASSPHRASE)
        screen.press("Return")
        screen.wait_for_title(" · ")
        started = delayed(program.pid, *screen.pids)
        for _ in range(chance.randrange(1, 4)):
            typist.type("".join(chance.choices(LETTERS, k=chance.randrange(10, 60))))
            typist.rest(chance.uniform(0, REST))
        denied = delayed(program.pid, *screen.pids) - started
    finally:
        program.kill()
        killed = time.monotonic()
        program.wait(PATIENCE)
        typist.stop()
    library = unlock(home / "library", PASSPHRASE)
    (row,) = library.cases.rows()
    assert library.trail.verify().sound
    kept = at(library.cases.get(row.id).case, path).removesuffix(before)
    library.close()
    everything, due = typist.before(killed + 1), typist.before(killed - late() - denied)
    waited = killed - next((at for at, _ in typist.typed[len(kept) :]), killed)
    print(f"{path} {seed!r}: {len(everything)} keys, the first that is lost {waited:.3f} s old")
    assert everything.startswith(kept)
    assert kept.startswith(due)
