"""A file of any kind as a script: what it is, is told by its first bytes, not by its name."""

from __future__ import annotations

import msgspec

from desktop.letter.read import docx, pdf, script
from desktop.letter.read.confined import run
from desktop.letter.read.plain_text import decoded
from desktop.letter.read.refusal import ReadError
from desktop.letter.read.script import Script

LARGEST = 50_000_000
"""Bytes; a scanned letter is a hundredth of it."""
LONGEST_TEXT = 3_000_000
"""Characters; the longest letter known has a hundredth of it."""
_HEAD = 1024
"""Bytes within which a PDF names itself."""
_GARBLED = "Some of its characters could not be read; they stand as “\ufffd”."


class SourceFile(msgspec.Struct, frozen=True):
    """The words of a file, and what a person ought to know of it."""

    script: Script
    notes: tuple[str, ...] = ()
    word: docx.WordText | None = None
    """The words with their content controls, where it is a Word file."""


def read(data: bytes, name: str) -> SourceFile:
    """The words of the file `name` with the content `data`; raises `ReadError`."""
    if len(data) > LARGEST:
        raise ReadError(f"It is larger than {LARGEST // 1_000_000} MB, which no letter is.")
    if not data.strip():
        raise ReadError("The file is empty.")
    if b"%PDF-" in data[:_HEAD]:
        pages = run(pdf.pages, data)
        return _source(pages.text, ends_tell=pages.ends_tell)
    if data.startswith(b"PK"):
        word = run(docx.text, data)
        _measure(sum(map(len, word.lines())))
        return SourceFile(script.from_paragraphs(word.lines()), word.notes, word)
    return _source(decoded(data, name))


def _source(text: str, *, ends_tell: bool = False) -> SourceFile:
    _measure(len(text))
    notes = (_GARBLED,) if "\ufffd" in text else ()
    return SourceFile(script.from_text(text, ends_tell=ends_tell), notes)


def _measure(characters: int) -> None:
    """Raises `ReadError` where so many characters are more than a letter can have."""
    if characters > LONGEST_TEXT:
        raise ReadError(
            f"It holds more than {LONGEST_TEXT // 1_000_000} million characters: no letter does."
        )
