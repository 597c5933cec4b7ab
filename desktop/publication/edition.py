"""What an edition of the letter is made from: the case itself, or a copy that names nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.checks.engine.finding import Finding, Severity
from desktop.checks.engine.review_context import is_published_copy
from desktop.publication.copying import publication_copy

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.cases.case import Case
    from desktop.checks.context.references import References
    from desktop.programs.program import Edition
    from desktop.publication.name_answers import Doubt, NameAnswers


UNDECIDED = "secret.undecided"
"""The rule of the finding that names what may tell somebody."""
SHOWN = 20
"""Words that the finding names; behind them it says how many there are."""


class UndecidedNamesError(ValueError):
    """Words of the case may name somebody: a person must say of each whether they may stand."""

    def __init__(self, doubts: tuple[Doubt, ...]) -> None:
        count = "1 place" if len(doubts) == 1 else f"{len(doubts)} places"
        super().__init__(
            f"{count} may name somebody, which this edition must not. Say of each whether it "
            "may stand."
        )
        self.doubts = doubts


def undecided(case: Case, references: References, edition: str | None) -> tuple[Finding, ...]:
    """What `for_edition` would refuse, as one finding of the check that names all places.

    Without an `edition`, of a case that is a published copy.
    """
    if not _names_nobody(case, references, edition):
        return ()
    doubts = publication_copy(case, references).doubts
    if not doubts:
        return ()
    first, *others = dict.fromkeys(doubt.path for doubt in doubts)
    finding = Finding(
        rule=UNDECIDED,
        severity=Severity.WARNING,
        path=first,
        message=_told(tuple(dict.fromkeys(doubt.found for doubt in doubts))),
        source="An edition that names nobody",
        also=tuple(others),
    )
    return (finding,)


def _names_nobody(case: Case, references: References, edition: str | None) -> bool:
    editions = references.program.editions
    return editions[edition].names_nobody if edition else is_published_copy(case)


def _told(found: tuple[str, ...]) -> str:
    shown = ", ".join(f"“{words}”" for words in found[:SHOWN])
    more = f" and {len(found) - SHOWN:,} more" if len(found) > SHOWN else ""
    return (
        f"May name somebody: {shown}{more}. The edition that names nobody is refused until a "
        "person has said of each whether it may stand."
    )


def for_edition(
    case: Case,
    edition: Edition,
    references: Callable[[str], References],
    answers: NameAnswers | None = None,
) -> Case:
    """What the `edition` of the letter is made from; raises `UndecidedNamesError`."""
    if not edition.names_nobody:
        return case
    copy = publication_copy(case, references(case.program), answers)
    if copy.doubts:
        raise UndecidedNamesError(copy.doubts)
    return copy.case
