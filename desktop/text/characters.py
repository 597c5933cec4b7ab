"""Text as a letter can carry it, cleaned once for all writers.

Pasted text brings control characters, private-use bullets of symbol fonts and marks of invisible
width, which python-docx and Typst each refuse in their own way.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_BREAK = re.compile(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_BULLETS = dict.fromkeys(map(ord, "\uf0b7\uf0a7\uf0d8\uf076\uf06e\uf0a8\uf0b0\uf09f\uf02d"), "•")
_TICKS = {0xF0FC: "\u2713", 0xF0FB: "\u2717", 0xF0FE: "\u2612", 0xF06F: "\u2610"}
_SYMBOLS = _BULLETS | _TICKS
"""What Symbol and Wingdings leave in text that is copied from Word."""
_UNSEEN = {"Cc", "Cf", "Cs"}
"""Categories with no shape of their own: control, format, surrogate."""
_NONE = "\ufffe\uffff"
"""No characters at all, which XML refuses."""
_LIGATURES = dict(
    zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
)
_NO_WIDTH = dict.fromkeys(
    map(ord, "\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u3164\ufeff\uffa0")
)
_WIDE = {0xFF01 + at: chr(0x21 + at) for at in range(0x5E)} | {0x3000: " "}
"""Letters and digits of full width, as East Asian keyboards write them."""
_AS_WRITTEN = {**_LIGATURES, **_WIDE, **_NO_WIDTH, 0x2010: "-", 0x2011: "-"}
"""What typesetting puts in the place of letters and hyphens, and what has no width at all."""
_DASH = re.compile(r"(?<![^\s])\u00ad(?![^\s])")
_INSIDE_LINE = re.compile(r"\u00ad+(?![ \t\u00ad]*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029])")


def legible(text: str) -> str:
    """`text` in the letters that its words stand for, whatever typesetting made of them.

    Ligatures become letters, a hyphen at which no line may break one like any other; what has no
    width is left out. A soft hyphen stays only at the end of a line, where it tells that the word
    goes on.
    """
    if text.isascii():
        return text
    return _INSIDE_LINE.sub("", _DASH.sub("-", text.translate(_AS_WRITTEN)))


def clean(text: str) -> str:
    """`text` without what no letter can show, in composed form (NFC), its paragraphs as lines."""
    if text.isascii() and text.isprintable():
        return _SPACES.sub(" ", text).strip(" ")
    lines = _LINE_BREAK.split(text.translate(_SYMBOLS))
    tidy = (_SPACES.sub(" ", _seen(line)).strip(" ") for line in lines)
    return unicodedata.normalize("NFC", "\n".join(line for line in tidy if line))


def _seen(line: str) -> str:
    """`line` without characters that have no shape."""
    if line.isascii() and line.isprintable():
        return line
    return "".join(
        " " if char == "\t" else char
        for char in line
        if char == "\t" or (unicodedata.category(char) not in _UNSEEN and char not in _NONE)
    )
