"""The window comes back in its place, with the frame that a window manager gives it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.patience import PATIENCE
from tests.window.screen import PROGRAM, Screen

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.desktop


def test_the_window_comes_back_in_its_place_at_each_start(tmp_path: Path) -> None:
    screen = Screen(tmp_path)
    screen.environment |= {
        "DETERMINATION_DESK_LIBRARY": str(tmp_path / "library"),
        "PYTHONPATH": str(ROOT),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    places = []
    for number in range(3):
        program = subprocess.Popen(PROGRAM, env=screen.environment, cwd=tmp_path)
        screen.wait_for_window(program.pid)
        if number == 0:
            screen.place(120, 90, 900, 600)
        places.append(screen.where())
        screen.press("ctrl+q")
        assert program.wait(PATIENCE) == 0
    screen.close()
    assert places == places[:1] * 3
    assert places[0][2:] == (900, 600)
