"""Levels of the spine as a sentence names them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desktop.guidelines.vocabulary.clinical_terms import SpineRegion


class Level(NamedTuple):
    """A level of the spine: C5, or T14, which nobody has."""

    region: str
    number: int
    words: str
    start: int


class SpineLevels:
    """Finds levels of the regions of a spine."""

    def __init__(self, spine: Mapping[str, SpineRegion]) -> None:
        letters, names = "".join(spine), "|".join(one.name for one in spine.values())
        self._most = max((one.vertebrae for one in spine.values()), default=0)
        self._letters = {one.name: letter for letter, one in spine.items()}
        self._level = re.compile(
            rf"\b([{letters}])-?(\d{{1,2}})"
            rf"(?:\s?(?:-|–|/|to|through|and|&)\s?([{letters}])?[- ]?(\d{{1,2}}))?"
            r"(?!\d|\.\d|%|\s?(?:mg|cm|mm|weeks?|visits?|sessions?|times))"
        )
        self._in_words = re.compile(
            rf"\b({names}) (\d{{1,2}})\b(?! ?(?:times|x|visits|sessions|weeks))", re.IGNORECASE
        )

    def of(self, text: str) -> Iterator[Level]:
        """The levels in `text`, both ends of a range."""
        for match in self._level.finditer(text):
            first, low, second, high = match.groups()
            yield Level(first, int(low), match[0], match.start())
            if high and (second or int(high) <= self._most):
                yield Level(second or first, int(high), match[0], match.start())
        for match in self._in_words.finditer(text):
            letter = self._letters[match[1].lower()]
            yield Level(letter, int(match[2]), match[0], match.start())
