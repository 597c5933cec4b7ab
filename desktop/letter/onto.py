"""Edits made in Word come back: the exported letter's case with the fields that were changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from desktop.domain import path as paths
from desktop.domain.case import Case
from desktop.domain.changes import Change, changes
from desktop.domain.question import describe
from desktop.letter import docx as word
from desktop.letter.blocks import Letter, runs
from desktop.letter.characters import clean
from desktop.letter.compose import compose
from desktop.letter.reading import docx, lists, source
from desktop.letter.reading.compare import compare
from desktop.letter.reading.refusal import ReadError
from desktop.letter.reading.values import value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.letter.pack import Pack


class Edited(msgspec.Struct, frozen=True):
    """A case after its letter was edited."""

    case: Case
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()
    """What was changed beside the fields, or could not be taken over; a sentence each."""


class _Export(msgspec.Struct, frozen=True):
    """A letter as it was exported."""

    text: docx.Text
    paths: dict[str, str]
    """The field path of each content control, by its title."""


def read(data: bytes, name: str, case: Case, pack: Pack) -> Edited:
    """`case` as the edited letter in `data`, the file `name`, leaves it; raises `ReadError`."""
    found = source.read(data, name)
    if found.word is None:
        raise ReadError("Only a Word file (.docx) is read onto a case.")
    export = _nearest(case, pack, found.word)
    compared = compare(export.text, found.word)
    before = compare(export.text, export.text).fields
    edits = _Edits(case)
    for title, words in compared.fields.items():
        if clean(words) != clean(before[title]):
            edits.add(export.paths[title], clean(words))
    edited = edits.applied(_shown_again(export, before, compared.fields))
    notes = (*found.notes, *edits.notes, *compared.notes)
    return Edited(edited, changes(case, edited), notes)


def _nearest(case: Case, pack: Pack, edited: docx.Text) -> _Export:
    """The export of the edition that shares most lines with `edited`; raises `ReadError`."""
    lines = {clean(line) for line in edited.lines()}
    exports = [_export(compose(case, pack, name), pack) for name in pack.program.editions]

    def shared(export: _Export) -> float:
        theirs = {clean(line) for line in export.text.lines()}
        return len(lines & theirs) / (len(lines | theirs) or 1)

    nearest = max(exports, key=shared)
    if not shared(nearest):
        raise ReadError("It is not this case's letter: no line of it is the same.")
    return nearest


def _export(letter: Letter, pack: Pack) -> _Export:
    text = docx.text(word.write(letter, pack))
    titles = dict.fromkeys(
        piece.title for paragraph in text.paragraphs for piece in paragraph if piece.title
    )
    fields = (run.path for run in runs(letter) if run.path and run.text)
    return _Export(text, dict(zip(titles, fields, strict=True)))


def _shown_again(
    export: _Export, before: dict[str, str], after: dict[str, str]
) -> dict[str, list[str]]:
    """The words of each field that stands on several lines, as they are now."""
    again: dict[str, list[str]] = {}
    for title, path in export.paths.items():
        again.setdefault(path, []).append(after.get(title, before[title]))
    return {path: words for path, words in again.items() if len(words) > 1}


class _Edits:
    """The changes of one case, gathered and then made."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._words: dict[str, list[str]] = {}
        self.notes: list[str] = []

    def add(self, path: str, words: str) -> None:
        """Notes that the field at `path` now says `words`."""
        said = self._words.setdefault(path, [])
        if words not in said:
            said.append(words)

    def applied(self, lines: dict[str, list[str]]) -> Case:
        """The case with every change that can be made."""
        case = self._case
        for path, said in self._words.items():
            if path in lines and self._is_prose(path):
                said = ["\n".join(filter(None, map(clean, lines[path])))]
            case = self._put(case, path, said)
        return _without_blanks(case, self._words)

    def _is_prose(self, path: str) -> bool:
        return "\n" in str(paths.at(self._case, path))

    def _put(self, case: Case, path: str, said: list[str]) -> Case:
        """`case` with what all of `said` say in the field at `path`, or as it was."""
        try:
            values = {value(path, words) for words in said}
        except ValueError as error:
            self.notes.append(f"{describe(Case, path)} was left as it was: {error}")
            return case
        if len(values) > 1:
            told = " and ".join(f"“{words}”" for words in said)
            self.notes.append(f"{describe(Case, path)} was left as it was: it now says {told}.")
            return case
        changed: Case = paths.put(case, path, values.pop())
        return changed


def _without_blanks(case: Case, changed: Iterable[str]) -> Case:
    """`case` with lists of words parted anew where an element now has several, or none."""
    for path in {path.rpartition(".")[0] for path in changed if path[-1:].isdigit()}:
        words = paths.at(case, path)
        if all(isinstance(one, str) for one in words):
            parted = tuple(piece for one in words for piece in lists.titles(one) if piece)
            case = paths.put(case, path, parted)
    return case
