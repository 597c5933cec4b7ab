"""Numbers and sums of money as people type them: 1,234.50."""

from __future__ import annotations

import re
from decimal import Decimal

from desktop.text.dates import UNKNOWN

LONGEST = 15
"""Digits before the decimal point."""
FINEST = 6
"""Digits behind it."""
_FIGURE = re.compile(
    rf"-?(?:\d{{1,{LONGEST}}}|\d{{1,3}}(?:,\d{{3}}){{1,4}})(?:\.\d{{1,{FINEST}}})?", re.ASCII
)


class FigureError(ValueError):
    """The text is no number; its message says what to write."""


def read(text: str) -> Decimal | None:
    """The number that `text` says, None if it says that it is unknown; raises `FigureError`."""
    words = text.strip()
    if words.casefold() in UNKNOWN:
        return None
    if not _FIGURE.fullmatch(words):
        raise FigureError(
            f"“{words}” is no number. Write it as 1,234.50, and what it counts as its unit."
        )
    return Decimal(words.replace(",", ""))


def show(number: Decimal | None) -> str:
    """`number` with its thousands apart; empty if it is unknown."""
    return "" if number is None else f"{number:,f}"


def is_readable(number: Decimal) -> bool:
    """Whether a person would write `number`: it is finite, and neither too long nor too fine."""
    if not number.is_finite():
        return False
    exponent = number.as_tuple().exponent
    return number.adjusted() < LONGEST and isinstance(exponent, int) and -FINEST <= exponent <= 0
