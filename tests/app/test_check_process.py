"""The check in a process of its own: the same findings, and nothing is left when it ends."""

from __future__ import annotations

import multiprocessing
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.app import check_process as module
from desktop.app import reference_works
from desktop.app.check_process import SECONDS, Checking
from desktop.cases.settings import WeighedRule
from desktop.cases.terms import Weight
from desktop.checks.engine.check import (
    RULES,
    STOPPED,
    CheckSettings,
    arranged,
    examine,
    review,
    unfinished,
)
from desktop.letter.read import confined
from tests import invented
from tests.checks import hostile
from tests.conftest import ROOT
from tests.growth import too_slow
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

SLIPS = hostile.in_running_text("He fell.. There is the the knee. Seen on 02/30/2026.")
REFERENCES = reference_works.references(SLIPS.program)
LEFT_BEHIND = """
import time
from desktop.app.check_process import Checking
from tests import invented
checking = Checking()
checking.findings(invented.case())
print(checking.pid, flush=True)
time.sleep(600)
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")


def loaded(name: bytes) -> bool:
    """Whether a new process has the module `name` from its start."""
    return name.decode() in sys.modules


@pytest.fixture
def checking() -> Iterator[Checking]:
    checking = Checking()
    yield checking
    checking.stop()


def ends(pid: int) -> bool:
    """Whether the process ends before our patience does."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], PATIENCE)[0])
    finally:
        os.close(handle)


def test_it_finds_what_the_check_finds(checking):
    for case in (SLIPS, invented.case(21), hostile.full()):
        assert checking.findings(case) == review(case, REFERENCES)


def test_it_weighs_the_rules_as_the_organization_does(checking):
    weighed = (WeighedRule("prose.marks", Weight.OFF), WeighedRule("prose.doubled", Weight.ERROR))
    settings = CheckSettings(levels={one.rule: one.weight.value for one in weighed})
    assert checking.findings(SLIPS, weighed) == review(SLIPS, REFERENCES, settings=settings)


def test_one_process_checks_case_after_case(checking):
    assert checking.pid is None
    checking.findings(SLIPS)
    first = checking.pid
    checking.findings(invented.case())
    assert checking.pid == first is not None


@linux
def test_what_it_knows_is_read_once_for_all_processes_of_ours():
    for name in (b"desktop.app.check_knowledge", b"pypdf"):
        assert confined.run(loaded, name), name


@linux
def test_what_it_remembers_ends_with_it(checking):
    checking.findings(SLIPS)
    pid = checking.pid
    checking.stop()
    assert checking.pid is None
    assert ends(pid)
    assert checking.findings(SLIPS) == review(SLIPS, REFERENCES)


@linux
def test_a_check_that_is_stopped_while_its_process_begins_leaves_none(checking, monkeypatch):
    begun = module.new_process

    def stopped_meanwhile(*work):
        checking.stop()
        return begun(*work)

    monkeypatch.setattr(module, "new_process", stopped_meanwhile)
    checking.findings(SLIPS)
    assert checking.pid is None
    assert not [one for one in multiprocessing.active_children() if one.is_alive()]


@linux
def test_it_holds_nothing_of_the_window_and_leaves_no_dump(checking):
    checking.findings(SLIPS)
    with Path(f"/proc/{checking.pid}/limits").open() as limits:
        core = next(line for line in limits if line.startswith("Max core file size"))
    assert core.split()[4:6] == ["0", "0"]
    parents = {checking.pid}
    with Path(f"/proc/{checking.pid}/stat").open() as stat:
        parents.add(int(stat.read().rpartition(")")[2].split()[1]))
    assert os.getpid() not in parents, "a copy of the window's process has the window's memory"


@linux
def test_a_check_that_hangs_is_stopped_and_says_so():
    checking = Checking(seconds=1)
    try:
        end = time.monotonic() + PATIENCE
        while any(one.rule == STOPPED for one in checking.findings(SLIPS)):
            assert time.monotonic() < end
        hanging = checking.pid
        os.kill(hanging, signal.SIGSTOP)
        (said,) = (one for one in checking.findings(SLIPS) if one.rule == STOPPED)
        assert "longer than 1 seconds" in said.message
        assert next(iter(RULES)) in said.message
        assert ends(hanging)
    finally:
        checking.stop()


def test_what_the_rules_before_it_found_stays():
    before = [*examine(SLIPS, REFERENCES)]
    half = len(before) // 2
    kept = before[:half]
    found = arranged(SLIPS, [*kept, unfinished(kept[-1].rule, "It was enough.")])
    assert {one.rule for one in found} == {
        STOPPED, *(finding.rule for one in kept for finding in one.findings)
    }  # fmt: skip
    assert before[half].rule in next(one.message for one in found if one.rule == STOPPED)


@linux
def test_a_check_whose_process_is_killed_says_so_and_the_next_one_is_whole(checking):
    checking.findings(SLIPS)
    os.kill(checking.pid, signal.SIGKILL)
    assert STOPPED in {one.rule for one in checking.findings(SLIPS)}
    assert checking.findings(SLIPS) == review(SLIPS, REFERENCES)


@linux
def test_it_ends_with_the_program_however_that_ends(tmp_path):
    place = {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    program = subprocess.Popen(
        [sys.executable, "-c", LEFT_BEHIND],
        env=os.environ | place,
        stdout=subprocess.PIPE,
        text=True,
    )
    pid = int(program.stdout.readline())
    program.kill()
    program.communicate()
    assert ends(pid)


def test_a_long_text_is_checked_long_before_the_time_is_over(checking):
    case = hostile.in_running_text(hostile.text("?", 200_000))

    def check() -> None:
        assert STOPPED not in {one.rule for one in checking.findings(case)}

    assert not too_slow(check, SECONDS, time.monotonic)
