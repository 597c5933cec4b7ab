"""The editor of each type of value, chosen by what the case asks."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum, StrEnum
from types import UnionType
from typing import TYPE_CHECKING, Annotated, TypeAlias, Union, get_args, get_origin

from desktop.cases.record import ItemId, Zone
from desktop.cases.terms import choices
from desktop.records.questions import Prose
from desktop.ui.form.editors import Choice, ItemLine, ListLine, NumberLine, Pick, Tick
from desktop.ui.form.text.prose import ProseBox
from desktop.ui.form.text.text_line import TextLine
from desktop.ui.form.typed_lines import date_line, figure_line, time_line, zone_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.records.questions import Hint, Question
    from desktop.records.values import Value
    from desktop.ui.shell.services import Services

WIDEST = 34
"""Letters that a row of buttons has room for."""
Editor: TypeAlias = TextLine | ProseBox | Pick | Tick | Choice
"""Shows a value, reads the entered one, and says why an entry is not valid."""
KINDS: dict[Hint, Callable[[Question, Services, str], Editor]] = {
    str: lambda _q, _services, _program: TextLine(),
    Prose: lambda _q, services, _program: ProseBox(services),
    dt.date: lambda _q, _services, program: date_line(program),
    dt.time: lambda _q, _services, program: time_line(program),
    Decimal: lambda _q, _services, _program: figure_line(),
    Zone: lambda _q, _services, _program: zone_line(),
    ItemId: lambda _q, _services, _program: ItemLine(),
    int: lambda q, _services, _program: NumberLine(*bounds(q.type)),
    bool: lambda q, _services, _program: Tick(q.label) if q.type is bool else yes_or_no(),
    tuple: lambda _q, _services, _program: ListLine(),
    Enum: lambda q, _services, program: one_of(
        members(q.type, program), optional=may_be_unknown(q.type)
    ),
}
"""The editor of each type of value: one line for a type in the whole program."""


def plain(kind: Hint) -> Hint:
    """The type inside `kind`, without "or unknown" and without bounds."""
    while get_origin(kind) in (Annotated, Union, UnionType):
        kind = next(inner for inner in get_args(kind) if inner is not type(None))
    return kind


def may_be_unknown(kind: Hint) -> bool:
    """Whether None is a value of `kind`."""
    return type(None) in get_args(kind)


def bounds(kind: Hint) -> tuple[int | None, int | None]:
    """The least and the most that a number of `kind` may be; None where there is no bound."""
    for inner in (kind, *get_args(kind)):
        for meta in getattr(inner, "__metadata__", ()):
            return meta.ge, meta.le
    return None, None


def members(kind: Hint, program: str) -> Sequence[StrEnum]:
    """The choices of a case of `program` in a field of the enumeration `kind`."""
    choice = plain(kind)
    if not isinstance(choice, type) or not issubclass(choice, StrEnum):
        return ()
    return choices(choice, program)


def one_of(members: Sequence[StrEnum], *, optional: bool) -> Choice | Pick:
    """What chooses one of `members` by its words."""
    return choosing(members, [member.value for member in members], optional=optional)


def choosing(values: Sequence[Value], words: Sequence[str], *, optional: bool) -> Choice | Pick:
    """Buttons for a few short `words`, a list for more."""
    words = [word[:1].upper() + word[1:] for word in words]
    if sum(map(len, words)) <= WIDEST:
        return Choice(values, words)
    return Pick([None, *values], ["", *words]) if optional else Pick(values, words)


def yes_or_no() -> Choice:
    """Yes, no, or not known yet."""
    return Choice((True, False), ("Yes", "No"))


def editor(question: Question, services: Services, program: str) -> Editor:
    """A new editor for what `question` asks, of a case of `program` in its words."""
    kind = plain(question.type)
    key = Enum if isinstance(kind, type) and issubclass(kind, Enum) else get_origin(kind) or kind
    return KINDS[key](question, services, program)
