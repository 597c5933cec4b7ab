"""What a Word file says by its content controls: each is named after the field that it holds."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from desktop.cases.ids.identity import first_id
from desktop.letter.read.values import value
from desktop.letter.write.docx import LONGEST_TAG
from desktop.records import paths
from desktop.records.conversion import shaped
from desktop.records.questions import Prose, describe, element
from desktop.records.walk import ANY, declared
from desktop.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.cases.case import Case
    from desktop.letter.read.docx import Piece, WordText
    from desktop.programs.program import Program
    from desktop.records.values import Plain

_OPINION = re.compile(r"disputed_items\.(\d+)\.opinions\.(\d+)\.")
_MOST_REVIEWERS = 99
_PLACE = re.compile(r"\.\d+\b")
_FURTHER = re.compile(r" \(\d+\)$")
_NUMBER = re.compile(r"(?<= )\d+(?=:|$)")


@cache
def fields(kind: type[Case]) -> frozenset[str]:
    """The paths of the fields of cases of that `kind`, of a list's elements those of the first."""
    inmost = (path for path, asked in declared(kind) if element(asked.type) is None)
    return frozenset(path.replace(ANY, "0") for path in inmost)


def completed(case: Case, word: WordText, known: frozenset[str], program: Program) -> Case:
    """`case` with what the content controls of `word`, a letter of `program`, say of `known`."""
    kind = type(case)
    prose = frozenset(path for path in known if paths.asked(kind, path).type is Prose)
    record: Plain = msgspec.json.decode(msgspec.json.encode(case))
    panel = _panel(path for path, _ in _known_controls(kind, word, known))
    for path, words in _known_controls(kind, word, known - prose):
        _seat(record, path, panel)
        with suppress(ValueError):
            converted = value(path, words, kind, program.id, program.date_format)
            _put(record, path.split("."), msgspec.to_builtins(converted))
    whole = _with_first_ids(shaped(record, kind), case)
    for path, words in _prose(kind, word, prose).items():
        with suppress(LookupError):
            whole = paths.put(whole, path, words)
    return whole


def _panel(said: Iterable[str]) -> tuple[str, ...]:
    """The ids of the reviewers whose opinions stand at the paths `said`."""
    numbers = [int(found[2]) for path in said if (found := _OPINION.match(path))]
    return tuple(f"r{at}" for at in range(min(max(numbers, default=-1) + 1, _MOST_REVIEWERS)))


def _seat(record: Plain, path: str, panel: tuple[str, ...]) -> None:
    """Makes room in `record` for the opinions of the `panel` on the item at `path`."""
    found = _OPINION.match(path)
    if not found or not isinstance(record, dict) or len(panel) < 2:
        return
    further = record.setdefault("further_reviewers", [])
    for at, id in enumerate(panel[1:]):
        _put(further, [str(at), "id"], id)
    items = record.get("disputed_items")
    item = items[int(found[1])] if isinstance(items, list) and int(found[1]) < len(items) else None
    if isinstance(item, dict):
        item.setdefault("opinions", [{"by": id} for id in panel])


def _with_first_ids(whole: Case, case: Case) -> Case:
    """`whole`, with ids for the documents that were just added to `case`."""
    documents = tuple(
        msgspec.structs.replace(one, id=first_id("documents", number))
        for number, one in enumerate(whole.documents, start=1)
    )
    return msgspec.structs.replace(whole, documents=documents, ids_given=case.ids_given)


@cache
def _titles(kind: type[Case], known: frozenset[str]) -> dict[str, str]:
    """The path of each `known` field by the name of its content control, its numbers being 1."""
    return {describe(kind, path)[: LONGEST_TAG - 6]: path for path in known}


def _prose(kind: type[Case], word: WordText, known: frozenset[str]) -> dict[str, str]:
    """The words of each text of paragraphs, as far as they stand in their controls."""
    paragraphs: dict[str, list[str]] = {}
    for path, words in _known_controls(kind, word, known):
        paragraphs.setdefault(path, []).append(clean(words))
    return {path: "\n".join(filter(None, words)) for path, words in paragraphs.items()}


def _known_controls(
    kind: type[Case], word: WordText, known: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """The path and words of each control of a `known` field."""
    for piece in chain.from_iterable(word.paragraphs):
        path = _path(kind, piece, known)
        if path:
            yield path, piece.text


def _path(kind: type[Case], piece: Piece, known: frozenset[str]) -> str:
    """The field of a content control, by its tag or, as LibreOffice leaves it, by its name."""
    if _PLACE.sub(".0", piece.tag) in known:
        return piece.tag
    title = _FURTHER.sub("", piece.title)
    path = _titles(kind, known).get(_NUMBER.sub("1", title), "")
    places = iter(_NUMBER.findall(title))
    return _PLACE.sub(lambda _: f".{int(next(places)) - 1}", path)


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
