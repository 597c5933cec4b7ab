"""Where each paragraph of the edited file stands now: in which item, and in which field of prose.

What a paragraph was tells which words changed; where it stands tells whose words they are. Lines
with fixed words are the marks by which the place is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.letter.model.passages import caret
from desktop.letter.read.script import squeezed
from desktop.letter.reimport import forms
from desktop.letter.reimport.alignment import aligned
from desktop.letter.reimport.regions import Region, comes_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop.letter.reimport.exported import LetterLine
    from desktop.letter.reimport.paragraphs import Found

_NEARLY = 0.05
"""By how much a line of the same item may be less alike, and is still taken for it."""
_SIGN = 3
"""Words by which a paragraph is known again at its head."""


class Placed:
    """The edited file, divided by the lines of the exported letter."""

    def __init__(self, lines: Sequence[LetterLine], found: Sequence[Found]) -> None:
        self._lines, self._found = lines, found
        self.pairs, self._likeness = aligned(lines, found)
        self.regions: dict[str, Region] = {}
        self.marks: dict[int, Found] = {}
        """The paragraph of each line of fixed words, by the line's number."""
        self.lines_read: list[tuple[Found, LetterLine, forms.FieldWords]] = []
        """What labels with a field in them say."""
        self.outside: list[Found] = []
        self.doubtful: list[Found] = []
        """Paragraphs whose place cannot be told."""
        self.order: list[int] = []
        """The items in the order in which they stand, by the numbers that they had."""
        self._item: int | None = None
        self._open: Region | None = None
        self._ahead: Region | None = None
        self._last, self._twice = -1, False
        for at, one in enumerate(found):
            self._place(at, one)
        self._settle()

    def _place(self, at: int, one: Found) -> None:
        number = self._line_of(at, one)
        line = None if number is None else self._lines[number]
        if number is None or line is None or self._is_body(number, one):
            self._paragraph(at, one, number)
        elif self._enter(line, one):
            self.pairs[at] = number
            if line.prose:
                self._labelled(number, line, one)
            else:
                self._mark(number, one)

    def _is_body(self, number: int, one: Found) -> bool:
        """Whether `one`, which was that line, tells not where it stands: prose without a label.

        A first paragraph that lost its label is known by standing in its own item still.
        """
        line = self._lines[number]
        if not line.prose or not line.label:
            return bool(line.prose)
        labelled = squeezed(one.text).startswith(squeezed(line.label))
        return not labelled and (line.item != self._item or number in self.marks)

    def _line_of(self, at: int, one: Found) -> int | None:
        """The line that paragraph `at` is, by preference one of the item that was entered."""
        number = self.pairs.get(at)
        if number is None or _is_plain(self._lines[number]):
            return next(self._begun_alike(at, one), number)
        line = self._lines[number]
        if self._item is None or line.item in (None, self._item) or self._is_head(number):
            return number
        least = self._likeness.of(number, at) - _NEARLY
        same = (n for n in self._own() if self._likeness.of(n, at) >= least)
        return next(self._begun_alike(at, one), next(same, number))

    def _begun_alike(self, at: int, one: Found) -> Iterator[int]:
        """The lines that may stand here and begin with the fixed words that `one` begins with."""
        end = self._next(at)
        text = squeezed(one.text)
        for number in self._own():
            head = _head(self._lines[number])
            ahead = number < end or (number == end and self._lines[number].prose)
            if ahead and len(head) > _SIGN and text.startswith(head):
                yield number

    def _own(self) -> Iterator[int]:
        """The lines of fixed words that are still to come in the item that was entered."""
        for number in range(self._last + 1, len(self._lines)):
            line = self._lines[number]
            if line.item == self._item and number not in self.marks and not _is_plain(line):
                yield number

    def _next(self, at: int) -> int:
        """The line of fixed words that is found next behind paragraph `at`, in order."""
        for later in range(at + 1, len(self._found)):
            number = self.pairs.get(later, -1)
            if number > self._last and not _is_plain(self._lines[number]):
                return number
        return len(self._lines)

    def _is_head(self, number: int) -> bool:
        """Whether the line is the first of its item."""
        return number == 0 or self._lines[number - 1].item != self._lines[number].item

    def _enter(self, line: LetterLine, one: Found) -> bool:
        """Goes into the item of `line`; whether it was not in there before."""
        if line.item != self._item:
            self._twice = line.item in self.order
            self._item = line.item
            self._open = self._ahead = None
            if line.item is not None and not self._twice:
                self.order.append(line.item)
        if self._twice:
            self.doubtful.append(one)
        return not self._twice

    def _mark(self, number: int, one: Found) -> None:
        """A line of fixed words; a field of prose may follow it."""
        self.marks[number] = one
        self._last = number
        self._open = self._ahead = None
        if number + 1 < len(self._lines) and self._lines[number + 1].prose:
            region = self._region(self._lines[number + 1])
            if self._lines[number + 1].label:
                self._ahead = region
            else:
                self._open = region

    def _labelled(self, number: int, line: LetterLine, one: Found) -> None:
        """The first line of a field of prose, behind the field's label."""
        region = self._open = self._region(line)
        self._last = number
        words = self._behind_label(line, one)
        if words is not None:
            self.marks[number] = one
            region.begin(one, words)
        elif one.text.split()[:_SIGN] == line.spots[-1].text.split()[:_SIGN]:
            region.add(one, one.text, certain=True)
        else:
            region.refused = one

    def _behind_label(self, line: LetterLine, one: Found) -> str | None:
        """The words of `one` behind the label of `line`; None where it has not that label."""
        label = squeezed(line.label)
        if squeezed(one.text).startswith(label):
            return one.text[caret(one.text, len(label)) :].strip()
        values = forms.read(line, one)
        if values is None or len(values) == 1:
            return None
        self.lines_read.append((one, line, values[:-1]))
        return values[-1][1]

    def _paragraph(self, at: int, one: Found, number: int | None) -> None:
        """A paragraph without fixed words: of the field that is open, or of none."""
        known = number is not None or any(self._is_prose(part.path) for part in one.controls)
        region = self._open or (self._ahead if known else None) or self._in_order(at, number)
        if self._twice:
            self.doubtful.append(one)
        elif region is None or (number is None and self._is_copy(one)):
            self._stray(one, number)
        else:
            region.add(one, one.text, certain=known or comes_from(one, region.old))

    def _stray(self, one: Found, number: int | None) -> None:
        """A paragraph that stands in no field; the one that it was in is not taken either."""
        self.outside.append(one)
        if number is not None:
            self._region(self._lines[number]).refused = one
        elif self._is_copy(one):
            self._open = self._ahead = None

    def _is_copy(self, one: Found) -> bool:
        """Whether `one` says again what a line of fixed words says, or holds its controls."""
        if any(part.path and not self._is_prose(part.path) for part in one.controls):
            return True
        text = squeezed(one.text)
        return any(text == squeezed(line.text) for line in self._lines if not _is_plain(line))

    def _is_prose(self, path: str) -> bool:
        return bool(path) and any(line.prose == path for line in self._lines)

    def _in_order(self, at: int, number: int | None) -> Region | None:
        """The field that paragraph `at` was in, where it still stands between the same lines."""
        if number is None or not self._last < number < self._next(at):
            return None
        return self._region(self._lines[number])

    def _region(self, line: LetterLine) -> Region:
        """The field of prose that `line` is part of, whose place was reached."""
        if line.block not in self.regions:
            old = [one for one in self._lines if one.block == line.block and one.prose]
            self.regions[line.block] = Region(line.prose, old)
        return self.regions[line.block]

    def _settle(self) -> None:
        """Leaves out of each field what may not belong to it."""
        paired = {id(self._lines[number]) for number in self.pairs.values()}
        for region in self.regions.values():
            missing = sum(id(line) not in paired for line in region.old)
            self.outside += region.settle(missing)


def _is_plain(line: LetterLine) -> bool:
    """Whether `line` is a paragraph of prose without a label."""
    return bool(line.prose) and not line.label


def _head(line: LetterLine) -> str:
    """The fixed words that `line` begins with, without white space."""
    if line.prose:
        return squeezed(line.label)
    first = line.spots[0] if line.spots else None
    return "" if first is None or first.path else squeezed(first.text)
