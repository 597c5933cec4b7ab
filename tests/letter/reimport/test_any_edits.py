"""Whatever is done to the paragraphs of a letter: each field says it exactly, or it is named."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.cases.changes.differences import changes
from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.read import docx as word
from desktop.letter.reimport import reimport
from desktop.letter.write import docx
from desktop.platform import assets
from desktop.records import paths
from tests.letter import wordfiles
from tests.letter.reimport import manuscript as ms
from tests.letter.reimport.cases import CASES
from tests.letter.reimport.doing import FIRST, NARRATIVE, SECOND, THIRD

if TYPE_CHECKING:
    from collections.abc import Callable

PACK = Pack(assets.templates("california-imr"))
CASE = CASES["attorney"]
FIELDS = (NARRATIVE, FIRST, SECOND, THIRD)
HABITS = {"controls": lambda data: data, "no controls": wordfiles.without_controls}
WORDS = (
    "Weakness of the left foot was first recorded in the spring.",
    "No report describes what the injured worker can lift.",
    "The surgeon's letter asks for the study before a decision is made.",
    "Sleep was better with the brace, according to the diary.",
)


@cache
def exported(edition: str) -> bytes:
    return docx.write(compose(CASE, PACK, edition), PACK)


class Field:
    """A field of prose in the file: its paragraphs, and what they say."""

    def __init__(self, manuscript: ms.Manuscript, path: str) -> None:
        self.path = path
        self.elements: list[Any] = manuscript.of_field(path)
        self.words = str(paths.at(CASE, path)).splitlines()

    def rewrite(self, at: int, words: str) -> None:
        ms.say(self.elements[at], words, self._tag(at))
        self.words[at] = words

    def delete(self, at: int, _: str) -> None:
        if at:
            ms.remove(self.elements.pop(at))
            del self.words[at]

    def clear(self, at: int, _: str) -> None:
        self.rewrite(at, "")

    def insert(self, at: int, words: str) -> None:
        if at + 1 < len(self.words):
            new = ms.paragraph(words)
            self.elements[at].addnext(new)
            self.elements.insert(at + 1, new)
            self.words.insert(at + 1, words)

    def merge(self, at: int, _: str) -> None:
        if at + 1 < len(self.words):
            ms.merge(self.elements[at], self.elements.pop(at + 1))
            self.words[at : at + 2] = [" ".join(filter(None, self.words[at : at + 2]))]

    def swap(self, at: int, _: str) -> None:
        if 0 < at < len(self.words) - 1:
            self.elements[at + 1].addnext(self.elements[at])
            for both in (self.elements, self.words):
                both[at], both[at + 1] = both[at + 1], both[at]

    def _tag(self, at: int) -> str:
        return self.path if ms.runs(self.elements[at], self.path) else ""

    def said(self, but: str = "") -> str:
        """What the field says, but for the paragraphs that are quoted in `but`."""
        lines = (" ".join(words.split()) for words in self.words)
        return "\n".join(line for line in lines if line and f"“{line}”" not in but)


DOINGS: dict[str, Callable[[Field, int, str], None]] = {
    "rewrite": Field.rewrite,
    "delete": Field.delete,
    "clear": Field.clear,
    "insert": Field.insert,
    "merge": Field.merge,
    "swap": Field.swap,
}
steps = st.tuples(
    st.integers(0, 3), st.sampled_from(sorted(DOINGS)), st.integers(0, 5), st.sampled_from(WORDS)
)


@settings(deadline=None, max_examples=int(os.environ.get("DESK_EXAMPLES", "20")))
@given(
    st.lists(steps, min_size=1, max_size=5),
    st.sampled_from(sorted(HABITS)),
    st.sampled_from(("published", "served")),
)
def test_any_edits_of_paragraphs_are_taken_or_named(
    doings: list[tuple[int, str, int, str]], habit: str, edition: str
) -> None:
    manuscript = ms.Manuscript(exported(edition))
    fields = [Field(manuscript, path) for path in FIELDS]
    for number, name, at, words in doings:
        DOINGS[name](fields[number], at % len(fields[number].words), words)
    found = reimport.compare(word.text(HABITS[habit](manuscript.saved())), CASE, PACK)
    told = " ".join(found.notes)
    assert {change.path for change in changes(CASE, found.case)} <= set(FIELDS)
    for one in fields:
        now, before = str(paths.at(found.case, one.path)), str(paths.at(CASE, one.path))
        assert now in (one.said(), one.said(but=told)) or (now == before and told), told
