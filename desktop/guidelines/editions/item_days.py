"""The days of a disputed item by which editions are counted, and which of them decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from desktop.text import dates

if TYPE_CHECKING:
    import datetime as dt

    from desktop.cases.case import Case, DisputedItem

CountsBy = Literal["service", "request", "unknown"]
"""What the order of adoption counts by; unknown where that was not read."""
DayOf = Literal["service", "request", "decision"]
_ORDER: dict[CountsBy, tuple[DayOf, ...]] = {
    "service": ("service", "decision", "request"),
    "request": ("request", "decision", "service"),
    "unknown": ("service", "request", "decision"),
}


class ItemDays(NamedTuple):
    """What is known of an item's days."""

    decision: dt.date | None = None
    request: dt.date | None = None
    service: dt.date | None = None
    """None where the treatment is still to come, or its day is not known."""
    retrospective: bool = False

    def deciding(self, counts_by: CountsBy) -> DecidingDay:
        """The day that decides for an edition that is counted by `counts_by`."""
        known: list[DayOf] = [of for of in _ORDER[counts_by] if getattr(self, of)]
        of = known[0] if known else "decision"
        return DecidingDay(getattr(self, of), of, counts_by, self._assumed(counts_by, of))

    def _assumed(self, counts_by: CountsBy, of: DayOf) -> bool:
        """Whether the day `of` stands in for the one by which the order counts."""
        if counts_by == "service":
            return of == "request" or (self.retrospective and of != "service")
        return of != counts_by


class DecidingDay(NamedTuple):
    """The day that decides, and why."""

    day: dt.date | None
    of: DayOf
    """Whose day it is."""
    counts_by: CountsBy
    """What the edition's order counts by."""
    assumed: bool
    """It stands in for a day that is not known, or nobody has read how the order counts."""

    @property
    def said(self) -> str:
        """As a sentence."""
        if self.day is None:
            return "No day of the item is known."
        day = f"{self.day:%m/%d/%Y}"
        if not self.assumed:
            return f"The day of the {self.of}, {day}, decides."
        if self.counts_by == "unknown":
            return (
                f"What its order counts by was not read; the day of the {self.of}, {day}, is taken."
            )
        return (
            f"The day of the {self.counts_by} is not known; that of the {self.of}, {day}, is taken."
        )


def days_of(item: DisputedItem, decided: dt.date | None) -> ItemDays:
    """The days of `item`, on which a party `decided` on that day."""
    service = _first_day(item.dates_of_service)
    return ItemDays(
        decision=decided,
        request=item.requested_on,
        service=service,
        retrospective=item.retrospective or service is not None,
    )


def item_days(case: Case, item: DisputedItem) -> ItemDays:
    """The days of `item` as the reviewer of `case` decides it."""
    return days_of(item, case.decision_date)


def _first_day(words: str) -> dt.date | None:
    """The first day that `words` name."""
    days = (one.date for one in dates.days(words))
    return min(filter(None, days), default=None)
