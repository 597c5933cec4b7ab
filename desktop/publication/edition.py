"""What an edition of the letter is made from: the case itself, or a copy that names nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.publication.copying import publication_copy

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.cases.case import Case
    from desktop.checks.context.references import References
    from desktop.programs.program import Edition
    from desktop.publication.answers import Answers, Doubt


class UndecidedNamesError(ValueError):
    """Words of the case may name somebody: a person must say of each whether they may stand."""

    def __init__(self, doubts: tuple[Doubt, ...]) -> None:
        count = "1 place" if len(doubts) == 1 else f"{len(doubts)} places"
        super().__init__(
            f"{count} may name somebody, which this edition must not. Say of each whether it "
            "may stand."
        )
        self.doubts = doubts


def for_edition(
    case: Case,
    edition: Edition,
    references: Callable[[str], References],
    answers: Answers | None = None,
) -> Case:
    """What the `edition` of the letter is made from; raises `UndecidedNamesError`."""
    if not edition.names_nobody:
        return case
    copy = publication_copy(case, references(case.program), answers)
    if copy.doubts:
        raise UndecidedNamesError(copy.doubts)
    return copy.case
