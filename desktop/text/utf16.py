"""Places in a text as Qt counts them, in units of UTF-16; the program itself counts characters.

A character beyond the first 65,536, such as an emoji, is two units.
"""

from __future__ import annotations

from itertools import accumulate

_CODE, _HALVES = "utf-16-le", "surrogatepass"


def units(text: str) -> int:
    """The length of `text` in units."""
    return len(text.encode(_CODE, _HALVES)) // 2


def characters(text: str, count: int) -> int:
    """How many characters of `text` stand whole in its first `count` units."""
    return len(text.encode(_CODE, _HALVES)[: 2 * count].decode(_CODE, "ignore"))


def offsets(text: str) -> list[int]:
    """Where each character of `text` begins, in units, and where the last one ends."""
    return list(accumulate((1 + (char > "\uffff") for char in text), initial=0))
