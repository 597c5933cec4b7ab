"""Rules: the guideline lines, whether each source is cited in due form and order."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from desktop.cases.case import Basis, Citation
from desktop.cases.terms import Source
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.checks.rules.consistency.decisions import is_associated
from desktop.checks.rules.content.editions import cited_editions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.checks.engine.review_context import ItemRead, ReviewContext

_2017 = dt.date(2017, 2, 1)
_CHRONIC = "Chronic Pain Medical Treatment"


def _cites(*citations: Citation) -> Basis:
    return Basis(citations=citations)


_DUE = Citation(title=_CHRONIC, year=2016, sections=("Opioids",))
_BARE = Citation(title=_CHRONIC)


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
    for cited in cited_editions(context):
        due = cited.day is not None and wanted.in_force(cited.day)
        if due and cited.citation.year is None and cited.reviewers:
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
    for cited in cited_editions(context):
        due = cited.day is not None and wanted.in_force(cited.day)
        placed = cited.citation.sections or cited.citation.pages
        if due and not placed and cited.reviewers:
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
