"""Rules: whether each cited edition governs on the day of its item, and is known to be current."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from desktop.cases.case import Basis, Citation
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.guidelines.editions.edition import is_stale
from desktop.guidelines.editions.item_days import DecidingDay, ItemDays, days_of
from desktop.guidelines.editions.timetable import edition_name, title_words
from desktop.text.dates import show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.checks.engine.review_context import ReviewContext
    from desktop.guidelines.citations import Work
    from desktop.guidelines.editions.edition import ChapterEdition

_2017 = dt.date(2017, 2, 1)
_2026 = dt.date(2026, 11, 30)
_CHRONIC = "Chronic Pain Medical Treatment"
_LOW_BACK = "Low Back Disorders"


def _cites(*citations: Citation) -> Basis:
    return Basis(citations=citations)


_DUE = Citation(title=_CHRONIC, year=2016, sections=("Opioids",))


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

    @property
    def reviewers(self) -> bool:
        """Whether the reviewer cites it."""
        return ".reviewer_basis." in self.path


class Superseded(NamedTuple):
    """A cited edition in whose place another one governs."""

    cited: Cited
    successor: ChapterEdition
    deciding: DecidingDay

    def hit(self) -> Hit:
        """What there is to say of it."""
        facts = self.successor.facts
        cited = f"{self.cited.citation.title} {self.cited.citation.year}"
        reason = _lower(self.deciding.said)
        return Hit(
            f"{self.cited.path}.year",
            f"{cited} was superseded: {edition_name(facts)} governs ({facts.law}); {reason}",
        )


@rule(
    "evidence.superseded",
    fires=(
        letter(reviewer_basis=_cites(Citation(title=_LOW_BACK, year=2016)), decision_date=_2026),
        letter(
            reviewer_basis=_cites(Citation(title=_CHRONIC, year=2009)),
            requested_on=dt.date(2016, 12, 1),
            decision_date=_2017,
        ),
    ),
    quiet=(
        letter(reviewer_basis=_cites(Citation(title=_LOW_BACK, year=2020)), decision_date=_2026),
        letter(
            reviewer_basis=_cites(Citation(title=_LOW_BACK, year=2016)),
            dates_of_service="3/1/2018",
            retrospective=True,
            decision_date=_2026,
        ),
        letter(reviewer_basis=_cites(Citation(title=_CHRONIC, year=2009)), decision_date=_2017),
    ),
)
def superseded_edition(context: ReviewContext) -> Iterator[Hit]:
    """The reviewer cites an edition that another one replaced before the item's day."""
    for one in _superseded(context):
        if one.cited.reviewers and not one.deciding.assumed:
            yield one.hit()


@rule(
    "evidence.administrator-edition",
    fires=(
        letter(
            claims_administrator_basis=_cites(Citation(title=_LOW_BACK, year=2016)),
            ur_denial_date=_2026,
        ),
    ),
    quiet=(
        letter(
            claims_administrator_basis=_cites(Citation(title=_LOW_BACK, year=2020)),
            ur_denial_date=_2026,
        ),
    ),
)
def edition_of_the_administrator(context: ReviewContext) -> Iterator[Hit]:
    """The claims administrator cites an edition that did not govern the item."""
    for one in _superseded(context):
        if not one.cited.reviewers:
            yield one.hit()


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
    for cited in cited_editions(context):
        known, editions = _chapters(cited, context)
        if known and not editions and _is_no_edition(cited, known):
            yield _unknown_year(cited, known)
        elif _is_out_of_force(cited, editions, context):
            yield from _warned_of(cited, editions[0], context)


def _warned_of(cited: Cited, edition: Work, context: ReviewContext) -> Iterator[Hit]:
    """A hit where the day is assumed, or no successor is known: else another rule speaks of it."""
    one = _in_its_place(cited, edition, context)
    if one is None or (cited.reviewers and one.deciding.assumed):
        yield _not_in_force(cited, edition)


def _superseded(context: ReviewContext) -> Iterator[Superseded]:
    """The cited editions in whose place another one governs, on the day that decides for that."""
    for cited in cited_editions(context):
        _, editions = _chapters(cited, context)
        if _is_out_of_force(cited, editions, context):
            one = _in_its_place(cited, editions[0], context)
            if one is not None:
                yield one


def _in_its_place(cited: Cited, edition: Work, context: ReviewContext) -> Superseded | None:
    """What governs in the place of the cited `edition`; None where nothing is known to."""
    known = context.references.timetable.edition(edition.title, edition.year)
    successor = known and known.successor(cited.days)
    return Superseded(cited, successor, successor.deciding(cited.days)) if successor else None


def _chapters(cited: Cited, context: ReviewContext) -> tuple[list[Work], list[Work]]:
    """The known editions of the cited chapter, and those of the cited year."""
    known = context.references.chapters.get(title_words(cited.citation.title), [])
    return known, [chapter for chapter in known if chapter.year == cited.citation.year]


def _is_out_of_force(cited: Cited, editions: list[Work], context: ReviewContext) -> bool:
    return bool(editions and cited.day) and not _governs(editions, cited.days, context)


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
    "evidence.stale",
    fires=(
        letter(
            reviewer_basis=_cites(Citation(title=_LOW_BACK, year=2020)),
            decision_date=dt.date(2030, 1, 2),
        ),
    ),
    quiet=(
        letter(reviewer_basis=_cites(Citation(title=_LOW_BACK, year=2020)), decision_date=_2026),
    ),
)
def source_not_looked_at(context: ReviewContext) -> Iterator[Hit]:
    """What the reviewer cites was known to be current long before the decision."""
    years = context.settings.source_years
    for cited in cited_editions(context):
        _, editions = _chapters(cited, context)
        read = editions[0].as_read_on if editions and cited.reviewers else None
        if read and cited.day and is_stale(read, cited.day, years):
            yield Hit(
                f"{cited.path}.year",
                f"That {edition_name(editions[0])} is the newest edition was known on "
                f"{show(read)}, long before the decision. Look whether another one followed.",
            )
            return


def cited_editions(context: ReviewContext) -> Iterator[Cited]:
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


def _lower(sentence: str) -> str:
    """A sentence as the end of another."""
    return sentence[:1].lower() + sentence[1:]
