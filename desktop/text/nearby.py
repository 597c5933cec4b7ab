"""Looking close by and cheaply, so that reading stays linear: no farther back than needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

CLOSE = 64
"""Characters before a place in which a few words fit."""
FAR = 160
"""Characters before a place in which a clause fits."""


def holds(text: str, signs: tuple[str, ...]) -> bool:
    """Whether `text` has one of `signs`, in small letters: a cheap look before a pattern's."""
    low = text.lower()
    return any(sign in low for sign in signs)


def before(
    pattern: re.Pattern[str], text: str, end: int, reach: int = CLOSE
) -> re.Match[str] | None:
    """Where `text` has `pattern` before `end`; only the last `reach` characters are looked at.

    A pattern that ends with "$", sought from the text's beginning at each of many places, would
    read the text once for each of them.
    """
    return pattern.search(text, max(end - reach, 0), end)
