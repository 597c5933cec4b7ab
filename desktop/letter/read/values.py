"""Printed words as the field holds them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.cases.case import Case
from desktop.cases.record import Zone
from desktop.cases.terms import choices
from desktop.records import paths
from desktop.text import dates
from desktop.text.typed import clock_times, figures, time_zones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.records.questions import Hint
    from desktop.records.values import Value


def value(
    path: str, words: str, record: type[Case] = Case, program: str = "", day_form: str = ""
) -> Value:
    """`words` as the field at `path` holds them in a case of `program`, by default the usual one.

    A date in figures stands in the `day_form`. Raises `ValueError` with a sentence.
    """
    kind = paths.asked(record, path).type
    kinds = getattr(kind, "__args__", (kind,))
    if bool in kinds:
        return _answer(words)
    if getattr(kind, "__origin__", None) is tuple and not path[-1:].isdecimal():
        return tuple(filter(None, map(str.strip, words.split(","))))
    if dt.date in kinds:
        return dates.read(words, form=day_form or dates.USUAL)
    for choice in kinds:
        if isinstance(choice, type) and issubclass(choice, StrEnum):
            return _choice(choices(choice, program), words)
    return _plain(kinds, words)


def _plain(kinds: tuple[Hint, ...], words: str) -> Value:
    """`words` as one of `kinds` that has no words of its own: a time, a number, a text."""
    if dt.time in kinds:
        return clock_times.read(words)
    if Decimal in kinds:
        return figures.read(words)
    if Zone in kinds:
        return time_zones.read(words)
    return _number(words) if _counts(kinds) else words


def _counts(kinds: tuple[Hint, ...]) -> bool:
    """Whether one of `kinds` is a whole number, bounded or not."""
    return any(getattr(kind, "__origin__", kind) is int for kind in kinds)


def _choice(members: Sequence[StrEnum], words: str) -> StrEnum | None:
    for choice in members:
        if choice.value.casefold() == words.casefold():
            return choice
    if not words:
        return None
    known = ", ".join(choice.value for choice in members)
    raise ValueError(f"“{words}” is not one of {known}.")


def _answer(words: str) -> bool | None:
    answer = {"yes": True, "no": False, "": None}
    if words.casefold() not in answer:
        raise ValueError(f"“{words}” is neither Yes nor No.")
    return answer[words.casefold()]


def _number(words: str) -> int | None:
    if not words:
        return None
    if not words.isdecimal():
        raise ValueError(f"“{words}” is no number.")
    return int(words)
