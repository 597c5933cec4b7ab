"""The facts that the clinical case summary states in plain words.

Whatever is not plain stays unknown: a fact that nobody wrote is worse than none.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from desktop.domain.case import Summary
from desktop.domain.question import Prose


class Told(msgspec.Struct, frozen=True):
    """What a summary tells."""

    summary: Summary
    injured: dt.date | None = None
    """The date of injury, where it names exactly one."""


def read(words: str) -> Told:
    """The summary whose narrative is `words`."""
    return Told(Summary(narrative=Prose(words)))
