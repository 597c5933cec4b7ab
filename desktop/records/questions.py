"""What a field asks, said once beside its type.

A field of a record is declared as ``Annotated[date | None, ask("Date of injury")]``; the form's
label and help, the messages that name a field and the JSON Schema all come from that one line.
"""

from __future__ import annotations

from functools import cache, lru_cache
from types import GenericAlias, UnionType
from typing import Annotated, NewType, TypeAlias, get_args, get_type_hints

import msgspec

Hint: TypeAlias = type | GenericAlias | UnionType
"""The type of a field as it is annotated: ``str``, ``tuple[Document, ...]``, ``date | None``."""
Prose = NewType("Prose", str)
"""Text of one or more paragraphs; each line is a paragraph."""


class Question(msgspec.Struct, frozen=True):
    """A field as a person meets it."""

    name: str
    label: str
    type: Hint
    one: str = ""
    """What one element is called, where the field is a list."""
    help: str = ""
    example: str = ""


def ask(label: str, *, one: str = "", help: str = "", example: str = "") -> msgspec.Meta:
    """The metadata of one field.

    `one` names a single element of a list, `help` is a line of advice.
    """
    return msgspec.Meta(
        title=label,
        description=help or None,
        examples=[example] if example else None,
        extra={"one": one},
    )


@cache
def questions(record: type[msgspec.Struct]) -> dict[str, Question]:
    """Every field of `record` by name, in the order of its declaration."""
    hints = get_type_hints(record, include_extras=True)
    return {name: _question(name, hints[name]) for name in record.__struct_fields__}


def _question(name: str, hint: Hint) -> Question:
    """The question that `hint`, a type annotated by `ask`, puts."""
    plain, *bounds, meta = get_args(hint)
    kind: Hint = Annotated[plain, *bounds] if bounds else plain  # type: ignore[assignment]
    extra = meta.extra or {}
    return Question(
        name,
        meta.title,
        kind,
        one=extra.get("one", ""),
        help=meta.description or "",
        example=(meta.examples or [""])[0],
    )


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
        asked = questions(kind).get(step) if kind else None
        words.append(asked.label if asked else step)
        kind = element(asked.type) if asked else None
    return ": ".join([words[0], *map(_uncapitalized, words[1:])])


def _uncapitalized(label: str) -> str:
    """`label` as it stands inside a sentence; an acronym keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
