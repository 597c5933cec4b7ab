"""A guideline file: its head and editions, read and combined with the rules that it uses.

The head may stand once, or in ``[[editions]]``: the chapters, years and parts of the body for which
the same questions are asked. Each edition becomes a guideline.
"""

from __future__ import annotations

import datetime as dt
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

import msgspec

from desktop.cases.pack_words import in_full
from desktop.cases.terms import Source
from desktop.guidelines.editions.edition import ChapterEdition, EditionFacts, Until
from desktop.guidelines.editions.item_days import CountsBy
from desktop.guidelines.editions.timetable import NO_EDITIONS, Timetable
from desktop.guidelines.guideline import (
    Amount,
    Checklist,
    Criterion,
    CriterionSource,
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
    from collections.abc import Iterable, Iterator, Mapping

Part = TypeVar("Part")


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
    until: Until | None = None
    counts_by: CountsBy | None = None
    read_in: str | None = None
    as_read_on: dt.date | None = None
    verified: bool | None = None
    note: str | None = None
    services: Names | None = None
    body_parts: Names | None = None
    needs: Names | None = None
    unless: Names | None = None
    stronger_with: Names | None = None
    not_with: Names | None = None
    part_named: bool | None = None
    unread: bool | None = None
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
    sources: dict[str, CriterionSource] = msgspec.field(default_factory=dict)
    """Where criteria, rules and choices were read, by their names."""


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
    def organisations(self) -> Names:
        """The organisations of its guidelines."""
        heads = self.file.editions or (self.file,)
        return tuple(head.organisation or self.file.organisation or "" for head in heads)

    @property
    def general(self) -> bool:
        """Whether it is a general rule, which others use and which asks nothing alone."""
        return not any(head.asks for head in (self.file, *self.file.editions))


def read_source(text: str, name: str) -> GuidelineSource:
    """The TOML `text` of the guideline file `name`; raises `TomlError`."""
    return GuidelineSource(name, text, convert(parse(text, name), GuidelineFile, text, name))


def guidelines_of(
    source: GuidelineSource,
    general: Mapping[str, GuidelineSource],
    timetable: Timetable = NO_EDITIONS,
) -> tuple[Guideline, ...]:
    """The guidelines of `source`; raises `TomlError`.

    `general` holds by their ids the general rules that it may use; a chapter that gives no days of
    its own has those of the `timetable`.
    """
    checklist = _checklist(source, general, ())
    guidelines = tuple(
        _guideline(head, checklist, _edition(head, timetable)) for head in _heads(source)
    )
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
    own = Checklist(
        criteria=criteria,
        logic=file.logic,
        values=file.values,
        says=file.says,
        sources=file.sources,
    )
    taken = (_checklist(general[used], general, (*above, used)) for used in file.uses)
    return _joined(own, *taken)


def _no_use(used: str, general: Mapping[str, GuidelineSource], above: Names) -> str:
    if used in above:
        return f'"{used}" uses itself.'
    return f'there is no general rule "{used}", only {", ".join(general) or "none"}.'


def _joined(*checklists: Checklist) -> Checklist:
    """All of them in one; of two with one name the earlier wins."""
    return Checklist(
        criteria=_first(one.criteria for one in checklists),
        logic=_first(one.logic for one in checklists),
        values=_first(one.values for one in checklists),
        says=_first(one.says for one in checklists),
        sources=_first(one.sources for one in checklists),
    )


def _first(parts: Iterable[Mapping[str, Part]]) -> dict[str, Part]:
    """Every name in `parts`, with what it is where it stands first."""
    found: dict[str, Part] = {}
    for part in parts:
        for name, one in part.items():
            found.setdefault(name, one)
    return found


def _heads(source: GuidelineSource) -> Iterator[FileHeader]:
    """The head of each edition, with what the file's own head adds."""
    file = source.file
    for at, edition in enumerate(file.editions or (FileHeader(),)):
        head = _with_common(edition, file)
        missing = next((key for key in _REQUIRED if getattr(head, key) is None), "")
        if missing:
            place = ("editions", at, missing) if file.editions else (missing,)
            raise wrong(source.text, source.name, place, "this key is missing.")
        yield head


def _edition(head: FileHeader, timetable: Timetable) -> ChapterEdition:
    """When the edition governs: by the days of its head, else by those of the `timetable`."""
    given = {key: one for key in _DAYS if (one := getattr(head, key)) is not None}
    known = timetable.edition(head.chapter or "", head.year, head.organisation or "")
    if known is None or not given.keys().isdisjoint(_LIMITS):
        return ChapterEdition(EditionFacts(year=head.year, **given))
    return known


def _guideline(head: FileHeader, checklist: Checklist, edition: ChapterEdition) -> Guideline:
    keys = zip(_KEYS, _values_of(head), strict=True)
    given = {key: one for key, one in keys if one is not None and key not in _OF_EDITION}
    known = {"citation": _printed(head), **given, "asks": _asked(head)}
    return Guideline(checklist=checklist, edition=edition, **known)


def _asked(head: FileHeader) -> str:
    """What it asks, with the edition's own limits in it."""
    asks = head.asks or ""
    for name, amount in (head.limits or {}).items():
        asks = asks.replace(f"{{{name}}}", str(amount))
    return asks


def _printed(head: FileHeader) -> str:
    """The citation of a guideline that gives none: in the form of the letters."""
    given = head.organisation or ""
    words = [
        in_full(given),
        head.chapter,
        "" if head.year is None else str(head.year),
    ]
    mark = ", Section(s): " if Source.of(given).governs else ", "
    return " ".join(filter(None, words)) + (mark + head.section if head.section else "")


_REQUIRED = ("id", "title", "organisation", "chapter")
_KEYS = FileHeader.__struct_fields__
_LIMITS = ("in_force_from", "in_force_to", "until")
_OF_EDITION = (*_LIMITS, "law", "counts_by", "read_in")
_DAYS = (*_OF_EDITION, "as_read_on")
_values_of = attrgetter(*_KEYS)


def _with_common(edition: FileHeader, common: FileHeader) -> FileHeader:
    """`edition` with the keys of the `common` head that it does not give itself."""
    pairs = zip(_KEYS, _values_of(edition), _values_of(common), strict=True)
    return FileHeader(**{key: shared if own is None else own for key, own, shared in pairs})
