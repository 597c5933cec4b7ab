"""A letter of ours with words of its own: which blocks say something else, and what stands between.

The file's lines are compared with the letter of its case; where they differ, the
file's words become passages of the case, so that its letter says them again.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from desktop.cases.case import Passage
from desktop.cases.ids.links import placed
from desktop.cases.terms import Position
from desktop.letter.read.script import squeezed
from desktop.letter.reimport.exported import export
from desktop.records.questions import Prose
from desktop.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.cases.case import Case
    from desktop.letter.compose.pack import Pack
    from desktop.letter.read.docx import WordText
    from desktop.letter.reimport.exported import LetterLine

_MOST = 0.5


def is_edition(case: Case, word: WordText, pack: Pack, edition: str, other: str) -> bool:
    """Whether most of the fixed lines that only `edition` has, and not `other`, stand in `word`."""
    there = {squeezed(line) for line in word.lines()}
    known = {line.block for line in export(case, pack, other).lines}
    fixed = [
        squeezed(line.text) in there
        for line in export(case, pack, edition).lines
        if line.block not in known and not any(spot.path for spot in line.spots)
    ]
    return sum(fixed) > _MOST * len(fixed)


def with_own_words(case: Case, word: WordText, pack: Pack, edition: str) -> Case:
    """`case` whose letter in `edition` says all that `word` says, and nothing else."""
    lines = [line for line in export(case, pack, edition).lines if line.text]
    found = [words for line in word.lines() if (words := clean(line))]
    passages = _passages(lines, found, _blocks(lines, found))
    return msgspec.structs.replace(case, own_words=(*case.own_words, *placed(case, passages)))


def _blocks(lines: list[LetterLine], found: list[str]) -> list[int]:
    """The number of the line that each of `found` is, or in whose place it stands; -1 for none."""
    matcher = SequenceMatcher(
        None, [squeezed(line.text) for line in lines], list(map(squeezed, found)), autojunk=False
    )
    places: list[int] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "insert":
            within = 0 < i < len(lines) and lines[i - 1].block == lines[i].block
            places += [i if within else -1] * (m - k)
        else:
            places += (min(i + at, j - 1) for at in range(m - k))
    return places


def _passages(lines: list[LetterLine], found: list[str], places: list[int]) -> Iterator[Passage]:
    """The passages by which the blocks of `lines` say `found`."""
    here: dict[str, list[str]] = {line.block: [] for line in lines}
    between: dict[str, list[str]] = {}
    last = ""
    for words, place in zip(found, places, strict=True):
        if place >= 0:
            last = lines[place].block
            here[last].append(words)
        else:
            between.setdefault(last, []).append(words)
    for block, mine in groupby(lines, key=lambda line: line.block):
        if squeezed("".join(line.text for line in mine)) != squeezed("".join(here[block])):
            words = Prose("\n".join(here[block]))
            yield Passage(place=block, position=Position.INSTEAD, words=words)
    for block, own in between.items():
        position = Position.AFTER if block else Position.BEFORE
        yield Passage(place=block or lines[0].block, position=position, words=Prose("\n".join(own)))
