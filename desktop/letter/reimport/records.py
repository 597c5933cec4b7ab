"""A table of records, such as the documents reviewed: rows edited, added, taken out, moved."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from desktop.letter.compose.provenance import printed
from desktop.letter.read.script import squeezed
from desktop.letter.read.values import value
from desktop.letter.reimport.alignment import ALIKE, MOVED, align
from desktop.letter.reimport.edits import Addition, Edit, FieldEdit, Removal, reordering
from desktop.letter.reimport.paragraphs import Found
from desktop.letter.reimport.quoting import quoted
from desktop.records import paths
from desktop.records.questions import element
from desktop.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.cases.case import Case
    from desktop.letter.reimport.exported import LetterLine
    from desktop.letter.reimport.notes import ReimportNotes
    from desktop.programs.program import Program
    from desktop.records.values import Value

_WORD = re.compile(r"\w+")
_ROW = re.compile(r"(?P<list>\w+)\.(?P<number>\d+)\.(?P<field>\w+)$")


class RecordRow(msgspec.Struct, frozen=True):
    """A row: what each of its columns says."""

    cells: dict[int, str]
    found: tuple[Found, ...] = ()
    number: int = -1
    """Which element of the list it shows."""

    @property
    def text(self) -> str:
        """Its words, cell by cell."""
        return " ".join(filter(None, (self.cells[column] for column in sorted(self.cells))))


class Records:
    """A table of the exported letter compared with the same table of the edited file."""

    def __init__(
        self,
        case: Case,
        program: Program,
        lines: list[LetterLine],
        found: list[Found],
        notes: ReimportNotes,
    ) -> None:
        self._case, self._program = case, program
        self._head = {line.cell[1]: line.text for line in lines if line.cell and not line.cell[0]}
        self._old = _exported(lines)
        spots = [spot.path for line in lines if line.cell and line.cell[0] for spot in line.spots]
        first = [one for path in spots if (one := _ROW.match(path))]
        self.list = first[0]["list"]
        self._fields = {at: one["field"] for at, one in enumerate(first[: len(self._head)])}
        self._present = bool(found)
        head, self._new = self._edited(found)
        self._notes = notes
        if found and not head:
            self._notes.say(f"The head of the table, {quoted(' '.join(self._head.values()))}, "
                              "was changed or left out; the case keeps it.")  # fmt: skip

    def edits(self) -> Iterator[Edit]:
        """What the edited table changes."""
        if not self._present:
            self._notes.say(
                f"The table {quoted(' | '.join(self._head.values()))} was left out; the case keeps "
                "what stands in it."
            )
            return
        pairs = self._pairs()
        yield from self._field_edits(pairs)
        removed = [row.number for at, row in enumerate(self._old) if at not in pairs.values()]
        for number in removed:
            before = self._old[number].text
            yield Removal(path=f"{self.list}.{number}", before=before, after="")
        order = [pairs[at] for at in sorted(pairs)]
        if order != sorted(order):
            yield reordering(self.list, order, len(self._old))
        yield from self._additions(pairs)

    def _edited(self, found: list[Found]) -> tuple[bool, list[RecordRow]]:
        """Whether the table has its head, and its other rows."""
        rows = []
        has_head = False
        for _, cells in groupby(found, key=lambda one: one.cell.row if one.cell else -1):
            row = _row(tuple(cells))
            if squeezed(row.text) == squeezed(" ".join(self._head.values())):
                has_head = True
            else:
                rows.append(row)
        return has_head, rows

    def _pairs(self) -> dict[int, int]:
        """The exported row of each edited one: those in order, then those that were moved."""
        pairs: dict[int, int] = {}
        for least in (ALIKE, *[MOVED] * len(self._old)):
            old = [at for at in range(len(self._old)) if at not in pairs.values()]
            new = [at for at in range(len(self._new)) if at not in pairs]
            more = align(self._likeness, lambda _: 1.0, old, new, least)
            if not more:
                break
            pairs.update(more)
        return pairs

    def _likeness(self, old: int, new: int) -> float:
        before, after = self._old[old], self._new[new]
        named = Counter(self._numbers(after))
        if named and before.number in named:
            return 0.8 + 0.2 * _alike(before.text, after.text)
        return _alike(before.text, after.text) * (0.5 if named else 1)

    def _numbers(self, row: RecordRow) -> Iterator[int]:
        """The elements whose content controls stand in `row`."""
        for one in row.found:
            for part in one.controls:
                found = _ROW.match(part.path)
                if found and found["list"] == self.list:
                    yield int(found["number"])

    def _field_edits(self, pairs: dict[int, int]) -> Iterator[FieldEdit]:
        for at in sorted(pairs):
            row, before = self._new[at], self._old[pairs[at]]
            record = self._record(row)
            if record is None:
                continue
            for column, name in self._fields.items():
                path = f"{self.list}.{before.number}.{name}"
                old, new = paths.at(self._case, path), record[name]
                if squeezed(before.cells.get(column, "")) != squeezed(row.cells.get(column, "")):
                    one, other = printed(old, self._program), printed(new, self._program)
                    yield FieldEdit(path=path, before=one, after=other, value=new)

    def _additions(self, pairs: dict[int, int]) -> Iterator[Addition]:
        behind = -1
        for at, row in enumerate(self._new):
            if at in pairs:
                behind = self._old[pairs[at]].number
                continue
            new = self._element(row)
            if new is not None:
                yield Addition(
                    path=self.list, before="", after=row.text, element=new, behind=behind
                )

    def _element(self, row: RecordRow) -> Value:
        """The record that `row` says; None, with a note, where a field cannot hold its words."""
        kind, record = element(paths.asked(type(self._case), self.list).type), self._record(row)
        if kind is None or record is None:
            return None
        return kind(**{name: one for name, one in record.items() if one not in ("", None)})

    def _record(self, row: RecordRow) -> dict[str, Value] | None:
        """The values of a row's fields; None, with a note, where a field cannot hold one."""
        if any(column not in self._fields for column in row.cells):
            self._refuse(row, "it has more columns than the table")
            return None
        record = {}
        for column, name in self._fields.items():
            words = row.cells.get(column, "")
            try:
                record[name] = self._value(f"{self.list}.0.{name}", words)
            except ValueError as error:
                self._refuse(row, str(error).rstrip("."))
                return None
        return record

    def _value(self, path: str, words: str) -> Value:
        return value(path, words, type(self._case), self._case.program, self._program.date_format)

    def _refuse(self, row: RecordRow, reason: str) -> None:
        for one in row.found:
            self._notes.tell(one, f"The row {quoted(row.text)} was not taken over: {reason}.")


def _exported(lines: Iterable[LetterLine]) -> list[RecordRow]:
    """The rows of the exported table, without its head."""
    rows: dict[int, dict[int, str]] = {}
    for line in lines:
        if line.cell and line.cell[0]:
            rows.setdefault(line.cell[0], {})[line.cell[1]] = line.text
    return [RecordRow(cells, number=at) for at, cells in enumerate(rows.values())]


def _row(found: tuple[Found, ...]) -> RecordRow:
    cells: dict[int, str] = {}
    for one in found:
        column = one.cell.column if one.cell else 0
        cells[column] = " ".join(filter(None, (cells.get(column), clean(one.text))))
    return RecordRow({column: " ".join(words.split()) for column, words in cells.items()}, found)


def _alike(one: str, other: str) -> float:
    mine, theirs = Counter(_WORD.findall(one.casefold())), Counter(_WORD.findall(other.casefold()))
    both = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / both if both else 0.0
