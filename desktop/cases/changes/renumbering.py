"""What names an item by its number follows the item when items are taken out or change places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from desktop.cases.case import Acceptance, Case, DisputedItem, Passage

_BLOCK = re.compile(r"item\.(\d+)(?=$|\.)")
_FIELD = re.compile(r"disputed_items\.(\d+)(?=$|\.)")


def renumbered(case: Case, order: tuple[int, ...]) -> Case:
    """`case`, whose items now stand in `order`, with each number that names one set anew.

    What belongs to an item that is gone goes with it.
    """
    new = {old: at for at, old in enumerate(order)}
    return replace(
        case,
        disputed_items=tuple(_associated(item, new) for item in case.disputed_items),
        own_words=tuple(filter(None, (_placed(one, new) for one in case.own_words))),
        accepted=tuple(filter(None, (_accepted(one, new) for one in case.accepted))),
    )


def _associated(item: DisputedItem, new: dict[int, int]) -> DisputedItem:
    if item.associated_with is None:
        return item
    at = new.get(item.associated_with - 1)
    return replace(item, associated_with=None if at is None else at + 1)


def _placed(passage: Passage, new: dict[int, int]) -> Passage | None:
    found = _BLOCK.match(passage.place)
    if not found:
        return passage
    at = new.get(int(found[1]) - 1)
    return (
        None if at is None else replace(passage, place=_BLOCK.sub(f"item.{at + 1}", passage.place))
    )


def _accepted(acceptance: Acceptance, new: dict[int, int]) -> Acceptance | None:
    found = _FIELD.match(acceptance.path)
    if not found:
        return acceptance
    at = new.get(int(found[1]))
    if at is None:
        return None
    return replace(acceptance, path=_FIELD.sub(f"disputed_items.{at}", acceptance.path))
