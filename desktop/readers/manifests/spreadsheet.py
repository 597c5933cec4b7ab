"""Reads a table from a spreadsheet, row by row: the separator is detected.

Spreadsheets write commas, semicolons or tabs, name the separator in a first line, and wrap a number
in a formula to keep its zeros. A row that cannot be read for certain is refused, and the next read.
"""

from __future__ import annotations

import csv
import re
from functools import partial
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SEPARATORS = ",;\t|"
_LINE_END = re.compile(r"\r\n|\n|\r")
_NAMED = re.compile(r'\s*"?sep=(?P<separator>.)"?\s*', re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
"""What no cell means to say."""
_WRAPPED = re.compile(r'="(?P<words>.*)"', re.DOTALL)
_SPOILT = re.compile(r"=.*|#+|#(?:REF|VALUE|NAME|NULL|NUM|DIV/0|N/A|SPILL)[!?]?", re.DOTALL)
_LATEST_HEADER = 20
"""Lines; a title may stand above the header, a table of other things may not."""
_LONGEST_CELL = 100
"""Lines that a cell may have."""
_UNCLOSED = "a quotation mark opens a cell and none closes it. Close it or take it out"
_QUOTE_INSIDE = (
    "a quotation mark stands in a cell that such marks enclose. Write it twice or take it out"
)
_TOO_LONG = "a cell is longer than any that a manifest has. Shorten it"


class SpreadsheetRow(msgspec.Struct, frozen=True):
    """A row of a table, or why it cannot be read."""

    place: str
    """Its number, as a spreadsheet counts; "Row 3", and its line where that is another."""
    cells: tuple[str, ...] = ()
    refusal: str = ""


class Spreadsheet(msgspec.Struct, frozen=True):
    """A table's header and the rows below it."""

    header: tuple[str, ...]
    records: tuple[SpreadsheetRow, ...]


class _UnclosedError(ValueError):
    """A row begins inside a cell: a quotation mark of the row before was never closed."""


def read(
    text: str,
    is_header: Callable[[tuple[str, ...]], bool],
    is_row: Callable[[tuple[str, ...], tuple[str, ...]], bool],
) -> Spreadsheet | None:
    """The table in `text`; None where no line near its top is a header.

    `is_row` tells from its header and a line's cells whether a row begins with that line.
    """
    lines = _LINE_END.split(text.rstrip("\x1a"))
    named = _NAMED.fullmatch(lines[0])
    lines = lines[1:] if named else lines
    for separator in dict.fromkeys((named["separator"] if named else "") + _SEPARATORS):
        for at, line in enumerate(lines[:_LATEST_HEADER]):
            header = _cells(line, separator)
            if is_header(header):
                rows = _Rows(lines, separator, partial(is_row, header))
                return Spreadsheet(header, tuple(rows.below(at, unseen=1 if named else 0)))
    return None


def spoilt(cell: str) -> bool:
    """Whether a spreadsheet put a formula or an error into `cell` instead of what it shows."""
    return _SPOILT.fullmatch(cell) is not None


def _cells(line: str, separator: str) -> tuple[str, ...]:
    """The cells of a line by itself, whatever its quotation marks."""
    try:
        found = next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])
    except csv.Error:
        return ()
    return tuple(map(_plain, found))


def _plain(cell: str) -> str:
    """`cell` without the formula that a spreadsheet wraps around text: ``="0012"`` is 0012."""
    words = _CONTROLS.sub("", cell).strip()
    wrapped = _WRAPPED.fullmatch(words)
    return wrapped["words"].replace('""', '"').strip() if wrapped else words


class _Rows:
    """The rows of a table's lines."""

    def __init__(
        self, lines: list[str], separator: str, begins: Callable[[tuple[str, ...]], bool]
    ) -> None:
        self._lines, self._separator = lines, separator
        self._begins = begins
        self._at = 0

    def below(self, header: int, unseen: int) -> Iterator[SpreadsheetRow]:
        """The rows below the line `header`, from 0; a spreadsheet shows not the first `unseen`."""
        self._at, row = header + 1, header + 1
        while self._at < len(self._lines):
            row, line = row + 1, self._at + 1 + unseen
            place = f"Row {row}" if row + unseen == line else f"Row {row} (line {line})"
            record = self._next(place)
            if record.refusal or any(record.cells):
                yield record

    def _next(self, place: str) -> SpreadsheetRow:
        reader = csv.reader(
            self._taken(), delimiter=self._separator, skipinitialspace=True, strict=True
        )
        try:
            return SpreadsheetRow(place, tuple(map(_plain, next(reader))))
        except (csv.Error, _UnclosedError) as error:
            self._skip()
            return SpreadsheetRow(place, refusal=_why(error))

    def _taken(self) -> Iterator[str]:
        """The lines of one row, each as it is asked for."""
        first = self._at
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if self._at > first + _LONGEST_CELL or (self._at > first and self._is_row(line)):
                raise _UnclosedError
            self._at += 1
            yield f"{line}\n"

    def _skip(self) -> None:
        """Goes on to the next line with which a row begins."""
        while self._at < len(self._lines) and not self._is_row(self._lines[self._at]):
            self._at += 1

    def _is_row(self, line: str) -> bool:
        return self._begins(_cells(line, self._separator))


def _why(error: Exception) -> str:
    if "limit" in str(error):
        return _TOO_LONG
    unclosed = isinstance(error, _UnclosedError) or "end of data" in str(error)
    return _UNCLOSED if unclosed else _QUOTE_INSIDE
