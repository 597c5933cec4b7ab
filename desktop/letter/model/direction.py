"""Finds words that run from right to left.

A letter's paragraphs run from left to right; Hebrew and Arabic in them are marked run by run,
because Word shows a run as it is marked, and Typst can set such words only with kerning.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.letter.model.blocks import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.letter.model.blocks import Runs

_SCRIPTS = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""The scripts that run to the left: their letters, and their own marks, which may stand alone."""
_ENDING = {"L", "B"}
_FOLLOWING = {"R", "AL", "AN", "EN"}
"""What the characters between it and a word that runs to the left belong to (UAX 9, N1)."""


def directed(line: Runs) -> Runs:
    """`line` with separate runs for each stretch from right to left."""
    return tuple(part for parts in parted(line) for part in parts)


def parted(line: Runs) -> list[Runs]:
    """Each run of `line`, parted where a stretch from right to left begins or ends."""
    words = plain(line)
    stretches = () if words.isascii() else leftward(words)
    bounds = [at for stretch in stretches for at in stretch]
    return list(_parted(line, bounds)) if bounds else [(run,) for run in line]


def leftward(words: str) -> Iterator[tuple[int, int]]:
    """Where the stretches of `words` that run from right to left begin and end."""
    start, end = -1, -1
    for at, char in enumerate(words):
        kind = unicodedata.bidirectional(char)
        if kind in _ENDING and start >= 0:
            yield start, end
            start = -1
        elif start < 0 and _SCRIPTS.match(char):
            start = at
        if kind in _FOLLOWING or _SCRIPTS.match(char):
            end = at + 1
    if start >= 0:
        yield start, end


def _parted(line: Runs, bounds: list[int]) -> Iterator[Runs]:
    begins = 0
    for run in line:
        ends = begins + len(run.text)
        cuts = [begins, *(at for at in bounds if begins < at < ends), ends]
        texts = (
            (first, run.text[first - begins : last - begins]) for first, last in pairwise(cuts)
        )
        yield tuple(replace(run, text=t, rtl=bisect(bounds, at) % 2 == 1) for at, t in texts)
        begins = ends
