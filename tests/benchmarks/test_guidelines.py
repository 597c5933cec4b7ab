"""How long the guidelines take to load, to rank and to assess."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

import pytest

from desktop.app import reference_works
from desktop.cases.case import Answer, DisputedItem
from desktop.cases.terms import Verdict
from desktop.guidelines.assessment import assess

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

pytestmark = [pytest.mark.benchmark(timer=time.process_time)]
LOADED, ASSESSED = 0.050, 0.001
"""Seconds of the processor at most, whatever else it has to do."""


def test_all_guidelines_load_and_index(benchmark: BenchmarkFixture) -> None:
    def work() -> None:
        reference_works.terms.cache_clear()
        reference_works.vocabulary.cache_clear()
        assert len(reference_works.catalog()) > 300

    benchmark.pedantic(work, rounds=20, warmup_rounds=2)
    assert benchmark.stats.stats.min < LOADED


@pytest.mark.parametrize(
    "id", ["mtus-acupuncture-2007", "mtus-chronic-pain-2016-physical-medicine"]
)
def test_an_assessment(benchmark: BenchmarkFixture, id: str) -> None:
    guideline = reference_works.catalog()[id]
    verdicts = [Verdict.MET, Verdict.NOT_DOCUMENTED]
    answers = tuple(
        Answer(guideline=id, criterion=one.id, verdict=verdicts[at % 2], value="3")
        for at, one in enumerate(guideline.criteria)
    )
    item = DisputedItem(request="Acupuncture twice a week for three weeks", answers=answers)
    benchmark(assess, item, guideline)
    assert benchmark.stats.stats.min < ASSESSED


def test_a_ranking(benchmark: BenchmarkFixture) -> None:
    library = reference_works.catalog()
    benchmark(library.offer, "MRI of the lumbar spine without contrast", dt.date(2017, 2, 13))
