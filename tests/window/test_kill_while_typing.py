"""The program is killed while somebody types with real keys: at most the last key is lost.

And nothing of the case that was open, on the form and on the pages, is left outside the library.

The case number is typed, for the window's title shows it: what the title has shown has passed
through the program, and must be in the library.
"""

from __future__ import annotations

import random
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from desktop.cases.case import Party
from desktop.store.library.library import create, unlock
from tests import invented
from tests.conftest import ROOT
from tests.patience import PATIENCE
from tests.store.test_traces import SENTINEL, traces
from tests.window.screen import PROGRAM, Screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.desktop
PASSPHRASE = "four invented words here"
TYPED = "0123456789abcdefghijklmnopqrstuvwxyz" * 2
ROUNDS = 20
CASE = replace(invented.case(items=1), case_number="number", injured_worker=Party(name=SENTINEL))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with a library of one case, which is full of the sentinel."""
    home = tmp_path_factory.mktemp("home")
    (home / "tmp").mkdir()
    library, _ = create(home / "library", PASSPHRASE)
    library.cases.add(CASE)
    library.close()
    return home


@pytest.fixture(scope="module")
def screen(home: Path) -> Iterator[Screen]:
    screen = Screen(home)
    yield screen
    screen.close()


@pytest.fixture
def program(screen: Screen, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program, with the case open and its number, "number", about to be typed over."""
    library = unlock(home / "library", PASSPHRASE)
    (row,) = library.cases.rows()
    library.cases.save(row.id, CASE, row.version)
    library.settings.put("place", (row.id, ""))  # the case is open again after the passphrase
    library.close()
    place = {
        "DETERMINATION_DESK_LIBRARY": str(home / "library"),
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(home / "tmp"),
    }
    program = subprocess.Popen(PROGRAM, env=screen.environment | place, cwd=home)
    try:
        screen.wait_for_window(program.pid)
        screen.type(PASSPHRASE)
        screen.press("Return")
        screen.wait_for_title(" · ")
        screen.press("F6", "ctrl+a")
        yield program
    finally:
        program.kill()
        program.wait(PATIENCE)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_at_most_the_last_key_is_lost(
    seed: int, program: subprocess.Popen[bytes], screen: Screen, home: Path
) -> None:
    chance = random.Random(seed)
    wanted = chance.randrange(3, len(TYPED) - 20)
    typing = screen.typing(TYPED, delay=chance.choice((25, 40)))
    latest = time.monotonic() + PATIENCE
    while len(shown := screen.title().partition(" · ")[0]) < wanted or shown == "number":
        assert time.monotonic() < latest, f"typed for long, and the title is {shown}"
    program.kill()
    program.wait(PATIENCE)
    typing.wait(PATIENCE)  # ended early, it would leave a key held down

    library = unlock(home / "library", PASSPHRASE)
    (row,) = library.cases.rows()
    assert library.trail.verify().sound
    assert library.database.one("pragma quick_check") == "ok"
    library.close()
    assert TYPED.startswith(row.number)
    assert len(row.number) >= len(shown) - 1
    assert list(traces(home)) == []
