"""What a guideline line may cite: chapters of a schedule, other guidelines, studies."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from desktop.cases import pack_words
from desktop.cases.case import Citation
from desktop.cases.pack_words import in_full
from desktop.cases.terms import Source
from desktop.guidelines.editions.timetable import Timetable, TitledFacts
from desktop.guidelines.evidence_hierarchy import EvidenceHierarchy, Rung
from desktop.records.toml_files import convert, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from desktop.guidelines.editions.item_days import ItemDays
    from desktop.guidelines.guideline import Guideline

_WORD = re.compile(r"[a-z0-9.]+")


class Work(TitledFacts, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A chapter of a program's schedule, or another work, with the places in it that are cited."""

    source: Source = Source.first()
    older_title: str = ""
    """As letters before 2016 named it, without its year."""
    older_suffix: str = ""
    sections: tuple[str, ...] = ()
    """Of a chapter of the schedule."""
    chapters: tuple[str, ...] = ()
    """Of any other work."""

    def citations(self) -> Iterator[Citation]:
        """It as a whole, and each of its places."""
        whole = Citation(source=self.source, title=self.title, year=self.year)
        yield whole
        for section in self.sections:
            yield msgspec.structs.replace(whole, sections=(section,))
        for chapter in self.chapters:
            yield msgspec.structs.replace(whole, chapter=chapter, after_title=",")

    def older(self, citation: Citation) -> Citation:
        """`citation` in the form of letters before 2016: without a year, sections unseparated."""
        return msgspec.structs.replace(
            citation,
            title=self.older_title or self.title,
            suffix=self.older_suffix,
            year=None,
            older_form=True,
        )


class Suggestion(msgspec.Struct, frozen=True):
    """A citation that answers a search."""

    citation: Citation
    work: Work
    in_force: bool
    """For the item; one that is not is offered after all that are."""


class Works(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of works and of the rungs of the order of evidence."""

    program: str = ""
    """The program whose letters cite them."""
    organisation: str = ""
    """Whose guidelines have their days from its schedule."""
    works: tuple[Work, ...] = ()
    rungs: tuple[Rung, ...] = ()


def read_citations(
    text: str, name: str, guidelines: Callable[[], Iterable[Guideline]] = tuple
) -> Citations:
    """The works in the TOML `text` of the file `name`; raises `TomlError`.

    Topics of `guidelines` outside the schedule are found too; they are asked for at first search.
    The file of a program that is not installed has none.
    """
    table = parse(text, name)
    if table.get("program", pack_words.USUAL) not in pack_words.PACKS:
        return Citations(Works(), guidelines)
    return Citations(convert(table, Works, text, name), guidelines)


class Citations:
    """Works to search, and the ladder on which they stand."""

    def __init__(self, works: Works, guidelines: Callable[[], Iterable[Guideline]] = tuple) -> None:
        self.works = works.works
        self._timetable = Timetable(works.works, works.organisation)
        self.ladder = EvidenceHierarchy(works.rungs)
        self._guidelines = guidelines

    @cached_property
    def _index(self) -> list[tuple[frozenset[str], Citation, Work]]:
        """Every citation by the words that find it."""
        known = [(citation, work) for work in self.works for citation in work.citations()]
        topics = _topics(self._guidelines())
        known += [(one, work) for one in topics if (work := self._work_of(one))]
        return [(_words(citation), citation, work) for citation, work in known]

    def _work_of(self, citation: Citation) -> Work | None:
        """The work in which `citation` stands."""
        return next((work for work in self.works if work.title == citation.title), None)

    def search(self, words: str, days: ItemDays, limit: int = 12) -> tuple[Suggestion, ...]:
        """The citations in which every one of `words` begins a word, those in force first.

        Chapters that the words name come before others, a chapter as a whole before its sections.
        """
        wanted = _WORD.findall(words.casefold())
        fitting = ((citation, work) for has, citation, work in self._index if _begin(wanted, has))
        found = [
            Suggestion(citation, work, self._timetable.governs(work, days))
            for citation, work in fitting
        ]
        found.sort(key=lambda one: _order(one, wanted))
        return tuple(found[:limit])


def _order(one: Suggestion, wanted: list[str]) -> tuple[bool, bool, bool]:
    named = _begin(wanted, _WORD.findall(one.citation.title.casefold()))
    return not one.in_force, not one.citation.source.governs, not named


def _begin(wanted: Iterable[str], words: Iterable[str]) -> bool:
    """Whether each of `wanted` begins one of `words`."""
    known = tuple(words)
    return all(any(word.startswith(start) for word in known) for start in wanted)


def _topics(guidelines: Iterable[Guideline]) -> Iterator[Citation]:
    """The topics outside the schedule on which there are guidelines, each once."""
    found = (cited(one) for one in guidelines if one.section)
    outside = (one for one in found if not one.source.governs)
    yield from {(one.chapter, one.topic): one for one in outside}.values()


def cited(guideline: Guideline, program: str = "") -> Citation:
    """`guideline` as a citation for a guideline line of `program`, by default the usual one."""
    sections = (guideline.section,) if guideline.section else ()
    source = Source.of(guideline.organisation, program)
    if source.governs:
        return Citation(
            source=source, title=guideline.chapter, year=guideline.year, sections=sections
        )
    return Citation(
        source=source,
        title=in_full(guideline.organisation, program),
        chapter=guideline.chapter,
        topic=guideline.section,
        year=guideline.year,
    )


def study(authors: str, title: str, journal: str, year: int, pages: str = "") -> Citation:
    """A peer-reviewed study, its parts in the order of a guideline line."""
    return Citation(
        source=Source.of_studies(),
        title=authors.rstrip("."),
        after_title=".",
        chapter=title.rstrip("."),
        after_chapter=".",
        topic=journal.rstrip("."),
        year=year,
        pages=pages,
    )


def _words(citation: Citation) -> frozenset[str]:
    """The words by which a citation is found."""
    named = (citation.source, citation.title, str(citation.year or ""))
    places = (*citation.sections, citation.chapter, citation.topic)
    return frozenset(_WORD.findall(" ".join((*named, *places)).casefold()))
