"""The letter of a case, line by line, as its Word file was exported."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from desktop.cases.case import Case
from desktop.cases.ids.links import block_of, element_links
from desktop.letter.compose.compose import compose
from desktop.letter.model.blocks import Labels, Run, Table
from desktop.letter.model.outline import printable
from desktop.letter.write.docx import Titles
from desktop.records import paths
from desktop.records.questions import Prose
from desktop.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.letter.compose.pack import Pack
    from desktop.letter.model.blocks import AnyBlock, Runs


_ITEM = re.compile(r"item\.(\d+)(?=$|\.)")
_PASSAGE = re.compile(r"own_words\.(\d+)\.")


class WordsOrigin(msgspec.Struct, frozen=True):
    """Words of one origin in a line: of a field, or of the template where `path` is empty."""

    text: str
    path: str = ""
    title: str = ""
    """The name of the field's content control; empty where the field has no words."""


class LetterLine(msgspec.Struct, frozen=True, dict=True):
    """A paragraph of the letter, or a cell of one of its tables."""

    block: str
    spots: tuple[WordsOrigin, ...]
    cell: tuple[int, int] | None = None
    """Row and column, in a table of records; row 0 is the head."""

    item: int | None = None
    """Number of the disputed item that it belongs to, from 0."""

    @cached_property
    def text(self) -> str:
        """The words of the line."""
        return clean("".join(spot.text for spot in self.spots))

    @cached_property
    def titles(self) -> frozenset[str]:
        """The names of the content controls that it holds."""
        return frozenset(spot.title for spot in self.spots if spot.title)

    @cached_property
    def prose(self) -> str:
        """The field of one or more paragraphs that ends the line; empty where none does."""
        path = self.spots[-1].path if self.spots else ""
        return path if path and paths.asked(Case, path).type is Prose else ""

    @cached_property
    def label(self) -> str:
        """What stands before the prose that ends the line."""
        return clean("".join(spot.text for spot in self.spots[:-1])) if self.prose else ""


class Export(msgspec.Struct, frozen=True):
    """A letter as its Word file has it."""

    edition: str
    lines: tuple[LetterLine, ...]
    elements: dict[str, str] = {}
    """The link to each element of the case that has an id, by its path."""

    def spots(self) -> Iterator[WordsOrigin]:
        """All that its lines are made of."""
        for line in self.lines:
            yield from line.spots

    def titles(self) -> dict[str, str]:
        """The field of each content control, by its name."""
        return {spot.title: spot.path for spot in self.spots() if spot.title}


def export(case: Case, pack: Pack, edition: str) -> Export:
    """The lines of the letter of `case` in `edition`; raises `LetterError`."""
    titles = Titles(type(case))
    lines = []
    for block in printable(compose(case, pack, edition).blocks):
        item = _item(case, block.id)
        for runs, cell in _lines(block):
            spots = tuple(_spot(run, titles) for run in runs)
            lines.append(LetterLine(block.id, spots, cell, item))
    return Export(edition, tuple(lines), element_links(case))


def _item(case: Case, block: str) -> int | None:
    """The disputed item that a block belongs to; a passage belongs where its place does."""
    passage = _PASSAGE.match(block)
    place = block_of(case, case.own_words[int(passage[1])].place) if passage else block
    found = _ITEM.match(place)
    return int(found[1]) - 1 if found else None


def _spot(run: Run, titles: Titles) -> WordsOrigin:
    return WordsOrigin(run.text, run.path, titles.of(run.path) if run.path and run.text else "")


Place = tuple[int, int] | None


def _lines(block: AnyBlock) -> Iterator[tuple[Runs, Place]]:
    """The paragraphs that the Word file has for `block`."""
    if isinstance(block, Table):
        return _cells(block)
    if isinstance(block, Labels) and block.style != "grid":
        gap = Run("\t") if block.style == "aligned" else Run(" ")
        return (((*row.term, gap, *row.value), None) for row in block.rows)
    return ((runs, None) for runs in block.lines())


def _cells(block: Table) -> Iterator[tuple[Runs, Place]]:
    for number, cells in enumerate((block.head, *block.rows)):
        for column, runs in enumerate(cells):
            yield runs, (number, column)
