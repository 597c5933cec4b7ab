"""A Word file goes onto the case whose letter it is, and onto no other."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from desktop.cases.case import Party
from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.read.docx import Piece, WordText
from desktop.letter.reimport import belonging, reimport
from desktop.letter.write import docx
from desktop.platform import assets
from desktop.readers.california_imr import reader
from desktop.records import paths
from desktop.records.questions import Prose
from tests import invented
from tests.letter import wordfiles

if TYPE_CHECKING:
    from desktop.cases.case import Basis, Case

PACK = Pack(assets.templates("california-imr"))
EDITIONS = ("published", "served")
HABITS = {
    "controls": lambda data: data,
    "no tags": wordfiles.without_tags,
    "no controls": wordfiles.without_controls,
}


@cache
def exported(case: Case, edition: str = "published") -> bytes:
    return docx.write(compose(case, PACK, edition), PACK)


def another(case: Case) -> Case:
    """A case of the same form about another patient."""
    items = tuple(
        replace(
            one, request=f"Lidocaine patch {at}", rationale=Prose("Nothing of it is known yet.")
        )
        for at, one in enumerate(case.disputed_items)
    )
    summary = replace(case.summary, narrative=Prose("A roofer fell from a ladder in Redding."))
    return replace(
        case,
        case_number="CM26-0999999",
        injured_worker=Party(name="Otto Winterbourne"),
        claim_number="RX 77/310",
        documents=case.documents[:1],
        disputed_items=items,
        summary=summary,
    )


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("habit", HABITS)
def test_a_letter_states_its_number(habit: str, edition: str) -> None:
    data = HABITS[habit](exported(invented.case(3), edition))
    assert belonging.numbers(belonging.word_file(data, "x.docx"), PACK) == ("CM26-0000003",)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("habit", HABITS)
def test_another_number_is_refused_by_name(habit: str, edition: str) -> None:
    data = HABITS[habit](exported(another(invented.case(3)), edition))
    with pytest.raises(reader.ReadError, match=r"letter of CM26-0999999, not of CM26-0000003"):
        reimport.read(data, "x.docx", invented.case(3), PACK)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("habit", HABITS)
def test_another_letter_without_a_number_is_refused(habit: str, edition: str) -> None:
    other = replace(another(invented.case(3)), case_number="")
    data = HABITS[habit](exported(other, edition))
    with pytest.raises(reader.ReadError, match="states no case number"):
        reimport.read(data, "x.docx", invented.case(3), PACK)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("habit", HABITS)
def test_the_letter_itself_is_known_without_its_number(habit: str, edition: str) -> None:
    case = invented.case(3)
    data = HABITS[habit](exported(replace(case, case_number=""), edition))
    word = belonging.word_file(data, "x.docx")
    assert belonging.numbers(word, PACK) == ()
    assert belonging.prove(word, case, PACK)
    with pytest.raises(reader.ReadError):
        belonging.prove(word, another(case), PACK)


@pytest.mark.parametrize(
    "line",
    [
        "IMR Case Number: CM16-0000001",
        "CASE NUMBER: CM16-0000001 of the review",
        "Re: case number: CM16-0000001",
    ],
)
def test_a_number_is_told_however_its_line_begins(line: str) -> None:
    word = WordText(((Piece(line),),))
    assert belonging.numbers(word, PACK) == ("CM16-0000001",)


@pytest.mark.parametrize("words", ["Date", "Priority: Standard", "Case Number: CM26-0000003"])
def test_a_document_that_shares_a_line_is_refused(words: str) -> None:
    paragraph = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
    data = wordfiles.changed(
        exported(invented.case(3)),
        lambda xml: re.sub(r"<w:body>.*<w:sectPr", f"<w:body>{paragraph}<w:sectPr", xml),
    )
    with pytest.raises(reader.ReadError, match="not the letter of CM26-0000003"):
        reimport.read(data, "x.docx", invented.case(3), PACK)


def other(basis: Basis) -> Basis:
    """`basis` on other guidelines, in the same form."""
    citations = tuple(
        replace(
            one, title="Knee", year=one.year and 2011, sections=one.sections and ("Use", "Else")
        )
        for one in basis.citations
    )
    return replace(basis, citations=citations)


def test_a_letter_of_which_most_fields_differ_needs_agreement() -> None:
    case = invented.case(2)
    many = replace(another(case), case_number=case.case_number, claim_number="WC-1")
    for path in ("date_assigned", "date_of_injury", "decision_date", "ur_denial_date"):
        many = paths.put(many, path, case.application_received)
    many = replace(many, reviewer=replace(case.reviewer, licensures=("Maine",), specialties=("X",)))
    items = tuple(
        replace(one, reviewer_basis=other(one.reviewer_basis)) for one in many.disputed_items
    )
    many = replace(many, disputed_items=items)
    found = reimport.read(exported(many), "x.docx", case, PACK)
    assert re.match(r"It would change \d+ of the \d+ fields", found.too_many)
    assert not reimport.read(exported(case), "x.docx", case, PACK).too_many
