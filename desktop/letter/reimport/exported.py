"""The letter of a case, line by line, as its Word file was exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from desktop.letter.blocks import Labels, Run, Table
from desktop.letter.compose import compose
from desktop.letter.docx import Titles
from desktop.letter.outline import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.case import Case
    from desktop.letter.blocks import AnyBlock, Runs
    from desktop.letter.pack import Pack


class Spot(msgspec.Struct, frozen=True):
    """Words of one origin in a line: of a field, or of the template where `path` is empty."""

    text: str
    path: str = ""
    title: str = ""
    """The name of the field's content control; empty where the field has no words."""


class Line(msgspec.Struct, frozen=True):
    """A paragraph of the letter, or a cell of one of its tables."""

    block: str
    spots: tuple[Spot, ...]
    cell: tuple[int, int] | None = None
    """Row and column, in a table of records; row 0 is the head."""

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(spot.text for spot in self.spots)


class Export(msgspec.Struct, frozen=True):
    """A letter as its Word file has it."""

    edition: str
    lines: tuple[Line, ...]

    def spots(self) -> Iterator[Spot]:
        """All that its lines are made of."""
        for line in self.lines:
            yield from line.spots

    def titles(self) -> dict[str, str]:
        """The field of each content control, by its name."""
        return {spot.title: spot.path for spot in self.spots() if spot.title}


def export(case: Case, pack: Pack, edition: str) -> Export:
    """The lines of the letter of `case` in `edition`; raises `LetterError`."""
    titles = Titles()
    lines = []
    for block in printable(compose(case, pack, edition).blocks):
        for runs, cell in _lines(block):
            lines.append(Line(block.id, tuple(_spot(run, titles) for run in runs), cell))
    return Export(edition, tuple(lines))


def _spot(run: Run, titles: Titles) -> Spot:
    return Spot(run.text, run.path, titles.of(run.path) if run.path and run.text else "")


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
