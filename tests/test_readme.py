"""The README tells of everything that can be called, and shows what it says that it shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from desktop.cli import COMMANDS
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOOR = (ROOT / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_program_is_told(command):
    assert f"| `determination-desk {command}" in README


def test_every_word_of_the_door_is_told_there_and_on_windows():
    words = re.findall(r"^([a-z]+)\)$", DOOR, flags=re.MULTILINE)
    assert {"test", "lint", "bench"} <= set(words)
    windows = (ROOT / "run.bat").read_text(encoding="utf-8")
    for word in words:
        assert f"./run {word}" in README or word in {"screens", "app"}
        assert f"./run {word}" in DOOR
        assert f'"%word%"=="{word}" goto {word}' in windows
        assert f"\n:{word}\n" in windows


def test_no_word_of_the_door_hides_a_command_of_the_program():
    words = re.findall(r"^([a-z]+)\)$", DOOR, flags=re.MULTILINE)
    assert not set(words) & set(COMMANDS)


def test_every_picture_and_folder_that_it_names_is_there():
    pictures = re.findall(r"!\[.+?\]\((.+?)\)", README)
    assert pictures
    table = README[README.index("| folder |") : README.index("MIT license")]
    for name in (*pictures, *re.findall(r"`([a-z_/.]+)`", table)):
        assert (ROOT / name).exists() or (ROOT / "desktop" / name).exists(), name


def test_it_is_read_in_five_minutes():
    assert README.count("\n") < 150


def test_help_on_the_pictures_makes_no_folder(tmp_path):
    call = [sys.executable, "-m", "tests.window.screens", "--help"]
    place = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(call, cwd=tmp_path, env=place, capture_output=True, text=True)
    assert done.returncode == 0
    assert "light-200" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_the_door_is_open_to_everyone():
    assert (ROOT / "run").stat().st_mode & 0o111 == 0o111
    assert DOOR.startswith("#!/bin/sh\n")
