"""What the letter's bundled fonts can show."""

from __future__ import annotations

import unicodedata
from functools import cache

from desktop.platform import assets, font_file

LETTER = (
    *("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"),
    *("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
)
"""The fonts in which letters are set."""
OTHERS = "DejaVuSans.ttf"
"""Shows what the letter's own fonts lack: symbols, Arabic, Armenian, Georgian."""
_SHAPELESS = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Controls, marks of format, halves of pairs, private and unassigned codes."""


@cache
def characters() -> frozenset[str]:
    """The characters that every letter can show, in each of its looks."""
    own = frozenset.intersection(*map(_of, LETTER))
    return frozenset(c for c in own | _of(OTHERS) if unicodedata.category(c) not in _SHAPELESS)


def _of(file: str) -> frozenset[str]:
    return font_file.characters((assets.resource("fonts") / file).read_bytes())
