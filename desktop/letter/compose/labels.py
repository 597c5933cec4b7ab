"""The labels that a template gives to fields of the case, for reading a letter back."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple, TypeVar, get_args, get_origin

import msgspec

from desktop.cases.packs.pack_fields import type_of
from desktop.cases.panel.opinion import FIRST, ReviewerId
from desktop.cases.record import ItemId, Zone
from desktop.letter.compose.compose import compose
from desktop.letter.model.blocks import Labels, Paragraph, plain
from desktop.records.questions import Prose, questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.letter.compose.pack import Pack
    from desktop.letter.model.blocks import AnyBlock, Runs
    from desktop.records.questions import Hint
    from desktop.records.values import Value

_ELEMENT = re.compile(r"\.\d+$")
_SOME: dict[Hint, Value] = {
    str: "x",
    Prose: "x",
    ItemId: "",
    ReviewerId: FIRST,
    Zone: "",
    dt.time: dt.time(9, 30),
    Decimal: Decimal(1),
    int: 1,
    bool: True,
    dt.date: dt.date(2026, 1, 2),
}
Kind = TypeVar("Kind", bound=msgspec.Struct)


class FieldLabel(NamedTuple):
    """A label of the letter, the block in which it stands, and the field whose value follows it."""

    block: str
    label: str
    path: str


@lru_cache(8)
def labels(pack: Pack, edition: str) -> tuple[FieldLabel, ...]:
    """The labels of fields in the program's `edition`, of a list's elements those of the first.

    They are found in the letter of a case in which every field holds something.
    """
    case = msgspec.structs.replace(
        filled(type_of(pack.program.id)), own_words=(), program=pack.program.id
    )
    return tuple(one for block in compose(case, pack, edition).blocks for one in _of(block))


def _of(block: AnyBlock) -> Iterator[FieldLabel]:
    pairs: list[tuple[Runs, Runs]] = []
    if isinstance(block, Labels):
        pairs = [(row.term, row.value) for row in block.rows]
    elif isinstance(block, Paragraph):
        label = tuple(takewhile(lambda run: run.strong, block.runs))
        pairs = [(label, block.runs[len(label) :])]
    for term, value in pairs:
        found = {run.path for run in value if run.path}
        words = "".join(run.text for run in value if not run.path)
        if plain(term).strip() and len(found) == 1 and not words.strip():
            yield FieldLabel(block.id, plain(term).strip(), _ELEMENT.sub("", found.pop()))


def filled(record: type[Kind]) -> Kind:
    """A `record` in which every field holds something."""
    return record(**{name: _some(asked.type) for name, asked in questions(record).items()})


def _some(kind: Hint) -> Value:
    """A value of `kind`."""
    inner = [one for one in get_args(kind) if one not in (type(None), Ellipsis)]
    if get_origin(kind) is tuple:
        return (_some(inner[0]),)
    if inner:
        return _some(inner[0])
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return filled(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    return _SOME[kind]
