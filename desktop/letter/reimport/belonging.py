"""Finds the case of a Word letter: by the case number in it, or by the words of the letter."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from desktop.cases.packs.pack_fields import type_of
from desktop.letter.read import source
from desktop.letter.read.refusal import ReadError
from desktop.letter.reimport.exported import export
from desktop.records.questions import describe
from desktop.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.cases.case import Case
    from desktop.letter.compose.pack import Pack
    from desktop.letter.read.docx import WordText
    from desktop.letter.reimport.exported import Export

NUMBER = "case_number"
MOST = 0.5
"""Share of the letter's words that a file without a case number has to have."""
_FEW = 0.25
"""Share of the fixed words below which a file is no letter, whatever number stands in it."""
_GRAM = 3
_PARTS = 2
"""Words that a case number may have; of more only the first is it."""
_WORD = re.compile(r"\w+")
_ANYONES = re.compile(
    r"organization\.|reviewer\.|further_reviewers\.|disputed_items\.\d+\.\w+_basis\."
)
"""Fields that say the same in the letters of many patients."""
_NUMBERED = re.compile(r"(?=.*\d)[^:]{3,40}")


class Shares(msgspec.Struct, frozen=True):
    """How much of a case's letter stands in a file."""

    fixed: float
    own: float

    @property
    def most(self) -> bool:
        """Whether it is most of the template's words, and of the case's."""
        return self.fixed > MOST and self.own > MOST


def word_file(data: bytes, name: str) -> WordText:
    """The Word file in `data`; raises `ReadError` where it is none, or cannot be read."""
    found = source.read(data, name)
    if found.word is None:
        raise ReadError("Only a Word file (.docx) is read onto a case.")
    return found.word


def numbers(word: WordText, pack: Pack) -> tuple[str, ...]:
    """The case numbers that the letter `word` states, most often one or none."""
    found = map(_plain, (*_in_controls(word, pack), *_behind_labels(word, pack)))
    return tuple(dict.fromkeys(filter(_NUMBERED.fullmatch, found)))


def prove(word: WordText, case: Case, pack: Pack) -> Export:
    """The export of `case` that `word` was made of; raises `ReadError` where it is none."""
    stated = numbers(word, pack)
    if stated and case.case_number and _plain(case.case_number) not in stated:
        other = " and ".join(stated)
        raise ReadError(f"It is the letter of {other}, not of {case.case_number}.")
    nearest = _nearest(word, case, pack)
    share = shares(nearest, word)
    if not share.most and (not stated or not case.case_number or share.fixed < _FEW):
        raise ReadError(_refusal(case, stated))
    return nearest


def shares(letter: Export, word: WordText) -> Shares:
    """How much of `letter` stands in `word`."""
    there = {gram for line in word.lines() for size in (1, 2, 3) for gram in _grams(line, size)}
    fixed = [spot.text for spot in letter.spots() if not spot.path]
    own = {spot.text for spot in letter.spots() if spot.path and not _ANYONES.match(spot.path)}
    return Shares(_share(fixed, there), _share(own, there))


def _refusal(case: Case, stated: tuple[str, ...]) -> str:
    whose = f"the letter of {case.case_number}" if case.case_number else "this case's letter"
    if stated:
        return f"It is not {whose}: too few of that letter's words are in it."
    return (
        f"It is not {whose}: it states no case number, and most of that letter's words are not in "
        "it."
    )


def _plain(number: str) -> str:
    """`number` as it is compared: in capitals, its hyphens and spaces of one kind."""
    return re.sub(r"\s+", "", clean(number).replace("\u2011", "-")).upper()


def _in_controls(word: WordText, pack: Pack) -> Iterator[str]:
    """What the content controls of the case number say, which are known by tag or by name."""
    label = describe(type_of(pack.program.id), NUMBER)
    named = re.compile(rf"{re.escape(label)}(?: \(\d+\))?")
    for paragraph in word.paragraphs:
        for piece in paragraph:
            if piece.tag == NUMBER or named.fullmatch(piece.title):
                yield piece.text


def _behind_labels(word: WordText, pack: Pack) -> Iterator[str]:
    """What stands behind the labels of the case number, in the same line or in the next."""
    lines = [clean(line) for line in word.lines()]
    for label in _labels(pack):
        for at, line in enumerate(lines):
            yield from _behind(label, line, lines[at + 1 : at + 2])


def _behind(label: str, line: str, below: list[str]) -> list[str]:
    """What `line` has behind `label`, or what stands below it; nothing where it has no label."""
    _, found, rest = line.casefold().partition(label.casefold())
    if not rest.strip():
        return below if found else []
    words = line[len(line) - len(rest) :].split()
    return ["".join(words if len(words) <= _PARTS else words[:1])]


@lru_cache(8)
def _labels(pack: Pack) -> tuple[str, ...]:
    """The words that stand before the case number in the letters of a program."""
    sample = type_of(pack.program.id)(program=pack.program.id, case_number="0")
    found: list[str] = []
    for edition in pack.program.editions:
        before = ""
        for line in export(sample, pack, edition).lines:
            head = line.text.removesuffix("0") if line.spots[-1].path == NUMBER else ""
            found += [clean(head) or before] if line.spots[-1].path == NUMBER else []
            before = clean(line.text)
    return tuple(dict.fromkeys(filter(None, found)))


def _nearest(word: WordText, case: Case, pack: Pack) -> Export:
    """The export of the edition that shares most lines with `word`."""
    lines = {clean(line) for line in word.lines()}

    def shared(letter: Export) -> float:
        theirs = {clean(line.text) for line in letter.lines}
        return len(lines & theirs) / (len(lines | theirs) or 1)

    return max((export(case, pack, name) for name in pack.program.editions), key=shared)


def _share(texts: Iterable[str], there: set[tuple[str, ...]]) -> float:
    """The share of the `texts`, three words each, that are `there`."""
    grams = [gram for text in texts for gram in _grams(text, _GRAM)]
    return sum(gram in there for gram in grams) / (len(grams) or 1)


def _grams(text: str, size: int) -> Iterator[tuple[str, ...]]:
    """The stretches of `size` words in `text`, or all its words where it has fewer."""
    words = _WORD.findall(text.casefold())
    if words:
        yield from (tuple(words[at : at + size]) for at in range(max(len(words) - size + 1, 1)))
