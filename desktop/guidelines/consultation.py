"""Adds a guideline to an item or removes it, with its citation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from desktop.cases.case import Basis, ConsultedGuideline
from desktop.guidelines.citations import cited
from desktop.guidelines.editions.item_days import item_days

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.cases.case import Case, DisputedItem
    from desktop.guidelines.guideline import Guideline


_CHANGED = "The guideline has changed since; the answers stand as they are."
_DROPPED = "The guideline is no longer among those in force."
_LOST = "The questions have changed since it was consulted; their earlier form is not kept."


class Consulted(NamedTuple):
    """A guideline that an item consults, in the form in which it was consulted."""

    guideline: Guideline
    present: Guideline | None = None
    """It as it is now; None where it is no longer among the guidelines."""
    source: str = ""
    """Where the form is from, such as "version 1 of Riverside"; empty for the present one."""
    changed: bool = False
    """It is not the form in which it was consulted, which is not kept."""

    def said(self, item: DisputedItem) -> str:
        """What to tell the reviewer of the form; empty where it is as it was."""
        if self.changed:
            return _LOST
        if not self.source:
            return ""
        how = "Decided by" if item.decision else "Asked as in"
        return f"{how} {self.source}. {_CHANGED if self.present else _DROPPED}"


def form(item: DisputedItem, id: str) -> str:
    """The fingerprint of the guideline `id` when `item` consulted it; empty where unknown."""
    found = (one.fingerprint for one in item.consulted if one.guideline == id)
    return next(found, "")


def with_form(item: DisputedItem, guideline: Guideline) -> DisputedItem:
    """`item` by the present form of a `guideline` that it consults."""
    new = ConsultedGuideline(guideline=guideline.id, fingerprint=guideline.fingerprint)
    return replace(item, consulted=(*_others(item, guideline), new))


def _others(item: DisputedItem, guideline: Guideline) -> tuple[ConsultedGuideline, ...]:
    return tuple(one for one in item.consulted if one.guideline != guideline.id)


def consulting(item: DisputedItem, guideline: Guideline, program: str = "") -> DisputedItem:
    """`item` by `guideline` too, cited where the reviewer's guideline line says nothing yet."""
    basis = item.reviewer_basis
    if basis == Basis():
        basis = Basis(citations=(cited(guideline, program),))
    guidelines = (*(id for id in item.guidelines if id != guideline.id), guideline.id)
    return with_form(replace(item, guidelines=guidelines, reviewer_basis=basis), guideline)


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
    others = _others(item, guideline)
    return replace(item, guidelines=guidelines, consulted=others, reviewer_basis=basis)
