"""The paragraphs that a field of prose has in the edited file."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.letter.reimport.exported import LetterLine
    from desktop.letter.reimport.paragraphs import Found

_MOSTLY = 0.6
_WORD = re.compile(r"\w+")


class Region:
    """A field of prose: its lines in the exported letter, and what stands there now."""

    def __init__(self, path: str, old: list[LetterLine]) -> None:
        self.path, self.old = path, old
        self.labelled = False
        self.refused: Found | None = None
        """A paragraph that makes it doubtful what the field says."""
        self.found: list[Found] = []
        self.words: list[str] = []
        self._certain: list[bool] = []

    def begin(self, one: Found, words: str) -> None:
        """Takes the `words` that stand behind the field's label, which is there."""
        self.labelled = True
        if words:
            self.add(one, words, certain=True)

    def add(self, one: Found, words: str, *, certain: bool) -> None:
        """Takes in a paragraph."""
        self.found.append(one)
        self.words.append(words)
        self._certain.append(certain)

    def settle(self, missing: int) -> list[Found]:
        """Leaves out new paragraphs at an edge, which may stand outside the field; returns them.

        As many as old ones are `missing` stay: they stand in their place.
        """
        after = self._edge(-1, missing)
        return ([] if self.labelled else self._edge(0, missing)) + after[::-1]

    def _edge(self, at: int, keep: int) -> list[Found]:
        """Leaves out the uncertain paragraphs at one end, except so many nearest the middle."""
        ends = self._certain if at == 0 else self._certain[::-1]
        uncertain = sum(1 for _ in takewhile(lambda sure: not sure, ends))
        left = []
        for _ in range(max(uncertain - keep, 0)):
            left.append(self.found.pop(at))
            self.words.pop(at)
            self._certain.pop(at)
        return left


def comes_from(one: Found, old: list[LetterLine]) -> bool:
    """Whether most of the words of `one` follow each other so in the lines `old`."""
    there = {pair for line in old for pair in pairwise(_words(line.spots[-1].text))}
    pairs = list(pairwise(_words(one.text)))
    return bool(pairs) and sum(pair in there for pair in pairs) >= _MOSTLY * len(pairs)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
