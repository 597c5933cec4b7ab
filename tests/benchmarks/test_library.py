"""The case library with 10,000 cases of 20 kB: unlocking, searching, and each keystroke's save."""

from __future__ import annotations

import random
import sqlite3
from itertools import count
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from desktop.cases.case import Case, DisputedItem, Party, Summary
from desktop.cases.case_file import dumps
from desktop.records.questions import Prose
from desktop.store.library.library import Library, create, open_library, slots
from desktop.store.security import keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytest_benchmark.fixture import BenchmarkFixture

    Full = tuple[Path, bytes]

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]
CASES = 10_000
PASSPHRASE = "four invented words here"


@pytest.fixture(scope="session")
def words() -> Callable[[int], str]:
    """Texts of so many words out of 5,000, as long as English ones."""
    chance = random.Random(1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    known = ["".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(5000)]
    return lambda count: " ".join(chance.choices(known, k=count))


def invented(words: Callable[[int], str], number: int) -> Case:
    """A case whose file is 20 kB."""
    return Case(
        case_number=f"CM26-{number:07}",
        injured_worker=Party(name=words(2)),
        summary=Summary(narrative=Prose(words(1100))),
        disputed_items=tuple(
            DisputedItem(request=words(5), rationale=Prose(words(550))) for _ in range(3)
        ),
    )


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory, words: Callable[[int], str]) -> Full:
    """A library with 10,000 cases on the disk, closed, and its key."""
    path = tmp_path_factory.mktemp("full") / "library"
    library, _ = create(path, PASSPHRASE)
    library.database.whole(
        lambda: [library.cases.add(invented(words, number)) for number in range(CASES)]
    )
    key = library.key
    library.close()
    return path, key


@pytest.fixture
def library(full: Full) -> Iterator[Library]:
    """The full library, open."""
    library = open_library(*full)
    yield library
    library.close()


def measure(
    benchmark: BenchmarkFixture, what: str, call: Callable[[], object], aim: float | None = None
) -> None:
    """Time `call`, for the table, which says whether its median is under `aim` milliseconds."""
    benchmark.extra_info.update(library=what, aim=aim)
    benchmark(call)


def test_unlocking_to_the_worklist(benchmark: BenchmarkFixture, full: Full) -> None:
    def work() -> None:
        library = open_library(*full)
        assert len(library.cases.rows()) == CASES
        library.close()

    measure(benchmark, "unlock to worklist, key ready", work, aim=250)


def test_deriving_the_key(benchmark: BenchmarkFixture, full: Full) -> None:
    opened = slots(full[0])
    measure(benchmark, "key from the passphrase", lambda: keys.unwrapped(opened, PASSPHRASE))


@pytest.mark.parametrize("letters", [1, 3, 9])
def test_searching(
    benchmark: BenchmarkFixture, library: Library, words: Callable[[int], str], letters: int
) -> None:
    text = words(1)[:letters]
    what = f"search, a word's first {letters}"
    measure(benchmark, what, lambda: library.cases.search(text), aim=50)


def test_searching_for_two_words(
    benchmark: BenchmarkFixture, library: Library, words: Callable[[int], str]
) -> None:
    text = words(2)
    measure(benchmark, "search, two words", lambda: library.cases.search(text), aim=50)


def test_saving_a_keystroke(benchmark: BenchmarkFixture, library: Library) -> None:
    id, typed = library.cases.rows()[0].id, count()
    kept = library.cases.get(id)
    version = [kept.version]

    def work() -> None:
        case = replace(kept.case, claim_number=str(next(typed)))
        version[0] = library.cases.save(id, case, version[0])

    measure(benchmark, "save a keystroke, 20 kB", work, aim=2)


def test_the_same_save_unencrypted(
    benchmark: BenchmarkFixture, tmp_path: Path, words: Callable[[int], str]
) -> None:
    """The peer: the standard library's database, one document, as durable, with nothing beside."""
    plain = sqlite3.connect(tmp_path / "plain.db", isolation_level=None)
    for statement in ("pragma journal_mode=wal", "pragma synchronous=full", "create table t(d)"):
        plain.execute(statement)
    plain.execute("insert into t values('')")
    case, typed = invented(words, 0), count()

    def work() -> None:
        document = dumps(replace(case, claim_number=str(next(typed))))
        plain.execute("update t set d = ?", (document,))

    measure(benchmark, "the same, plain sqlite3 alone", work)
    plain.close()


def test_a_backup(benchmark: BenchmarkFixture, library: Library) -> None:
    benchmark.extra_info.update(library="backup, written and verified", aim=None)
    benchmark.pedantic(library.backups.make, rounds=1)
