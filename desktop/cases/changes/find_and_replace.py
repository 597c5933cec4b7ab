"""Every text of a case that a person wrote, to be found and replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop.cases.case import Case

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
    return cast("Case", _changed(case, change))


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if type(value) is str:
        yield path, value
    for name, inner in _inside(value):
        yield from _texts(inner, f"{path}.{name}" if path else str(name))


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, msgspec.Struct):
        fields = {str(name): _changed(inner, change) for name, inner in _inside(value)}
        return msgspec.structs.replace(value, **fields)
    if isinstance(value, tuple):
        return tuple(_changed(one, change) for one in value)
    return change(value) if type(value) is str else value


def _inside(value: Any) -> Iterator[tuple[object, Any]]:
    if isinstance(value, msgspec.Struct):
        names = (name for name in value.__struct_fields__ if name not in _OTHER)
        return ((name, getattr(value, name)) for name in names)
    return iter(enumerate(value) if isinstance(value, tuple) else ())
