"""A guideline file: its head and editions, read and held together with the rules that it uses.

The head may stand once, or in ``[[editions]]``: the chapters, years and parts of the body for which
the same questions are asked. Each edition becomes a guideline.
"""

from __future__ import annotations

import datetime as dt
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import msgspec

from desktop.guidelines.guideline import (
    Amount,
    Checklist,
    Criterion,
    DecisionRule,
    Guideline,
    GuidelineTable,
    Names,
    Phrases,
    Sum,
)
from desktop.guidelines.wellformed import objections
from desktop.records.toml_files import convert, parse, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ORGANISATIONS = {"ODG": "Official Disability Guidelines (ODG)"}


class FileHeader(GuidelineTable, frozen=True):
    """What may stand at the head of the file or in an edition; an edition's keys win."""

    id: str | None = None
    title: str | None = None
    organisation: str | None = None
    chapter: str | None = None
    year: int | None = None
    section: str | None = None
    citation: str | None = None
    law: str | None = None
    in_force_from: dt.date | None = None
    in_force_to: dt.date | None = None
    as_read_on: dt.date | None = None
    verified: bool | None = None
    note: str | None = None
    services: Names | None = None
    body_parts: Names | None = None
    needs: Names | None = None
    unless: Names | None = None
    stronger_with: Names | None = None
    precedence: int | None = None
    asks: str | None = None
    limits: dict[str, Amount] | None = None


class GuidelineFile(FileHeader, frozen=True):
    """A guideline file as it is written."""

    editions: tuple[FileHeader, ...] = ()
    uses: Names = ()
    """Ids of general rules whose criteria and rules are asked as well."""
    criteria: tuple[Criterion, ...] = ()
    logic: dict[str, DecisionRule] = msgspec.field(default_factory=dict)
    values: dict[str, Sum] = msgspec.field(default_factory=dict)
    says: dict[str, Phrases] = msgspec.field(default_factory=dict)
    """Sentences about rules, by the rule's name."""


class GuidelineSource(msgspec.Struct, frozen=True):
    """A guideline file that was read: its name, its text and what it says."""

    name: str
    text: str
    file: GuidelineFile

    @property
    def ids(self) -> Names:
        """The ids of its guidelines."""
        heads = self.file.editions or (self.file,)
        return tuple(head.id or self.file.id or "" for head in heads)

    @property
    def general(self) -> bool:
        """Whether it is a general rule, which others use and which asks nothing alone."""
        return not any(head.asks for head in (self.file, *self.file.editions))


def read_source(text: str, name: str) -> GuidelineSource:
    """The TOML `text` of the guideline file `name`; raises `TomlError`."""
    return GuidelineSource(name, text, convert(parse(text, name), GuidelineFile, text, name))


def guidelines_of(
    source: GuidelineSource, general: Mapping[str, GuidelineSource]
) -> tuple[Guideline, ...]:
    """The guidelines of `source`; raises `TomlError`.

    `general` holds by their ids the general rules that it may use.
    """
    checklist = _checklist(source, general, ())
    guidelines = tuple(_guidelines(source, checklist))
    for path, expected in objections(source.file, checklist):
        raise wrong(source.text, source.name, path, expected)
    return guidelines


def _checklist(
    source: GuidelineSource, general: Mapping[str, GuidelineSource], above: Names
) -> Checklist:
    """The file's own checklist, with those that it uses after it."""
    file = source.file
    for used in file.uses:
        if used not in general or used in above:
            raise wrong(source.text, source.name, ("uses",), _no_use(used, general, above))
    criteria = {one.id: one for one in file.criteria}
    own = Checklist(criteria=criteria, logic=file.logic, values=file.values, says=file.says)
    taken = (_checklist(general[used], general, (*above, used)) for used in file.uses)
    return _joined(own, *taken)


def _no_use(used: str, general: Mapping[str, GuidelineSource], above: Names) -> str:
    if used in above:
        return f'"{used}" uses itself.'
    return f'there is no general rule "{used}", only {", ".join(general) or "none"}.'


def _joined(*checklists: Checklist) -> Checklist:
    """All of them in one; of two with one name the earlier wins."""
    parts: dict[str, dict[str, Any]] = {"criteria": {}, "logic": {}, "values": {}, "says": {}}
    for checklist in checklists:
        for part, known in parts.items():
            parts[part] = known | {
                name: one for name, one in getattr(checklist, part).items() if name not in known
            }
    return Checklist(**parts)


def _guidelines(source: GuidelineSource, checklist: Checklist) -> Iterator[Guideline]:
    file, common = source.file, _given(source.file)
    for at, edition in enumerate(file.editions or (FileHeader(),)):
        head = common | _given(edition)
        for key in ("id", "title", "organisation", "chapter"):
            if key not in head:
                place = ("editions", at, key) if file.editions else (key,)
                raise wrong(source.text, source.name, place, "this key is missing.")
        yield Guideline(
            checklist=checklist, **{"citation": _printed(head), **head, "asks": _asked(head)}
        )


def _asked(head: dict[str, Any]) -> str:
    """What it asks, with the edition's own limits in it."""
    asks: str = head.get("asks", "")
    for name, amount in head.get("limits", {}).items():
        asks = asks.replace(f"{{{name}}}", str(amount))
    return asks


def _printed(head: dict[str, Any]) -> str:
    """The citation of a guideline that gives none: in the form of the letters."""
    organisation = _ORGANISATIONS.get(head["organisation"], head["organisation"])
    words = [organisation, head["chapter"], str(head.get("year", ""))]
    section = head.get("section", "")
    mark = ", Section(s): " if head["organisation"] == "MTUS" else ", "
    return " ".join(filter(None, words)) + (mark + section if section else "")


_KEYS = FileHeader.__struct_fields__
_values_of = attrgetter(*_KEYS)


def _given(head: FileHeader) -> dict[str, Any]:
    """The keys of a head that the file gives."""
    given = zip(_KEYS, _values_of(head), strict=True)
    return {key: value for key, value in given if value is not None}
