"""Keeps the opinions on each item those of the panel, and lets its decision follow them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import force_setattr, replace

from desktop.cases.ids.links import without_lost
from desktop.cases.panel.determination import decision_by
from desktop.cases.panel.opinion import FIRST, Opinion, ReviewerId

if TYPE_CHECKING:
    from collections.abc import Collection

    from desktop.cases.case import Case, DisputedItem

Opinions = tuple[Opinion, ...]


def seat(case: Case) -> None:
    """Gives each item of a new `case` one opinion of each member of its panel, in their order.

    One reviewer alone is no panel, and no item has an opinion then.
    """
    if case.further_reviewers or any(item.opinions for item in case.disputed_items):
        members = panel_of(case)
        items = tuple(_of_panel(item, members) for item in case.disputed_items)
        force_setattr(case, "disputed_items", items)


def panel_of(case: Case) -> tuple[ReviewerId, ...]:
    """The ids of the panel's members, the case's own reviewer first; none where he is alone."""
    further = tuple(ReviewerId(one.id) for one in case.further_reviewers)
    return (FIRST, *further) if further else ()


def _of_panel(item: DisputedItem, members: tuple[ReviewerId, ...]) -> DisputedItem:
    known: dict[str, Opinion] = {}
    for one in item.opinions:
        known.setdefault(one.by, one)
    seated = tuple(known.get(id) or Opinion(by=id) for id in members)
    return item if seated == item.opinions else replace(item, opinions=seated)


def decided(case: Case, known: Collection[Opinions] = ()) -> Case:
    """`case` as it was read, with the decision that follows on each item that has none yet.

    A decision that is there stays, also where it departs from the opinions. So does an item whose
    opinions are `known`: somebody saw them without a decision.
    """
    items = tuple(
        replace(item, decision=decision_by(item.opinions, case.program))
        if item.decision is None and item.opinions not in known
        else item
        for item in case.disputed_items
    )
    return case if items == case.disputed_items else replace(case, disputed_items=items)


def settled(case: Case, before: Case) -> Case:
    """`case`, which a change makes of `before`, with the decisions that follow from its opinions.

    A decision that did not follow from the opinions before was made by hand, and stays.
    """
    if not (case.further_reviewers or before.further_reviewers):
        return case
    if not set(panel_of(case)) >= set(panel_of(before)):
        case = without_lost(case)
    known = {item.id: item for item in before.disputed_items}
    items = tuple(
        _settled(item, known[item.id], case.program) if item.id in known else item
        for item in case.disputed_items
    )
    return case if items == case.disputed_items else replace(case, disputed_items=items)


def _settled(item: DisputedItem, was: DisputedItem, program: str) -> DisputedItem:
    if item.opinions == was.opinions:
        return item
    if not was.opinions:
        return _with_panel(item)
    if item.decision != was.decision or was.decision != decision_by(was.opinions, program):
        return item
    if not item.opinions:
        return _without_panel(item, was.opinions[0])
    return replace(item, decision=decision_by(item.opinions, program))


def _with_panel(item: DisputedItem) -> DisputedItem:
    """`item` as the first of a panel that begins with it: what was decided is his opinion."""
    first, *others = item.opinions
    if any(one.decision for one in item.opinions):
        return item
    seated = (replace(first, decision=item.decision), *others)
    return replace(item, opinions=seated, decision=None)


def _without_panel(item: DisputedItem, own: Opinion) -> DisputedItem:
    """`item` as the one reviewer who is left decides it, whose opinion is his `own`."""
    return replace(item, decision=own.decision, rationale=item.rationale or own.reasons)
