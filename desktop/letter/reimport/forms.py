"""What the fields of one line say, told by the fixed words between them.

Of the ways to read a line, the one that changes least is taken; where two change as little, none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from desktop.letter.read.values import value
from desktop.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.letter.reimport.exported import LetterLine, WordsOrigin
    from desktop.letter.reimport.paragraphs import Found

_CLEARLY = 0.2
"""By how much the best way to read a line has to be better than the next."""
_LONGEST = 2_000
"""Characters that may be typed into a line of fixed words."""
_WRONG = 3.0
"""What a value costs that its field cannot hold."""
_LIKE = str.maketrans("\u00a0\u202f\u2011", "  -")
_CONTROL = re.compile("\x00+")
FieldWords = list[tuple[str, str]]
"""The path and the words of each field of a line."""


class _Way(NamedTuple):
    """A way to read the rest of a line."""

    cost: float
    values: tuple[str, ...]


def read(line: LetterLine, one: Found) -> FieldWords | None:
    """What the fields of `line` say in the paragraph `one`; None where it is not certain."""
    return _by_controls(line, one) or _by_words(line, one.text)


def before(line: LetterLine) -> FieldWords:
    """What the fields of `line` say in the letter as it was exported."""
    return [(spot.path, clean(spot.text)) for spot in _joined(line.spots) if spot.path]


def controlled(line: LetterLine, one: Found) -> FieldWords | None:
    """What the fields say inside their controls; None where one is missing or stands twice."""
    stretches = [title for title in _stretches(one) if title]
    if sorted(stretches) != sorted(spot.title for spot in line.spots if spot.title):
        return None
    values = dict.fromkeys(stretches, "")
    for part in one.controls:
        if part.title:
            values[part.title] += part.text
    spots = (replace(spot, text=values.get(spot.title, spot.text)) for spot in line.spots)
    return [(spot.path, clean(spot.text)) for spot in _joined(tuple(spots)) if spot.path]


def _joined(spots: tuple[WordsOrigin, ...]) -> tuple[WordsOrigin, ...]:
    """`spots` with a list of words as one field: its elements and what stands between them."""
    joined: list[WordsOrigin] = []
    for spot in spots:
        whole = spot.path.rpartition(".")[0] if spot.path[-1:].isdigit() else ""
        between = "".join(one.text for one in joined[-1:])
        if whole and len(joined) > 1 and joined[-2].path == whole and not joined[-1].path:
            joined[-2:] = [replace(joined[-2], text=joined[-2].text + between + spot.text)]
        else:
            joined.append(replace(spot, path=whole or spot.path))
    return tuple(joined)


def _stretches(one: Found) -> Iterator[str]:
    last = ""
    for part in one.controls:
        if part.title != last:
            yield part.title
        last = part.title


def _by_controls(line: LetterLine, one: Found) -> FieldWords | None:
    """The words inside the controls, where all stand in order and nothing around them changed."""
    titles = [spot.title for spot in line.spots if spot.title]
    if not titles or [title for title in _stretches(one) if title] != titles:
        return None
    around = "".join("\x00" if part.title else part.text for part in one.controls)
    fixed = "".join("\x00" if spot.title else spot.text for spot in line.spots)
    same = _tight(_CONTROL.sub("\x00", around)) == _tight(_CONTROL.sub("\x00", fixed))
    return controlled(line, one) if same else None


def _tight(words: str) -> str:
    return "".join(words.translate(_LIKE).split())


def _by_words(line: LetterLine, text: str) -> FieldWords | None:
    spots = _joined(line.spots)
    if len(text) > len(line.text) + _LONGEST:
        return None
    ways = _Reading(spots, text).ways()
    if not ways or (len(ways) > 1 and ways[1].cost - ways[0].cost < _CLEARLY):
        return None
    return list(zip((spot.path for spot in spots if spot.path), ways[0].values, strict=True))


class _Reading:
    """The ways to read one text by one form."""

    def __init__(self, spots: tuple[WordsOrigin, ...], text: str) -> None:
        self._spots, self._text = spots, text
        self._plain = text.translate(_LIKE)
        self._from = cache(self._ways_from)

    def ways(self) -> tuple[_Way, ...]:
        """The best way and the next best, if there are any."""
        return self._from(0, 0)

    def _ways_from(self, at: int, start: int) -> tuple[_Way, ...]:
        """The best ways to read the spots from `at` in the text from `start`."""
        if at == len(self._spots):
            return () if self._plain[start:].strip() else (_Way(0, ()),)
        spot = self._spots[at]
        ways = self._field(at, start) if spot.path else self._fixed(at, start)
        return _best(ways)

    def _fixed(self, at: int, start: int) -> Iterator[_Way]:
        """The ways behind the fixed words at `at`, which begin at `start`."""
        for first, end in self._places(self._spots[at].text, start):
            if first == start:
                yield from self._from(at + 1, end)

    def _field(self, at: int, start: int) -> Iterator[_Way]:
        """The ways in which the field at `at` ends somewhere from `start` on."""
        for end in self._ends(at, start):
            words = self._text[start:end].strip()
            cost = _cost(self._spots[at], words)
            for way in self._from(at + 1, end):
                yield _Way(cost + way.cost, (words, *way.values))

    def _ends(self, at: int, start: int) -> Iterable[int]:
        """Where the field at `at` may end: where the next fixed words begin."""
        if at + 1 == len(self._spots):
            return (len(self._text),)
        following = self._spots[at + 1]
        if following.path:
            return range(start, len(self._text) + 1)
        return sorted({first for first, _ in self._places(following.text, start, all_of_them=True)})

    def _places(
        self, fixed: str, start: int, *, all_of_them: bool = False
    ) -> Iterator[tuple[int, int]]:
        """Where `fixed` may stand from `start` on: its begin and end, white space counted in."""
        pattern = _pattern(fixed)
        last = len(self._plain) if all_of_them else start
        for first in range(start, last + 1):
            found = pattern.match(self._plain, first)
            if found:
                yield first, found.end()


@cache
def _pattern(fixed: str) -> re.Pattern[str]:
    """What matches `fixed` however it is spaced; white space alone may be missing."""
    words = fixed.translate(_LIKE).split()
    if not words:
        return re.compile(r"\s*\n\s*|(?!\s)" if "\n" in fixed else r"[^\S\n]+|(?!\s)")
    return re.compile(r"\s*" + r"\s*".join(map(re.escape, words)) + r"\s*")


def _best(ways: Iterable[_Way]) -> tuple[_Way, ...]:
    """The cheapest of `ways` and the next that reads otherwise."""
    cheapest: dict[tuple[str, ...], _Way] = {}
    for way in sorted(ways):
        cheapest.setdefault(way.values, way)
        if len(cheapest) == 2:
            break
    return tuple(cheapest.values())


def _cost(spot: WordsOrigin, words: str) -> float:
    """How much of a change it is that the field of `spot` says `words`."""
    before = clean(spot.text)
    if words == before:
        return 0.0
    same = _common(before, words) + _common(before[::-1], words[::-1])
    alike = min(same / max(len(before), len(words)), 0.95)
    return 2 - alike + (0 if _can_be(spot.path, words) else _WRONG)


def _common(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _can_be(path: str, words: str) -> bool:
    try:
        value(path, words)
    except ValueError:
        return False
    return True
