"""What reads a text while it is typed is linear in it: requests, drafted texts and differences."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import pytest

from desktop.app import reference_works
from desktop.cases.changes import drafted_text
from desktop.cases.changes.differences import difference
from desktop.text import dates, quantities, requests, sentences
from tests.checks import hostile
from tests.growth import too_slow, too_steep

if TYPE_CHECKING:
    from collections.abc import Callable

LENGTH, GROWTH, SLACK = 8000, 2.2, 0.01
SECOND, LARGE = 1.0, 200_000
TODAY = dt.date(2026, 5, 4)
SEEDS = (
    *hostile.SEEDS,
    *("twice a week ", "every 2 weeks ", "for 3 weeks ", "bid ", "12 sessions ", "eight (8) "),
    *("refills ", "30 day supply ", "twenty ", "5 weekly ", "The knee hurts. ", "It is? No! "),
)
LARGE_SEEDS = ("The knee hurts. ", ".", "Mr. Aa ", "? A ", "3 visits ", "twice a week ", "()")


def understood(text: str) -> None:
    reference_works.guidelines().vocabulary.understand(text)


def dated(text: str) -> None:
    with suppress(dates.DateError):
        dates.read(text, TODAY)


def merged(text: str) -> None:
    """The reviewer edited the first half, and the facts of the last third are others."""
    drafted_text.merge(text, f"So. {text[len(text) // 2 :]}", f"{text[: len(text) // 3]} It is.")


def compared(text: str) -> None:
    difference(text, f"{text[len(text) // 3 :]} and {text[: len(text) // 3]}")


READERS: tuple[Callable[[str], object], ...] = (
    requests.read,
    quantities.amounts,
    dates.days,
    understood,
    dated,
    sentences.whole,
    merged,
    compared,
)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: repr(seed)[:24])
def test_twice_the_text_takes_twice_the_time(seed):
    once, twice = (hostile.text(seed, length) for length in (LENGTH, 2 * LENGTH))
    works = {r.__name__: (partial(r, once), partial(r, twice)) for r in READERS}
    steep = {name: too_steep(*both, GROWTH, SLACK) for name, both in works.items()}
    assert steep == dict.fromkeys(works, "")


@pytest.mark.parametrize("seed", LARGE_SEEDS, ids=repr)
def test_the_longest_text_takes_less_than_a_second(seed):
    text = hostile.text(seed, LARGE)
    slow = {r.__name__: too_slow(partial(r, text), SECOND) for r in READERS}
    assert slow == dict.fromkeys(slow, "")


def test_a_request_that_is_no_one_request_asks_for_nothing_that_is_known():
    assert requests.read("twice a week for 3 weeks " * 300) == requests.Requested()


def test_a_long_text_is_merged_sentence_by_sentence_where_it_is_the_same():
    told = [f"Visit {number} showed spasm. " for number in range(400)]
    drafted = "".join(told)
    edited = drafted.replace("Visit 7 showed spasm. ", "Visit 7 showed much spasm. ")
    now = f"{drafted}She improved."
    assert drafted_text.merge(drafted, edited, now).text == f"{edited}She improved."


def test_words_that_stand_too_often_are_told_as_one_change():
    before, after = "no " * 600 + "yes", "yes " + "no " * 600
    assert "".join(text for kind, text in difference(before, after) if kind != "added") == before
    assert "".join(text for kind, text in difference(before, after) if kind != "removed") == after
