"""The words of a letter in one string that remembers where its lines and paragraphs began.

Text out of a PDF comes broken into lines, with or without blank lines between paragraphs, with
blank lines between all lines, or as one line a paragraph; a script is the same whichever it was.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from desktop.text.characters import clean
from desktop.text.sentences import is_closed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LINE_END = re.compile(r"\r\n?|[\n\v\x1c-\x1e\x85\u2028\u2029]")
_SPACE = re.compile(r"\s+")
_UNFINISHED = re.compile(r"[,&(/–—-]$|\b(?:and|or|of|the|a|an|to|for|with|in)$")
_SOFT_HYPHEN = "\u00ad"
_BROKEN_WORD = re.compile(r"\S[-–—]$")
"""Word breaks no line behind a stroke: where one ends with it, a space stood there."""
_LONGEST_WRAPPED = 200
"""Characters; where a line is longer, the text has one line a paragraph."""
_MOSTLY = 0.6
_SOME = 0.1
_NEARLY = 0.9


class Break(IntEnum):
    """How surely a paragraph begins where a line does."""

    LINE = 1
    PERHAPS = 2
    """A blank line stands before it, but the sentence goes on: a page may have ended."""
    PARAGRAPH = 3


class SourceLine(msgspec.Struct, frozen=True):
    """A line of the source that has words."""

    text: str
    gap: int = 0
    """How many empty lines stand before it."""
    new_page: bool = False
    spaced: bool = False
    """White space ends it in the source."""
    goes_on: bool = False
    """A soft hyphen ends it: its last word goes on in the next line."""


class Script(msgspec.Struct, frozen=True):
    """The words, single-spaced, with the places at which lines begin."""

    text: str
    starts: tuple[int, ...] = ()
    breaks: tuple[Break, ...] = ()

    def paragraphs(self, start: int, end: int) -> str:
        """The words from `start` to `end`, each paragraph a line."""
        cuts = [start, *self.begins(start + 1, end, Break.PARAGRAPH), end]
        pieces = (self.text[one:other].strip() for one, other in pairwise(cuts))
        return "\n".join(filter(None, pieces))

    def begins(self, start: int, end: int, least: Break) -> list[int]:
        """Where, from `start` to before `end`, a line begins that is at least so surely a break."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [self.starts[at] for at in range(low, high) if self.breaks[at] >= least]

    def begins_line(self, place: int, least: Break = Break.LINE) -> bool:
        """Whether a line begins at `place` that is at least so surely a break."""
        at = bisect_right(self.starts, place) - 1
        return at >= 0 and self.starts[at] == place and self.breaks[at] >= least


def squeezed(words: str) -> str:
    """`words` without white space: what must be the same in a letter and its reading."""
    return "".join(words.split())


def from_text(text: str, *, ends_tell: bool = False) -> Script:
    """The script of a text file or of a PDF's text.

    Where its `ends_tell`, a line that no space ends is the last of its paragraph.
    """
    lines = list(_lines(text))
    kinds = _by_line_before(lines) if ends_tell else _kinds(lines)
    return _joined(lines, _without_breaks_in_words(lines, kinds), exact=ends_tell)


def from_paragraphs(paragraphs: Iterable[str]) -> Script:
    """The script of words whose paragraphs are known, as in a Word file."""
    cleaned = (line for words in paragraphs for line in clean(words).splitlines())
    lines = [SourceLine(_SPACE.sub(" ", line)) for line in cleaned]
    return _joined(lines, [Break.PARAGRAPH] * len(lines))


def _lines(text: str) -> Iterator[SourceLine]:
    gap, new_page = 0, False
    for raw in _LINE_END.split(text):
        for at, piece in enumerate(raw.split("\f")):
            new_page = new_page or at > 0
            words = _SPACE.sub(" ", clean(piece)).strip()
            if words:
                goes_on = piece.rstrip().endswith(_SOFT_HYPHEN)
                yield SourceLine(words, gap, new_page, piece[-1:].isspace(), goes_on)
                gap, new_page = 0, False
        gap += 0 if words else 1


