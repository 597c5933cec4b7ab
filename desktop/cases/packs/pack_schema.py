"""The JSON Schema of the cases of one program, in that program's words alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from desktop.cases import pack_words
from desktop.cases.case import Case, DisputedItem
from desktop.cases.packs.pack_fields import type_of
from desktop.cases.parties import Party
from desktop.cases.terms import Decision, Source, choices
from desktop.records.questions import element, questions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop.records.values import Plain, Table

    Schemas = dict[str, Table]

_TEXTS = ("title", "description")


def schema(program: str) -> tuple[Table, Schemas]:
    """The schema of a case of `program`, and those that it refers to by name."""
    kind = type_of(program)
    parts: Schemas = msgspec.json.schema(kind)["$defs"]
    for record, core in ((kind, Case), (_item(kind), DisputedItem)):
        _leave_out(parts[record.__name__], record, core)
    _choose(parts, program)
    reworded = _words_of(program, kind)
    for part in parts.values():
        _say(part, reworded, plain=not pack_words.of(program).usual)
    case = parts.pop(kind.__name__)
    properties(case)["program"] |= {"const": program, "default": program}
    return case, parts


def _item(kind: type[msgspec.Struct]) -> type[msgspec.Struct]:
    return element(questions(kind)["disputed_items"].type) or DisputedItem


def properties(part: Table) -> Schemas:
    """The schemas of the fields of the record that `part` describes."""
    return part["properties"]  # type: ignore[return-value]


def _leave_out(part: Table, kind: type[msgspec.Struct], core: type[msgspec.Struct]) -> None:
    """Takes out of `part` the fields of the `core` that the program's `kind` goes without."""
    shown = questions(kind)
    for name, asked in questions(core).items():
        if asked.shown and not shown[name].shown:
            del properties(part)[name]


def _choose(parts: Schemas, program: str) -> None:
    """Lets `parts` offer the decisions and the sources of `program` alone."""
    for kind in (Decision, Source):
        if kind.__name__ in parts:
            parts[kind.__name__]["enum"] = [str(one) for one in choices(kind, program)]
    properties(parts["Citation"])["source"]["default"] = str(Source.first(program))


def _words_of(program: str, kind: type[msgspec.Struct]) -> Callable[[str], str]:
    """What changes the core's names of the parties in a text to those of `program`."""
    names = dict(_names(program, kind))
    if not names:
        return str
    either = re.compile("|".join(rf"\b{re.escape(one)}\b" for one in names), re.IGNORECASE)
    return lambda text: either.sub(lambda found: _as(found[0], names), text)


def _names(program: str, kind: type[msgspec.Struct]) -> Iterator[tuple[str, str]]:
    """The core's name of each party that `program` calls otherwise, and the program's."""
    own = {one.field: one.label for one in pack_words.of(program).parties}
    called = questions(kind)
    for name, asked in questions(Case).items():
        usual = called[name].label if called[name].shown else "Party"
        label = own.get(name, usual)
        if element(asked.type) is Party and label != asked.label:
            yield asked.label.lower(), label


def _as(word: str, names: dict[str, str]) -> str:
    """The name in the place of `word`, with a capital letter where it has one."""
    name = names[word.lower()]
    return name if word[0].isupper() else name[0].lower() + name[1:]


def _say(part: Table, reworded: Callable[[str], str], *, plain: bool) -> None:
    """Words the texts in `part` anew; where it is `plain`, without the examples of the core."""
    for node in _tables(part):
        for name in _TEXTS:
            if isinstance(text := node.get(name), str):
                node[name] = reworded(text)
        if plain and str(node.get("examples")) in _EXAMPLES:
            del node["examples"]


def _tables(node: Plain) -> Iterator[Table]:
    """Each table in `node`, itself the first."""
    if isinstance(node, dict):
        yield node
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for one in inner:
        yield from _tables(one)


_EXAMPLES = frozenset(
    str(one["examples"]) for one in _tables(msgspec.json.schema(Case)) if "examples" in one
)
"""Those of the core's fields, which are of the usual program."""
