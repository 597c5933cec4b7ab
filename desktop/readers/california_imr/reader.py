"""A finished letter becomes a case that says the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from desktop.cases.ids.links import block_of
from desktop.cases.packs.pack_fields import of_its_program
from desktop.cases.terms import Position
from desktop.letter.read import source
from desktop.letter.read.page_feet import feet_of
from desktop.letter.read.refusal import ReadError
from desktop.letter.read.source import LARGEST
from desktop.readers.california_imr import further_labels
from desktop.readers.california_imr.fidelity import kept, says
from desktop.readers.california_imr.fields import case_of
from desktop.readers.california_imr.outline import LetterPart, is_letter, outline, resembles_letter
from desktop.readers.california_imr.parts import header
from desktop.readers.california_imr.parts.guideline_line import cited
from desktop.readers.california_imr.served import completed
from desktop.readers.california_imr.several import refuse_second
from desktop.readers.own_words import is_edition, with_own_words
from desktop.readers.reading import Reading, VerbatimWords
from desktop.records.questions import describe

__all__ = ["LARGEST", "ReadError", "Reading", "VerbatimWords", "cited", "read"]

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.cases.case import Case, Passage
    from desktop.letter.compose.pack import Pack
    from desktop.letter.read.docx import WordText
    from desktop.letter.read.script import Script
    from desktop.readers.california_imr.further_labels import FurtherLabels, LabelledValue


_BLOCKS = {
    "header": "Header",
    "method.heading": "Heading of the method",
    "method": "Method",
    "credentials.lead": "Introduction to the credentials",
    "credentials": "Credentials",
    "summary.heading": "Heading of the summary",
    "summary.lead": "Introduction to the summary",
    "summary": "Summary",
    "issues.heading": "Heading of the issues",
    "issues.lead": "Introduction to the issues",
}
"""The blocks of a determination in words, but those of its items."""


def read(data: bytes, name: str, pack: Pack) -> Reading:
    """The letter in `data`, the content of the file `name`; raises `ReadError`."""
    found = source.read(data, name)
    reading = _read_script(found.script, pack, found.word)
    return msgspec.structs.replace(reading, doubtful=(*found.notes, *reading.doubtful))


def _read_script(words: Script, pack: Pack, word: WordText | None = None) -> Reading:
    """The letter that `words` are; raises `ReadError` where they are none."""
    if not any(map(str.isalnum, words.text)):
        raise ReadError("It holds no text.")
    if not resembles_letter(words):
        raise ReadError("It is not a determination letter: nothing in it speaks of a review.")
    outlined = outline(words)
    if not is_letter(words, outlined):
        raise ReadError(
            "It is not a determination letter, though it speaks of a review: no disputed item that "
            "was decided was found in it, nor the sections of a letter."
        )
    refuse_second(words)
    further = further_labels.of(pack)
    apart = further.apart(_unique(outlined))
    parts, head, more = _with_header(apart.whole, further)
    feet = feet_of(words)
    by_place = {part.place: feet.without(part.words) for part in apart.usual}
    prose = "\n".join(feet.without(part.words) for part in apart.usual if _is_prose(part.place))
    facts = case_of(by_place, prose, head, pack.program.id)
    found = (*apart.values, *more)
    facts = further_labels.with_values(of_its_program(facts), found, pack.program)
    if word and (served := _served(facts, word, parts, pack)):
        return _reading(served)
    return _reading(kept(facts, parts, pack))


def _is_prose(place: str) -> bool:
    """Whether what stands at `place` may tell the credentials, the organization and the days."""
    return place != "summary" and not place.startswith("item.")


def _reading(case: Case) -> Reading:
    return Reading(case, tuple(_kept(case)), tuple(_doubts(case)))


def _served(facts: Case, word: WordText, parts: list[LetterPart], pack: Pack) -> Case | None:
    """The case whose letter to the parties the Word file is; None where it is none of ours."""
    case = completed(facts, word, pack.program)
    if not is_edition(case, word, pack, "served", "published"):
        return None
    whole = with_own_words(case, word, pack, "served")
    return whole if says(whole, parts, pack, "served") else None


def _unique(parts: list[LetterPart]) -> list[LetterPart]:
    """`parts`, a place that stands twice being taken the first time only."""
    seen: set[str] = set()
    unique = []
    for part in parts:
        unique.append(LetterPart("", part.words) if part.place in seen else part)
        seen.add(part.place)
    return unique


def _with_header(
    parts: list[LetterPart], further: FurtherLabels
) -> tuple[list[LetterPart], header.Header, tuple[LabelledValue, ...]]:
    """`parts` with the header's table in its usual order, and what it says."""
    words = next((part.words for part in parts if part.place == "header"), "")
    rest, more = further.of_header(words)
    head = header.read(rest)
    usual = further.usual_header({**head.values, **{one.path: one.words for one in more}})
    if words and head.regular and header.same_letters(usual, words):
        parts = [LetterPart("header", usual) if one.place == "header" else one for one in parts]
    return parts, head, more


def _kept(case: Case) -> list[VerbatimWords]:
    """What `case` keeps in the letter's own words."""
    found = [VerbatimWords(_place(case, one), one.words) for one in case.own_words]
    for number, item in enumerate(case.disputed_items):
        for field in ("claims_administrator_basis", "reviewer_basis"):
            wording = getattr(item, field).wording
            if wording and not getattr(item, field).citations:
                found.append(
                    VerbatimWords(describe(type(case), f"disputed_items.{number}.{field}"), wording)
                )
    return found


def _place(case: Case, passage: Passage) -> str:
    """Where `passage` stands, in words."""
    block = _block(type(case), block_of(case, passage.place))
    if passage.position is Position.INSTEAD:
        return block
    if passage.position is Position.LABEL:
        return f"Label of “{block}”"
    return f"{passage.position.value.capitalize()} “{block}”"


def _block(kind: type[Case], place: str) -> str:
    """A block of the template in words: ``item.1.rationale`` is "Item 1: rationale"."""
    if not place.startswith("item."):
        return _BLOCKS.get(place, place)
    _, number, *field = place.split(".")
    if not field:
        return f"Item {number}: heading"
    return describe(kind, f"disputed_items.{int(number) - 1}.{field[0]}")


def _doubts(case: Case) -> Iterator[str]:
    """What the letter ought to say and was not found in it."""
    if not case.case_number:
        yield "No case number was found."
    for number, item in enumerate(case.disputed_items, start=1):
        if item.decision is None:
            yield f"Item {number}: no decision was found."
    if not case.disputed_items:
        yield "No disputed item was found."
