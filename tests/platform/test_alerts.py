"""What is missing is said where it is seen, with its remedy."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from desktop.commands import window
from desktop.platform import alerts, assets, system
from tests.conftest import ROOT

linux = pytest.mark.skipif(sys.platform != "linux", reason="the message boxes are Linux's")


@pytest.fixture
def box(monkeypatch, tmp_path):
    """A message box of the desktop, as a program that writes down what it is asked to show."""
    program = tmp_path / "bin" / "zenity"
    program.parent.mkdir()
    act = f'printf "%s\\n" "$@" >"{tmp_path}/part"; mv "{tmp_path}/part" "{tmp_path}/shown"'
    program.write_text(f"#!/bin/sh\n{act}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    return tmp_path / "shown"


@linux
def test_where_nobody_reads_the_terminal_a_message_box_says_it_too(box, monkeypatch, capsys, qtbot):
    monkeypatch.setattr(system, "has_desktop", lambda: True)
    alerts.alert("The library is locked. <Enter> the passphrase.")
    assert capsys.readouterr().err == "The library is locked. <Enter> the passphrase.\n"
    qtbot.waitUntil(box.exists)
    assert "--text=The library is locked. <Enter> the passphrase." in box.read_text().splitlines()


@linux
def test_without_a_display_there_is_no_box(box, monkeypatch, capsys):
    monkeypatch.setattr(system, "has_desktop", lambda: False)
    alerts.alert("There is no display.")
    assert capsys.readouterr().err == "There is no display.\n"
    assert not box.exists()


@linux
def test_on_a_terminal_there_is_no_box(box, monkeypatch):
    monkeypatch.setattr(system, "has_desktop", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    alerts.alert("There is no display.")
    assert not box.exists()


@linux
def test_a_box_is_shown_without_the_libraries_that_we_carry(monkeypatch, tmp_path, box, qtbot):
    box.with_name("bin").joinpath("zenity").write_text(
        f'#!/bin/sh\necho "$LD_LIBRARY_PATH" >"{box}"\n'
    )
    monkeypatch.setattr(system, "has_desktop", lambda: True)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/ours")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/theirs")
    alerts.alert("There is no display.")
    qtbot.waitUntil(lambda: box.exists() and box.read_text() == "/theirs\n")


@pytest.mark.parametrize("folder", assets.NEEDED)
def test_a_missing_folder_is_named_with_what_to_do(folder, monkeypatch, tmp_path, capsys):
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(ROOT / "resources", tmp_path / "resources")
    shutil.rmtree(tmp_path / folder)
    (tmp_path / folder).mkdir()
    monkeypatch.setattr(assets, "root", lambda: tmp_path)
    assert window.run([]) == 1
    said = capsys.readouterr().err
    assert f"“{folder}”" in said
    assert "Install it again" in said
    assert said.count("\n") == 1


@linux
def test_without_a_display_the_start_says_so_and_how_to_write_letters_all_the_same():
    clean = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [sys.executable, "-m", "desktop"], env=clean, capture_output=True, text=True, cwd=ROOT
    )
    assert told.returncode == 1
    assert told.stderr.startswith("There is no display")
    assert "determination-desk render" in told.stderr