def _kinds(lines: list[SourceLine]) -> list[Break]:
    """What begins with each of `lines`."""
    if not lines:
        return []
    width = max(len(line.text) for line in lines)
    between = _usual_gap(lines)
    wider = sum(line.gap > between for line in lines[1:])
    alike = between and wider <= _SOME * len(lines)
    if width > _LONGEST_WRAPPED or (alike and not _is_wrapped(lines)):
        return [Break.PARAGRAPH] * len(lines)
    if not any(line.gap > between and not line.new_page for line in lines[1:]):
        return [Break.PARAGRAPH, *_without_gaps(lines, width)]
    tells = _spaces_tell(lines, between)
    kinds = [
        Break.PERHAPS
        if tells and other.new_page and one.spaced
        else _kind(one, other, between, width)
        for one, other in pairwise(lines)
    ]
    return [Break.PARAGRAPH, *kinds]


def _up_to_next(line: SourceLine, following: SourceLine) -> int:
    """How long `line` would be with the first word of `following`."""
    return len(line.text) + 1 + len(following.text.split(" ", 1)[0])


def _without_gaps(lines: list[SourceLine], width: int) -> Iterator[Break]:
    """What begins with each line but the first, where nothing stands between paragraphs.

    Where a space ends the lines that go on, a short one without it that ends a sentence is the
    last of its paragraph.
    """
    tells = _mostly_spaced(lines)
    for line, following in pairwise(lines):
        last = tells and not line.spaced and is_closed(line.text)
        full = _up_to_next(line, following) > width * _NEARLY
        yield Break.PARAGRAPH if last and not full else Break.LINE


def _spaces_tell(lines: list[SourceLine], between: int) -> bool:
    """Whether no space ends the last line of a paragraph, so that one tells that it goes on."""
    ends = [one.spaced for one, other in pairwise(lines) if other.gap > between]
    return sum(ends) < _SOME * len(ends)


def _mostly_spaced(lines: list[SourceLine]) -> bool:
    return sum(line.spaced for line in lines) > _MOSTLY * len(lines)


def _without_breaks_in_words(lines: list[SourceLine], kinds: list[Break]) -> list[Break]:
    """`kinds`, no paragraph beginning where a soft hyphen says that a word goes on."""
    before = [False, *(line.goes_on for line in lines)]
    return [Break.LINE if on else kind for on, kind in zip(before, kinds, strict=False)]


def _usual_gap(lines: list[SourceLine]) -> int:
    """How many empty lines stand between the lines of a paragraph."""
    gaps = Counter(line.gap for line in lines[1:])
    frequent = (gap for gap, count in gaps.items() if count > _SOME * len(lines))
    return min(frequent, default=0)


def _is_wrapped(lines: list[SourceLine]) -> bool:
    """Whether sentences go on from line to line."""
    on = sum(
        not is_closed(line.text) and following.text[:1].islower()
        for line, following in pairwise(lines)
    )
    return on > _SOME * len(lines)


def _by_line_before(lines: list[SourceLine]) -> list[Break]:
    """What begins with each of `lines`, by how the line before it ends."""
    inside = (line.spaced or bool(_BROKEN_WORD.search(line.text)) for line in lines[:-1])
    kinds = [Break.LINE if goes_on else Break.PARAGRAPH for goes_on in inside]
    return [Break.PARAGRAPH, *kinds][: len(lines)]


def _kind(line: SourceLine, following: SourceLine, between: int, width: int) -> Break:
    """What begins with `following`, where lines are mostly `between` empty lines apart."""
    if following.gap <= between and not following.new_page:
        return Break.LINE
    if _goes_on(line, following, width):
        return Break.PERHAPS
    return Break.PARAGRAPH


def _goes_on(line: SourceLine, following: SourceLine, width: int) -> bool:
    """Whether a paragraph that ends a page with `line` seems to go on with `following`."""
    if is_closed(line.text):
        return False
    full = _up_to_next(line, following) > width
    return bool(full or following.text[:1].islower() or _UNFINISHED.search(line.text))


def _joined(lines: list[SourceLine], kinds: list[Break], *, exact: bool = False) -> Script:
    """The script of `lines`, a word that a line end has broken made whole."""
    exact = exact or _mostly_spaced(lines)
    pieces, starts, place = [], [], 0
    ends = [*kinds, Break.PARAGRAPH][1:]
    for line, end in zip(lines, ends, strict=True):
        starts.append(place)
        whole = end is Break.PARAGRAPH or (exact and line.spaced)
        broken = line.goes_on or (not whole and _BROKEN_WORD.search(line.text))
        pieces.append(line.text if broken else line.text + " ")
        place += len(pieces[-1])
    return Script("".join(pieces), tuple(starts), tuple(kinds))
