"""Nothing lost, nothing invented: what the case does not say again is kept in the letter's words.

The case is composed, and each block is compared with the part of the letter in its place;
where they differ, the letter's own words become a passage of the case.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

import msgspec

from desktop.cases.case import Case, DisputedItem, Passage
from desktop.cases.ids.links import placed
from desktop.cases.terms import Position
from desktop.letter.compose.compose import compose, unlabelled
from desktop.letter.model.blocks import Heading, Paragraph, plain
from desktop.letter.model.passages import caret
from desktop.letter.read.script import squeezed
from desktop.letter.write import plain_text
from desktop.readers.california_imr.fields import LABEL
from desktop.records.questions import Prose
from desktop.text.ordered_runs import longest_rising

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.letter.compose.pack import Pack
    from desktop.letter.model.blocks import AnyBlock
    from desktop.readers.california_imr.outline import LetterPart

_LONGEST_LABEL = 160
_BASES = ("claims_administrator_basis", "reviewer_basis")


def kept(case: Case, parts: list[LetterPart], pack: Pack) -> Case:
    """`case` with all words of `parts` that it does not say itself."""
    case = _with_own_lines(case, parts, _blocks(case, pack))
    blocks = _blocks(case, pack)
    whole = msgspec.structs.replace(case, own_words=placed(case, _passages(parts, blocks)))
    if says(whole, parts, pack):
        return whole
    return msgspec.structs.replace(case, own_words=placed(case, _verbatim(parts, blocks)))


def says(case: Case, parts: Iterable[LetterPart], pack: Pack, edition: str = "published") -> bool:
    """Whether the letter of `case` has exactly the words of `parts`."""
    written = plain_text.write(compose(case, pack, edition)).decode()
    return squeezed(written) == "".join(squeezed(part.words) for part in parts)


class _Block(msgspec.Struct, frozen=True):
    """What the letter of a case says at a place, without white space."""

    words: str
    unlabelled: str = ""
    """The words behind the label of an item's line, or those of its heading."""


def _blocks(case: Case, pack: Pack) -> dict[str, _Block]:
    """What the letter of `case` says at each place, in order."""
    letter = compose(case, pack, "published")
    return {
        place: _block(place, list(here))
        for place, here in groupby(letter.blocks, key=attrgetter("id"))
    }


def _block(place: str, here: list[AnyBlock]) -> _Block:
    words = "".join(squeezed(block.text()) for block in here)
    first = here[0]
    if not place.startswith("item.") or not isinstance(first, Heading | Paragraph):
        return _Block(words)
    label = len(squeezed(first.text())) - len(squeezed(plain(unlabelled(first))))
    return _Block(words, words[label:])


def _with_own_lines(case: Case, parts: list[LetterPart], blocks: dict[str, _Block]) -> Case:
    """`case` with those guideline lines in their own words that it does not say again."""
    lines = {part.place: _line(part.words) for part in parts if part.place.endswith(_BASES)}
    differing = {
        place: line
        for place, line in lines.items()
        if place in blocks and squeezed(line) != blocks[place].unlabelled
    }
    if not differing:
        return case
    items = tuple(
        _with_own_line(item, number, differing)
        for number, item in enumerate(case.disputed_items, start=1)
    )
    return msgspec.structs.replace(case, disputed_items=items)


def _line(words: str) -> str:
    """What stands behind the label of a guideline line."""
    return " ".join(LABEL.sub("", words, count=1).split())


def _with_own_line(item: DisputedItem, number: int, differing: dict[str, str]) -> DisputedItem:
    bases = {
        field: msgspec.structs.replace(
            getattr(item, field), wording=Prose(differing[f"item.{number}.{field}"])
        )
        for field in _BASES
        if f"item.{number}.{field}" in differing
    }
    return msgspec.structs.replace(item, **bases)


def _passages(parts: list[LetterPart], blocks: dict[str, _Block]) -> Iterable[Passage]:
    """The passages by which a letter of `blocks` says the words of `parts`, in their order."""
    order = {place: at for at, place in enumerate(blocks)}
    known = [(at, order[part.place]) for at, part in enumerate(parts) if part.place in order]
    in_place = {known[at][0] for at in longest_rising([rank for _, rank in known])}
    first, last_place, written = next(iter(blocks)), "", set()
    own: dict[tuple[str, Position], list[str]] = {}
    for at, part in enumerate(parts):
        if at in in_place:
            last_place = part.place
            written.add(last_place)
            if squeezed(part.words) != blocks[last_place].words:
                yield _own(part, blocks[last_place])
            continue
        spot = (last_place, Position.AFTER) if last_place else (first, Position.BEFORE)
        own.setdefault(spot, []).append(part.words)
    yield from (_dropped(place) for place in blocks if place not in written and blocks[place].words)
    for (place, position), words in own.items():
        yield Passage(place=place, position=position, words=Prose("\n".join(words)))


def _own(part: LetterPart, block: _Block) -> Passage:
    """The passage that says `part` in place of its `block`, or of the block's label alone."""
    ahead = len(squeezed(part.words)) - len(block.unlabelled)
    if block.unlabelled and squeezed(part.words)[ahead:] == block.unlabelled and ahead >= 0:
        label = part.words[: caret(part.words, ahead)].strip()
        if len(label) <= _LONGEST_LABEL:
            return Passage(place=part.place, position=Position.LABEL, words=Prose(label))
    return Passage(place=part.place, position=Position.INSTEAD, words=Prose(part.words))


def _verbatim(parts: list[LetterPart], blocks: dict[str, _Block]) -> Iterable[Passage]:
    """The passages by which a letter has all words of `parts` and none of the template's."""
    first = next(iter(blocks))
    words = Prose("\n".join(part.words for part in parts))
    yield Passage(place=first, position=Position.BEFORE, words=words)
    yield from map(_dropped, blocks)


def _dropped(place: str) -> Passage:
    """A passage that leaves the block at `place` out."""
    return Passage(place=place, position=Position.INSTEAD)
