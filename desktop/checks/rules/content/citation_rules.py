"""Rules: the guideline lines, whether each source held on the day and is cited in due form."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from desktop.cases.case import Basis, Citation
from desktop.cases.terms import Source
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.checks.rules.consistency.decisions import is_associated
from desktop.guidelines.editions.item_days import ItemDays, days_of
from desktop.guidelines.editions.timetable import title_words
from desktop.text.dates import show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.checks.engine.review_context import ItemRead, ReviewContext
    from desktop.guidelines.citations import Work

_2017 = dt.date(2017, 2, 1)
_CHRONIC = "Chronic Pain Medical Treatment"


def _cites(*citations: Citation) -> Basis:
    return Basis(citations=citations)


_DUE = Citation(title=_CHRONIC, year=2016, sections=("Opioids",))
_BARE = Citation(title=_CHRONIC)


class Cited(NamedTuple):
    """A citation of the schedule in a guideline line."""

    path: str
    citation: Citation
    days: ItemDays
    """The days of its item, as its party decided."""

    @property
    def day(self) -> dt.date | None:
        """The day on which its party decided."""
        return self.days.decision


@rule(
    "evidence.in-force",
    fires=(
        letter(reviewer_basis=_cites(Citation(title=_CHRONIC, year=2009)), decision_date=_2017),
        letter(reviewer_basis=_cites(Citation(title=_CHRONIC, year=2012)), decision_date=_2017),
    ),
    quiet=(letter(reviewer_basis=_cites(_DUE), decision_date=_2017),),
)
def not_in_force(context: ReviewContext) -> Iterator[Hit]:
    """A chapter of the schedule is cited that was not in force on the day."""
    for cited in _cited(context):
        known = context.references.chapters.get(title_words(cited.citation.title), [])
        edition = [chapter for chapter in known if chapter.year == cited.citation.year]
        if known and not edition and _is_no_edition(cited, known):
            yield _unknown_year(cited, known)
        elif edition and cited.day and not _governs(edition, cited.days, context):
            yield _not_in_force(cited, edition[0])


def _governs(editions: Iterable[Work], days: ItemDays, context: ReviewContext) -> bool:
    timetable = context.references.timetable
    return any(timetable.governs(one, days) for one in editions)


def _not_in_force(cited: Cited, edition: Work) -> Hit:
    day = cited.days.deciding(edition.counts_by).day
    work = f"{cited.citation.title} {cited.citation.year}"
    message = f"{work} was not in force on {show(day)} ({edition.law_on(day)})."
    return Hit(f"{cited.path}.year", message)


def _is_no_edition(cited: Cited, known: list[Work]) -> bool:
    """Whether no chapter can bear the cited year.

    The newest known chapter may have been replaced by one that is not known here, and the year of
    a known one may not have been read.
    """
    year = cited.citation.year
    if any(chapter.year is None for chapter in known):
        return False
    newest = max(known, key=lambda chapter: chapter.year or 0)
    if year is None or (cited.day and year > cited.day.year):
        return year is not None
    return year < (newest.year or 0) or newest.in_force_to is not None


def _unknown_year(cited: Cited, known: list[Work]) -> Hit:
    years = ", ".join(str(chapter.year) for chapter in known)
    return Hit(
        f"{cited.path}.year",
        f"{cited.citation.title} has no edition of {cited.citation.year}; known: {years}.",
    )


@rule(
    "evidence.form",
    fires=(letter(reviewer_basis=_cites(_BARE), decision_date=_2017),),
    quiet=(
        letter(reviewer_basis=_cites(_DUE), decision_date=_2017),
        letter(reviewer_basis=_cites(_BARE), decision_date=dt.date(2014, 2, 1)),
    ),
)
def citation_without_year(context: ReviewContext) -> Iterator[Hit]:
    """The reviewer cites the schedule without the effective year."""
    wanted = context.references.limits.citation_form
    for cited in _cited(context):
        due = cited.day is not None and wanted.in_force(cited.day)
        if due and cited.citation.year is None and ".reviewer_basis." in cited.path:
            yield Hit(f"{cited.path}.year", f"{cited.citation.title} is cited without its year.")


@rule(
    "evidence.section",
    fires=(
        letter(reviewer_basis=_cites(Citation(title=_CHRONIC, year=2016)), decision_date=_2017),
    ),
    quiet=(letter(reviewer_basis=_cites(_DUE), decision_date=_2017),),
)
def citation_without_section(context: ReviewContext) -> Iterator[Hit]:
    """The reviewer cites the schedule without a section."""
    wanted = context.references.limits.citation_form
    for cited in _cited(context):
        due = cited.day is not None and wanted.in_force(cited.day)
        placed = cited.citation.sections or cited.citation.pages
        if due and not placed and ".reviewer_basis." in cited.path:
            yield Hit(
                f"{cited.path}.sections", f"{cited.citation.title} is cited without a section."
            )


@rule(
    "evidence.missing",
    fires=(letter("It is not medically necessary."), letter(reviewer_basis=Basis(none_cited=True))),
    quiet=(
        letter(reviewer_basis=_cites(_DUE)),
        letter(reviewer_basis=Basis(none_cited=True), associated_service=True),
    ),
)
def no_evidence_cited(context: ReviewContext) -> Iterator[Hit]:
    """The reviewer cites no evidence for a decision."""
    for item in context.items:
        basis = item.item.reviewer_basis
        cited = basis.citations or basis.wording
        if not cited and not (basis.none_cited and is_associated(item)):
            yield Hit(
                f"{item.path}.reviewer_basis",
                f"The decision on item {item.number} cites no evidence.",
            )


@rule(
    "evidence.order",
    fires=(
        letter(
            "The ODG does not recommend it.",
            reviewer_basis=_cites(Citation(source=Source.outside(), title="ODG")),
        ),
    ),
    quiet=(
        letter(
            "The schedule does not address it; the ODG does not recommend it.",
            reviewer_basis=_cites(Citation(source=Source.outside(), title="ODG")),
        ),
    ),
)
def order_of_evidence(context: ReviewContext) -> Iterator[Hit]:
    """A source outside the schedule is used, and no word says why the schedule is not."""
    called = context.references.program.sources[0].called
    for item in context.items:
        sources = {citation.source for citation in item.item.reviewer_basis.citations}
        governed = any(source.governs for source in sources)
        if sources and not governed and not _steps_down(item, called):
            yield Hit(
                f"{item.path}.rationale",
                "The rationale does not say that the schedule is silent or rebutted.",
            )


def _steps_down(item: ItemRead, called: Iterable[str]) -> bool:
    """Whether the rationale says why it goes beyond the schedule, which is `called` so."""
    words = item.item.rationale.lower()
    named = any(name in words for name in called)
    return named and any(
        phrase in words
        for phrase in ("not address", "silent", "not discuss", "not specifically", "not provide",
                       "not cover", "rebut", "alternative guidelines", "do not mention")
    )  # fmt: skip


def _cited(context: ReviewContext) -> Iterator[Cited]:
    """The citations of the schedule in every guideline line."""
    days = {
        "claims_administrator_basis": context.case.ur_denial_date,
        "reviewer_basis": context.case.decision_date,
    }
    for item, (name, day) in product(context.items, days.items()):
        for at, citation in enumerate(getattr(item.item, name).citations):
            if citation.source.governs:
                path = f"{item.path}.{name}.citations.{at}"
                yield Cited(path, citation, days_of(item.item, day))
