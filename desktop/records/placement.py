"""Where the fields of a record stand on a form, from what their declarations say.

A field stands on a line of its own, behind those declared before it in its group, unless it says
next to or below which other one. The first field of a group names the group's heading.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from desktop.records.questions import Question, questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class FormLine(NamedTuple):
    """Fields in one line, and the share of the line that each takes."""

    names: tuple[str, ...]
    widths: tuple[int, ...]


class FieldGroup(NamedTuple):
    """The lines under one heading; no words, no heading."""

    heading: str
    lines: tuple[FormLine, ...]


@cache
def groups(record: type) -> tuple[FieldGroup, ...]:
    """The fields of `record` that a form shows, in their groups and lines."""
    return placed(questions(record).values())


def lines(record: type) -> tuple[FormLine, ...]:
    """The lines of `record`, whatever heads them."""
    return tuple(line for group in groups(record) for line in group.lines)


def placed(asked: Iterable[Question]) -> tuple[FieldGroup, ...]:
    """The shown ones of the questions `asked`, in their groups and lines."""
    shown = {one.name: one for one in asked if one.shown}
    found: dict[str, list[FormLine]] = {}
    heading = ""
    for one in shown.values():
        if one.beside not in shown and one.below not in shown:
            heading = one.group or heading
            for head, line in _from(one, heading, shown):
                found.setdefault(head, []).append(line)
    return tuple(FieldGroup(head, tuple(group)) for head, group in found.items())


def _from(
    one: Question, heading: str, shown: dict[str, Question]
) -> Iterator[tuple[str, FormLine]]:
    """The line that `one` begins and those below it, each with its heading."""
    line = (one, *(other for other in shown.values() if other.beside == one.name))
    yield heading, FormLine(tuple(q.name for q in line), tuple(q.width for q in line))
    for other in shown.values():
        if other.below in {q.name for q in line} and other.beside not in shown:
            yield from _from(other, other.group or heading, shown)
