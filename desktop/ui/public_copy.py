"""What the editions of a letter are made from; loaded on the threads that make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop import shelf
from desktop.domain.publication.copying import publication_copy
from desktop.domain.publication.edition import for_edition
from desktop.letter.compose import edition_of

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.domain.publication.answers import Answers
    from desktop.letter.pack import Pack


def made_from(case: Case, pack: Pack, edition: str, answers: Answers) -> Case:
    """What the letter is made from; raises `UndecidedNamesError` where somebody must decide."""
    return for_edition(case, edition_of(pack, edition), shelf.references, answers)


def shown_from(case: Case, pack: Pack, edition: str, answers: Answers) -> Case:
    """The same for the preview: what is not decided yet stands in it."""
    if not edition_of(pack, edition).names_nobody:
        return case
    return publication_copy(case, shelf.references(case.program), answers).case
