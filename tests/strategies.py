"""Any case at all, for properties that hold of every case."""

from __future__ import annotations

import datetime as dt
import enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
from hypothesis import strategies as st

from desktop.cases.case import Case
from desktop.records.questions import questions

WORDS = st.text(max_size=30)
_LEAVES = {
    str: WORDS,
    bool: st.booleans(),
    int: st.integers(0, 120),
    dt.date: st.dates(),
    type(None): st.none(),
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Values of the type `kind`, as a field of a case is declared."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _bounded(kind)
    if origin in (Union, UnionType):
        return st.one_of([values(one) for one in get_args(kind)])
    if origin is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=2).map(tuple)
    return _plain(kind)


def _bounded(kind: Any) -> st.SearchStrategy[Any]:
    inner, *metas = get_args(kind)
    lows = [meta.ge for meta in metas if isinstance(meta, msgspec.Meta) and meta.ge is not None]
    patterns = [meta.pattern for meta in metas if isinstance(meta, msgspec.Meta) and meta.pattern]
    if patterns:
        return st.from_regex(patterns[0], fullmatch=True, alphabet=st.characters(codec="ascii"))
    return st.integers(max(lows), 120) if lows else values(inner)


def _plain(kind: Any) -> st.SearchStrategy[Any]:
    kind = getattr(kind, "__supertype__", kind)
    if kind in _LEAVES:
        return _LEAVES[kind]
    if issubclass(kind, enum.Enum):
        return st.sampled_from(list(kind))
    fields = {name: values(asked.type) for name, asked in questions(kind).items()}
    return st.builds(kind, **fields)


def cases() -> st.SearchStrategy[Case]:
    """Cases of every shape, of a program that exists."""
    return values(Case).map(
        lambda case: msgspec.structs.replace(case, program="california-imr", own_words=())
    )
