"""The process keeps its memory to itself."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.skipif(sys.platform != "linux", reason="the switches read back here are Linux's")
def test_a_crash_leaves_no_core_dump_and_nobody_looks_inside():
    code = (
        "import ctypes, resource; from desktop.privacy import harden; harden();"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "(0, 0) 0"
