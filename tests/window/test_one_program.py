"""Two starts, one program: the second hands its case to the first and brings it to the front."""

from __future__ import annotations

import shutil
import subprocess
import sys
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from desktop.store.files.folder import Folder
from desktop.store.library.library import create
from tests.conftest import ROOT
from tests.patience import PATIENCE
from tests.security.running import until
from tests.window.screen import PROGRAM, Screen

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
    with TemporaryDirectory() as short:  # the name of a socket has room for a hundred letters
        screen.environment |= {
            "DETERMINATION_DESK_LIBRARY": str(tmp_path / "library"),
            "PYTHONPATH": str(ROOT),
            "XDG_RUNTIME_DIR": short,
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
    until(Folder(tmp_path / "library").holder.exists)
    yield program
    program.kill()
    program.wait(PATIENCE)


@pytest.fixture
def cover(screen: Screen, first: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """A window before the program's."""
    window = subprocess.Popen([sys.executable, "-c", COVER], env=screen.environment)
    yield window
    window.kill()
    window.wait(PATIENCE)


def test_a_second_start_opens_its_case_in_the_first_which_comes_to_the_front(
    screen: Screen,
    first: subprocess.Popen[bytes],
    cover: subprocess.Popen[bytes],
    sample_file: Path,
    tmp_path: Path,
) -> None:
    screen.wait_for_window(cover.pid)
    screen.wait_for_title("before all")
    case = shutil.copy(sample_file, tmp_path / "a case.ddcase")
    second = subprocess.run([*PROGRAM, case], env=screen.environment, timeout=PATIENCE)
    assert second.returncode == 0
    assert first.poll() is None
    screen.wait_for_title("CM26-0104417")
