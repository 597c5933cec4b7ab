"""A letter's words as they are read from the top down, each with the way to its field and back."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from desktop.letter.model.passages import Stream
from desktop.letter.write import plain_text
from desktop.records import paths
from desktop.text import utf16

if TYPE_CHECKING:
    from desktop.letter.model.blocks import Letter


class Transcript:
    """The letter's text form; places in it are counted in units of UTF-16, as Qt counts them."""

    def __init__(self, letter: Letter, stream: Stream | None = None) -> None:
        self.words = plain_text.write(letter).decode()
        self.headings = plain_text.headings(letter)
        """The numbers of the lines that are headings."""
        self._stream = stream or Stream(letter)

    def field(self, place: int) -> tuple[str, int] | None:
        """The field at `place`, or else the nearest in its line; and how many of its characters,
        white space aside, stand before. None where the line is all the program's own wording.
        """
        line, ends = self._line(place)
        first, here, last = (bisect_left(self._places, at) for at in (line, place, ends))
        for number in (*range(here, last), *reversed(range(first, here))):
            if self._stream.path(number):
                return self._stream.field(number)
        return None

    def start(self, path: str) -> int | None:
        """Where the field at `path`, or the one nearest to it, begins."""
        number = self._stream.start(path)
        return self._places[number] if number is not None and number < len(self._places) else None

    def spans(self, path: str) -> list[tuple[int, int]]:
        """Where the words of the field at `path` begin and end."""
        ranges = self._stream.ranges(lambda own: bool(own) and paths.touches(own, path))
        return [(self._places[first], self._places[last - 1] + 1) for first, last in ranges]

    def _line(self, place: int) -> tuple[int, int]:
        """Where the line at `place` begins and ends."""
        after = bisect_left(self._breaks, place)
        begins = self._breaks[after - 1] + 1 if after else 0
        return begins, self._breaks[after] if after < len(self._breaks) else place

    @cached_property
    def _units(self) -> list[int]:
        """Where each character stands."""
        return utf16.offsets(self.words)

    @cached_property
    def _places(self) -> list[int]:
        """Where each character stands that is not white space."""
        pairs = zip(self.words, self._units, strict=False)
        return [place for char, place in pairs if not char.isspace()]

    @cached_property
    def _breaks(self) -> list[int]:
        """Where each line ends."""
        pairs = zip(self.words, self._units, strict=False)
        return [place for char, place in pairs if char == "\n"]
