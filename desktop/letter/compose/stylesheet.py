"""A pack's Typst style sheet, refused where it could reach for anything but the letter.

Typst downloads a package that a style sheet imports. It has no switch against that, so the words by
which a sheet can bring in code, and no other, are looked for before Typst sees it.
"""

from __future__ import annotations

import re

from desktop.letter.compose.compose import LetterError

_REACHING = re.compile(rb"\b(import|include|eval|std|plugin)\b")


def checked(sheet: bytes, name: str) -> bytes:
    """The `sheet` as it is; raises `LetterError` where it could bring in code from elsewhere."""
    found = _REACHING.search(sheet)
    if found:
        line = sheet.count(b"\n", 0, found.start()) + 1
        raise LetterError(
            f"The template pack is wrong: {name}, line {line}: “{found[1].decode()}” could bring "
            "in code from elsewhere, even from the network. A style sheet does without that word."
        )
    return sheet
