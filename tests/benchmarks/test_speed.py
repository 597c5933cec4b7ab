"""Each contender's time for one letter, in the order of the table."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks import letters, ours
from tests.benchmarks.contenders import GROUPS, Contender
from tests.benchmarks.memory import peak
from tests.benchmarks.peers import AbsentError

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_benchmark.fixture import BenchmarkFixture

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]
ALL = [(group, contender) for group, contenders in GROUPS.items() for contender in contenders]
LETTERS = 1_000


@pytest.mark.parametrize(("group", "contender"), ALL, ids=lambda value: getattr(value, "name", ""))
def test_one_letter(benchmark: BenchmarkFixture, group: str, contender: Contender) -> None:
    try:
        work = contender.ready()
    except AbsentError as reason:
        pytest.skip(str(reason))
    benchmark.extra_info.update(table=group, contender=contender.name)
    numbers = count()
    benchmark.pedantic(
        work,
        setup=lambda: ((next(numbers) % letters.DIFFERENT,), {}),
        rounds=contender.rounds,
        warmup_rounds=3 if contender.rounds > 10 else 0,
    )


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_letters(benchmark: BenchmarkFixture, tmp_path: Path, jobs: int) -> None:
    from desktop.cases import case_file

    (tmp_path / "cases").mkdir()
    for number in range(LETTERS):
        data = case_file.dumps(letters.case(3, number))
        (tmp_path / "cases" / f"{number}.ddcase").write_bytes(data)
    benchmark.extra_info.update(jobs=jobs, letters=LETTERS)
    out = tmp_path / "out"

    def work() -> None:
        running = ours.render(tmp_path / "cases", out, "docx,pdf", jobs)
        benchmark.extra_info["peak"] = peak(running)
        assert running.returncode == 0

    benchmark.pedantic(work, rounds=1)
    assert len(list(out.iterdir())) == 2 * LETTERS
