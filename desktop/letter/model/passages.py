"""Where on a page a field's words stand: found by counting characters, white space aside.

A page's characters are the letter's, in order, between some that are the page's own: letterhead,
footer, bullets, a table's head repeated. What does not match the letter is skipped.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import partial
from itertools import accumulate, islice
from typing import TYPE_CHECKING, NamedTuple

from desktop.letter.model.blocks import plain, runs
from desktop.letter.model.direction import leftward

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from desktop.letter.model.blocks import Letter, Run

ANCHOR = 12
"""Characters that must match before the letter is followed again behind the page's own."""
PROBED, FAR = 240, 6000
"""Characters of a page that are tried, and how far from the expected place they are searched."""
_HYPHEN = re.compile("[\x02\ufffe\u00ad\u2011]")
"""PDFium's ways to say that a line ends in a hyphen."""


class Stretch(NamedTuple):
    """Characters that follow one another both on the page and in the letter."""

    page: int
    letter: int
    length: int


class RunPlace(NamedTuple):
    """A run's characters on one page: the first and the last of each stretch, by PDFium's count."""

    run: Run
    ranges: tuple[tuple[int, int], ...]


class Stream:
    """The letter's characters without white space, with the run that each came from."""

    def __init__(self, letter: Letter) -> None:
        self.runs = [run for run in runs(letter) if run.text]
        texts = ["".join(run.text.split()) for run in self.runs]
        self.text = _HYPHEN.sub("-", "".join(texts))
        self._starts = list(accumulate(map(len, texts), initial=0))
        self._leftward = () if self.text.isascii() else tuple(_leftward(letter))
        """The words from right to left, of which PDFium gives the characters in another order."""

    def match(self, text: str, at: int) -> tuple[Stretch, ...]:
        """How a page's `text`, without white space, matches the letter from character `at` on."""
        return tuple(self._stretches(_HYPHEN.sub("-", text), at))

    def match_near(self, text: str, near: int) -> tuple[Stretch, ...]:
        """The same where the page begins at about `near`; nothing where it is not found there."""
        page = _HYPHEN.sub("-", text)
        for probe in range(0, min(len(page), PROBED), ANCHOR):
            found = self._nearest(page[probe : probe + 2 * ANCHOR], near + probe)
            if found is not None:
                return tuple(self._stretches(page, max(found - probe, 0)))
        return ()

    def moved(self, place: int, older: Stream) -> int:
        """Where the character `place` of an `older` letter may stand in this one."""
        same = shared_length(self.text, older.text)
        return place if place <= same else place + len(self.text) - len(older.text)

    def _stretches(self, page: str, at: int) -> Iterator[Stretch]:
        """The stretches of `page` from the letter's character `at` on, in order."""
        here = 0
        while here < len(page) and at < len(self.text):
            length = shared_length(page[here:], self.text[at : at + len(page) - here])
            if length:
                yield Stretch(here, at, length)
                here, at = here + length, at + length
                continue
            found = page.find(self.text[at : at + ANCHOR], here)
            if found < 0:
                found, behind = self._behind(page, here, at)
                if found < 0:
                    return
                yield Stretch(here, at, min(found - here, behind - at))
                at = behind
            here = found

    def _behind(self, page: str, here: int, at: int) -> tuple[int, int]:
        """Where `page` and letter agree again behind words from right to left, and their like.

        PDFium gives the lines in which such words stand in an order of its own. The place on the
        page is -1 where there is none.
        """
        for place in islice(self._outside(at), PROBED):
            end = here + 2 * (place - at) + PROBED
            found = page.find(self.text[place : place + ANCHOR], here + 1, end)
            if found >= 0:
                return found, place
        return -1, at

    def _outside(self, at: int) -> Iterator[int]:
        """The places behind `at` that are not in words from right to left, where there are any."""
        for begins, ends in (*self._leftward, *[(len(self.text), 0)] * bool(self._leftward)):
            yield from range(at + 1, begins)
            at = max(at, ends - 1)

    def _nearest(self, words: str, near: int) -> int | None:
        """The place of `words` that is nearest to `near`, if one is."""
        start, end = max(near - FAR, 0), near + FAR
        places = []
        found = self.text.find(words, start, end)
        while found >= 0:
            places.append(found)
            found = self.text.find(words, found + 1, end)
        return min(places, key=lambda place: abs(place - near), default=None)

    def places(self, stretches: tuple[Stretch, ...], numbers: list[int]) -> Iterator[RunPlace]:
        """The runs with a field on a page, whose characters have PDFium's `numbers`."""
        if not stretches:
            return
        first = bisect_right(self._starts, stretches[0].letter) - 1
        end = stretches[-1].letter + stretches[-1].length
        for at in range(first, len(self.runs)):
            if self._starts[at] >= end:
                return
            if self.runs[at].path:
                spans = _ranges(stretches, self._starts[at], self._starts[at + 1])
                yield RunPlace(self.runs[at], tuple((numbers[a], numbers[b]) for a, b in spans))

    def field(self, letter: int) -> tuple[str, int]:
        """The field path of the character `letter`, and how many of that field's stand before."""
        at = bisect_right(self._starts, letter) - 1
        path = self.runs[at].path
        before = sum(
            self._starts[n + 1] - self._starts[n] for n in range(at) if self.runs[n].path == path
        )
        return path, before + letter - self._starts[at]

    def path(self, letter: int) -> str:
        """The field path of the character `letter`; empty where it is the program's own."""
        return self.runs[bisect_right(self._starts, letter) - 1].path

    def ranges(self, wanted: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
        """The first character, and the one behind the last, of each run whose field is `wanted`."""
        for at, run in enumerate(self.runs):
            if wanted(run.path) and self._starts[at] < self._starts[at + 1]:
                yield self._starts[at], self._starts[at + 1]

    def start(self, path: str) -> int | None:
        """The first character that comes from the field at `path` or nearest to it."""
        firsts: dict[str, int] = {}
        for start, run in zip(self._starts, self.runs, strict=False):
            firsts.setdefault(run.path, start)
        nearest = path if path in firsts else max(firsts, key=partial(_kinship, path), default="")
        return firsts[nearest] if _kinship(path, nearest) else None


def _leftward(letter: Letter) -> Iterator[tuple[int, int]]:
    """Where words from right to left begin and end, white space aside."""
    at = 0
    for block in letter.blocks:
        for words in map(plain, block.lines()):
            for begins, ends in leftward(words):
                yield at + _solid(words[:begins]), at + _solid(words[:ends])
            at += _solid(words)


def _solid(words: str) -> int:
    """How many characters of `words` are not white space."""
    return len("".join(words.split()))


def caret(text: str, characters: int) -> int:
    """The place in `text` before which stand as many `characters` that are not white space."""
    for place, char in enumerate(text):
        if not char.isspace():
            if characters == 0:
                return place
            characters -= 1
    return len(text)


def _kinship(path: str, field: str) -> int:
    """How many steps of the path two fields share; none where they are of different elements."""
    one, other = path.split("."), field.split(".")
    shared = _shared(one, other)
    apart = one[shared : shared + 1] + other[shared : shared + 1]
    return 0 if len(apart) == 2 and all(step.isdigit() for step in apart) else shared


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many steps both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def shared_length(one: str, other: str) -> int:
    """How many characters both begin with, found by binary search."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def shared_ends(one: str, other: str) -> tuple[int, int]:
    """How many characters both begin with, and how many of the others both end with."""
    start = shared_length(one, other)
    return start, shared_length(one[start:][::-1], other[start:][::-1])


def _ranges(stretches: tuple[Stretch, ...], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The characters from `start` to `end` of the letter, as places on the page."""
    for stretch in stretches:
        first = max(start, stretch.letter)
        last = min(end, stretch.letter + stretch.length) - 1
        if first <= last:
            shift = stretch.page - stretch.letter
            yield first + shift, last + shift
