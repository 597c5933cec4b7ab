"""Ids: a link to an element of a case holds when the element moves.

An id is the letter of its kind and a number that no element of the case had before.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from desktop.cases.record import HIGHEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.cases.case import Case, DisputedItem, Document, FurtherReviewer, Passage

Element: TypeAlias = "FurtherReviewer | Document | DisputedItem | Passage"
Elements: TypeAlias = "tuple[Element, ...]"
Whole = TypeVar("Whole", bound=Struct)
LETTERS = {"further_reviewers": "r", "documents": "d", "disputed_items": "i", "own_words": "p"}
"""The lists whose elements have ids, each with the letter that these begin with."""
_NUMBER = re.compile(r"[a-z]([1-9][0-9]{0,8})")


def give_ids(case: Case) -> None:
    """Assigns an id to each element of a new `case` without one, or with a duplicate."""
    found = {name: _numbers(_ids(getattr(case, name)), letter) for name, letter in LETTERS.items()}
    last = max(case.ids_given, *(one.highest for one in found.values()))
    highest = last
    for name, (numbers, _, lacking) in found.items():
        if lacking:
            force_setattr(case, name, _with_ids(getattr(case, name), numbers, LETTERS[name], last))
            highest = max(highest, min(last + lacking, HIGHEST))
    if highest > case.ids_given:
        force_setattr(case, "ids_given", highest)


def first_id(name: str, number: int) -> str:
    """The id of element `number`, from 1, where the list `name` is given its first ids."""
    return f"{LETTERS[name]}{number}"


def without_id(record: Whole) -> Whole:
    """`record` without its id, and without opinions that say nothing yet."""
    own = "id" in record.__struct_fields__ and bool(getattr(record, "id", ""))
    seats = getattr(record, "opinions", ())
    silent = bool(seats) and not any(one.decision or one.reasons for one in seats)
    blank = {"id": ""} if own else {}
    return replace(record, **blank, **({"opinions": ()} if silent else {}))


class _Numbers(NamedTuple):
    """The number in each id of a list; 0 where it has none of its kind and of its own."""

    numbers: tuple[int, ...]
    highest: int
    lacking: int


def _ids(elements: Elements) -> tuple[str, ...]:
    return tuple([element.id for element in elements])


@lru_cache(16)
def _numbers(ids: tuple[str, ...], letter: str) -> _Numbers:
    """The numbers in `ids`; a change inside an element leaves them as they were last time."""
    first: dict[int, int] = {}
    numbers = [_number(id, letter) for id in ids]
    for at, number in enumerate(numbers):
        first.setdefault(number, at)
    own = tuple(number if first[number] == at else 0 for at, number in enumerate(numbers))
    return _Numbers(own, max(own, default=0), own.count(0))


def _number(id: str, letter: str) -> int:
    found = _NUMBER.fullmatch(id)
    return int(found[1]) if found and id.startswith(letter) else 0


def _with_ids(elements: Elements, numbers: tuple[int, ...], letter: str, last: int) -> Elements:
    """`elements`, those whose number is 0 with new ids: the next after `last` while there are."""
    free = _free(set(numbers), last)
    return tuple(
        element if number else replace(element, id=f"{letter}{next(free)}")
        for element, number in zip(elements, numbers, strict=True)
    )


def _free(taken: set[int], last: int) -> Iterator[int]:
    return (n for n in chain(range(last + 1, HIGHEST + 1), range(1, last)) if n not in taken)
