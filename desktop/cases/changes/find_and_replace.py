"""Every text of a case that a person wrote, to be found and replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.records import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop.cases.case import Case

_OTHER = frozenset(
    {
        *("program", "id", "guideline", "guidelines", "criterion", "place"),  # of other things
        *("by", "associated_with", "fingerprint"),
        *("drafted", "accepted"),  # earlier words, to be compared with the present ones
    }
)
"""Fields whose words are not the letter's."""


def texts(case: Case) -> Iterator[tuple[str, str]]:
    """Each text with its path; words of closed lists are no texts."""
    return walk.texts(case, without=_OTHER)


def changed(case: Case, change: Callable[[str], str]) -> Case:
    """`case` with each of its texts changed."""
    return walk.mapped(case, lambda path, words: change(words) if _is_letters(path) else words)


def _is_letters(path: str) -> bool:
    """Whether the text at `path` is the letter's."""
    return _OTHER.isdisjoint(path.split("."))
