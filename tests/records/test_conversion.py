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
from desktop.app import reference_works
from desktop.platform import assets
from desktop.cases.case_file import loads
sample = assets.resource("sample.ddcase").read_bytes()
start = threading.Barrier(4)
def work():
    start.wait()
    loads(sample)
    reference_works.references.__wrapped__("california-imr")
threads = [threading.Thread(target=work) for _ in range(4)]
for one in threads: one.start()
for one in threads: one.join()
"""


@pytest.mark.parametrize("time", range(4))
def test_threads_that_read_the_first_case_together_end_well(time):
    done = subprocess.run([sys.executable, "-c", TOGETHER], cwd=ROOT, capture_output=True)
    assert done.returncode == 0, done.stderr


def test_no_other_part_makes_records_of_plain_values():
    made = re.compile(r"msgspec\.convert\(|decode\([^)]*\btype=")
    sources = (ROOT / "desktop").rglob("*.py")
    found = [one.name for one in sources if made.search(one.read_text(encoding="utf-8"))]
    assert found == ["conversion.py"]
