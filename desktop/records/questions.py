"""What a field asks, declared once with its type.

A field of a record is declared as ``Annotated[date | None, ask("Date of injury")]``; the form's
label, help and place, the section and what it lacks, required content, the messages that name a
field, what a letter prints and the JSON Schema all come from that one line.
"""

from __future__ import annotations

from functools import cache, lru_cache
from types import GenericAlias, UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    NewType,
    TypeAlias,
    TypedDict,
    Unpack,
    get_args,
    get_type_hints,
)

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

Hint: TypeAlias = type | GenericAlias | UnionType
"""The type of a field as it is annotated: ``str``, ``tuple[Document, ...]``, ``date | None``."""
Prose = NewType("Prose", str)
"""Text of one or more paragraphs; each line is a paragraph."""


class Declared(TypedDict, total=False):
    """What the declaration of a field may say in addition to its label."""

    one: str
    """What one element is called, where the field is a list."""
    help: str
    example: str
    section: str
    """The section of the case, where it is not that of the field next to or above it."""
    group: str
    """The heading under which a group of fields begins with this one."""
    beside: str
    """The field in whose line of the form it stands."""
    below: str
    """The field under whose line it stands."""
    width: int
    """Its share of its line."""
    shown: bool
    """Whether a form shows it."""
    printed: bool
    """Whether a letter may print it."""
    prints: tuple[str, ...]
    """Of a record: the fields of it that a letter may print, where not all."""
    sparing: tuple[str, ...]
    """Of a record: the fields of it that a form shows only where something is in them."""
    required: bool
    """The check reports it where it is unknown; implies `expected`."""
    expected: bool
    """The letter keeps its place, label and all, where it is unknown; a draft shows the gap."""


class Question(msgspec.Struct, frozen=True):
    """A field as a person meets it; the further fields are those of `Declared`."""

    name: str
    label: str
    type: Hint
    one: str = ""
    help: str = ""
    example: str = ""
    section: str = ""
    group: str = ""
    beside: str = ""
    below: str = ""
    width: int = 1
    shown: bool = True
    printed: bool = True
    prints: tuple[str, ...] = ()
    sparing: tuple[str, ...] = ()
    required: bool = False
    expected: bool = False


def ask(label: str, **declared: Unpack[Declared]) -> msgspec.Meta:
    """The metadata of one field: its `label`, and what else its declaration says."""
    return asked_with(label, declared)


def asked_with(label: str, declared: Mapping[str, object]) -> msgspec.Meta:
    """The metadata of one field, of which `declared` says what `Declared` has."""
    example = declared.get("example")
    return msgspec.Meta(
        title=label,
        description=str(declared.get("help") or "") or None,
        examples=[example] if example else None,
        extra=dict(declared),
    )


def redeclared(
    record: type[msgspec.Struct], name: str, declared: Mapping[str, object], kind: object = None
) -> object:
    """The annotation of the field `name` of `record` where `declared` adds to it or changes it.

    A "label" takes the place of its own, and `kind` that of its type.
    """
    plain, *bounds, meta = get_args(get_type_hints(record, include_extras=True)[name])
    further = {**(meta.extra or {}), **declared}
    label = str(further.pop("label", meta.title))
    return Annotated[kind or plain, *bounds, asked_with(label, further)]


@cache
def questions(record: type[msgspec.Struct]) -> dict[str, Question]:
    """Every field of `record` by name, in the order of its declaration."""
    hints = get_type_hints(record, include_extras=True)
    return {name: _question(name, hints[name]) for name in record.__struct_fields__}


def _question(name: str, hint: Hint) -> Question:
    """The question that `hint`, a type annotated by `ask`, puts."""
    plain, *bounds, meta = get_args(hint)
    kind: Hint = Annotated[plain, *bounds] if bounds else plain  # type: ignore[assignment]
    return Question(name, meta.title, kind, **(meta.extra or {}))


def question(record: type[msgspec.Struct], name: str) -> Question | None:
    """What the field `name` of `record` asks, or of one of the records that are made from it."""
    found = questions(record).get(name)
    further = (question(one, name) for one in record.__subclasses__() if found is None)
    return found or next(filter(None, further), None)


def element(kind: Hint) -> type[msgspec.Struct] | None:
    """The record type inside `kind`: of a list its element, of a record itself, else None."""
    for inner in (kind, *getattr(kind, "__args__", ())):
        if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            return inner
    return None


def describe(record: type[msgspec.Struct], path: str) -> str:
    """The field at `path` in words: ``disputed_items.1.rationale`` is "Item 2: rationale"."""
    return _described(record, path)


@lru_cache(10_000)
def _described(record: type[msgspec.Struct], path: str) -> str:
    words: list[str] = []
    kind: type[msgspec.Struct] | None = record
    asked: Question | None = None
    for step in path.split("."):
        if step.isdigit() and asked is not None:
            words[-1] = f"{asked.one or asked.label} {int(step) + 1}"
            continue
        asked = question(kind, step) if kind else None
        words.append(asked.label if asked else step)
        kind = element(asked.type) if asked else None
    return ": ".join([words[0], *map(_uncapitalized, words[1:])])


def _uncapitalized(label: str) -> str:
    """`label` as it stands inside a sentence; an acronym keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
