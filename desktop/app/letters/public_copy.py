"""The cases from which the editions of a letter are made; loaded on worker threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.app import reference_works
from desktop.letter.compose.compose import edition_of
from desktop.publication.copying import publication_copy
from desktop.publication.edition import for_edition

if TYPE_CHECKING:
    from desktop.cases.case import Case
    from desktop.letter.compose.pack import Pack
    from desktop.publication.copying import Publication
    from desktop.publication.name_answers import NameAnswers


def made_from(case: Case, pack: Pack, edition: str, answers: NameAnswers) -> Case:
    """What the letter is made from; raises `UndecidedNamesError` where somebody must decide."""
    return for_edition(case, edition_of(pack, edition), reference_works.references, answers)


def shown_from(case: Case, pack: Pack, edition: str, answers: NameAnswers) -> Case:
    """The same for the preview, which still shows undecided words."""
    if not edition_of(pack, edition).names_nobody:
        return case
    return publication(case, answers).case


def publication(case: Case, answers: NameAnswers) -> Publication:
    """The copy of `case` for the public, with the decisions on words that may identify somebody."""
    return publication_copy(case, reference_works.references(case.program), answers)
