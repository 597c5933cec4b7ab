"""What differs between two states of a case, field by field and word by word."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

import msgspec

from desktop.records.questions import describe
from desktop.records.walk import leaves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.cases.case import Case
    from desktop.records.values import Plain, Value

MOST_PAIRS = 50_000
"""Most pairs of equal words of two texts that are compared."""
_IDS = frozenset({"id", "ids_given", "by"})
"""Fields that only identify elements."""
Kind = Literal["same", "removed", "added"]


class Change(msgspec.Struct, frozen=True):
    """A field that differs: its path, and its value before and after, as texts."""

    path: str
    before: str
    after: str

    def field(self, kind: type[Case]) -> str:
        """The field in the words of that `kind` of case: "Item 2: rationale"."""
        return describe(kind, self.path)

    def words(self) -> tuple[tuple[Kind, str], ...]:
        """The change as stretches of the same, removed and added words."""
        return difference(self.before, self.after)


def changes(before: Case, after: Case) -> tuple[Change, ...]:
    """Every field in which `after` differs from `before`, in the order of the record."""
    old, new = _texts(before), _texts(after)
    paths = dict.fromkeys([*old, *new])
    return tuple(
        Change(path, old.get(path, ""), new.get(path, ""))
        for path in paths
        if old.get(path, "") != new.get(path, "")
    )


def difference(before: str, after: str) -> tuple[tuple[Kind, str], ...]:
    """How `before` became `after`, in whole words; joined without "added" it is `before`."""
    old, new = _words(before), _words(after)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    pieces: list[tuple[Kind, str]] = [
        ("same", "".join(old[:start])),
        *_between(old[start : len(old) - end], new[start : len(new) - end]),
        ("same", "".join(old[len(old) - end :])),
    ]
    return tuple((kind, text) for kind, text in pieces if text)


def _common(old: list[str], new: list[str]) -> int:
    """How many words the two begin with alike."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))


def _between(old: list[str], new: list[str]) -> Iterator[tuple[Kind, str]]:
    """The stretches where the two differ, and what is the same between them.

    If the same words occur too often to match them, the whole text is replaced.
    """
    counts = Counter(new)
    if sum(counts[word] for word in old) > MOST_PAIRS:
        yield from (("removed", "".join(old)), ("added", "".join(new)))
        return
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", "".join(old[i:j])
        else:
            yield "removed", "".join(old[i:j])
            yield "added", "".join(new[k:m])


def _words(text: str) -> list[str]:
    return re.findall(r"\S+|\s+", text)


def _texts(case: Case) -> dict[str, str]:
    """Each value in `case` by its path, as a text; an item that another names by its number."""
    numbers = {item.id: str(at) for at, item in enumerate(case.disputed_items, start=1)}
    return {
        path: numbers.get(str(value), "") if path.endswith(".associated_with") else _text(value)
        for path, value, _ in leaves(case, without=_IDS)
        if value != ()
    }


def _text(value: Value | Plain) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
