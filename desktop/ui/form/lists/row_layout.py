"""How one element of a list is laid out: the lines of its fields, and its words when folded."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec import Struct

from desktop.cases.parties import FurtherReviewer
from desktop.cases.settings import Profile, WeighedRule
from desktop.records import paths
from desktop.records.placement import FormLine, lines
from desktop.text import dates

if TYPE_CHECKING:
    import msgspec

    from desktop.records.values import Value

SETTINGS: dict[type[msgspec.Struct], tuple[FormLine, ...]] = {
    Profile: (
        FormLine(("reviewer.name", "license_expires"), (2, 1)),
        FormLine(("reviewer.licensures",), (1,)),
        FormLine(("reviewer.specialties",), (1,)),
        FormLine(("reviewer.board_certified",), (1,)),
    ),
    FurtherReviewer: tuple(
        FormLine((name,), (1,)) for name in ("name", "licensures", "specialties", "board_certified")
    ),
    WeighedRule: (FormLine(("rule", "weight"), (1, 0)),),
}
"""Lines of an element's form that the declaration of its record does not define."""


def layout(kind: type[msgspec.Struct]) -> tuple[FormLine, ...]:
    """The lines of one element's form, with the widths of their fields."""
    return SETTINGS.get(kind) or lines(kind)


def in_short(record: Value, day_form: str = dates.USUAL) -> str:
    """An element in one line: its words, dates and numbers."""
    lines = layout(type(record)) if isinstance(record, Struct) else ()
    words = (paths.at(record, name) for names, _ in lines for name in names)
    return "  ·  ".join(_in_words(word, day_form) for word in words if word and word is not True)


def _in_words(value: Value, day_form: str) -> str:
    if isinstance(value, dt.date):
        return dates.show(value, day_form)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
