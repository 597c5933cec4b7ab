"""The lines of a PDF page, with an empty line wherever more than the usual space parts them.

A program that prints a letter leaves space between paragraphs and no mark of them: only the
distance tells where one ends.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pypdf import PageObject

_WIDER = 1.2
"""How much more than the usual space between two lines parts paragraphs."""
_FURTHEST = 100.0
"""Points; lines that are further apart do not tell what the usual space is."""


class _GatheredLine:
    """A line as it is gathered: its words, and how high on the page they stand."""

    def __init__(self, words: str = "") -> None:
        self.words = words
        self.height: float | None = None

    def add(self, words: str, height: float) -> None:
        """Adds `words`; the first that are seen tell how high the line stands."""
        if words and (self.height is None or not self.words.strip()):
            self.height = height
        self.words += words


class PageLines:
    """The lines of one page, in reading order; without heights where pypdf tells them wrongly."""

    def __init__(self, page: PageObject) -> None:
        self._lines = [_GatheredLine()]
        found = page.extract_text(visitor_text=self._visit)
        if found.split() != self.text(0).split():
            self._lines = [_GatheredLine(words) for words in found.split("\n")]

    def spaces(self) -> Iterator[float]:
        """The distances between each line and the next below it."""
        for above, below in pairwise(self._lines):
            space = _space(above, below)
            if 0 < space < _FURTHEST:
                yield round(space, 1)

    def text(self, usual: float) -> str:
        """The lines, those that stand further apart than is `usual` with an empty one between."""
        written = [self._lines[0].words]
        for above, below in pairwise(self._lines):
            if usual and _space(above, below) > _WIDER * usual:
                written.append("")
            written.append(below.words)
        return "\n".join(written)

    def _visit(self, words: str, matrix: list[float], text_matrix: list[float], *_: object) -> None:
        """Takes what pypdf finds, with the place at which it stands."""
        x, y = text_matrix[4], text_matrix[5]
        height = x * matrix[1] + y * matrix[3] + matrix[5]
        first, *others = words.split("\n")
        self._lines[-1].add(first, height)
        for other in others:
            self._lines.append(_GatheredLine())
            self._lines[-1].add(other, height)


def usual_space(pages: Iterable[PageLines]) -> float:
    """The distance at which most lines of `pages` stand; 0 where none tells."""
    counts = Counter(space for page in pages for space in page.spaces())
    return counts.most_common(1)[0][0] if counts else 0


def _space(above: _GatheredLine, below: _GatheredLine) -> float:
    if above.height is None or below.height is None:
        return 0
    return above.height - below.height
