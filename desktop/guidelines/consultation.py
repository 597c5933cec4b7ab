"""Adds a guideline to an item or removes it, with its citation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.cases.case import Basis
from desktop.guidelines.citations import cited
from desktop.guidelines.editions.item_days import item_days

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.cases.case import Case, DisputedItem
    from desktop.guidelines.guideline import Guideline


def consulting(item: DisputedItem, guideline: Guideline, program: str = "") -> DisputedItem:
    """`item` by `guideline` too, cited where the reviewer's guideline line says nothing yet."""
    basis = item.reviewer_basis
    if basis == Basis():
        basis = Basis(citations=(cited(guideline, program),))
    guidelines = (*(id for id in item.guidelines if id != guideline.id), guideline.id)
    return replace(item, guidelines=guidelines, reviewer_basis=basis)


def not_governing(case: Case, item: DisputedItem, consulted: Iterable[Guideline]) -> str:
    """What to tell the reviewer of those `consulted` whose editions do not govern `item`."""
    days = item_days(case, item)
    said = (
        f"{one.citation} does not govern this item. {one.edition.said()}. "
        f"{one.edition.deciding(days).said}"
        for one in consulted
        if not one.edition.in_force(days)
    )
    return " ".join(said)


def leaving(item: DisputedItem, guideline: Guideline, program: str = "") -> DisputedItem:
    """`item` without `guideline`, nor its citation where that is all that the line says."""
    basis = item.reviewer_basis
    if basis == Basis(citations=(cited(guideline, program),)):
        basis = Basis()
    guidelines = tuple(id for id in item.guidelines if id != guideline.id)
    return replace(item, guidelines=guidelines, reviewer_basis=basis)
