"""The creation time in a file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.letter.model.blocks import Letter

UNDATED = dt.date(2000, 1, 1)
"""Stands in the file of a letter without a date."""


def stamp(letter: Letter) -> dt.datetime:
    """The letter's date, not the clock's: the same letter gives the same bytes."""
    return dt.datetime.combine(letter.date or UNDATED, dt.time(), dt.UTC)
