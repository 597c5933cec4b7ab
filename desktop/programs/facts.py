"""A statement of a program, with the authority behind it and the days on which it holds."""

from __future__ import annotations

import datetime as dt

import msgspec

from desktop.records.validity import in_force


class Fact(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Something that a rule says, with its authority and the time in which it holds."""

    citation: str
    in_force_from: dt.date | None = None
    in_force_to: dt.date | None = None
    as_read_on: dt.date | None = None
    verified: bool = False
    """A person has read it in the source named; false is shown as unverified."""
    note: str = ""

    def in_force(self, day: dt.date | None) -> bool:
        """Whether it holds on `day`; on an unknown day the rule without an end does."""
        return in_force(day, self.in_force_from, self.in_force_to)
