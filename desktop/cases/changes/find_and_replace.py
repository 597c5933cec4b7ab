"""Every text of a case that a person wrote, to be found and replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop.cases.case import Case
    from desktop.records.values import Value

Whole = TypeVar("Whole", bound=msgspec.Struct)
_OTHER = {
    *("program", "id", "guideline", "guidelines", "criterion", "place"),  # names of other things
    *("drafted", "accepted"),  # what was said before, which stands against what is said now
}
"""Fields whose words are not the letter's."""


def texts(case: Case) -> Iterator[tuple[str, str]]:
    """Each text with its path; words of closed lists are no texts."""
    return _texts(case, "")


def changed(case: Case, change: Callable[[str], str]) -> Case:
    """`case` with each of its texts changed."""
    return _changed_record(case, change)


def _texts(value: Value, path: str) -> Iterator[tuple[str, str]]:
    if type(value) is str:
        yield path, value
    for name, inner in _inside(value):
        yield from _texts(inner, f"{path}.{name}" if path else name)


def _changed_record(record: Whole, change: Callable[[str], str]) -> Whole:
    fields = {name: _changed(inner, change) for name, inner in _inside(record)}
    return msgspec.structs.replace(record, **fields)


def _changed(value: Value, change: Callable[[str], str]) -> Value:
    if isinstance(value, msgspec.Struct):
        return _changed_record(value, change)
    if isinstance(value, tuple):
        return tuple(_changed(one, change) for one in value)
    return change(value) if type(value) is str else value


def _inside(value: Value) -> Iterator[tuple[str, Value]]:
    if isinstance(value, msgspec.Struct):
        names = (name for name in value.__struct_fields__ if name not in _OTHER)
        return ((name, getattr(value, name)) for name in names)
    return ((str(at), one) for at, one in enumerate(value if isinstance(value, tuple) else ()))
