"""A guideline: questions with citations, the rules that decide from the answers, and phrases.

A guideline is a TOML file. Its head may stand once, or in ``[[editions]]``: the chapters, years and
parts of the body for which the same questions are asked. Each edition becomes a guideline.
"""

from __future__ import annotations

import datetime as dt
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from desktop.domain.tomlplace import convert, parse, wrong
from desktop.domain.wellformed import objections

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Kind = Literal["yes-no", "number", "date", "choice"]
Names = tuple[str, ...]
Amount = float | int
_ORGANISATIONS = {"ODG": "Official Disability Guidelines (ODG)"}


class _Toml(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of a guideline file."""


class Phrases(_Toml, frozen=True):
    """What a rationale says of a criterion or rule, by its result.

    A criterion's phrases complete "The records show …" and "The records submitted do not show …";
    those of a rule are sentences of their own. ``{name}`` stands for a value.
    """

    met: str = ""
    not_met: str = ""
    not_documented: str = ""


class Tension(_Toml, frozen=True):
    """What to say of a criterion that is met although a rule that it seems to support is not."""

    rule: str
    say: str


class Criterion(Phrases, frozen=True, kw_only=True):
    """One question to the record."""

    id: str
    ask: str
    kind: Kind = "yes-no"
    unit: str = ""
    choices: Names = ()
    help: str = ""
    evidence: str = ""
    """What counts as evidence."""
    rule: str = ""
    """The place of the recommendation that asks it."""
    from_request: str = ""
    """The quantity of the request that answers it, such as "frequency"."""
    tension: Tension | None = None


class Rule(_Toml, frozen=True, rename={"not_": "not", "is_": "is"}):
    """How answers decide: exactly one of ``all``, ``any``, ``of``, ``not``, ``when`` and ``value``.

    Names are those of criteria or of other rules; "not name" reverses one.
    """

    all: Names | None = None
    any: Names | None = None
    of: Names | None = None
    not_: str | None = None
    when: str | None = None
    then: str | None = None
    """With ``when``: what is asked where that holds; where it does not, the rule drops out."""
    value: str | None = None
    at_least: Amount | str | None = None
    """With ``of``: how many; with ``value``: the least amount, or the name of a limit."""
    at_most: Amount | str | None = None
    is_: str | None = None

    @property
    def members(self) -> Names:
        """What it names, as it names it."""
        single = (self.not_, self.when, self.then)
        return self.all or self.any or self.of or tuple(name for name in single if name)

    @property
    def names(self) -> Names:
        """What it names, without "not"."""
        return tuple(name.removeprefix("not ") for name in self.members)


class Sum(_Toml, frozen=True):
    """A value computed from others: exactly one of its keys; numbers may stand among the names."""

    product: tuple[str | Amount, ...] | None = None
    sum: tuple[str | Amount, ...] | None = None
    difference: tuple[str | Amount, ...] | None = None
    days_between: Names | None = None
    first: Names | None = None
    """The first of these that is known."""

    @property
    def names(self) -> Names:
        """The criteria and values that it is made of."""
        parts = self.product or self.sum or self.difference or self.days_between or self.first or ()
        return tuple(part for part in parts if isinstance(part, str))


class _Head(_Toml, frozen=True):
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


class GuidelineFile(_Head, frozen=True):
    """A guideline file as it is written."""

    editions: tuple[_Head, ...] = ()
    uses: Names = ()
    """Ids of general rules whose criteria and rules are asked as well."""
    criteria: tuple[Criterion, ...] = ()
    logic: dict[str, Rule] = {}
    values: dict[str, Sum] = {}
    says: dict[str, Phrases] = {}
    """Sentences about rules, by the rule's name."""


class Checklist(msgspec.Struct, frozen=True, kw_only=True):
    """The questions of a guideline and what decides; shared by its editions."""

    criteria: dict[str, Criterion]
    logic: dict[str, Rule]
    values: dict[str, Sum]
    says: dict[str, Phrases]


class Guideline(msgspec.Struct, frozen=True, kw_only=True):
    """A recommendation in force for a time, and the checklist by which it is applied."""

    id: str
    title: str
    organisation: str
    chapter: str
    citation: str
    """As a letter prints it; made of organisation, chapter, year and section where not given."""
    year: int | None = None
    section: str = ""
    law: str = ""
    """Its place in the regulations, where it has one."""
    in_force_from: dt.date | None = None
    in_force_to: dt.date | None = None
    as_read_on: dt.date | None = None
    verified: bool = False
    """A person has compared it with the source; false is shown as unverified."""
    note: str = ""
    services: Names = ()
    body_parts: Names = ()
    needs: Names = ()
    """Meanings without which it is not offered."""
    unless: Names = ()
    """Meanings with which others come first."""
    stronger_with: Names = ()
    """Meanings with which it comes first."""
    precedence: int = 1
    """Its place where several govern a service; 1 is the first."""
    asks: str = ""
    """What it asks, as a sentence of the rationale; empty for a general rule."""
    limits: dict[str, Amount] = {}
    checklist: Checklist

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Its questions, in the order in which they are asked."""
        return tuple(self.checklist.criteria.values())

    def in_force(self, day: dt.date | None) -> bool:
        """Whether it holds on `day`; on an unknown day the one without an end does."""
        if day is None:
            return self.in_force_to is None
        return (self.in_force_from or day) <= day <= (self.in_force_to or day)


class Source(msgspec.Struct, frozen=True):
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


def read_source(text: str, name: str) -> Source:
    """The TOML `text` of the guideline file `name`; raises `TomlError`."""
    return Source(name, text, convert(parse(text, name), GuidelineFile, text, name))


def guidelines_of(source: Source, general: Mapping[str, Source]) -> tuple[Guideline, ...]:
    """The guidelines of `source`; raises `TomlError`.

    `general` holds by their ids the general rules that it may use.
    """
    checklist = _checklist(source, general, ())
    guidelines = tuple(_guidelines(source, checklist))
    for path, expected in objections(source.file, checklist):
        raise wrong(source.text, source.name, path, expected)
    return guidelines


def _checklist(source: Source, general: Mapping[str, Source], above: Names) -> Checklist:
    """The file's own checklist, with those that it uses after it."""
    file = source.file
    for used in file.uses:
        if used not in general or used in above:
            raise wrong(source.text, source.name, ("uses",), _no_use(used, general, above))
    criteria = {one.id: one for one in file.criteria}
    own = Checklist(criteria=criteria, logic=file.logic, values=file.values, says=file.says)
    taken = (_checklist(general[used], general, (*above, used)) for used in file.uses)
    return _joined(own, *taken)


def _no_use(used: str, general: Mapping[str, Source], above: Names) -> str:
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


def _guidelines(source: Source, checklist: Checklist) -> Iterator[Guideline]:
    file, common = source.file, _given(source.file)
    for at, edition in enumerate(file.editions or (_Head(),)):
        head = common | _given(edition)
        for key in ("id", "title", "organisation", "chapter"):
            if key not in head:
                place = ("editions", at, key) if file.editions else (key,)
                raise wrong(source.text, source.name, place, "this key is missing.")
        yield Guideline(checklist=checklist, **{"citation": _printed(head), **head})


def _printed(head: dict[str, Any]) -> str:
    """The citation of a guideline that gives none: in the form of the letters."""
    organisation = _ORGANISATIONS.get(head["organisation"], head["organisation"])
    words = [organisation, head["chapter"], str(head.get("year", ""))]
    section = head.get("section", "")
    mark = ", Section(s): " if head["organisation"] == "MTUS" else ", "
    return " ".join(filter(None, words)) + (mark + section if section else "")


_KEYS = _Head.__struct_fields__
_values_of = attrgetter(*_KEYS)


def _given(head: _Head) -> dict[str, Any]:
    """The keys of a head that the file gives."""
    given = zip(_KEYS, _values_of(head), strict=True)
    return {key: value for key, value in given if value is not None}
