"""The check before signing on the largest letter, as it runs at each pause of the typing."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from desktop import shelf
from desktop.domain.question import Prose
from desktop.domain.review import References, review
from tests import invented

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

pytestmark = pytest.mark.benchmark
ITEMS = 21
TYPING = 0.030
"""Seconds at most, on a processor that has nothing else to do."""


def test_twenty_one_items_one_word_further(benchmark: BenchmarkFixture) -> None:
    """One field changed since the last check: what a reviewer who types waits for."""
    references = shelf.references("california-imr")
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
    known = shelf.references("california-imr")
    case = invented.case(ITEMS)

    def fresh():
        references = References(
            vocabulary=known.vocabulary,
            drugs=known.drugs,
            limits=known.limits,
            works=known.works,
            program=known.program,
        )
        assert references.reader
        return (case, references), {}

    benchmark.extra_info.update(items=ITEMS)
    benchmark.pedantic(review, setup=fresh, rounds=20)
