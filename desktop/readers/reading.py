"""The result of reading a finished letter, and the reader that a program names."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

import msgspec

from desktop.cases.case import Case, Citation

if TYPE_CHECKING:
    from desktop.letter.compose.pack import Pack
    from desktop.programs.program import Program


class VerbatimWords(msgspec.Struct, frozen=True):
    """Words of the letter that fit no field, and stand in the case as they are."""

    place: str
    words: str


class Reading(msgspec.Struct, frozen=True):
    """What was read out of a file."""

    case: Case
    kept: tuple[VerbatimWords, ...] = ()
    doubtful: tuple[str, ...] = ()
    """What a person should check, a sentence each."""


class LetterReader(Protocol):
    """What the module ``reader`` of a program's folder brings."""

    def read(self, data: bytes, name: str, pack: Pack) -> Reading:
        """The letter in `data`, the content of the file `name`; raises `ReadError`."""

    def cited(self, line: str) -> tuple[Citation, ...]:
        """The works that a line names, in any form that letters have them in."""


def reader_of(program: Program) -> LetterReader:
    """The reader of the letters of `program`: its own, or that of Word files made here."""
    name = f"{program.reader}.reader" if program.reader else "exported"
    module: LetterReader = import_module(f"desktop.readers.{name}")
    return module


def cited(line: str, program: Program | None) -> tuple[Citation, ...]:
    """The works that `line` names; the line as it stands where the program has no reader."""
    if program is None or not program.reader:
        return (Citation(title=line),)
    return reader_of(program).cited(line)


def read(data: bytes, name: str, pack: Pack) -> Reading:
    """The letter in `data`, as the reader of the pack's program reads it; raises `ReadError`."""
    return reader_of(pack.program).read(data, name, pack)
