"""A name is sought in time that grows with the text alone, and no slower than a second a text."""

from __future__ import annotations

import random
from itertools import count

import pytest

from desktop.app import reference_works
from desktop.cases.case import Case, Document, Party, Reviewer, Summary
from desktop.publication.copying import publication_copy
from desktop.records.questions import Prose
from tests.growth import too_slow, too_steep

PIECES = (
    "Achterberg ", "achterberg", "Ms. Achterberg fell. ", "A. ", "R.Q.M. ", "Mr. Q. ", "WC-2026-",
    "0099812 ", "99812", "Kestrel ", "Kestrel Valley ", "CM25-0104418 ", "Nurse Kelly ", "Rosie ",
    "Achterburg ", "Mr. Delacroix fell. ", "(209) 555-0199 ", "a@b.cc ", "-", "'", "\u200b",
    "Q", ".",
    "\n", "A-", "Achter-\nberg ", " ", "9", "Mary Smith ", "Dr. ",
)  # fmt: skip
SIZE = 50_000
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
    assert not too_slow(lambda: copy(text), 1)
    assert not too_steep(lambda: copy(text), lambda: copy(text * 2), 2.4, slack=0.05)


def test_many_names_none_like_the_other() -> None:
    pick = random.Random(4)
    words = ("".join(pick.choices("abcdefghijklmnoprstuw", k=10)).title() for _ in range(4_000))
    text = " ".join(words)
    assert not too_slow(lambda: copy(text), 2)
