"""Diagnosis codes: found by the beginning of the code, or by words of the title."""

from __future__ import annotations

import heapq
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST = 3
"""Characters from which a search is worthwhile."""
MOST_SEEN = 4000
"""Titles that one search ranks at most."""
_NEW = re.compile(r"initial encounter(?: for closed fracture)?$")


class Code(NamedTuple):
    """A code with what it stands for."""

    code: str
    title: str


class DiagnosisCodes:
    """The codes of a list, a code, a tab and its title on each line."""

    def __init__(self, lines: str) -> None:
        self._lines, self._lower = f"\n{lines}", f"\n{lines}".lower()

    def search(self, typed: str, most: int) -> tuple[Code, ...]:
        """The likeliest `most` codes for what is `typed`: the start of a code, or words."""
        words = typed.lower().split()
        if sum(map(len, words)) < SHORTEST:
            return ()
        found = self._with(max(words, key=len))
        fitting = (line for line in found if all(word in line[1] for word in words))
        best = heapq.nsmallest(most, fitting, key=lambda line: _rank(line, words))
        return tuple(Code(*self._lines[at : at + len(text)].split("\t")) for at, text in best)

    def _with(self, word: str) -> Iterator[tuple[int, str]]:
        """The lines, in small letters, in which `word` begins a word; each with its place."""
        text, end = self._lower, 0
        for _ in range(MOST_SEEN):
            at = text.find(word, end)
            if at < 0:
                return
            end = at + 1
            if not text[at - 1].isalnum():
                start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
                yield start, text[start:end]


def _rank(line: tuple[int, str], words: list[str]) -> tuple[bool, bool, int, str]:
    """The code itself first, then new injuries before old ones, then the shortest title."""
    _, text = line
    code, _, title = text.partition("\t")
    later = "encounter" in title or "sequela" in title
    return not code.startswith(words[0]), later and not _NEW.search(title), len(title), code
