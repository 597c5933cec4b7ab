"""The text that a file's bytes are, in whatever encoding and however damaged."""

from __future__ import annotations

import re

from desktop.letter.read.refusal import ReadError
from desktop.text.characters import legible

_OCR = "It is a picture, which holds no text: run text recognition (OCR) over it."
_STRANGERS = {
    b"\xd0\xcf\x11\xe0": "It is an old Word file (.doc) or one locked by a password: save it as "
    ".docx without a password.",
    b"{\\rtf": "It is a rich text file (.rtf): open it in Word and save it as .docx.",
    b"\x89PNG": _OCR,
    b"\xff\xd8\xff": _OCR,
    b"II*\x00": _OCR,
    b"MM\x00*": _OCR,
}
_CASE = re.compile(rb'\s*\{\s*"format"\s*:\s*"determination-desk')
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_MOSTLY = 0.5
_MOST_ODD = 0.1
"""The share of characters of no writing from which on a file is no text."""


def decoded(data: bytes, name: str) -> str:
    """The text of the file `name` with the content `data`; raises `ReadError`."""
    _refuse_strangers(data, name)
    encoding = next((_MARKS[mark] for mark in _MARKS if data.startswith(mark)), _wide(data))
    text = data.decode(encoding, errors="replace") if encoding else _unmarked(data)
    if _odd(text) > _MOST_ODD * len(text):
        raise ReadError("It is not text: a letter is read from .txt, .pdf or .docx.")
    return legible(text)


def _refuse_strangers(data: bytes, name: str) -> None:
    for sign, reason in _STRANGERS.items():
        if data.startswith(sign):
            raise ReadError(reason)
    if _CASE.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise ReadError("It is a case already: open it instead of importing it.")
    ending = name.lower().rpartition(".")[2]
    if ending in ("pdf", "docx"):
        raise ReadError(f"It is named .{ending}, but is none: it is damaged or named wrongly.")


def _wide(data: bytes) -> str:
    """The encoding of text whose characters take two bytes each and that does not name it."""
    for encoding, empty in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if empty.count(0) > _MOSTLY * len(empty):
            return encoding
    return ""


def _unmarked(data: bytes) -> str:
    """The text of bytes that do not name their encoding: UTF-8, unless most of it is none."""
    text = data.decode("utf-8", errors="replace")
    beyond = sum(char > "\x7f" for char in text)
    if text.count("\ufffd") <= beyond // 2:
        return text
    return data.decode("cp1252", errors="replace")


def _odd(text: str) -> int:
    """How many characters of `text` no writing has."""
    return sum((char < " " and char not in "\t\n\r\f\v") or char == "\ufffd" for char in text)
