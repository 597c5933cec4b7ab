"""Which line of the exported letter each paragraph of the edited file was.

By the content controls where they are there, and by the words; in the letter's order first, then
what was moved.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop.letter.read.script import squeezed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.letter.reimport.exported import LetterLine
    from desktop.letter.reimport.paragraphs import Found

ALIKE = 0.5
"""How alike two lines are at the least that are taken for one."""
MOVED = 0.6
_PASSES = 12
_WORD = re.compile(r"\w+|[^\w\s]")
_LONG = 40
_SOME = 20
"""Characters that a text has at the least by which it is known."""
_NEXT = 0.02
"""What it counts that the lines before two were taken for one, too."""
Pairs = dict[int, int]
"""The exported line of each paragraph, both by number."""


class Likeness:
    """How alike lines and paragraphs are, from 0 to 1."""

    def __init__(self, lines: Sequence[LetterLine], found: Sequence[Found]) -> None:
        self._lines, self._found = lines, found
        self._old = [Counter(_WORD.findall(line.text.casefold())) for line in lines]
        self._new = [Counter(_WORD.findall(one.text.casefold())) for one in found]
        self._known: dict[tuple[int, int], float] = {}

    def of(self, old: int, new: int) -> float:
        """How alike line `old` and paragraph `new` are."""
        pair = (old, new)
        if pair not in self._known:
            self._known[pair] = self._likeness(old, new)
        return self._known[pair]

    def weight(self, old: int) -> float:
        """How much it counts that line `old` is found."""
        return 1 + min(self._old[old].total(), _LONG) / 10

    def _likeness(self, old: int, new: int) -> float:
        line, one = self._lines[old], self._found[new]
        words = self._shared(old, new)
        if words == 1 and squeezed(line.text) != squeezed(one.text):
            words = 0.97
        here, there = line.titles, one.titles
        if here & there:
            return 0.8 + 0.1 * len(here & there) / len(here | there) + 0.1 * words
        return words * 0.75 if here and there else words * 0.99 if here or there else words

    def _shared(self, old: int, new: int) -> float:
        """The share of the words of both that stand in the other, too."""
        mine, other = self._old[old], self._new[new]
        both = mine.total() + other.total()
        least = 2 * min(mine.total(), other.total())
        if not both or least < ALIKE * both * 0.7:
            return 0.0
        return 2 * (mine & other).total() / both


def align(
    likeness: Callable[[int, int], float],
    weight: Callable[[int], float],
    old: list[int],
    new: list[int],
    least: float = ALIKE,
) -> Pairs:
    """The pairs of `old` and `new`, in the order of both, that are most alike together."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]

    def go_on(i: int, j: int) -> bool:
        return i < len(old) and j < len(new) and likeness(old[i], new[j]) >= least

    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            alike = likeness(old[i], new[j])
            if alike >= least:
                score = alike * weight(old[i]) + best[i + 1][j + 1] + _NEXT * go_on(i + 1, j + 1)
                best[i][j] = max(best[i][j], score)
    return _traced(old, new, best)


def _traced(old: list[int], new: list[int], best: list[list[float]]) -> Pairs:
    """The pairs that the table `best` was made of."""
    pairs: Pairs = {}
    i = j = 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs[new[j]] = old[i]
            i, j = i + 1, j + 1
    return pairs


def aligned(lines: Sequence[LetterLine], found: Sequence[Found]) -> tuple[Pairs, Likeness]:
    """The line of each paragraph: what is certain, what lies between in order, what was moved."""
    likeness = Likeness(lines, found)
    pairs = _the_same(lines, found)
    pairs.update(_by_control(lines, found, pairs, likeness))
    fixed, known = dict(pairs), set(pairs.values())

    def in_order(old: int, new: int) -> float:
        if new in fixed or old in known:
            return 2.0 if fixed.get(new) == old else 0.0
        return likeness.of(old, new)

    worded = [at for at, line in enumerate(lines) if line.text]
    chain = align(in_order, likeness.weight, worded, list(range(len(found))))
    pairs.update(chain)
    for _ in range(_PASSES):
        taken = set(pairs.values())
        old = [at for at in worded if at not in taken]
        new = [at for at in range(len(found)) if at not in pairs]
        more = align(likeness.of, likeness.weight, old, new, MOVED)
        if not more:
            break
        pairs.update(more)
    _fill(lines, found, pairs)
    return pairs, likeness


def _the_same(lines: Sequence[LetterLine], found: Sequence[Found]) -> Pairs:
    """The pairs that say the same, where no other line or paragraph does."""
    old, new = _unique([line.text for line in lines]), _unique([one.text for one in found])
    return {new[words]: old[words] for words in new.keys() & old.keys()}


def _unique(texts: list[str]) -> dict[str, int]:
    """The texts of some length that stand once, and where."""
    times = Counter(map(squeezed, texts))
    return {
        words: at
        for at, words in enumerate(map(squeezed, texts))
        if len(words) >= _SOME and times[words] == 1
    }


def _by_control(
    lines: Sequence[LetterLine], found: Sequence[Found], pairs: Pairs, likeness: Likeness
) -> Pairs:
    """The pairs that share content controls; of several paragraphs the one that is most alike."""
    line_of = {title: at for at, line in enumerate(lines) for title in line.titles}
    claims: dict[int, list[int]] = {}
    for new, one in enumerate(found):
        votes = Counter(line_of[title] for title in one.titles if title in line_of)
        if votes and new not in pairs:
            claims.setdefault(votes.most_common(1)[0][0], []).append(new)
    taken = set(pairs.values())
    return {
        max(some, key=partial(likeness.of, old)): old
        for old, some in claims.items()
        if old not in taken
    }


def _fill(lines: Sequence[LetterLine], found: Sequence[Found], pairs: Pairs) -> None:
    """Pairs what is left between two pairs where it is as many lines as paragraphs."""
    ends = [(-1, -1), *sorted(pairs.items()), (len(found), len(lines))]
    known = set(pairs.values())
    for (new, old), (new_end, old_end) in pairwise(ends):
        added = range(new + 1, new_end)
        left = [at for at in range(old + 1, old_end) if at not in known]
        worded = [at for at in left if lines[at].text]
        unmatched = worded or left
        if added and len(added) == len(unmatched):
            pairs.update(zip(added, unmatched, strict=True))
