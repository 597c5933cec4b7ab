"""What one guideline pack changes in another, place by place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from desktop.records.values import Plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desktop.records.values import Table

_NAMES = ("id", "title", "number", "name")
"""The keys by which an entry of a list is known in both packs, first to last."""


class PackDifference(msgspec.Struct, frozen=True):
    """A place where two packs differ: its value before and after, None where it is not there."""

    file: str
    place: str
    before: Plain
    after: Plain

    def words(self) -> str:
        """It in one line."""
        where = f"{self.file}: {self.place}" if self.place else self.file
        if self.before is None:
            return f"{where}: added{_colon(self.after)}"
        if self.after is None:
            return f"{where}: removed{_colon(self.before)}"
        return f"{where}: was {_shown(self.before)}, is {_shown(self.after)}"


def differences(old: Mapping[str, Table], new: Mapping[str, Table]) -> Iterator[PackDifference]:
    """What the files `new` change in the files `old`, both by name; in order of file and place.

    Entries of a list that have an id or a title are compared with their namesakes, wherever they
    stand; what only changed its line is no difference.
    """
    for file in sorted({*old, *new}):
        before, after = old.get(file), new.get(file)
        if before is None or after is None:
            yield PackDifference(file, "", _summary(before), _summary(after))
        else:
            for place, one, other in _compared("", before, after):
                yield PackDifference(file, place, one, other)


def _compared(place: str, old: Plain, new: Plain) -> Iterator[tuple[str, Plain, Plain]]:
    """Each leaf below `place` that differs."""
    one, other = _entries(old), _entries(new)
    if one is None or other is None:
        if _even(old) != _even(new):
            yield place, old, new
        return
    for name in {**one, **other}:
        inner = f"{place}.{name}" if place else name
        yield from _compared(inner, one.get(name), other.get(name))


def _entries(value: Plain) -> dict[str, Plain] | None:
    """The parts of a table, or of a list of named tables, by name; None for any other value."""
    if isinstance(value, dict):
        return {str(key): part for key, part in value.items()}
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        named: dict[str, Plain] = {}
        for at, one in enumerate(value, start=1):
            name = _name(one) or str(at)
            named[name if name not in named else f"{name} ({at})"] = one
        return named
    return None


def _name(entry: Plain) -> str:
    """By what an entry of a list is known: its id, or its title with the year."""
    if not isinstance(entry, dict):
        return ""
    found = next((str(entry[key]) for key in _NAMES if entry.get(key)), "")
    year = entry.get("year")
    return f"{found} {year}" if found and year and "id" not in entry else found


def _even(value: Plain) -> Plain:
    """A value as it is compared: line breaks in words say nothing."""
    return " ".join(value.split()) if isinstance(value, str) else value


def _summary(table: Table | None) -> Plain:
    """A whole file in a few words: what it is about."""
    if table is None:
        return None
    return str(table.get("title") or table.get("id") or "a file")


def _colon(value: Plain) -> str:
    return f": {_shown(value)}"


def _shown(value: Plain) -> str:
    """A value as a person reads it."""
    if isinstance(value, str):
        return f"“{' '.join(value.split())}”"
    if isinstance(value, list):
        return ", ".join(map(_shown, value)) or "nothing"
    if isinstance(value, dict):
        return "; ".join(f"{key} {_shown(part)}" for key, part in value.items())
    return str(value).lower() if isinstance(value, bool) else str(value)
