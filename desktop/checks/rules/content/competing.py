"""Rule: two parties cite different sources, and the letter does not say why the one governs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cases.case import Basis, Citation
from desktop.cases.terms import Source
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.guidelines.editions.timetable import title_words
from desktop.records.questions import Prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from desktop.cases.case import DisputedItem
    from desktop.checks.engine.review_context import ReviewContext

_ODG = Basis(citations=(Citation(source=Source.outside(), title="Official Disability Guidelines"),))
_CHAPTER = Basis(citations=(Citation(title="Low Back Complaints", year=2004),))


@rule(
    "evidence.competing",
    fires=(
        letter(
            "The visits were of no use.", claims_administrator_basis=_CHAPTER, reviewer_basis=_ODG
        ),
    ),
    quiet=(
        letter(
            "The visits were of no use.",
            claims_administrator_basis=_CHAPTER,
            reviewer_basis=_CHAPTER,
        ),
        letter(
            "The visits were of no use.",
            claims_administrator_basis=_CHAPTER,
            reviewer_basis=_ODG,
            competing=Prose("The chapter does not speak of such visits."),
        ),
        letter(
            "The claims administrator cited Low Back Complaints, which does not speak of visits.",
            claims_administrator_basis=_CHAPTER,
            reviewer_basis=_ODG,
        ),
        letter("The visits were of no use.", reviewer_basis=_ODG),
    ),
)
def competing_recommendations(context: ReviewContext) -> Iterator[Hit]:
    """The parties cite different sources, and no word says why the reviewer's governs."""
    called = {one.word: one.called for one in context.references.program.sources}
    for read in context.items:
        item = read.item
        theirs, own = _sources(item.claims_administrator_basis), _sources(item.reviewer_basis)
        apart = theirs and own and not theirs & own
        if apart and item.rationale and not _explained(item, called):
            yield Hit(
                f"{read.path}.competing",
                f"On item {read.number} the claims administrator and the reviewer cite different "
                "sources. Say why the one governs and the other does not.",
                also=(f"{read.path}.claims_administrator_basis", f"{read.path}.reviewer_basis"),
            )


def _sources(basis: Basis) -> set[Source]:
    """The sources that `basis` cites from: the program's schedule, or others."""
    return {one.source for one in basis.citations if one.title}


def _explained(item: DisputedItem, called: Mapping[str, Iterable[str]]) -> bool:
    """Whether `item` says why: in its own paragraph, or by speaking of the other's source."""
    words = title_words(item.rationale)
    cited = item.claims_administrator_basis.citations
    names = {*map(title_words, (one.title for one in cited))}
    names |= {name for one in cited for name in called.get(one.source, ())}
    return bool(item.competing) or any(name in words for name in names)
