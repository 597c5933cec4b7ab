"""The case as a file: UTF-8 JSON, indented, with its format and version first.

Field paths in messages are the file's own: ``disputed_items.0.rationale`` is the key to look for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from desktop.cases import pack_words
from desktop.cases.evidence.sources import strange_sources
from desktop.cases.ids.identity import LETTERS
from desktop.cases.packs import pack_schema
from desktop.cases.packs.pack_fields import type_of
from desktop.cases.panel.opinion import FIRST
from desktop.cases.upgrades import from_version_1, from_version_2
from desktop.cases.upgrades.unknown_key import UnknownKeyError
from desktop.records import json_text
from desktop.records.conversion import shaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop.cases.case import Case
    from desktop.records.values import Plain, Table

FORMAT = "determination-desk.case"
VERSION = 3
SUFFIX = ".ddcase"
LARGEST = 64_000_000
"""Bytes; a letter of a thousand pages is a tenth of it."""

_STATE = "state"
_STATE_HELP = "How far the case had come where the file was written. No library takes it over."
_UNKNOWN = 'The case has the key "{key}", which this version does not know. Remove it.'
_NOT_OF_PANEL = (
    'The case is wrong at "disputed_items.{place}": "{by}" is no reviewer of the case, or '
    "has an opinion on this item already. Take it out, or enter the reviewer under "
    '"further_reviewers".'
)
_KINDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
    "array": "a list",
    "object": "a group of fields",
}

_UPGRADES: list[Callable[[Table], Table]] = [
    from_version_1.upgraded,
    from_version_2.upgraded,
]
"""``_UPGRADES[n - 1]`` upgrades a document of version n to version n + 1."""


class CaseFileError(ValueError):
    """The bytes are not a case that this program can read; the message says why and what to do."""


def dumps(case: Case, state: str = "") -> bytes:
    """The file of `case`: the same case gives the same bytes.

    A copy says in which `state` the case was; whoever reads it need not believe that.
    """
    said = {"state": state} if state else {}
    facts = {**said, "program": case.program, **msgspec.to_builtins(case)}
    document = {"format": FORMAT, "version": VERSION, **facts}
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def loads(data: bytes) -> Case:
    """The case in the file `data`; raises `CaseFileError` with a sentence for the user."""
    if len(data) > LARGEST:
        raise CaseFileError(f"The file is larger than {LARGEST // 1_000_000} MB: it holds no case.")
    document = _document(data)
    if isinstance(document.get(_STATE), str):
        del document[_STATE]
    document = _current(document)
    _refuse_strange_program(document)
    _refuse_twins(document)
    _refuse_opinions_of_others(document)
    _refuse_sources_of_others(document)
    try:
        case = shaped(document, type_of(document.get("program", pack_words.USUAL)))
        _refuse_words_of_others(case)
    except msgspec.ValidationError as error:
        raise CaseFileError(_wrong_pack(document) or _sentence(str(error))) from error
    return case


def claimed(data: bytes) -> str:
    """The state in which the case was by the word of the file; empty where it says nothing."""
    state = _document(data).get(_STATE)
    return state if isinstance(state, str) else ""


def _refuse_strange_program(document: Table) -> None:
    """Refuses a case whose program has no pack here: its fields and words are not known."""
    program = document.get("program", pack_words.USUAL)
    if not isinstance(program, str) or program in pack_words.PACKS or _wrong_pack(document):
        return
    known = ", ".join(filter(None, pack_words.PACKS))
    raise CaseFileError(
        f"The case is of the review program “{program}”, whose template pack is not installed "
        f"here (installed: {known}). Get the pack from whoever sent the case and add it with: "
        "determination-desk programs add PACK."
    )


def _wrong_pack(document: Table) -> str:
    """Why the words of the case's program are not known; empty where its pack can be read."""
    program = str(document.get("program", pack_words.USUAL))
    refused = pack_words.REFUSED
    if program not in refused and refused and not any(pack_words.PACKS):
        program = next(iter(refused))
    if program not in refused:
        return ""
    return (
        f"The template pack “{program}” is wrong, so its cases cannot be read: {refused[program]}"
    )


def _refuse_words_of_others(case: Case) -> None:
    """Raises `msgspec.ValidationError` if the case's program does not know a decision."""
    words = pack_words.of(case.program)
    for at, item in enumerate(case.disputed_items):
        if item.decision and item.decision not in words.decisions:
            raise msgspec.ValidationError(
                f"Invalid enum value '{item.decision}' - at `$.disputed_items[{at}].decision`"
            )
        for number, one in enumerate(item.opinions):
            if one.decision and one.decision not in words.decisions:
                raise msgspec.ValidationError(
                    f"Invalid enum value '{one.decision}' - at "
                    f"`$.disputed_items[{at}].opinions[{number}].decision`"
                )


