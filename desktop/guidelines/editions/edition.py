"""An edition of a guideline: when it governs an item, and what is known of its days."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from desktop.guidelines.editions.item_days import CountsBy, DecidingDay, ItemDays

Until = Literal["open", "unknown"]
"""Of an edition without a last day: no successor was found, or its last day was not read."""


class ListVersion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A list that belongs to an edition and changes more often, such as the formulary's drugs."""

    name: str
    in_force_from: dt.date


class EditionFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says of an edition's days, and where that was read."""

    year: int | None = None
    published: str = ""
    """The date of the guideline itself, which is older than its adoption."""
    law: str = ""
    """Its place in the regulations."""
    earlier_law: str = ""
    """Its place before `law_from`."""
    law_from: dt.date | None = None
    in_force_from: dt.date | None = None
    since: Literal["unknown"] | None = None
    """The day of its adoption was not read: it governs no item."""
    in_force_to: dt.date | None = None
    until: Until = "open"
    counts_by: CountsBy = "unknown"
    requests_from: dt.date | None = None
    """The first day of a request to which it applies, where not `in_force_from`."""
    read_in: str = ""
    """Where the days were read."""
    as_read_on: dt.date | None = None
    """The day on which that was known to be current."""
    verified: bool = False
    """The days were read there, and not taken from elsewhere."""
    note: str = ""
    lists: tuple[ListVersion, ...] = ()
    """The versions of its list, the oldest first."""

    def list_on(self, day: dt.date | None) -> str:
        """The version of its list in force on `day`; empty where none is known."""
        begun = [one for one in self.lists if day is not None and one.in_force_from <= day]
        return f"{begun[-1].name} of {_shown(begun[-1].in_force_from)}" if begun else ""

    def law_on(self, day: dt.date | None) -> str:
        """Its place in the regulations on `day`."""
        earlier = day is not None and self.law_from is not None and day < self.law_from
        return self.earlier_law if earlier else self.law


class ChapterEdition(msgspec.Struct, frozen=True):
    """An edition among those that came after it."""

    facts: EditionFacts = EditionFacts()
    later: tuple[ChapterEdition, ...] = ()
    """The editions that took its place, each from the day after its last."""

    def in_force(self, days: ItemDays) -> bool:
        """Whether it governs an item of these `days`; without any day, the newest one does.

        It ends when a later one begins for the item, by what the later one's order counts by.
        """
        return self.begun(days) and not self.over(days)

    @property
    def adopted(self) -> bool:
        """Whether it has days of its own, from the order by which it was adopted."""
        return bool(self.facts.in_force_from or self.facts.in_force_to)

    def deciding(self, days: ItemDays) -> DecidingDay:
        """The day of an item that decides whether it governs."""
        return days.deciding(self.facts.counts_by)

    def successor(self, days: ItemDays) -> ChapterEdition | None:
        """The edition that governs such an item in its place; None where none does."""
        for one in self.later:
            found = one if one.in_force(days) else one.successor(days)
            if found is not None:
                return found
        return None

    def said(self) -> str:
        """When it is in force, in words."""
        facts = self.facts
        begins = _shown(facts.requests_from or facts.in_force_from)
        of = "" if facts.counts_by == "unknown" else f"for {facts.counts_by}s "
        since = f"In force {of}from {begins}" if begins else "In force"
        if facts.in_force_to:
            return f"{since} until {_shown(facts.in_force_to)}"
        return f"{since}; its last day was not read" if facts.until == "unknown" else since

    def begun(self, days: ItemDays) -> bool:
        """Whether it governs such an item or one of later editions does."""
        facts, (day, of, *_) = self.facts, self.deciding(days)
        if facts.since == "unknown":
            return False
        starts = facts.requests_from if of == "request" else None
        first = starts or facts.in_force_from
        return day is None or first is None or first <= day

    def over(self, days: ItemDays) -> bool:
        """Whether it governs such an item no more."""
        if self.later:
            return any(one.begun(days) or one.over(days) for one in self.later)
        day, last = self.deciding(days).day, self.facts.in_force_to
        return last is not None and (day is None or day > last)


def is_stale(as_read_on: dt.date, day: dt.date, years: float) -> bool:
    """Whether what was known to be current on `as_read_on` is due for a look on `day`."""
    return day - as_read_on > dt.timedelta(days=365.25 * years)


def _shown(day: dt.date | None) -> str:
    return f"{day:%m/%d/%Y}" if day else ""
