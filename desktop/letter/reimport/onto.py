"""An edited Word file held against the letter that was exported: what its case says now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain import path as paths
from desktop.domain.case import Case
from desktop.domain.question import describe
from desktop.letter.characters import clean
from desktop.letter.reading import lists
from desktop.letter.reading.compare import compare as compared
from desktop.letter.reading.docx import Piece, Text
from desktop.letter.reading.values import value
from desktop.letter.reimport import belonging
from desktop.letter.reimport.edits import Edited, FieldEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.letter.pack import Pack
    from desktop.letter.reimport.exported import Export


def read(data: bytes, name: str, case: Case, pack: Pack) -> Edited:
    """`case` as the edited letter in `data`, the file `name`, leaves it; raises `ReadError`."""
    return compare(belonging.word_file(data, name), case, pack)


def compare(word: Text, case: Case, pack: Pack) -> Edited:
    """`case` as the edited letter `word` leaves it; raises `ReadError` where it is none of it."""
    letter = belonging.prove(word, case, pack)
    before = compared(_text(letter), _text(letter)).fields
    found = compared(_text(letter), word)
    said = _said(case, letter, before, found.fields)
    notes = list(word.notes)
    edits = tuple(_edits(case, said, notes))
    return Edited(
        original=case,
        changes=edits,
        notes=(*notes, *found.notes),
        too_many=too_many(letter, edits),
    )


def too_many(letter: Export, edits: tuple[FieldEdit, ...]) -> str:
    """Why a person has to agree to `edits`; empty where they change few of the filled fields."""
    filled = {spot.path for spot in letter.spots() if spot.path and spot.text}
    touched = sum(any(paths.touches(path, edit.path) for edit in edits) for path in filled)
    if touched * 2 <= len(filled):
        return ""
    return f"It would change {touched} of the {len(filled)} fields that the letter fills."


def _text(letter: Export) -> Text:
    """The letter as its Word file reads."""
    return Text(tuple(
        tuple(Piece(spot.text, spot.path, spot.title) for spot in line.spots if spot.text)
        for line in letter.lines
        if line.text
    ))  # fmt: skip


def _said(
    case: Case, letter: Export, before: dict[str, str], after: dict[str, str]
) -> dict[str, list[str]]:
    """What the file says in each field that it changed, at each of the places that changed."""
    said: dict[str, list[str]] = {}
    shown: dict[str, list[str]] = {}
    for title, path in letter.titles().items():
        words = after.get(title, before[title])
        shown.setdefault(path, []).append(words)
        if clean(words) != clean(before[title]) and clean(words) not in said.get(path, []):
            said.setdefault(path, []).append(clean(words))
    for path in said:
        if "\n" in str(paths.at(case, path)):
            said[path] = ["\n".join(filter(None, map(clean, shown[path])))]
    return said


def _edits(case: Case, said: dict[str, list[str]], notes: list[str]) -> Iterator[FieldEdit]:
    changed: dict[str, Any] = {}
    for path, words in said.items():
        try:
            values = {value(path, one) for one in words}
        except ValueError as error:
            notes.append(f"{describe(Case, path)} was left as it was: {error}")
            continue
        if len(values) > 1:
            told = " and ".join(f"“{one}”" for one in words)
            notes.append(f"{describe(Case, path)} was left as it was: it now says {told}.")
            continue
        changed[path] = values.pop()
    after = case
    for path, new in changed.items():
        after = paths.put(after, path, new)
    for path in dict.fromkeys(map(_whole, changed)):
        yield from _field_edits(case, path, paths.at(after, path))


def _whole(path: str) -> str:
    """The list of words that the field at `path` is an element of, or the field itself."""
    return path.rpartition(".")[0] if path[-1:].isdigit() else path


def _field_edits(case: Case, path: str, new: Any) -> Iterator[FieldEdit]:
    """The edits that make the field, or the list of words, at `path` say `new`."""
    old = paths.at(case, path)
    if not isinstance(new, tuple):
        yield _edit(path, old, new)
        return
    parted = tuple(piece for one in new for piece in lists.titles(one) if piece)
    if len(parted) != len(old):
        yield _edit(path, old, parted)
        return
    for at, (one, other) in enumerate(zip(old, parted, strict=True)):
        if one != other:
            yield _edit(f"{path}.{at}", one, other)


def _edit(path: str, old: Any, new: Any) -> FieldEdit:
    return FieldEdit(path=path, before=_shown(old), after=_shown(new), value=new)


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
