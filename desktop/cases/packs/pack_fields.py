"""The fields of its own that a program's pack declares, and what it says of the core's fields.

A pack's ``fields.toml`` is data: it chooses among the kinds of value that the program knows. What
is made of it is a subclass of the core's record, so that form, paths, undo, file format, check and
letter treat its fields as they treat all others.
"""

from __future__ import annotations

import datetime as dt
import keyword
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, Optional

import msgspec

import desktop
from desktop.cases.case import Case, DisputedItem
from desktop.cases.packs.pack_folder import FIELDS, PackFileError, table_of
from desktop.cases.packs.value_kinds import Moment, Period, Provision, StatedAmount
from desktop.cases.parties import Party
from desktop.cases.record import BLANK, Count
from desktop.records.questions import Prose, asked_with, questions, redeclared
from desktop.records.toml_files import TomlError, convert, parse, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.records.questions import Hint
    from desktop.records.values import Table, Value

    Place = tuple[str | int, ...]

Kind = Literal[
    "text", "prose", "date", "yes-no", "tick", "number", "choice", "list",
    "party", "moment", "amount", "period", "provision",
]  # fmt: skip
Name = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=60)]
Label = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]


class PackFieldsError(ValueError):
    """The pack's fields are wrong; the text says which, and what to do."""


