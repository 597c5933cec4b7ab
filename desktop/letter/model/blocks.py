"""What a letter is made of, whoever writes it: an immutable row of blocks, made of runs.

A run that came from the case carries its field path; all else is the program's own wording.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import msgspec

from desktop.cases.case import Case
from desktop.cases.printable import Flaw

if TYPE_CHECKING:
    from collections.abc import Iterator

Width = Literal["narrow", "medium", "wide"]


class Run(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words of one look and one origin."""

    text: str
    path: str = ""
    """The field that the words came from; empty for the program's own wording."""
    strong: bool = False
    rtl: bool = False
    """The words run from right to left; see `desktop.letter.model.direction`."""
    gap: bool = False
    """The field is unknown: `text` is what a draft shows in its place."""


Runs = tuple[Run, ...]


class Block(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A piece of the letter with a place of its own."""

    id: str = ""
    """Its place, the same in every letter of the program: ``disputed_items.0.rationale``."""

    def lines(self) -> Iterator[Runs]:
        """Its runs in reading order, line by line or cell by cell."""
        raise NotImplementedError

    def text(self) -> str:
        """Its words, line by line."""
        return "\n".join(map(plain, self.lines()))


class Heading(Block, frozen=True):
    """A heading; `level` 1 is the letter's title."""

    runs: Runs
    level: int = 2

    def lines(self) -> Iterator[Runs]:
        yield self.runs


class Paragraph(Block, frozen=True):
    """A paragraph; `style` is its class in the template, such as "lead" or "address"."""

    runs: Runs
    style: str = "body"

    def lines(self) -> Iterator[Runs]:
        yield self.runs


class LabelLine(msgspec.Struct, frozen=True):
    """A label and its value."""

    term: Runs
    value: Runs


class Labels(Block, frozen=True):
    """Label lines: plain, with their values "aligned", or two by two in a ruled "grid"."""

    rows: tuple[LabelLine, ...]
    style: str = "lines"

    def lines(self) -> Iterator[Runs]:
        for row in self.rows:
            yield row.term
            yield row.value


class Bullets(Block, frozen=True):
    """A list."""

    items: tuple[Runs, ...]

    def lines(self) -> Iterator[Runs]:
        yield from self.items


class Table(Block, frozen=True):
    """A table under a header row."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[Width, ...] = ()

    def lines(self) -> Iterator[Runs]:
        for row in (self.head, *self.rows):
            yield from row

    def text(self) -> str:
        rows = (self.head, *self.rows)
        return "\n".join("\t".join(map(plain, row)) for row in rows)


AnyBlock = Heading | Paragraph | Labels | Bullets | Table


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A finished letter, before it is a file."""

    blocks: tuple[AnyBlock, ...]
    title: str
    language: str = "en-US"
    date: dt.date | None = None
    letterhead: str = ""
    """What stands at the head of the first page, outside the text."""
    footer: str = ""
    """What stands at the foot of each page before the page's number."""
    seal: str = ""
    """What the file's properties carry of the library's trail; see `desktop.letter.write.seal`."""
    elements: dict[str, str] = {}
    """The link to each element of the case that has an id, by its path."""
    kind: type[Case] = Case
    """The record of the case, whose labels name its fields."""
    flaws: tuple[Flaw, ...] = ()
    """The fields of the case for which no writer takes the letter."""


def runs(letter: Letter) -> Iterator[Run]:
    """The letter's runs in reading order."""
    for block in letter.blocks:
        for line in block.lines():
            yield from line


def plain(runs: Runs) -> str:
    """The words of `runs`."""
    return "".join(run.text for run in runs)
