"""The walk over a record: every place in it, in the order of its declaration, with its path.

Nothing else goes through the fields of a record and the elements of its lists by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar, get_origin

from msgspec import Struct
from msgspec.structs import replace

from desktop.records.questions import Question, element, questions

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from desktop.records.values import Plain, Value

Whole = TypeVar("Whole", bound=Struct)
Made = TypeVar("Made")
ANY = "*"
"""Stands in a declared path for the number of an element."""


Place: TypeAlias = "tuple[str, Value | Plain, Question | None]"
"""A path, what stands there, and what its field asks; of a list's element, what the list does."""


def leaves(
    value: Value | Plain,
    path: str = "",
    without: Container[str] = (),
    enters: Callable[[str, Value | Plain], bool] | None = None,
) -> Iterator[Place]:
    """The places in `value`, which stands at `path`, that have no other inside.

    Not those in fields named in `without`. A list without elements is one of them, and so is a
    value that the walk does not enter.
    """
    waiting: list[Place] = [(path, value, None)]
    while waiting:
        place = waiting.pop()
        entered = isinstance(place[1], _HOLDERS) and (enters is None or enters(*place[:2]))
        inner = _inside(place, without) if entered else None
        if inner:
            waiting += inner[::-1]
        else:
            yield place


def texts(
    value: Value | Plain, path: str = "", without: Container[str] = ()
) -> Iterator[tuple[str, str]]:
    """Each text in `value` with its path; words of closed lists are no texts."""
    for place, words, _ in leaves(value, path, without):
        if type(words) is str:
            yield place, words


def records(value: Value) -> Iterator[tuple[str, Struct]]:
    """Each record in `value`, outer ones first, with its path."""
    waiting: list[Place] = [("", value, None)]
    while waiting:
        place = waiting.pop()
        if isinstance(place[1], Struct):
            yield place[0], place[1]
        waiting += _inside(place, ())[::-1]


def is_element(path: str) -> bool:
    """Whether `path` leads to an element of a list, not to a field."""
    return path.rpartition(".")[2].isdigit()


_HOLDERS = (Struct, tuple, list, dict)


def _inside(place: Place, without: Container[str]) -> list[Place]:
    """What stands right inside the value at `place`."""
    path, value, asked = place
    stem = f"{path}." if path else ""
    if isinstance(value, Struct):
        fields = questions(type(value)).items()
        return [(stem + n, getattr(value, n), one) for n, one in fields if n not in without]
    if isinstance(value, tuple | list):
        return [(f"{stem}{at}", one, asked) for at, one in enumerate(value)]
    if isinstance(value, dict):
        return [(stem + name, one, None) for name, one in value.items() if name not in without]
    return []


class Builder(Protocol[Made]):
    """Makes something of a record, from the inside out."""

    def record(self, record: Struct, path: str, fields: Iterator[tuple[str, Made]]) -> Made:
        """The result for `record`, by its `fields`; those not asked for are not made."""

    def list(self, path: str, elements: Iterator[Made]) -> Made:
        """The result for a list."""

    def leaf(self, path: str, value: Value) -> Made:
        """The result for any other value."""


def built(value: Value, builder: Builder[Made], path: str = "") -> Made:
    """What `builder` makes of `value`, which stands at `path`."""
    if not isinstance(value, _HOLDERS):
        return builder.leaf(path, value)
    stem = f"{path}." if path else ""
    if isinstance(value, Struct):
        names = value.__struct_fields__
        fields = ((name, built(getattr(value, name), builder, stem + name)) for name in names)
        return builder.record(value, path, fields)
    return builder.list(path, (built(one, builder, f"{stem}{at}") for at, one in enumerate(value)))


def mapped(record: Whole, change: Callable[[str, str], str]) -> Whole:
    """`record` with each text in it changed by its path and its words."""
    whole = built(record, _Changed(change))
    return whole if isinstance(whole, type(record)) else record


class _Changed:
    """Builds a record anew with other texts."""

    def __init__(self, change: Callable[[str, str], str]) -> None:
        self._change = change

    def record(self, record: Struct, _path: str, fields: Iterator[tuple[str, Value]]) -> Value:
        new = {name: one for name, one in fields if one is not getattr(record, name)}
        return replace(record, **new) if new else record

    def list(self, _path: str, elements: Iterator[Value]) -> Value:
        return tuple(elements)

    def leaf(self, path: str, value: Value) -> Value:
        return self._change(path, value) if type(value) is str else value


def declared(
    kind: type[Struct],
    chosen: Callable[[Question, Question | None], bool] = lambda _asked, _within: True,
    path: str = "",
    within: Question | None = None,
) -> Iterator[tuple[str, Question]]:
    """The fields that records of `kind` have, outer ones first, with `ANY` for an element's number.

    Only those `chosen` by what they ask and what the field around them does, and what is in these.
    """
    for name, asked in questions(kind).items():
        if chosen(asked, within):
            steps = (path, name, ANY if get_origin(asked.type) is tuple else "")
            place = ".".join(filter(None, steps))
            yield place, asked
            inner = element(asked.type)
            if inner is not None:
                yield from declared(inner, chosen, place, asked)
