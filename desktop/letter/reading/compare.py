"""A Word file held against the one that was exported: what each field says now.

Where all content controls are still there, each tells its field. Where some were merged, split or
dropped, the words tell: those that stayed the same show where the others belong.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from desktop.letter.reading.docx import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.letter.reading.docx import Text

_TOKEN = re.compile(r"\w+|[^\w\s]")
_FURTHER = re.compile(r" \(\d+\)$")
"""Ends the title of a control whose field stands in an earlier one too."""
_FIELD = "\ufffc"
"""Stands for a field in the wording around it."""


class Compared(msgspec.Struct, frozen=True):
    """What an edited file says."""

    fields: dict[str, str]
    """The words of each control of the exported file, by its title; lines are paragraphs."""
    notes: tuple[str, ...]
    """What was changed beside the fields, a sentence each."""


class _Token(msgspec.Struct, frozen=True):
    """A word or mark, and where it stands."""

    word: str
    line: int
    start: int
    end: int
    title: str = ""


def compare(exported: Text, edited: Text) -> Compared:
    """What `edited` says in the fields of `exported`, and what it changed beside them."""
    titles = dict.fromkeys(piece.title for piece in _pieces(exported) if piece.title)
    known = _only(edited, titles)
    if _is_whole(known, titles):
        return Compared(_by_control(known, titles), tuple(_beside(exported, known)))
    return _by_words(exported, edited, titles)


def _pieces(text: Text) -> Iterator[Piece]:
    for paragraph in text.paragraphs:
        yield from paragraph


def _only(text: Text, titles: dict[str, None]) -> Text:
    """`text` with no content controls but those of `titles`, and of their further paragraphs."""

    def known(title: str) -> str:
        whole = title if title in titles else _FURTHER.sub("", title)
        return whole if whole in titles else ""

    paragraphs = tuple(
        tuple(msgspec.structs.replace(piece, title=known(piece.title)) for piece in paragraph)
        for paragraph in text.paragraphs
    )
    return msgspec.structs.replace(text, paragraphs=paragraphs)


def _is_whole(text: Text, titles: dict[str, None]) -> bool:
    """Whether each of `titles` has its control in `text`, in one stretch."""
    stretches = [title for title, _ in groupby(_pieces(text), key=lambda one: one.title) if title]
    return sorted(stretches) == sorted(titles)


def _by_control(text: Text, titles: dict[str, None]) -> dict[str, str]:
    lines: dict[str, list[str]] = {title: [] for title in titles}
    for paragraph in text.paragraphs:
        for title, pieces in groupby(paragraph, key=lambda one: one.title):
            if title:
                lines[title].append("".join(piece.text for piece in pieces))
    return {title: "\n".join(words) for title, words in lines.items()}


def _beside(exported: Text, edited: Text) -> Iterator[str]:
    """What was changed outside the fields, line by line."""
    before, after = list(_wording(exported)), list(_wording(edited))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            yield from _told(before[i:j], after[k:m])


def _wording(text: Text) -> Iterator[str]:
    """The words around the fields, a line each."""
    inside = ""
    for paragraph in text.paragraphs:
        line = "".join(
            _FIELD if title else " ".join("".join(piece.text for piece in pieces).split())
            for title, pieces in groupby(paragraph, key=lambda one: one.title)
        )
        goes_on = line == _FIELD and paragraph[0].title == inside
        inside = paragraph[-1].title
        if line and not goes_on:
            yield line


def _told(before: list[str], after: list[str]) -> Iterator[str]:
    """A sentence for each line of wording that was changed, added or left out."""
    for old, new in zip(before, after, strict=False):
        yield _changed(old, new)
    for old in before[len(after) :]:
        if old.strip(_FIELD):
            yield f"The fixed wording {_quoted(old)} was left out; the case keeps it."
    for new in after[len(before) :]:
        yield _outside(new)


def _changed(old: str, new: str) -> str:
    if old and new.startswith(old):
        return _outside(new.removeprefix(old))
    return f"The fixed wording {_quoted(old)} was changed to {_quoted(new)}; the case keeps it."


def _outside(words: str) -> str:
    return f"The text {_quoted(words)} stands outside any field and was not taken over."


def _quoted(words: str) -> str:
    return f"“{words.replace(_FIELD, '…').strip()}”"


def _by_words(exported: Text, edited: Text, titles: dict[str, None]) -> Compared:
    """What `edited` says, by the words that it shares with `exported`."""
    old, new = list(_tokens(exported)), list(_tokens(edited))
    owners = _owners(old, new)
    fields, notes = {}, []
    lines = list(edited.lines())
    for title in titles:
        mine = [at for at, owner in enumerate(owners) if owner == title]
        if mine and len(mine) != mine[-1] - mine[0] + 1:
            notes.append(f"{title}: its words are scattered, so it was left as it was.")
            continue
        fields[title] = _said([new[at] for at in mine], lines)
    return Compared(fields, (*notes, *_beside(exported, _owned(new, owners, lines))))


def _tokens(text: Text) -> Iterator[_Token]:
    for number, paragraph in enumerate(text.paragraphs):
        start = 0
        for piece in paragraph:
            for found in _TOKEN.finditer(piece.text):
                yield _Token(
                    found[0], number, start + found.start(), start + found.end(), piece.title
                )
            start += len(piece.text)


def _owners(old: list[_Token], new: list[_Token]) -> list[str]:
    """The title of the field that each of `new` belongs to, empty for none."""
    matcher = SequenceMatcher(
        None, [one.word for one in old], [one.word for one in new], autojunk=False
    )
    owners = [""] * len(new)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            owners[k:m] = [one.title for one in old[i:j]]
        elif k < m:
            owners[k:m] = [_owner(old, i, j, new, k, m)] * (m - k)
    return owners


def _owner(old: list[_Token], i: int, j: int, new: list[_Token], k: int, m: int) -> str:
    """The field that words which stand for `old[i:j]`, or between its ends, belong to."""
    replaced = {one.title for one in old[i:j] if one.title}
    if replaced:
        return replaced.pop() if len(replaced) == 1 else ""
    before = old[i - 1].title if i and k and new[k - 1].line == new[k].line else ""
    after = old[j].title if j < len(old) and m < len(new) and new[m].line == new[m - 1].line else ""
    return "" if i < j else before or after


def _said(tokens: list[_Token], lines: list[str]) -> str:
    """The words that `tokens` cover, each paragraph a line."""
    stretches = (list(here) for _, here in groupby(tokens, key=lambda one: one.line))
    return "\n".join(lines[here[0].line][here[0].start : here[-1].end] for here in stretches)


def _owned(new: list[_Token], owners: list[str], lines: list[str]) -> Text:
    """The edited text with a control around what belongs to each field."""
    from desktop.letter.reading.docx import Text

    paragraphs = []
    pairs = zip(new, owners, strict=True)
    for number, here in groupby(pairs, key=lambda pair: pair[0].line):
        pieces = []
        for title, stretch in groupby(here, key=lambda pair: pair[1]):
            tokens = [token for token, _ in stretch]
            pieces.append(Piece(lines[number][tokens[0].start : tokens[-1].end], title=title))
        paragraphs.append(tuple(pieces))
    return Text(tuple(paragraphs))
