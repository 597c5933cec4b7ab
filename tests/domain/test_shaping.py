"""Several threads make the first records of a type at once."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT

TOGETHER = """
import sys, threading
sys.setswitchinterval(1e-6)
from desktop import assets, shelf
from desktop.domain.casefile import loads
sample = assets.resource("sample.ddcase").read_bytes()
start = threading.Barrier(4)
def work():
    start.wait()
    loads(sample)
    shelf.references.__wrapped__("california-imr")
threads = [threading.Thread(target=work) for _ in range(4)]
for one in threads: one.start()
for one in threads: one.join()
"""


@pytest.mark.parametrize("time", range(4))
def test_threads_that_read_the_first_case_together_end_well(time):
    done = subprocess.run([sys.executable, "-c", TOGETHER], cwd=ROOT, capture_output=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("file", sorted((ROOT / "desktop").rglob("*.py")), ids=lambda one: one.name)
def test_no_other_part_makes_records_of_plain_values(file):
    words = file.read_text(encoding="utf-8")
    assert file.name == "shaping.py" or "msgspec.convert(" not in words
    assert not re.search(r"decode\([^)]*\btype=", words)
