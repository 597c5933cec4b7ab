"""The case as a template sees it: plain dicts and lists whose leaves know their field path."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from markupsafe import Markup, escape

from desktop.letter.compose.budget import spend
from desktop.records.walk import built
from desktop.text.characters import clean
from desktop.text.typed import clock_times, figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import msgspec

    from desktop.programs.program import Program
    from desktop.records.values import Value

YES, NO = "Yes", "No"
Marked: TypeAlias = (
    "bool | int | Decimal | str | dt.date | dt.time | msgspec.Struct | list[Marked] | Names | None"
)
"""What a template sees under a name."""
Names: TypeAlias = "dict[str, Marked]"
"""What a template may name."""


class MarkedText(str):
    """A text of the case; empty where the field is unknown."""

    path: str

    def __new__(cls, words: str, path: str) -> MarkedText:
        text = super().__new__(cls, words)
        text.path = path
        return text


class Number(int):
    """A number of the case."""

    path: str

    def __new__(cls, number: int, path: str) -> Number:
        value = super().__new__(cls, number)
        value.path = path
        return value


class Flag(int):
    """A tick or an answer of the case: 1 or 0."""

    path: str

    def __new__(cls, value: bool, path: str) -> Flag:
        flag = super().__new__(cls, value)
        flag.path = path
        return flag

    def __str__(self) -> str:
        return YES if self else NO


class Day(dt.date):
    """A date of the case."""

    path: str

    @classmethod
    def of(cls, day: dt.date, path: str) -> Day:
        value = cls(day.year, day.month, day.day)
        value.path = path
        return value


class TimeOfDay(dt.time):
    """A time of the case."""

    path: str

    @classmethod
    def of(cls, time: dt.time, path: str) -> TimeOfDay:
        value = cls(time.hour, time.minute)
        value.path = path
        return value


class Figure(Decimal):
    """A number of the case that may have a fraction, such as a sum of money."""

    path: str

    @classmethod
    def of(cls, number: Decimal, path: str) -> Figure:
        value = cls(number)
        value.path = path
        return value


class Items(list["Marked"]):
    """A list of the case."""

    def __init__(self, values: list[Marked], path: str) -> None:
        super().__init__(values)
        self.path = path


Known: TypeAlias = "dict[str, tuple[msgspec.Struct, Names]]"
"""The record that was marked last at each path, with the result."""


def marked(record: msgspec.Struct, known: Known | None = None) -> Names:
    """The fields of `record` as dicts, lists and leaves that know their path.

    A record that is `known` from the last time is not marked again: records never change.
    """
    known = {} if known is None else known
    built(record, _Marking(known))
    return known[""][1]


class _Marking:
    """Makes of a record what a template sees."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def record(
        self, record: msgspec.Struct, path: str, fields: Iterator[tuple[str, Marked]]
    ) -> Names:
        known = self._known.get(path)
        if known is None or known[0] is not record:
            known = self._known[path] = record, dict(fields)
        return known[1]

    def list(self, path: str, elements: Iterator[Marked]) -> Items:
        return Items([*elements], path)

    def leaf(self, path: str, value: Value) -> Marked:
        match value:
            case bool():
                return Flag(value, path)
            case int():
                return Number(value, path)
            case dt.date():
                return Day.of(value, path)
            case dt.time():
                return TimeOfDay.of(value, path)
            case Decimal():
                return Figure.of(value, path)
            case _:
                return MarkedText(clean(str(value)) if value else "", path)


def element(path: str, words: str) -> Markup:
    """`words` of the field at `path`, as the template's output carries them."""
    return Markup(f'<data value="{path}">{escape(words)}</data>')  # noqa: S704 -- paths are ours


class Finalizer:
    """Turns each value that a template puts out into marked words."""

    def __init__(self, date_format: str, time_format: str = clock_times.USUAL) -> None:
        self._date_format, self._time_format = date_format, time_format

    def __call__(self, value: Marked) -> Marked:
        path = getattr(value, "path", None)
        return value if path is None else element(path, self.words(value))

    def words(self, value: Marked) -> str:
        """`value` as it is printed."""
        match value:
            case Day():
                return value.strftime(self._date_format)
            case TimeOfDay():
                return clock_times.show(value, self._time_format)
            case Figure():
                return figures.show(value)
            case _:
                return str(value)

    def join(self, values: Items, separator: str = ", ") -> Markup:
        """`values` one after the other, each still knowing its path; a gap where there are none."""
        if not values:
            return element(values.path, "")
        spend(len(values))
        return escape(separator).join(escape(self(value)) for value in values)

    def long_date(self, day: Day | MarkedText) -> Markup:
        """A date in words: November 24, 2026; a gap where it is unknown."""
        words = f"{day:%B} {day.day}, {day.year}" if isinstance(day, Day) else ""
        return element(day.path, words)


def printed(value: Value, program: Program) -> str:
    """A field's value as the letters of `program` print it; a list's elements with commas."""
    if isinstance(value, tuple):
        return ", ".join(printed(one, program) for one in value)
    form = Finalizer(program.date_format, program.time_format)
    return form.words(_Marking({}).leaf("", value))


def keeping_path(change: Callable[[str], str]) -> Callable[[Marked], str]:
    """A filter that changes a text and keeps its path."""

    def changed(value: Marked) -> str:
        words = change(str(value))
        spend(len(words) // 1000)
        path = getattr(value, "path", None)
        return words if path is None else MarkedText(words, path)

    return changed
