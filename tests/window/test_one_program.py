"""Two starts, one program: the second hands its case to the first and brings it to the front."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from desktop.store.library.library import create
from tests.conftest import ROOT
from tests.window.screen import PATIENCE, PROGRAM, Screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.desktop
COVER = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(["cover"])
label = QLabel("before all")
label.setWindowTitle("before all")
label.showMaximized()
app.exec()
"""
PASSPHRASE = "four quite invented words"


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    screen = Screen(tmp_path)
    screen.environment |= {
        "DETERMINATION_DESK_LIBRARY": str(tmp_path / "library"),
        "PYTHONPATH": str(ROOT),
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    yield screen
    screen.close()


@pytest.fixture
def first(screen: Screen, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program, unlocked."""
    create(tmp_path / "library", PASSPHRASE)[0].close()
    program = subprocess.Popen(PROGRAM, env=screen.environment, cwd=tmp_path)
    screen.wait_for_window(program.pid)
    screen.type(PASSPHRASE)
    screen.press("Return")
    yield program
    program.kill()
    program.wait(10)


def test_a_second_start_opens_its_case_in_the_first_which_comes_to_the_front(
    screen: Screen, first: subprocess.Popen[bytes], sample_file: Path, tmp_path: Path
) -> None:
    cover = subprocess.Popen([sys.executable, "-c", COVER], env=screen.environment)
    screen.wait_for_window(cover.pid)
    assert screen.title() == "before all"
    case = shutil.copy(sample_file, tmp_path / "a case.ddcase")
    second = subprocess.run([*PROGRAM, case], env=screen.environment, timeout=PATIENCE)
    assert second.returncode == 0
    assert first.poll() is None
    end = time.monotonic() + PATIENCE
    while not screen.title().startswith("CM26-0104417"):
        assert time.monotonic() < end, screen.title()
    cover.kill()
    cover.wait(10)
