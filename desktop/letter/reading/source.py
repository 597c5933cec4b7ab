"""A file of any kind as a script: what it is, is told by its first bytes, not by its name."""

from __future__ import annotations

import msgspec

from desktop.letter.reading import docx, pdf, script
from desktop.letter.reading.confined import run
from desktop.letter.reading.plaintext import decoded
from desktop.letter.reading.refusal import ReadError
from desktop.letter.reading.script import Script

LARGEST = 50_000_000
"""Bytes; a scanned letter is a hundredth of it."""
_HEAD = 1024
"""Bytes within which a PDF names itself."""
_GARBLED = "Some of its characters could not be read; they stand as “\ufffd”."


class Source(msgspec.Struct, frozen=True):
    """The words of a file, and what a person ought to know of it."""

    script: Script
    notes: tuple[str, ...] = ()
    word: docx.Text | None = None
    """The words with their content controls, where it is a Word file."""


def read(data: bytes, name: str) -> Source:
    """The words of the file `name` with the content `data`; raises `ReadError`."""
    if len(data) > LARGEST:
        raise ReadError(f"It is larger than {LARGEST // 1_000_000} MB, which no letter is.")
    if not data.strip():
        raise ReadError("The file is empty.")
    if b"%PDF-" in data[:_HEAD]:
        pages = run(pdf.pages, data)
        return Source(script.from_text(pages.text, ends_tell=pages.ends_tell))
    if data.startswith(b"PK"):
        word = run(docx.text, data)
        return Source(script.from_paragraphs(word.lines()), word.notes, word)
    text = decoded(data, name)
    return Source(script.from_text(text), (_GARBLED,) if "\ufffd" in text else ())
