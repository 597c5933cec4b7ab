"""A copy of the program that has no other program than the bare one."""

from __future__ import annotations

import shutil

import pytest

from tests.conftest import ROOT
from tests.programs.bare_copy import CASE


@pytest.fixture
def copy(tmp_path):
    """The program with the bare pack for its only one, and a case of it."""
    skip = shutil.ignore_patterns("packaging", "readme")
    for name in ("desktop", "resources"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=skip)
    shutil.copytree(ROOT / "tests" / "programs" / "bare", tmp_path / "templates" / "bare")
    (tmp_path / "case.ddcase").write_text(CASE, encoding="utf-8")
    return tmp_path
