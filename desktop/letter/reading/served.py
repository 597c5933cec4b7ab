"""A letter to the parties: what it says beside the determination, told by its content controls."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec

from desktop.domain.case import Case
from desktop.domain.question import element, questions
from desktop.domain.shaping import shaped
from desktop.letter.reading.values import value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.letter.reading.docx import Text

_BESIDE = (
    "injured_worker",
    "attorney",
    "employer",
    "claims_administrator",
    "claim_number",
    "requesting_physician",
    "documents",
    "organization",
)
"""Where the fields stand that the letter to the parties prints beside the determination."""
_PLACE = re.compile(r"\.\d+\b")


def _leaves(record: type, stem: str = "") -> Iterator[str]:
    """The paths of the fields of `record`, of a list's elements those of the first."""
    for name, asked in questions(record).items():
        inner = element(asked.type)
        path = f"{stem}{name}"
        if inner is None:
            yield path
        else:
            listed = getattr(asked.type, "__origin__", None) is tuple
            yield from _leaves(inner, f"{path}.0." if listed else f"{path}.")


_PRINTED = frozenset(path for path in _leaves(Case) if path.partition(".")[0] in _BESIDE)


def completed(case: Case, word: Text) -> Case:
    """`case` with what the content controls of `word` say beside the determination."""
    record: dict[str, Any] = msgspec.to_builtins(case)
    for path, words in _said(word):
        _put(record, path.split("."), msgspec.to_builtins(value(path, words)))
    return shaped(record, Case)


def _said(word: Text) -> Iterator[tuple[str, str]]:
    """The path and words of each control of a field that stands beside the determination."""
    for paragraph in word.paragraphs:
        for piece in paragraph:
            if _PLACE.sub(".0", piece.tag) in _PRINTED:
                with suppress(ValueError):
                    value(piece.tag, piece.text)
                    yield piece.tag, piece.text


def _put(record: Any, steps: list[str], words: Any) -> None:
    """Puts `words` into the record of dicts and lists, which grow by one element at a time."""
    step, *rest = steps
    if isinstance(record, list):
        place = int(step)
        if place == len(record):
            record.append({})
        if place < len(record):
            _put(record[place], rest, words)
    elif rest:
        _put(record.setdefault(step, [] if rest[0].isdigit() else {}), rest, words)
    else:
        record[step] = words
