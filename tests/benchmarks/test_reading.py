"""How fast finished letters are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.readers.california_imr import reader
from tests.benchmarks import letters
from tests.readers.california_imr.published import TEXTS

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.skipif(not TEXTS, reason="the folder of published letters is not there"),
]
SECONDS = 2


def test_the_published_letters_are_read_in_two_seconds(benchmark: BenchmarkFixture) -> None:
    every = [path.read_bytes() for path in TEXTS]

    def work() -> int:
        return sum(
            len(reader.read(data, "x.txt", letters.pack()).case.disputed_items) for data in every
        )

    assert benchmark.pedantic(work, rounds=3, warmup_rounds=1) > len(every)
    assert benchmark.stats.stats.median < SECONDS
