"""Lists in prose: where a comma parts two things, and where it belongs to one."""

from __future__ import annotations

import re

_GOES_ON = re.compile(r"[a-z]|GI symptoms\b")
"""Begins what is no title of its own."""
_SERIES = re.compile(r"(?:and|&)\s", re.IGNORECASE)


def pieces(words: str, separator: str = ",") -> list[str]:
    """`words` parted at each `separator` that stands outside parentheses."""
    parted, depth, start = [], 0, 0
    for at, char in enumerate(words):
        depth = max(depth + (char in "([") - (char in ")]"), 0)
        if char == separator and not depth:
            parted.append(words[start:at])
            start = at + 1
    return [piece.strip() for piece in (*parted, words[start:])]


def titles(words: str) -> list[str]:
    """`words` parted at commas that part titles.

    A series such as "Forearm, Wrist, & Hand" and a title such as "Opioids, criteria for use" are
    kept whole.
    """
    parted: list[str] = []
    for piece in pieces(words):
        if parted and _SERIES.match(piece):
            parted = _closed(parted, piece)
        elif parted and _GOES_ON.match(piece):
            parted[-1] = f"{parted[-1]}, {piece}"
        else:
            parted.append(piece)
    return parted


def _closed(parted: list[str], last: str) -> list[str]:
    """`parted` with `last`, which ends a series, and the single words that began it as one."""
    start = len(parted) - 1
    while start > 0 and " " not in parted[start] and " " not in parted[start - 1]:
        start -= 1
    return [*parted[:start], ", ".join((*parted[start:], last))]
