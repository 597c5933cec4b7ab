"""Disputed items together: taken out, moved, pasted, and services that follow a surgery."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.cases.case import DisputedItem
from desktop.cases.ids.links import without_lost
from desktop.cases.record import ItemId

if TYPE_CHECKING:
    from desktop.cases.case import Case

_BULLET = re.compile(r"^\s*(?:[-–—•*·▪◦]|\(?\d{1,2}[.):]|[a-h][.)])\s+", re.IGNORECASE)
_LEAD = re.compile(
    r"^\s*(?:treatments?|services?|procedures?|items?)?\s*(?:requested|request|authorization)"
    r"[^:]{0,40}:\s*",
    re.IGNORECASE,
)
_ASSOCIATED = re.compile(r"^associated surgical services?\s*:\s*", re.IGNORECASE)
_RETROSPECTIVE = re.compile(r"^retro(?:spective)?\b[\s:]*(?:request for\s+)?", re.IGNORECASE)

Items = tuple[DisputedItem, ...]


def pasted(text: str) -> Items:
    """The items that a request for authorization names: one a line, or between semicolons."""
    whole = _LEAD.sub("", text.strip())
    lines = [line for line in whole.splitlines() if line.strip()]
    parts = lines if len(lines) > 1 else re.split(r";\s+", whole)
    requests = (_BULLET.sub("", part).strip(" \t;,.") for part in parts)
    return tuple(_item(request) for request in requests if request)


def without(case: Case, number: int) -> Case:
    """`case` without an item and what belongs to it."""
    left = case.disputed_items[:number] + case.disputed_items[number + 1 :]
    return without_lost(replace(case, disputed_items=left))


def followers(case: Case, number: int) -> tuple[int, ...]:
    """The items that are associated services of item `number`, counted from 0."""
    found = case.disputed_items
    return tuple(at for at in range(len(found)) if at != number and _surgery(found, at) == number)


def followed(case: Case, number: int) -> Case:
    """`case` with the decision on item `number` carried over to its associated services."""
    surgery, after = case.disputed_items[number], followers(case, number)
    return replace(
        case,
        disputed_items=tuple(
            _following(item, surgery) if at in after else item
            for at, item in enumerate(case.disputed_items)
        ),
    )


def _following(item: DisputedItem, surgery: DisputedItem) -> DisputedItem:
    """`item` decided as the `surgery` is, by each reviewer of a panel too."""
    pairs = zip(item.opinions, surgery.opinions, strict=True)
    return replace(
        item,
        decision=surgery.decision,
        associated_with=ItemId(surgery.id),
        opinions=tuple(replace(own, decision=other.decision) for own, other in pairs),
    )


def _surgery(items: Items, at: int) -> int | None:
    """The surgery of the associated service `at`: the item it names, else the last before it."""
    if not items[at].associated_service:
        return None
    if named := items[at].associated_with:
        return next((n for n, item in enumerate(items) if item.id == named), None)
    earlier = (n for n in range(at - 1, -1, -1) if not items[n].associated_service)
    return next(earlier, None)


def _item(request: str) -> DisputedItem:
    associated = _ASSOCIATED.match(request)
    request = _ASSOCIATED.sub("", request)
    retrospective = _RETROSPECTIVE.match(request)
    request = _RETROSPECTIVE.sub("", request)
    return DisputedItem(
        request=request[:1].upper() + request[1:],
        associated_service=bool(associated),
        retrospective=bool(retrospective),
    )
