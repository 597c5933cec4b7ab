"""A text drafted from answers and then edited: what happens when the answers change.

Sentences that the reviewer did not edit follow the new draft. Edited ones stay; if the new
draft differs there, the place is marked, with the difference to accept or reject.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, product
from typing import TYPE_CHECKING

import msgspec

from desktop.cases.changes.differences import Kind, difference
from desktop.text.sentences import whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_PAIRS = 40_000
"""Pairs of sentences of two texts that are compared: 200 sentences with as many."""


class Stale(msgspec.Struct, frozen=True):
    """An edited passage that is older than what it was drafted from."""

    start: int
    """Where it begins in the merged text."""
    end: int
    edited: str
    """What the reviewer wrote, and what stands there; empty where it was deleted."""
    was: str
    """What was drafted there before."""
    now: str
    """What would be drafted there now."""

    @property
    def words(self) -> tuple[tuple[Kind, str], ...]:
        """How what stands there would become what is drafted now, word by word."""
        return difference(self.edited, self.now)


class Merged(msgspec.Struct, frozen=True):
    """The text after a change of answers, and its passages to look at."""

    text: str
    stale: tuple[Stale, ...] = ()


def merge(drafted: str, edited: str, redrafted: str) -> Merged:
    """The text when `drafted` was edited to `edited` and would now be drafted as `redrafted`.

    Without an earlier draft the whole of `edited` is the reviewer's own.
    """
    if edited == drafted or not edited.strip():
        return Merged(redrafted)
    if drafted == redrafted:
        return Merged(edited)
    text = ""
    stale: list[Stale] = []
    for was, own, now in _passages(*map(whole, (drafted, edited, redrafted))):
        untouched = own.strip() == was.strip()
        words = now if untouched else own
        text = _apart(text, words)
        if not untouched and now.strip() not in (was.strip(), own.strip()):
            stale.append(Stale(len(text), len(text) + len(words), words, was, now))
        text += words
    return Merged(text.rstrip(), tuple(stale))


def _apart(text: str, words: str) -> str:
    """`text` with a space behind it where `words` follow."""
    return f"{text} " if text and words and not text[-1].isspace() else text


def accept(merged: Merged, passage: Stale) -> Merged:
    """`merged` with the new draft in the place of `passage`."""
    shift = len(passage.now) - (passage.end - passage.start)
    text = merged.text[: passage.start] + passage.now + merged.text[passage.end :]
    others = tuple(_moved(one, passage, shift) for one in merged.stale if one != passage)
    return Merged(text, others)


def keep(merged: Merged, passage: Stale) -> Merged:
    """`merged` with `passage` left as it is and no longer marked."""
    return Merged(merged.text, tuple(one for one in merged.stale if one != passage))


def _moved(one: Stale, past: Stale, shift: int) -> Stale:
    if one.start < past.end:
        return one
    return msgspec.structs.replace(one, start=one.start + shift, end=one.end + shift)


def _passages(
    was: Sequence[str], own: Sequence[str], now: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """The three texts side by side, cut wherever no change reaches across."""
    edit, redraft = _Alignment(was, own), _Alignment(was, now)
    cuts = [at for at in range(len(was) + 1) if edit.may_cut(at) and redraft.may_cut(at)]
    for start, end in pairwise([*cuts, len(was) + 1]):
        yield "", edit.inserted(start), redraft.inserted(start)
        yield "".join(was[start:end]), edit.between(start, end), redraft.between(start, end)


class _Alignment:
    """How the sentences of one text became those of another."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        self._after = after
        self._hunks = list(_hunks(before, after))
        self._before: dict[int, int] = {0: 0}
        """By a place in `before`, the place in `after`, ahead of what was inserted there."""
        self._behind: dict[int, int] = {0: 0}
        """The same, behind what was inserted there."""
        for i, j, k, m in self._hunks:
            self._before.setdefault(i, k)
            self._behind[i] = m if i == j else k
            self._before[j] = self._behind[j] = m
            if i == j:
                self._before[i] = k

    def may_cut(self, at: int) -> bool:
        """Whether the place lies inside no change."""
        return at in self._before

    def inserted(self, at: int) -> str:
        """What was inserted at the place."""
        return "".join(self._after[self._before[at] : self._behind[at]])

    def between(self, start: int, end: int) -> str:
        """The sentences that replaced those between two places."""
        stop = self._before.get(end, len(self._after))
        return "".join(self._after[self._behind[start] : stop])


def _hunks(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The shortest stretches of `before` that changed, and what replaced them."""
    at, to = 0, 0
    for i, k in (*_alike(before, after), (len(before), len(after))):
        yield from _between(at, i, to, k)
        if i < len(before):
            yield i, i + 1, k, k + 1
        at, to = i + 1, k + 1


def _between(i: int, j: int, k: int, m: int) -> Iterator[tuple[int, int, int, int]]:
    """A stretch in which no sentences are alike; of one length, sentence by sentence."""
    if j - i == m - k:
        yield from ((i + at, i + at + 1, k + at, k + at + 1) for at in range(j - i))
    elif j > i or m > k:
        yield i, j, k, m


def _alike(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """The sentences of both texts that belong together, the same or only changed, in order.

    Of texts with more sentences than can be compared each with each, those in the middle are not.
    """
    if len(before) * len(after) <= MOST_PAIRS:
        return _likest(before, after)
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    own, their = before[start : len(before) - end], after[start : len(after) - end]
    middle = _likest(own, their) if len(own) * len(their) <= MOST_PAIRS else []
    return [
        *((at, at) for at in range(start)),
        *((i + start, k + start) for i, k in middle),
        *((len(before) - at, len(after) - at) for at in range(end, 0, -1)),
    ]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many sentences the two begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _likest(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    theirs = list(map(_words, after))
    likeness = [[_likeness(one, other) for other in theirs] for one in map(_words, before)]
    best = _best(likeness, len(after))
    pairs, i, k = [], 0, 0
    while i < len(before) and k < len(after):
        if likeness[i][k] and best[i][k] == best[i + 1][k + 1] + likeness[i][k]:
            pairs.append((i, k))
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1
    return pairs


def _best(likeness: list[list[float]], width: int) -> list[list[float]]:
    """From each pair of sentences on, how much of the rest can be alike at most."""
    best = [[0.0] * (width + 1) for _ in range(len(likeness) + 1)]
    for i, k in product(reversed(range(len(likeness))), reversed(range(width))):
        together = best[i + 1][k + 1] + likeness[i][k]
        best[i][k] = max(best[i + 1][k], best[i][k + 1], together)
    return best


def _words(sentence: str) -> Counter[str]:
    return Counter(sentence.split())


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that two sentences have in common; 0 where it is too small to count."""
    share = 2 * (one & other).total() / max(one.total() + other.total(), 1)
    return share if share > _LEAST_ALIKE else 0.0


_LEAST_ALIKE = 0.5
