"""Accounts for every paragraph of an edited file: changed, unchanged, or listed in a note."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from desktop.letter.read.script import squeezed
from desktop.letter.read.word.body import APART
from desktop.letter.reimport import forms
from desktop.letter.reimport.edits import ITEMS, Edit, FieldEdit, Removal, applied, reordering
from desktop.letter.reimport.exported import export
from desktop.letter.reimport.fields import Fields
from desktop.letter.reimport.notes import ReimportNotes
from desktop.letter.reimport.placing import Placed
from desktop.letter.reimport.quoting import quoted
from desktop.letter.reimport.records import Records
from desktop.records import paths
from desktop.records.questions import Prose, describe
from desktop.text.characters import clean
from desktop.text.ordered_runs import longest_rising

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop.cases.case import Case
    from desktop.letter.compose.pack import Pack
    from desktop.letter.reimport.exported import Export, LetterLine
    from desktop.letter.reimport.paragraphs import Found
    from desktop.letter.reimport.regions import Region


class Account:
    """What an edited file changes in its case, and what it says that is not taken."""

    def __init__(self, case: Case, pack: Pack, letter: Export, found: Sequence[Found]) -> None:
        self._case, self._pack, self._letter = case, pack, letter
        self.notes = ReimportNotes()
        rows = [line for line in letter.lines if line.cell]
        cells = _table_of(rows, found)
        numbers = {one.number for one in cells}
        self._lines = [line for line in letter.lines if not line.cell]
        self._apart = [one for one in found if one.cell == APART]
        self._found = [one for one in found if one.number not in numbers and one.cell != APART]
        self._records = Records(case, pack.program, rows, cells, self.notes) if rows else None
        self._placed = Placed(self._lines, self._found)
        self._fields = Fields(case, self.notes, pack.program)
        self.edits = self._proved(tuple(self._all()))

    def _all(self) -> Iterator[Edit]:
        """The changes that the file makes, as far as its paragraphs tell."""
        self._read_lines()
        self._name_what_is_left_out()
        yield from self._fields.edits()
        for region in self._placed.regions.values():
            yield from self._prose(region)
        yield from self._items()
        if self._records:
            yield from self._records.edits()
        for one in (*self._placed.outside, *self._apart):
            self.notes.outside(one)

    def _read_lines(self) -> None:
        """What the lines of fixed words say, and the labels of prose."""
        for number, one in self._placed.marks.items():
            if not self._lines[number].prose:
                self._fields.read(self._lines[number], one)
        for one, line, values in self._placed.lines_read:
            self._fields.add(forms.before(line)[:-1], values, one)
        self._name_moved()

    def _name_moved(self) -> None:
        """Notes the lines of fixed words that stand before a line that was before them."""
        for item in (None, *self._placed.order):
            here = [at for at in self._placed.marks if self._lines[at].item == item]
            in_order = set(longest_rising(here))
            for at in (number for place, number in enumerate(here) if place not in in_order):
                one = self._placed.marks[at]
                self.notes.tell(one, f"The line {quoted(one.text)} was moved; the case keeps its "
                                "place.")  # fmt: skip

    def _name_what_is_left_out(self) -> None:
        """Notes the lines that are gone; a field that stood in a cell by itself is empty."""
        for number, line in enumerate(self._lines):
            if self._is_gone(number, line):
                self._leave_out(number, line)

    def _is_gone(self, number: int, line: LetterLine) -> bool:
        """Whether the line stands nowhere, though its item does."""
        missing = number not in self._placed.marks and bool(line.text)
        return missing and (line.item is None or line.item in self._placed.order)

    def _leave_out(self, number: int, line: LetterLine) -> None:
        if self._is_emptied(number):
            self._fields.add(forms.before(line), [(line.spots[0].path, "")], None)
        elif not line.prose or line.block not in self._placed.regions:
            self.notes.left_out(line.text)
        elif line.label and not self._placed.regions[line.block].refused:
            self.notes.left_out(line.label)

    def _is_emptied(self, number: int) -> bool:
        """Whether the line was a field by itself whose label still stands before it."""
        line, label = self._lines[number], self._lines[number - 1] if number else None
        alone = len(line.spots) == 1 and bool(line.spots[0].path) and not line.prose
        same = label is not None and label.block == line.block
        return alone and same and number - 1 in self._placed.marks

    def _prose(self, region: Region) -> Iterator[FieldEdit]:
        """The change of a field of prose, if it says something else now."""
        old, new = str(paths.at(self._case, region.path)), "\n".join(region.words)
        if region.refused:
            self._refuse(region, region.refused)
        elif clean(old) != clean(new):
            yield FieldEdit(path=region.path, before=old, after=new, value=Prose(new))

    def _refuse(self, region: Region, first: Found) -> None:
        """Notes that a field of prose was left as it was, from its paragraph `first` on."""
        name = describe(type(self._case), region.path)
        self.notes.refuse(first, f"it is not certain what belongs to “{name}”, which was left as "
                          "it was")  # fmt: skip
        for one in region.found:
            if squeezed(one.text) not in self._exported:
                self.notes.refuse(one, f"“{name}” was left as it was")

    @cached_property
    def _exported(self) -> set[str]:
        return {squeezed(line.text) for line in self._letter.lines}

    def _items(self) -> Iterator[Edit]:
        """Items that are gone, and the order of those that are left."""
        order = self._placed.order
        if not order and not self._only_one_is_gone():
            for item in self._case.disputed_items:
                self.notes.left_out(item.request)
            return
        for number, item in enumerate(self._case.disputed_items):
            if number not in order:
                yield Removal(path=f"{ITEMS}.{number}", before=item.request, after="")
        if order != sorted(order):
            yield reordering(ITEMS, order, len(self._case.disputed_items))

    def _only_one_is_gone(self) -> bool:
        """Whether the letter had one item, and all that stood around it stands still."""
        mine = [at for at, line in enumerate(self._lines) if line.item is not None]
        around = (
            [at for at in (mine[0] - 1, mine[-1] + 1) if 0 <= at < len(self._lines)] if mine else []
        )
        return len(self._case.disputed_items) == 1 and all(
            at in self._placed.marks for at in around
        )

    def _proved(self, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
        """`edits` without those whose paragraph the letter would not say again as it stands."""
        if self._placed.doubtful:
            edits = self._without_items(edits)
        while wrong := self._not_said_again(edits):
            for one in wrong:
                self.notes.refuse(one, "no letter of the case can say it so")
            numbers = {one.number for one in wrong}
            edits = tuple(edit for edit in edits if not self._comes_from(edit, numbers))
        return edits

    def _without_items(self, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
        """`edits` without those of items, where a paragraph stands that cannot be placed."""
        for one in self._placed.doubtful:
            reason = "it stands twice, or apart from its item; the items were left as they were"
            self.notes.refuse(one, reason)
        others = tuple(edit for edit in edits if not edit.path.startswith(ITEMS))
        for one in self._changed():
            self.notes.refuse(one, "the items were left as they were")
        return others

    def _changed(self) -> Iterator[Found]:
        """The paragraphs that the exported letter does not have and no note mentions."""
        for one in self._found:
            if squeezed(one.text) not in self._exported and not self.notes.tells_of(one):
                yield one

    def _not_said_again(self, edits: tuple[Edit, ...]) -> list[Found]:
        """The paragraphs that are neither as exported, nor named, nor what the letter now says."""
        letter = export(applied(self._case, edits), self._pack, self._letter.edition)
        known = {squeezed(line.text) for line in letter.lines} | self._of_prose
        return [one for one in self._changed() if squeezed(one.text) not in known]

    @cached_property
    def _of_prose(self) -> set[str]:
        """What stands in the fields of prose, which say all of it, and their labels alone."""
        regions = self._placed.regions.values()
        placed = {squeezed(one.text) for region in regions for one in region.found}
        return placed | {squeezed(line.label) for line in self._lines if line.label}

    def _comes_from(self, edit: Edit, numbers: set[int]) -> bool:
        """Whether one of the paragraphs `numbers` makes the change `edit`."""
        if not isinstance(edit, FieldEdit):
            return False
        path = edit.path
        sources = self._fields.sources.get(path, self._fields.sources.get(path.rpartition(".")[0]))
        return any(one.number in numbers for one in sources or ())


def _table_of(rows: list[LetterLine], found: Sequence[Found]) -> list[Found]:
    """The paragraphs of the table that holds most of the words of `rows`."""
    words = {squeezed(line.text) for line in rows if line.text}
    tables: dict[int, int] = {}
    for one in found:
        if one.cell and one.cell != APART:
            tables[one.cell.table] = tables.get(one.cell.table, 0) + (squeezed(one.text) in words)
    best = max(tables, key=lambda table: tables[table], default=-1)
    return [one for one in found if one.cell and one.cell.table == best and tables[best]]
