"""A letter to the parties: what it says beside the determination, told by its content controls."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, get_origin

import msgspec

from desktop.cases.case import Case
from desktop.cases.ids.identity import first_id
from desktop.letter.read.values import value
from desktop.letter.write.docx import LONGEST_TAG
from desktop.records import paths
from desktop.records.conversion import shaped
from desktop.records.questions import describe, element, questions
from desktop.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.letter.read.docx import Piece, WordText
    from desktop.records.questions import Hint
    from desktop.records.values import Plain

_WITHIN = re.compile(
    r"(?:case_number|date_assigned|date_of_injury|decision_date|ur_denial_date|priority|"
    r"application_received|program|formulary_dispute|own_words|accepted|"
    r"reviewer\.(?:name|licensures|specialties|board_certified)|"
    r"summary\.(?:age|sex|occupation|mechanism|diagnoses|treatments|examinations|imaging|"
    r"medications|work_status|narrative|drafted)|"
    r"disputed_items\.0\.(?:request|quantity|frequency|duration|retrospective|dates_of_service|"
    r"authorized|whole_eligible|remaining|as_worded|associated_\w+|decision|\w+_basis|guidelines|"
    r"answers|rationale|drafted))(?:\.|$)"
)
"""Fields that the reader of the determination itself reads, or that no letter has.

What else a letter to the parties prints is told by the content controls alone."""
_PLACE = re.compile(r"\.\d+\b")


def is_read_elsewhere(path: str) -> bool:
    """Whether the field at `path` is one that the determination's reader reads, or in no letter."""
    return _WITHIN.match(path) is not None


def _leaves(record: type[msgspec.Struct], stem: str = "") -> Iterator[str]:
    """The paths of the fields of `record`, of a list's elements those of the first."""
    for name, asked in questions(record).items():
        inner = element(asked.type)
        path = f"{stem}{name}"
        if inner is None:
            yield f"{path}.0" if _is_list(asked.type) else path
        else:
            yield from _leaves(inner, f"{path}.0." if _is_list(asked.type) else f"{path}.")


def _is_list(kind: Hint) -> bool:
    return get_origin(kind) is tuple


_PRINTED = frozenset(path for path in _leaves(Case) if not is_read_elsewhere(path))


_PROSE = frozenset({"summary.narrative", "disputed_items.0.rationale"})
_FURTHER = re.compile(r" \(\d+\)$")
_NUMBER = re.compile(r"(?<= )\d+(?=:|$)")


def _titles() -> dict[str, str]:
    """The path of each printed field by the name of its content control, its numbers being 1."""
    return {describe(Case, path)[: LONGEST_TAG - 6]: path for path in _PRINTED | _PROSE}


_TITLES = _titles()


def completed(case: Case, word: WordText) -> Case:
    """`case` with what the content controls of `word` say beside the determination."""
    record: Plain = msgspec.json.decode(msgspec.json.encode(case))
    for path, words in _said(word):
        _put(record, path.split("."), msgspec.to_builtins(value(path, words)))
    whole = _with_first_ids(shaped(record, type(case)), case)
    for path, words in _prose(word).items():
        with suppress(LookupError):
            whole = paths.put(whole, path, words)
    return whole


def _with_first_ids(whole: Case, case: Case) -> Case:
    """`whole`, whose documents came to `case` just now, with the ids of their places."""
    documents = tuple(
        msgspec.structs.replace(one, id=first_id("documents", number))
        for number, one in enumerate(whole.documents, start=1)
    )
    return msgspec.structs.replace(whole, documents=documents, ids_given=case.ids_given)


def _prose(word: WordText) -> dict[str, str]:
    """The words of the summary and of each rationale, as far as they stand in their controls."""
    said: dict[str, list[str]] = {}
    for piece in chain.from_iterable(word.paragraphs):
        path = _path(piece, _PROSE)
        if path:
            said.setdefault(path, []).append(clean(piece.text))
    return {path: "\n".join(filter(None, words)) for path, words in said.items()}


def _said(word: WordText) -> Iterator[tuple[str, str]]:
    """The path and words of each control of a field that stands beside the determination."""
    for piece in chain.from_iterable(word.paragraphs):
        path = _path(piece, _PRINTED)
        if path and _can_hold(path, piece.text):
            yield path, piece.text


def _can_hold(path: str, words: str) -> bool:
    """Whether the field at `path` can hold `words`."""
    try:
        value(path, words)
    except ValueError:
        return False
    return True


def _path(piece: Piece, known: frozenset[str]) -> str:
    """The field of a content control, by its tag or, as LibreOffice leaves it, by its name."""
    if _PLACE.sub(".0", piece.tag) in known:
        return piece.tag
    title = _FURTHER.sub("", piece.title)
    path = _TITLES.get(_NUMBER.sub("1", title), "")
    places = iter(_NUMBER.findall(title))
    here = _PLACE.sub(lambda _: f".{int(next(places)) - 1}", path)
    return here if path in known else ""


def _put(record: Plain, steps: list[str], words: Plain) -> None:
    """Puts `words` into the record of dicts and lists, which grow by one element at a time."""
    step, *rest = steps
    empty: Plain = [] if rest and rest[0].isdigit() else {}
    if isinstance(record, dict):
        record[step] = _with(record.setdefault(step, empty), rest, words)
    elif isinstance(record, list) and int(step) == len(record):
        record.append(_with(empty, rest, words))
    elif isinstance(record, list) and int(step) < len(record):
        record[int(step)] = _with(record[int(step)], rest, words)


def _with(inner: Plain, steps: list[str], words: Plain) -> Plain:
    """`inner` with `words` where `steps` lead, or in its place where they lead nowhere."""
    if not steps:
        return words
    _put(inner, steps, words)
    return inner
