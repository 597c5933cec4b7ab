"""A guideline: questions with citations, the rules that decide from the answers, and phrases."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Literal

import msgspec

from desktop.guidelines.editions.edition import ChapterEdition
from desktop.guidelines.editions.item_days import ItemDays

Kind = Literal["yes-no", "number", "date", "choice"]
Names = tuple[str, ...]
Amount = float | int
Standing = Literal["verified", "unverified", "unknown"]


class GuidelineTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of a guideline file."""


class Phrases(GuidelineTable, frozen=True):
    """What a rationale says of a criterion or rule, by its result.

    A criterion's phrases complete "The records show …" and "The records submitted do not show …";
    those of a rule are sentences of their own. ``{name}`` stands for a value.
    """

    met: str = ""
    not_met: str = ""
    not_documented: str = ""


class Tension(GuidelineTable, frozen=True):
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


class DecisionRule(GuidelineTable, frozen=True, rename={"not_": "not", "is_": "is"}):
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


class Sum(GuidelineTable, frozen=True):
    """A value computed from others: exactly one of its keys; numbers may stand among the names."""

    product: tuple[str | Amount, ...] | None = None
    sum: tuple[str | Amount, ...] | None = None
    difference: tuple[str | Amount, ...] | None = None
    days_between: Names | None = None
    first: Names | None = None
    """The first of these that is known."""
    of: str | None = None
    """The choice whose row of the ``table`` it is."""
    table: dict[str, Amount] | None = None

    @property
    def names(self) -> Names:
        """The criteria and values that it is made of."""
        if self.of is not None:
            return (self.of,)
        parts = self.product or self.sum or self.difference or self.days_between or self.first or ()
        return tuple(part for part in parts if isinstance(part, str))


class CriterionSource(GuidelineTable, frozen=True, kw_only=True):
    """Where a criterion, a rule or a choice was read, and whether it stands there."""

    verified: bool
    """False where it was looked for and not found, or found only in part."""
    read_in: str
    years: tuple[int, ...] = ()
    """The years of the editions, and"""
    editions: Names = ()
    """the ids of those, for which this holds; without either it holds for all."""

    def holds_for(self, guideline: Guideline) -> bool:
        """Whether it was read for this edition."""
        every = not self.years and not self.editions
        return every or guideline.year in self.years or guideline.id in self.editions


class Checklist(msgspec.Struct, frozen=True, kw_only=True):
    """The questions of a guideline and what decides; shared by its editions."""

    criteria: dict[str, Criterion]
    logic: dict[str, DecisionRule]
    values: dict[str, Sum]
    says: dict[str, Phrases]
    sources: dict[str, CriterionSource] = {}
    """Where criteria, rules and choices were read, by their names."""


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
    edition: ChapterEdition = ChapterEdition()
    """When it governs, and its place in the regulations."""
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
    not_with: Names = ()
    """Meanings that it does not govern: with such a service it is not offered, nor where all parts
    of the body that the request names are such."""
    part_named: bool = False
    """It is offered only where one of its parts of the body is named."""
    unread: bool = False
    """Nobody has read its criteria: it stands for its chapter alone."""
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

    def standing(self, name: str) -> Standing:
        """How well the criterion, rule or choice `name` is known; unknown where nobody looked."""
        source = self.checklist.sources.get(name)
        if source is None or not source.holds_for(self):
            return "unknown"
        return "verified" if source.verified else "unverified"

    @property
    def fingerprint(self) -> str:
        """A short text that changes with what it asks, how it decides and what it says."""
        checklist = msgspec.structs.replace(self.checklist, sources={})
        asked = (self.citation, self.asks, self.limits, checklist)
        return hashlib.sha256(msgspec.json.encode(asked, order="deterministic")).hexdigest()[:16]

    def in_force(self, decided: dt.date | None) -> bool:
        """Whether it governs what is `decided` on that day; without a day the newest one does."""
        return self.edition.in_force(ItemDays(decided))
