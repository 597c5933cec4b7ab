"""A letter from first start to finished files, by the keyboard alone and with real keys.

The words are those of the oldest letter at hand; they go in through the window and are looked for
in the Word file and in the PDF that come out.
"""

from __future__ import annotations

import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from desktop.letter.compose.pack import Pack
from desktop.platform import assets
from desktop.readers.california_imr.reader import read
from tests.conftest import ROOT
from tests.patience import PATIENCE
from tests.window.screen import PROGRAM, Screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.cases.case import Case

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(240)]
PASSPHRASE = "four quiet paper cranes"
NUMBER = "CM15-0000001"


@pytest.fixture
def seed(shared: Path) -> Case:
    """The facts of the seed letter."""
    file = next((shared / "letters").glob("seed*.txt"))
    return read(file.read_bytes(), file.name, Pack(assets.templates("california-imr"))).case


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    screen = Screen(tmp_path)
    yield screen
    screen.close()


@pytest.fixture
def program(screen: Screen, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    place = {
        "DETERMINATION_DESK_LIBRARY": str(tmp_path / "library"),
        "PYTHONPATH": str(ROOT),
    }
    program = subprocess.Popen(PROGRAM, env=screen.environment | place, cwd=tmp_path)
    screen.wait_for_window(program.pid)
    yield program
    program.kill()
    program.wait(PATIENCE)


def make_library(screen: Screen) -> None:
    """The first start: a passphrase twice, and the recovery key from its field to the next."""
    screen.type(PASSPHRASE)
    screen.press("Tab")
    screen.type(PASSPHRASE)
    screen.press("Return")
    time.sleep(2)  # Argon2 takes its time, and no title tells of it
    screen.press("shift+Tab", "shift+Tab", "ctrl+a", "ctrl+c", "Tab", "Tab", "ctrl+v", "Return")
    screen.press_until("ctrl+n", "New case")


def go(screen: Screen, field: str) -> None:
    """To a field, by its name in the palette."""
    screen.press("ctrl+k")
    screen.type(f"Go to {field}")
    screen.press("Return")


def fill(screen: Screen, field: str, words: str) -> None:
    go(screen, field)
    screen.press("ctrl+a")
    screen.type(" ".join(words.split()), delay=2)


def wait_for(files: list[Path]) -> None:
    end = time.monotonic() + PATIENCE
    while not all(file.exists() for file in files):
        assert time.monotonic() < end, f"not written: {[f.name for f in files if not f.exists()]}"
        time.sleep(0.2)


def test_the_seed_letter_by_keyboard_alone(
    screen: Screen, program: subprocess.Popen[bytes], seed: Case, tmp_path: Path
) -> None:
    make_library(screen)
    screen.type(NUMBER)
    item = seed.disputed_items[0]
    fill(screen, "review organization: full name", seed.organization.name)
    fill(screen, "review organization: short name", seed.organization.short_name)
    fill(screen, "clinical case summary: narrative", seed.summary.narrative)
    go(screen, "reviewer: states of licensure")
    screen.press("space")
    screen.type(seed.reviewer.licensures[0])
    go(screen, "reviewer: specialties")
    screen.press("space")
    screen.type(seed.reviewer.specialties[0])
    screen.press("ctrl+shift+n")
    fill(screen, "item 1: request as made", item.request)
    fill(screen, "item 1: rationale", item.rationale)
    go(screen, "item 1: decision")
    screen.press("space")
    screen.press_until("ctrl+e", "Export")
    screen.press("Tab", "Tab", "Tab", "Tab", "Tab", "ctrl+a")
    screen.type(str(tmp_path))
    screen.press("Return")
    files = [tmp_path / f"{NUMBER}.docx", tmp_path / f"{NUMBER}.pdf"]
    wait_for(files)
    for file in files:
        letter = read(file.read_bytes(), file.name, Pack(assets.templates("california-imr"))).case
        words = " ".join(letter.disputed_items[0].rationale.split())
        assert words == " ".join(item.rationale.split())
        assert letter.disputed_items[0].request == item.request
        assert letter.disputed_items[0].decision == item.decision
        narrative = " ".join(letter.summary.narrative.split())
        assert narrative == " ".join(seed.summary.narrative.split())
