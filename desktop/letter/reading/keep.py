"""Nothing lost, nothing invented: what the case does not say again is kept in the letter's words.

The case is composed, and each block held against the part of the letter that stands in its place;
where they differ, the letter's own words become a passage of the case.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

import msgspec

from desktop.domain.case import Basis, Case, DisputedItem, Passage
from desktop.domain.question import Prose
from desktop.domain.terms import Position
from desktop.letter import text
from desktop.letter.compose import compose
from desktop.letter.reading.lis import longest_rising
from desktop.letter.reading.script import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.letter.pack import Pack
    from desktop.letter.reading.outline import Part

_BASES = ("claims_administrator_basis", "reviewer_basis")


def kept(case: Case, parts: list[Part], pack: Pack) -> Case:
    """`case` with all words of `parts` that it does not say itself."""
    case = _with_own_lines(case, parts, _blocks(case, pack))
    blocks = _blocks(case, pack)
    whole = msgspec.structs.replace(case, own_words=tuple(_passages(parts, blocks)))
    if says(whole, parts, pack):
        return whole
    return msgspec.structs.replace(case, own_words=tuple(_verbatim(parts, blocks)))


def says(case: Case, parts: Iterable[Part], pack: Pack, edition: str = "published") -> bool:
    """Whether the letter of `case` has exactly the words of `parts`."""
    written = text.write(compose(case, pack, edition)).decode()
    return squeezed(written) == "".join(squeezed(part.words) for part in parts)


def _blocks(case: Case, pack: Pack) -> dict[str, str]:
    """The words of each place of the letter of `case`, in order."""
    letter = compose(case, pack, "published")
    return {
        place: "".join(squeezed(block.text()) for block in here)
        for place, here in groupby(letter.blocks, key=attrgetter("id"))
    }


def _with_own_lines(case: Case, parts: list[Part], blocks: dict[str, str]) -> Case:
    """`case` with those guideline lines in their own words that it does not say again."""
    differing = {
        part.place: part.words
        for part in parts
        if part.place.endswith(_BASES) and _differs(part.words, blocks.get(part.place, ""))
    }
    if not differing:
        return case
    items = tuple(
        _with_own_line(item, number, differing)
        for number, item in enumerate(case.disputed_items, start=1)
    )
    return msgspec.structs.replace(case, disputed_items=items)


def _differs(words: str, block: str) -> bool:
    """Whether a guideline line has the label of its `block`, and other words behind it."""
    label, mark, _ = squeezed(words).partition(":")
    return squeezed(words) != block and block.startswith(label + mark)


def _with_own_line(item: DisputedItem, number: int, differing: dict[str, str]) -> DisputedItem:
    bases = {
        field: _own_line(getattr(item, field), differing[f"item.{number}.{field}"])
        for field in _BASES
        if f"item.{number}.{field}" in differing
    }
    return msgspec.structs.replace(item, **bases)


def _own_line(basis: Basis, words: str) -> Basis:
    """`basis` in the words that stand behind the label of its line."""
    _, _, line = words.partition(":")
    return msgspec.structs.replace(basis, wording=Prose(" ".join(line.split())))


def _passages(parts: list[Part], blocks: dict[str, str]) -> Iterable[Passage]:
    """The passages by which a letter of `blocks` says the words of `parts`, in their order."""
    order = {place: at for at, place in enumerate(blocks)}
    known = [(at, order[part.place]) for at, part in enumerate(parts) if part.place in order]
    in_place = {known[at][0] for at in longest_rising([rank for _, rank in known])}
    first, beside, said = next(iter(blocks)), "", set()
    own: dict[tuple[str, Position], list[str]] = {}
    for at, part in enumerate(parts):
        if at in in_place:
            beside = part.place
            said.add(beside)
            if squeezed(part.words) != blocks[beside]:
                yield Passage(place=beside, position=Position.INSTEAD, words=Prose(part.words))
            continue
        spot = (beside, Position.AFTER) if beside else (first, Position.BEFORE)
        own.setdefault(spot, []).append(part.words)
    yield from (_dropped(place) for place in blocks if place not in said and blocks[place])
    for (place, position), words in own.items():
        yield Passage(place=place, position=position, words=Prose("\n".join(words)))


def _verbatim(parts: list[Part], blocks: dict[str, str]) -> Iterable[Passage]:
    """The passages by which a letter has all words of `parts` and none of the template's."""
    first = next(iter(blocks))
    words = Prose("\n".join(part.words for part in parts))
    yield Passage(place=first, position=Position.BEFORE, words=words)
    yield from map(_dropped, blocks)


def _dropped(place: str) -> Passage:
    """A passage that leaves the block at `place` out."""
    return Passage(place=place, position=Position.INSTEAD)
