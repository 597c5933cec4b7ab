"""Looking close by, so that reading stays linear: behind a place no farther back than needed."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

    from desktop.domain.review.lexicon import Term

CLOSE = 64
"""Characters before a place in which a few words fit."""
FAR = 160
"""Characters before a place in which a clause fits."""


def before(
    pattern: re.Pattern[str], text: str, end: int, reach: int = CLOSE
) -> re.Match[str] | None:
    """Where `text` has `pattern` before `end`; only the last `reach` characters are looked at.

    A pattern that ends with "$", sought from the text's beginning at each of many places, would
    read the text once for each of them.
    """
    return pattern.search(text, max(end - reach, 0), end)


def between(terms: tuple[Term, ...], first: int, last: int) -> tuple[Term, ...]:
    """Those of `terms`, which are in order, that begin from the token `first` to before `last`."""
    start = bisect_left(terms, first, key=_first)
    return terms[start : bisect_left(terms, last, start, key=_first)]


def _first(term: Term) -> int:
    return term.first
