"""A place for a slip, and the case with the slip in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from desktop.records.questions import Prose

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from desktop.cases.case import Case

SUMMARY = "summary.narrative"
PARTS = (
    "shoulder|elbow|wrist|hand|finger|knee|hip|ankle|foot|upper extremity|lower extremity|arm|leg"
)
SIDE = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
GENERAL = re.compile(r"guideline|MTUS|ACOEM|ODG|recommend|criteria|\"", re.I)


class Planted(NamedTuple):
    """A case with a slip, and the field that holds it."""

    case: Case
    path: str


KINDS: dict[str, Callable[[Case, Random], Planted | None]] = {}


def kind(plant):
    """Registers a kind of slip under its name in words."""
    KINDS[plant.__name__.replace("_", " ")] = plant
    return plant


def in_item(case: Case, at: int, **fields) -> Case:
    items = list(case.disputed_items)
    items[at] = replace(items[at], **fields)
    return replace(case, disputed_items=tuple(items))


def rationale(case: Case, at: int, words: str) -> Planted:
    return Planted(in_item(case, at, rationale=Prose(words)), f"disputed_items.{at}.rationale")


def summary(case: Case, words: str) -> Planted:
    return Planted(replace(case, summary=replace(case.summary, narrative=Prose(words))), SUMMARY)


def shuffled(case: Case, chance: Random) -> list[int]:
    order = list(range(len(case.disputed_items)))
    chance.shuffle(order)
    return order


def sentences(words: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+(?=[A-Z])", words)


def swap(words: str, match: re.Match, new: str, group: int | str = 0) -> str:
    return words[: match.start(group)] + new + words[match.end(group) :]


def anywhere(case: Case, chance: Random, pattern: str, change, *, own=True, in_summary=False):
    """The slip made by `change` at one match of `pattern` in a rationale, or in the summary."""
    for at in shuffled(case, chance):
        words = case.disputed_items[at].rationale
        spots = [m for m in re.finditer(pattern, words) if not own or not is_general(words, m)]
        if spots:
            match = chance.choice(spots)
            return rationale(case, at, change(words, match))
    if in_summary:
        spots = list(re.finditer(pattern, case.summary.narrative))
        if spots:
            return summary(case, change(case.summary.narrative, chance.choice(spots)))
    return None


def is_general(words: str, match: re.Match) -> bool:
    start = max(words.rfind(". ", 0, match.start()), 0)
    end = words.find(". ", match.end())
    return bool(GENERAL.search(words[start : end if end > 0 else len(words)]))