def schema(program: str = pack_words.USUAL) -> Table:
    """The JSON Schema (2020-12) of the file of a case of `program`."""
    case, parts = pack_schema.schema(program)
    envelope: Table = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        _STATE: {"type": "string", "title": "State", "description": _STATE_HELP},
    }
    case["properties"] = {**envelope, **pack_schema.properties(case)}
    named = () if program == pack_words.USUAL else ("program",)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **case,
        "title": "Determination Desk case",
        "required": ["format", "version", *named],
        "$defs": parts,
    }


def _document(data: bytes) -> Table:
    """The JSON object in `data`, without a byte order mark."""
    try:
        document = json_text.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except json_text.NameTwice as error:
        raise CaseFileError(f"The file is not a case: {error}.") from error
    except msgspec.DecodeError as error:
        raise CaseFileError(f"The file is not a case: its JSON breaks off ({error}).") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise CaseFileError(
            f'The file is not a case: a case begins with "format": "{FORMAT}". '
            "Import a letter instead of opening it."
        )
    return document


def _current(document: Table) -> Table:
    """`document` upgraded to this program's version, without its envelope."""
    version = document.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise CaseFileError('The file names no version: "version" must be a number from 1.')
    if version > VERSION:
        raise CaseFileError(
            f"The case was written by a newer Determination Desk (file version {version}, this one "
            f"reads {VERSION}). Update the program to open it."
        )
    try:
        for upgrade in _UPGRADES[version - 1 :]:
            document = upgrade(document)
    except UnknownKeyError as error:
        raise CaseFileError(_UNKNOWN.format(key=error.key)) from error
    return {key: value for key, value in document.items() if key not in ("format", "version")}


def _refuse_twins(document: Table) -> None:
    """Refuses a second element of one id: nobody could say which of the two a link means."""
    for name in LETTERS:
        seen: set[str] = set()
        for at, id in _ids(document.get(name)):
            if id in seen:
                raise CaseFileError(
                    f'The case is wrong at "{name}.{at}.id": "{id}" stands twice in the list. '
                    "Take out the second one, and its element is given another."
                )
            seen.add(id)


def _refuse_opinions_of_others(document: Table) -> None:
    """Refuses an opinion of nobody on the panel, and a second one of the same reviewer."""
    further = document.get("further_reviewers")
    panel = {FIRST, *(id for _, id in _ids(further))} if further else set()
    items = document.get("disputed_items")
    for at, item in enumerate(items if isinstance(items, list) else ()):
        left = set(panel)
        for number, by in _given_by(item):
            if by not in left:
                raise CaseFileError(_NOT_OF_PANEL.format(place=f"{at}.opinions.{number}", by=by))
            left.discard(by)


def _refuse_sources_of_others(document: Table) -> None:
    """Refuses a source of a citation that the case's program does not know."""
    program = document.get("program", pack_words.USUAL)
    if program not in pack_words.PACKS:
        return
    for source, place in strange_sources(document, str(program)):
        known = ", ".join(f'"{one.word}"' for one in pack_words.of(str(program)).sources)
        raise CaseFileError(
            f"The case is wrong at \"{place}\": invalid enum value '{source}'. It is a word of "
            f"another program; this one's are {known}."
        )


def _given_by(item: Plain) -> Iterator[tuple[int, str]]:
    """Whose the opinions on an `item` of the file are, each with its number."""
    opinions = item.get("opinions") if isinstance(item, dict) else ()
    for number, one in enumerate(opinions if isinstance(opinions, list) else ()):
        by = one.get("by", FIRST) if isinstance(one, dict) else None
        if isinstance(by, str):
            yield number, by


def _ids(elements: Plain) -> Iterator[tuple[int, str]]:
    """The ids in a list of the file, each with the number of its element."""
    for at, one in enumerate(elements if isinstance(elements, list) else ()):
        id = one.get("id") if isinstance(one, dict) else ""
        if id and isinstance(id, str):
            yield at, id


def _sentence(complaint: str) -> str:
    """A parser's error as one sentence that names the field by its path."""
    what, _, where = complaint.partition(" - at ")
    place = re.sub(r"\[(\d+)\]", r".\1", where.strip("`").removeprefix("key in ").strip("`"))
    path = place.removeprefix("$").strip(".")
    unknown = re.search(r"unknown field `(.*)`", what)
    if unknown:
        key = ".".join(filter(None, (path, unknown[1])))
        return _UNKNOWN.format(key=key)
    if "matching regex" in what:
        letter = LETTERS.get(path.partition(".")[0], "i")
        what = f'expected an id such as "{letter}1"'
    plain = re.sub("`([^`]*)`", _in_words, what)
    return f'The case is wrong at "{path or "the top"}": {plain[0].lower()}{plain[1:]}.'


def _in_words(kinds: re.Match[str]) -> str:
    """The parser's names of types as a person says them."""
    return " or ".join(_KINDS.get(kind, kind) for kind in kinds[1].split(" | "))
