"""What is unverified, superseded, without a source, or due for a look."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec.structs import replace

from desktop.guidelines.editions.edition import is_stale
from desktop.guidelines.editions.item_days import ItemDays
from desktop.guidelines.editions.timetable import edition_name
from desktop.guidelines.guideline import Standing
from desktop.guidelines.upkeep.read_marks import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.guidelines.citations import Work
    from desktop.guidelines.editions.edition import ChapterEdition
    from desktop.guidelines.editions.timetable import Timetable
    from desktop.guidelines.guideline import Guideline
    from desktop.guidelines.upkeep.read_marks import ReadMarks
    from desktop.programs.facts import Fact
    from desktop.programs.program import Program

Kind = Literal["edition", "guideline", "criterion", "legal fact"]
Concern = Literal["unverified", "superseded", "without a source", "due for a look"]
YEARS = 3
"""Years after which what was known to be current is due for a look."""


class AuditedFact(msgspec.Struct, frozen=True, kw_only=True):
    """One statement of the reference works, and what a medical director should know of it."""

    kind: Kind
    id: str
    name: str
    standing: Standing
    read_in: str = ""
    """Where it was read; empty where nothing names that."""
    as_read_on: dt.date | None = None
    """The day on which that was known to be current."""
    superseded_by: str = ""
    concerns: tuple[Concern, ...] = ()
    digest: str = ""
    """It changes with the words of the entry."""
    read_by: str = ""
    """Who of the organization read it in its source, and"""
    read_on: dt.date | None = None
    """the day of that."""


def count(facts: Iterable[AuditedFact]) -> dict[Kind, Counter[Standing]]:
    """How many of each kind are verified, unverified and unknown."""
    found: dict[Kind, Counter[Standing]] = {}
    for one in facts:
        found.setdefault(one.kind, Counter())[one.standing] += 1
    return found


def with_marks(facts: Iterable[AuditedFact], marks: ReadMarks) -> Iterator[AuditedFact]:
    """The `facts` with who read them; what somebody read is no longer named as unverified."""
    for one in facts:
        mark = marks.of(one.kind, one.id, one.digest)
        if mark is None:
            yield one
            continue
        concerns = tuple(each for each in one.concerns if each != "unverified")
        yield replace(one, concerns=concerns, read_by=mark.by, read_on=mark.day)


class Audit:
    """Looks through the reference works as they stand on the day `today`."""

    def __init__(self, today: dt.date, years: int = YEARS) -> None:
        self._today = today
        self._years = years

    def editions(self, works: Iterable[Work], timetable: Timetable) -> Iterator[AuditedFact]:
        """The editions of the schedule's chapters, and the other works."""
        for work in works:
            name = edition_name(work)
            known = timetable.edition(work.title, work.year)
            yield self._audited(
                "edition", name, name, "verified" if work.verified else "unverified",
                read_in=_line(work.read_in), as_read_on=work.as_read_on,
                superseded_by=self._successor(known), digest=digest_of(work),
            )  # fmt: skip

    def guidelines(self, guidelines: Iterable[Guideline]) -> Iterator[AuditedFact]:
        """Each guideline, and each of its criteria."""
        for one in guidelines:
            facts, sources = one.edition.facts, one.checklist.sources
            read_in = facts.read_in or next((each.read_in for each in sources.values()), "")
            yield self._audited(
                "guideline", one.id, one.citation, "verified" if one.verified else "unverified",
                read_in=_line(read_in), as_read_on=one.as_read_on or facts.as_read_on,
                superseded_by=self._successor(one.edition), digest=one.fingerprint,
            )  # fmt: skip
            yield from self._criteria(one)

    def _criteria(self, guideline: Guideline) -> Iterator[AuditedFact]:
        for name, criterion in guideline.checklist.criteria.items():
            source = guideline.checklist.sources.get(name)
            holds = source is not None and source.holds_for(guideline)
            yield self._audited(
                "criterion", f"{guideline.id}: {name}", _line(criterion.ask),
                guideline.standing(name), read_in=_line(source.read_in) if source and holds else "",
                digest=digest_of(criterion),
            )  # fmt: skip

    def program(self, program: Program) -> Iterator[AuditedFact]:
        """The legal facts of a program: its fixed paragraphs, clocks, holidays and panel."""
        named: list[tuple[str, Fact]] = [(f"paragraph {one.id}", one) for one in program.fixed]
        named += [(f"{one.days} {one.counted_in}", one) for one in program.clocks]
        named += [(one.name, one) for one in program.holidays]
        named += [("panel", program.panel)] if program.panel.citation else []
        for name, fact in named:
            yield self._audited(
                "legal fact", f"{program.id}: {name}", fact.citation,
                "verified" if fact.verified else "unverified",
                read_in=fact.citation, as_read_on=fact.as_read_on, digest=digest_of(fact),
            )  # fmt: skip

    def _successor(self, edition: ChapterEdition | None) -> str:
        """The edition that is in force today in the place of `edition`."""
        found = edition and edition.successor(ItemDays(self._today))
        return edition_name(found.facts) if found else ""

    def _audited(
        self, kind: Kind, id: str, name: str, standing: Standing, *, read_in: str, digest: str,
        as_read_on: dt.date | None = None, superseded_by: str = "",
    ) -> AuditedFact:  # fmt: skip
        stale = as_read_on is not None and is_stale(as_read_on, self._today, self._years)
        concerns: dict[Concern, bool] = {
            "unverified": standing != "verified",
            "superseded": bool(superseded_by),
            "without a source": not read_in,
            "due for a look": stale,
        }
        return AuditedFact(
            kind=kind, id=id, name=name, standing=standing, read_in=read_in,
            as_read_on=as_read_on, superseded_by=superseded_by, digest=digest,
            concerns=tuple(one for one, holds in concerns.items() if holds),
        )  # fmt: skip


def _line(words: str) -> str:
    """The `words` of a file's several lines as one."""
    return " ".join(words.split())
