"""A name is sought in time that grows with the text alone, and no slower than a second a text."""

from __future__ import annotations

import random
from itertools import count

import pytest

from desktop.app import reference_works
from desktop.cases.case import Case, Document, Party, Reviewer, Summary
from desktop.publication.copying import publication_copy
from desktop.records.questions import Prose
from tests.growth import seconds, too_many_times, too_slow

PIECES = (
    "Achterberg ", "achterberg", "Ms. Achterberg fell. ", "A. ", "R.Q.M. ", "Mr. Q. ", "WC-2026-",
    "0099812 ", "99812", "Kestrel ", "Kestrel Valley ", "CM25-0104418 ", "Nurse Kelly ", "Rosie ",
    "Achterburg ", "Mr. Delacroix fell. ", "(209) 555-0199 ", "a@b.cc ", "-", "'", "\u200b",
    "Q", ".",
    "\n", "A-", "Achter-\nberg ", " ", "9", "Mary Smith ", "Dr. ",
    "9 Oak ", "K e s t r e l ", "claim 12-3 ", "k3str3l ", "per Xy, ", "x*", "+1 ", "at a dot ",
    "Stone denied it. ", "Aa-", "A9", "a_b-", "of Oak Ltd ", "\u044f", "claim A", "www.a",
)  # fmt: skip
SIZE, LARGE = 50_000, 200_000
FRESH = count()


def narrated(words: str) -> Case:
    return Case(
        case_number="CM26-0000417",
        injured_worker=Party(name="Rosalind Quinn Müller-Achterberg"),
        employer=Party(name="Kestrel Valley Packing Company"),
        claim_number="WC-2026-0099812",
        reviewer=Reviewer(name="Robert T. Marlowe, MD"),
        documents=(Document(author="Ines Corvalán, DC"),),
        summary=Summary(narrative=Prose(words)),
    )


def copy(words: str) -> None:
    """The copy of a narrative that no cache has seen."""
    references = reference_works.references("california-imr")
    publication_copy(narrated(f"{words}{next(FRESH)}"), references)


@pytest.mark.parametrize("piece", PIECES)
def test_the_same_piece_over_and_over(piece: str) -> None:
    text = piece * (SIZE // len(piece))
    taken: list[float] = []

    def once() -> float:
        taken.append(seconds(lambda: copy(text)))
        return taken[-1]

    assert not too_many_times(once, lambda: seconds(lambda: copy(text * 2)), 2.4, slack=0.05)
    assert min(taken) <= 1 or not too_slow(lambda: copy(text), 1)


def test_many_names_none_like_the_other() -> None:
    pick = random.Random(4)
    words = ("".join(pick.choices("abcdefghijklmnoprstuw", k=10)).title() for _ in range(4_000))
    text = " ".join(words)
    assert not too_slow(lambda: copy(text), 2)


@pytest.mark.parametrize(
    "sentence", ["{} ", "{} denied it. ", "9 {} ", "per {}, ", "Ms. {} fell. "]
)
def test_a_narrative_of_two_hundred_thousand_characters(sentence: str) -> None:
    pick = random.Random(7)
    words = ("".join(pick.choices("aeiklmnorstu", k=8)).title() for _ in range(LARGE // 8))
    text = "".join(map(sentence.format, words))[:LARGE]
    assert not too_slow(lambda: copy(text), 2)
