"""What the window needs of the system is named before Qt is loaded."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from desktop.platform import system
from tests.conftest import ROOT

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves libraries to others")


@linux
def test_a_missing_library_is_named_with_the_line_that_installs_it(monkeypatch):
    gone = system.SystemLibrary("libnone.so.7", "libnone7", "none", "none", "none")
    monkeypatch.setattr(system, "_QT", (gone, *system._QT))
    complaint = system.complaint()
    assert "libnone.so.7" in complaint
    assert "install" in complaint
    assert complaint.count("\n") == 0


@linux
def test_libraries_of_x11_are_wanted_only_where_x11_will_be_used(monkeypatch):
    gone = system.SystemLibrary("libnone.so.7", "libnone7", "none", "none", "none")
    monkeypatch.setattr(system, "_X11", (gone,))
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert gone not in system.missing()
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert gone in system.missing()
    monkeypatch.delenv("QT_QPA_PLATFORM")
    assert gone in system.missing()


@pytest.mark.parametrize(
    ("release", "family", "line"),
    [
        ("ID=debian\n", "debian", "apt install libegl1"),
        ('ID=ubuntu\nID_LIKE="debian"\n', "debian", "apt install libegl1"),
        ("NAME=Fedora\nID=fedora\n", "fedora", "dnf install libglvnd-egl"),
        ('ID="almalinux"\nID_LIKE="rhel centos fedora"\n', "fedora", "dnf install libglvnd-egl"),
        ("ID=manjaro\nID_LIKE=arch\n", "arch", "pacman -S libglvnd"),
        ('ID=opensuse-leap\nID_LIKE="suse opensuse"\n', "suse", "zypper install Mesa-libEGL1"),
        ("ID=other\n", "debian", "apt install libegl1"),
    ],
)
def test_each_family_of_linux_gets_its_own_line(tmp_path, release, family, line):
    (tmp_path / "os-release").write_text(release)
    egl = [library for library in system._QT if library.soname == "libEGL.so.1"]
    assert system.family(tmp_path / "os-release") == family
    assert line in system.advice(egl, family)


def test_a_system_without_a_release_file_gets_the_names_of_debian(tmp_path):
    assert system.family(tmp_path / "none") == "debian"


@linux
def test_without_a_display_the_check_says_so_by_its_status():
    clean = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    dead = clean | {"DISPLAY": ":4711", "WAYLAND_DISPLAY": "none"}
    for environment in (clean, dead):
        shown = subprocess.run(
            [sys.executable, "-m", "desktop.platform.system"], env=environment, capture_output=True
        )
        assert shown.returncode == system.NO_DISPLAY
        assert shown.stderr == b""
