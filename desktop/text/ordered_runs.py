"""The longest run of things that stand in order."""

from __future__ import annotations

from bisect import bisect_left


def longest_rising(ranks: list[int]) -> list[int]:
    """The indexes of the longest strictly rising selection from `ranks`."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, rank in enumerate(ranks):
        length = bisect_left(tails, rank)
        tails[length:] = [rank, *tails[length + 1 :]]
        last[length:] = [at, *last[length + 1 :]]
        before.append(last[length - 1] if length else -1)
    selection, at = [], last[-1] if last else -1
    while at >= 0:
        selection.append(at)
        at = before[at]
    return selection[::-1]
