"""Moving through a case by one key: section by section, each in the order of its form."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.cases import sections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Rank = Callable[[str], int]


class NavigationStop(NamedTuple):
    """A position in the case: the section, and its field; empty where none was entered."""

    key: str
    path: str


def onward(
    places: Iterable[str],
    here: NavigationStop,
    step: int,
    keys: Sequence[str],
    ranks: Callable[[str], Rank],
) -> str:
    """The next (1) or previous (-1) of `places` as seen from `here`; empty where there is none.

    `keys` are the sections in order, `ranks` gives for one of them where its form has a field.
    """
    found: dict[str, list[str]] = {}
    for place in places:
        found.setdefault(sections.of(place), []).append(place)
    start = keys.index(here.key)
    for turn in range(len(keys) + 1):
        key = keys[(start + step * turn) % len(keys)]
        if key in found:
            rank = ranks(key)
            ordered = sorted(found[key], key=rank, reverse=step < 0)
            ahead = ordered if turn else _beyond(ordered, here.path, step, rank)
            if ahead:
                return ahead[0]
    return ""


def _beyond(ordered: list[str], here: str, step: int, rank: Rank) -> list[str]:
    """Those of `ordered`, fields of one section, that come after `here` in that order."""
    if here in ordered:
        return ordered[ordered.index(here) + 1 :]
    if not here:
        return ordered
    return [place for place in ordered if (rank(place) - rank(here)) * step > 0]