class _Said(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a pack may say of a field; what it does not say stays as it is."""

    help: str | None = None
    example: str | None = None
    section: str | None = None
    group: str | None = None
    beside: str | None = None
    below: str | None = None
    width: int | None = None
    shown: bool | None = None
    printed: bool | None = None
    required: bool | None = None
    expected: bool | None = None


class PackField(_Said, frozen=True, kw_only=True):
    """A field that a pack adds to the case, or to each of its items."""

    name: Name
    label: Label
    kind: Kind
    of: Literal["case", "item"] = "case"
    one: str | None = None
    """What one element of a list is called."""
    choices: tuple[str, ...] = ()


class CoreField(_Said, frozen=True, kw_only=True):
    """What a pack says of a field of the core: another label, or that no form shows it."""

    label: Label | None = None


class PackFields(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A pack's ``fields.toml``."""

    fields: tuple[PackField, ...] = ()
    case: dict[str, CoreField] = {}
    item: dict[str, CoreField] = {}


class _Made(NamedTuple):
    """A field of a record that is being made."""

    name: str
    hint: object
    usual: Value


def read(text: str) -> PackFields:
    """The fields in the TOML `text`; raises `PackFieldsError`."""
    try:
        return _read(text, parse(text, FIELDS))
    except TomlError as error:
        raise PackFieldsError(str(error)) from error


def of_pack(folder: Path) -> PackFields:
    """The fields of the pack in `folder`, which may have none; raises `PackFieldsError`."""
    try:
        return _read(*table_of(folder, FIELDS))
    except (PackFileError, TomlError) as error:
        raise PackFieldsError(str(error)) from error


def _read(text: str, table: Table) -> PackFields:
    """The fields in the `table` of the TOML `text`; raises `TomlError`."""
    found = convert(table, PackFields, text, FIELDS)
    for path, sentence in _wrong(found):
        raise wrong(text, FIELDS, path, sentence)
    return found


def case_type(program: str, fields: PackFields) -> type[Case]:
    """The record of the cases of `program`."""
    stem = "".join(word.capitalize() for word in program.split("-"))
    of_item = [_own(one) for one in fields.fields if one.of == "item"]
    of_item += [_core(DisputedItem, name, one) for name, one in fields.item.items()]
    of_case = [_own(one) for one in fields.fields if one.of == "case"]
    of_case += [_core(Case, name, one) for name, one in fields.case.items()]
    if of_item:
        item = _defined(f"{stem}Item", of_item, DisputedItem)
        items = redeclared(Case, "disputed_items", {}, tuple[item, ...])  # type: ignore[valid-type]
        of_case.append(_Made("disputed_items", items, ()))
    made = _defined(f"{stem}Case", of_case, ProgramCase)
    return made if of_case and issubclass(made, Case) else Case


class ProgramCase(Case, frozen=True):
    """A case of a program with fields of its own: its items are that program's, too."""

    def __post_init__(self) -> None:
        kind = questions(type(self))["disputed_items"].type
        (item, _) = getattr(kind, "__args__", (DisputedItem, ...))
        if any(type(one) is not item for one in self.disputed_items):
            items = tuple(recast(one, item) for one in self.disputed_items)
            msgspec.structs.force_setattr(self, "disputed_items", items)
        super().__post_init__()


def recast(record: msgspec.Struct, kind: type[msgspec.Struct]) -> msgspec.Struct:
    """`record` as one of `kind`, with the fields that both have."""
    if type(record) is kind:
        return record
    shared = [name for name in record.__struct_fields__ if name in kind.__struct_fields__]
    return kind(**{name: getattr(record, name) for name in shared})


def _defined(name: str, made: list[_Made], base: type[msgspec.Struct]) -> type[msgspec.Struct]:
    fields = [(one.name, one.hint, one.usual) for one in made]
    return msgspec.defstruct(name, fields, bases=(base,), frozen=True, kw_only=True)


def _own(field: PackField) -> _Made:
    options: dict[str, Value] = {"one": field.label} if field.kind == "list" else {}
    options |= _given(field, ("name", "label", "kind", "of", "choices"))
    kind, usual = _KINDS.get(field.kind) or (_choice(field), None)
    return _Made(field.name, Annotated[kind, asked_with(field.label, options)], usual)


def _choice(field: PackField) -> object:
    """The type of a field that holds one of its choices, or nothing yet."""
    words = {f"CHOICE_{at}": word for at, word in enumerate(field.choices, 1)}
    return Optional[StrEnum(field.name, words)]  # noqa: UP045 -- made as the program runs


def _core(record: type[msgspec.Struct], name: str, field: CoreField) -> _Made:
    """The core's field as the program has it; by another name, without the core's example."""
    options = _given(field, ())
    if "label" in options:
        options.setdefault("example", "")
    return _Made(name, redeclared(record, name, options), getattr(record(), name))


def _given(field: _Said, apart: tuple[str, ...]) -> dict[str, Value]:
    """What `field` says, without the fields `apart`."""
    names = (name for name in field.__struct_fields__ if name not in apart)
    return {name: value for name in names if (value := getattr(field, name)) is not None}


_KINDS: dict[str, tuple[Hint, Value]] = {
    "text": (str, ""),
    "prose": (Prose, BLANK),
    "date": (dt.date | None, None),
    "yes-no": (bool | None, None),
    "tick": (bool, False),
    "number": (Count | None, None),
    "list": (tuple[str, ...], ()),
    "party": (Party, Party()),
    "moment": (Moment, Moment()),
    "amount": (StatedAmount, StatedAmount()),
    "period": (Period, Period()),
    "provision": (Provision, Provision()),
}


def _wrong(fields: PackFields) -> Iterator[tuple[Place, str]]:
    """What no record can be made of: where, and a sentence."""
    for name, own in (("case", fields.case), ("item", fields.item)):
        for one in own.keys() - set(_RECORDS[name].__struct_fields__):
            yield (name, one), f'the core has no field "{one}" to be said more of.'
    names = {of: set(record.__struct_fields__) for of, record in _RECORDS.items()}
    for at, field in enumerate(fields.fields):
        for key, sentence in _wrong_field(field, names[field.of]):
            yield ("fields", at, key), sentence
        names[field.of].add(field.name)
    for at, field in enumerate(fields.fields):
        yield from (
            (("fields", at, key), f'"{field.name}" stands by no field "{getattr(field, key)}".')
            for key in ("beside", "below")
            if (getattr(field, key) or field.name) not in names[field.of]
        )


def _wrong_field(one: PackField, known: set[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with `one`, where the fields `known` are there already: its key, a sentence."""
    if one.name in known:
        yield "name", f'there is a field "{one.name}" already. Name it otherwise.'
    if hasattr(_RECORDS[one.of], one.name) or keyword.iskeyword(one.name):
        yield "name", f'no field can have the name "{one.name}".'
    if not one.label[0].isupper() or one.label[-1] in ".:":
        sentence = 'must begin with a capital letter, without "." or ":" at its end.'
        yield "label", f'the label "{one.label}" {sentence}'
    yield from _wrong_kind(one)


def _wrong_kind(one: PackField) -> Iterator[tuple[str, str]]:
    if one.kind in _OF_PARTS and one.beside:
        yield "beside", f"a field of the kind {one.kind} stands in lines of its own."
    if (one.kind == "choice") != bool(one.choices):
        yield "choices", f'"{one.name}": `choices` belong to the kind "choice".'
    if len(set(one.choices)) < len(one.choices):
        yield "choices", f'"{one.name}" has the same choice twice.'


_OF_PARTS = ("party", "moment", "amount", "period", "provision")
_RECORDS: dict[str, type[msgspec.Struct]] = {"case": Case, "item": DisputedItem}


def _types() -> dict[str, type[Case]]:
    """The record of the cases of each installed program; of a pack that is wrong the core's."""
    found: dict[str, type[Case]] = {}
    for id, folder in desktop.packs().items():
        with suppress(OSError, PackFieldsError):
            found[id] = case_type(id, of_pack(folder))
    return found


TYPES = _types()
KINDS: tuple[type[Case], ...] = tuple(dict.fromkeys((Case, *TYPES.values())))
"""Every kind of case that there is."""


def type_of(program: object) -> type[Case]:
    """The record of the cases of `program`."""
    return TYPES.get(program, Case) if isinstance(program, str) else Case


def of_its_program(case: Case) -> Case:
    """`case` as the record of its own program."""
    whole = recast(case, type_of(case.program))
    return whole if isinstance(whole, Case) else case
