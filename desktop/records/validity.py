"""Whether a rule holds on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


def in_force(day: dt.date | None, starts: dt.date | None, ends: dt.date | None) -> bool:
    """Whether what is in force from `starts` to `ends` holds on `day`; None leaves a side open.

    On an unknown day that which has no end does.
    """
    if day is None:
        return ends is None
    return (starts or day) <= day <= (ends or day)
