"""A file of any kind as a script: what it is, is told by its first bytes, not by its name."""

from __future__ import annotations

import re
from contextlib import suppress

import msgspec

from desktop.letter.reading import docx, pdf, script
from desktop.letter.reading.confined import run
from desktop.letter.reading.refusal import ReadError
from desktop.letter.reading.script import Script

LARGEST = 50_000_000
"""Bytes; a scanned letter is a hundredth of it."""
_HEAD = 1024
"""Bytes within which a PDF names itself."""
_STRANGERS = {
    b"\xd0\xcf\x11\xe0": "It is an old Word file (.doc) or one locked by a password: save it as "
    ".docx without a password.",
    b"{\\rtf": "It is a rich text file (.rtf): open it in Word and save it as .docx.",
    b"\x89PNG": "It is a picture, which holds no text: run text recognition (OCR) over it.",
    b"\xff\xd8\xff": "It is a picture, which holds no text: run text recognition (OCR) over it.",
    b"II*\x00": "It is a picture, which holds no text: run text recognition (OCR) over it.",
    b"MM\x00*": "It is a picture, which holds no text: run text recognition (OCR) over it.",
}
_CASE = re.compile(rb'\s*\{\s*"format"\s*:\s*"determination-desk')
_ENCODINGS = {
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"\xef\xbb\xbf": "utf-8-sig",
}


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
    return Source(script.from_text(text(data, name)))


def text(data: bytes, name: str) -> str:
    """The text that the bytes `data` of the file `name` are; raises `ReadError`."""
    for sign, reason in _STRANGERS.items():
        if data.startswith(sign):
            raise ReadError(reason)
    if _CASE.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise ReadError("It is a case already: open it instead of importing it.")
    ending = name.lower().rpartition(".")[2]
    if ending in ("pdf", "docx"):
        raise ReadError(f"It is named .{ending}, but is none: it is damaged or named wrongly.")
    known = [encoding for mark, encoding in _ENCODINGS.items() if data.startswith(mark)]
    for encoding in (*known, "utf-8", "cp1252"):
        with suppress(UnicodeDecodeError):
            words = data.decode(encoding)
            if not _is_noise(words):
                return words
    raise ReadError("It is not text: a letter is read from .txt, .pdf or .docx.")


def _is_noise(text: str) -> bool:
    """Whether `text` is no writing but other data taken for it."""
    odd = sum(char < " " and char not in "\t\n\r\f\v" for char in text)
    return "\0" in text or odd > len(text) // 50
