"""The sentence splitter: where sentences begin and end, and which begin inside a quotation.

A stop behind a title or another shortening ends none, and a line break always ends one.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop.text.nearby import CLOSE, FAR, before

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORTENED = (
    r"\b(?:Dr|Mr|Ms|vs|No|St|Jr|pp|Sr)",
    r"\b(?:Mrs|Inc|e\.g|i\.e|M\.D|U\.S|etc)",
    r"\bet\ al",
    r"\bapprox",
)
"""What a full stop shortens without ending a sentence, by its length."""
_WHOLE = "".join(f"(?<!{one})" for one in _SHORTENED)
_FIRST = f"(?:(?<![.!?]){_WHOLE}" + "".join(f"|(?<={one}[.!?])" for one in _SHORTENED) + ")"
"""Where a run of marks can end a sentence: at its first mark, or behind that of a shortening.

Tried at every mark of a long run, the run would be read once for each.
"""
_END = re.compile(
    rf"""(?=[.!?\n])(?:
        {_FIRST}[.!?]++["”’')\]]*+(?:\s++(?=["“‘(\[]?[A-Z0-9(])|(?=[A-Z][a-z]++\s))
      | {_WHOLE}\n++)""",
    re.VERBOSE,
)
_MARKS = ".!?"
_FINISHED = re.compile(r"[.?!][\"”’')\]]*\s*$")
_CLOSED = re.compile(r"[.:;?!][\"”’')\]]*$")
_SHORTENS = re.compile(rf"(?:{'|'.join(_SHORTENED)})\.$")
_OPENERS = " \t\xa0\"'“‘(["
"""What may stand between the end of a sentence and the first word of the next."""
LONGEST = 2000
"""Characters of a sentence that are read in one: none that is written for people has more."""
_ROOM = 200
"""Characters before that end among which a space is sought to part it at."""


def parted(text: str) -> Iterator[tuple[str, bool]]:
    """The sentences of `text`, and whether each begins inside a quotation."""
    quotations = _quotations(text) if '"' in text or "“" in text else ()
    start = 0
    for end in _ends(text):
        part = text[start:end].strip()
        if part:
            yield part, _is_within(quotations, start)
        start = end


def begins(text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[int]:
    """Where, from `start` to `end`, white space parts a sentence from the one before it."""
    for found in _END.finditer(text, start, end):
        if found[0][-1].isspace():
            yield found.end()


def whole(text: str) -> list[str]:
    """The sentences of `text` with the white space behind them; joined they are `text`.

    Where the space behind a full stop is missing, both sentences are one.
    """
    ends = [0]
    for end in (*begins(text), len(text)):
        if len(ends) > 1 and not text[ends[-1] : end].strip():
            ends[-1] = end
        elif end > ends[-1]:
            ends.append(end)
    return [text[start:end] for start, end in pairwise(ends)]


def is_finished(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends in what stands from `start` to `end`, at its very end."""
    return before(_FINISHED, text, end, min(FAR, end - start)) is not None


def is_closed(line: str) -> bool:
    """Whether `line` ends with a sentence, or with a clause before a colon or semicolon."""
    return before(_CLOSED, line, len(line)) is not None


def opens(text: str, place: int, marks: str = "") -> bool:
    """Whether a sentence begins at `place`, or what follows one of `marks`."""
    near = text[max(place - CLOSE, 0) : place].rstrip(_OPENERS)
    ends = not near or near[-1] in f"{_MARKS}\n{marks}"
    return ends and not before(_SHORTENS, near, len(near))


def _ends(text: str) -> Iterator[int]:
    """Where the sentences of `text` end, one that is too long in pieces."""
    start = 0
    for end in _true_ends(text):
        while end - start > LONGEST:
            space = text.rfind(" ", start + LONGEST - _ROOM, start + LONGEST)
            start = space + 1 if space >= 0 else start + LONGEST
            yield start
        yield end
        start = end


def _true_ends(text: str) -> Iterator[int]:
    yield from (match.end() for match in _END.finditer(text))
    yield len(text)


@lru_cache(1024)
def longest(text: str) -> int:
    """The characters of the longest sentence of `text`."""
    return max(end - start for start, end in pairwise((0, *_true_ends(text))))


def _is_within(quotations: tuple[tuple[int, int], ...], place: int) -> bool:
    at = bisect_left(quotations, (place, 0))
    return at > 0 and place < quotations[at - 1][1]


_QUOTE = re.compile(r"(?P<opens>(?:(?<=[\s(\[/-])|^)[\"“](?=\S))|(?P<closes>[\"”])")


def _quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Where quotations begin and end, in order, of one within another only the outer.

    One without an end, or without a beginning, is none.
    """
    opened: list[int] = []
    found: list[tuple[int, int]] = []
    for match in _QUOTE.finditer(text):
        if match["opens"]:
            opened.append(match.start())
        elif opened:
            _add_around(found, opened.pop(), match.end())
    return tuple(found)


def _add_around(found: list[tuple[int, int]], start: int, end: int) -> None:
    """Adds a quotation to `found` in place of those that stand within it."""
    while found and found[-1][0] > start:
        found.pop()
    found.append((start, end))
