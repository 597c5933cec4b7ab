"""The check before signing on the largest letter, as it runs at each pause of the typing."""

from __future__ import annotations

import statistics
import threading
import time
from itertools import count
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from desktop.app import reference_works
from desktop.app.check_process import Checking
from desktop.checks.engine.check import review
from desktop.records.questions import Prose
from tests import invented
from tests.checks import hostile

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_benchmark.fixture import BenchmarkFixture

pytestmark = pytest.mark.benchmark
ITEMS = 21
FRAME = 0.016
"""Seconds that a key may wait."""
TYPING = 0.030
"""Seconds at most, on a processor that has nothing else to do."""


def test_twenty_one_items_one_word_further(benchmark: BenchmarkFixture) -> None:
    """One field changed since the last check: what a reviewer who types waits for."""
    references = reference_works.references("california-imr")
    case = invented.case(ITEMS)
    typed = count()

    def further():
        words = Prose(f"{case.summary.narrative} Seen {next(typed)} times.")
        return (replace(case, summary=replace(case.summary, narrative=words)), references), {}

    benchmark.extra_info.update(items=ITEMS)
    benchmark.pedantic(review, setup=further, rounds=50, warmup_rounds=2)
    assert benchmark.stats.stats.min < TYPING


def test_twenty_one_items_for_the_first_time(benchmark: BenchmarkFixture) -> None:
    """Nothing is remembered: the case was just opened."""
    known = reference_works.references("california-imr")
    case = invented.case(ITEMS)

    def fresh():
        references = replace(known)
        assert references.reader
        return (case, references), {}

    benchmark.extra_info.update(items=ITEMS)
    benchmark.pedantic(review, setup=fresh, rounds=20)


def test_no_key_waits_while_a_hostile_text_is_checked() -> None:
    """The longest pause of the thread that takes the keys, beside a check and beside none."""
    checking, case = Checking(), hostile.in_running_text(hostile.text("?", 200_000))
    checking.findings(invented.case(1))
    try:
        worst: dict[str, list[float]] = {"none": [], "check": []}
        for number in range(5):
            longer = hostile.in_running_text(f"{number} {case.summary.narrative}")
            worst["check"].append(longest_pause(lambda case=longer: checking.findings(case)))
            worst["none"].append(longest_pause(lambda: threading.Event().wait(0.5)))
    finally:
        checking.stop()
    beside, alone = (statistics.median(worst[name]) for name in ("check", "none"))
    print(f"\nlongest pause: {beside * 1000:.1f} ms beside a check, {alone * 1000:.1f} beside none")
    assert beside < FRAME + 3 * alone


def longest_pause(work: Callable[[], object]) -> float:
    """The longest time for which this thread stood still while another did `work`."""
    thread = threading.Thread(target=work)
    thread.start()
    longest, last = 0.0, time.perf_counter()
    while thread.is_alive():
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return longest
