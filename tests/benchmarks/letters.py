"""The letters that are timed: each differs from the last, so that no memory of it can help."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.platform import assets
from desktop.records.questions import Prose
from tests import invented

if TYPE_CHECKING:
    from desktop.cases.case import Case
    from desktop.letter.model.blocks import Letter

DIFFERENT = 40
SIZES = {3: (3, 8), 30: (75, 6)}
"""Items, and sentences of each, that make so many pages."""


@cache
def pack() -> Pack:
    """The California IMR template pack."""
    return Pack(assets.templates("california-imr"))


@cache
def case(pages: int, number: int) -> Case:
    """The case of that number, whose letter has about so many pages."""
    items, sentences = SIZES[pages]
    whole = invented.case(items, sentences)
    return msgspec.structs.replace(
        whole,
        case_number=f"CM26-{number:07}",
        summary=msgspec.structs.replace(whole.summary, narrative=invented.prose(16, number)),
        disputed_items=tuple(
            invented.item(at + number % 4, sentences + (at + number) % 2) for at in range(items)
        ),
    )


@cache
def letter(pages: int, number: int) -> Letter:
    """The letter of that case as it is published."""
    return compose(case(pages, number), pack(), "published")


def edited(whole: Case, word: str) -> Case:
    """The case after one more word in its first rationale."""
    first, *others = whole.disputed_items
    first = msgspec.structs.replace(first, rationale=Prose(f"{first.rationale} {word}"))
    return msgspec.structs.replace(whole, disputed_items=(first, *others))
