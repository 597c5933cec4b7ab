"""The copy for the public: nobody can be told from it, and every replacement is shown."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from desktop.app import reference_works
from desktop.cases.case import (
    Case,
    DisputedItem,
    Document,
    Examination,
    Party,
    Reviewer,
    Summary,
)
from desktop.checks.engine.check import review
from desktop.publication.copying import publication_copy
from desktop.records.questions import Prose


@pytest.fixture(scope="module")
def references():
    return reference_works.references("california-imr")


def case(narrative: str) -> Case:
    return Case(
        injured_worker=Party(name="Rosalind Achterberg", telephone="(209) 555-0117"),
        employer=Party(name="Valley Packing Company"),
        requesting_physician=Party(name="Otto Lindqvist, MD"),
        claim_number="WC-2026-99812",
        reviewer=Reviewer(name="Quentin Marlowe"),
        documents=(
            Document(author="Otto Lindqvist, MD", type="PR-2"),
            Document(author="Ines Corvalan, DC", type="Chiropractic note", notes=Prose("Calm.")),
        ),
        summary=Summary(narrative=Prose(narrative)),
        disputed_items=(DisputedItem(request="MRI of the right knee"),),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ms. Achterberg fell.", "The injured worker fell."),
        ("Then Achterberg’s knee hurt.", "Then the injured worker’s knee hurt."),
        ("Seen: Achterberg, Rosalind.", "Seen: the injured worker."),
        ("Seen: R. Achterberg.", "Seen: the injured worker."),
        ("Seen: ACHTERBERG.", "Seen: the injured worker."),
        ("Dr. Lindqvist asked for an MRI.", "The treating physician asked for an MRI."),
        ("Dr. Corvalan treated her.", "Provider A treated her."),
        ("She works at Valley Packing Company.", "She works at the employer."),
        ("The claim is WC-2026-99812.", "The claim is [claim number removed]."),
        ("Call (209) 555-0199.", "Call [telephone number removed]."),
        ("Her friend is Mr. Delacroix.", "Her friend is Mr. [name removed]."),
        ("The valley is wide, the knee swollen.", "The valley is wide, the knee swollen."),
        ("A 61-year-old female, 12/17/2009.", "A 61-year-old female, 12/17/2009."),
    ],
)
def test_a_person_becomes_a_role_in_any_inflection(before, after, references):
    assert publication_copy(case(before), references).case.summary.narrative == after


def test_every_replacement_is_shown_with_its_field(references):
    shown = publication_copy(case("Ms. Achterberg fell; Ms. Achterberg rose."), references)
    assert [tuple(one) for one in shown.replacements if one.path == "summary.narrative"] == [
        ("summary.narrative", "Ms. Achterberg", "The injured worker"),
        ("summary.narrative", "Ms. Achterberg", "the injured worker"),
    ]


def test_no_party_number_or_document_is_left(references):
    copy = publication_copy(case("She fell."), references).case
    assert copy.injured_worker == copy.employer == copy.requesting_physician == Party()
    assert copy.claim_number == copy.reviewer.name == ""
    assert copy.documents == ()


def test_the_copy_of_the_sample_passes_the_check_for_the_public(sample, references):
    named = replace(
        sample,
        summary=replace(
            sample.summary,
            narrative=Prose(f"{sample.injured_worker.name} fell. {sample.summary.narrative}"),
        ),
    )
    copy = publication_copy(named, references).case
    assert not [
        one
        for one in review(copy, references, edition="published")
        if one.rule.startswith("secret.")
    ]
    assert sample.injured_worker.name not in str(copy)


def test_a_case_without_people_stays_as_it_is(references):
    plain = Case(summary=Summary(narrative=Prose("A 61-year-old female with knee pain.")))
    assert publication_copy(plain, references) == (plain, (), ())


def test_what_a_firm_is_named_after_stays_a_word(references):
    words = Prose("Delta imaging of the sample showed a tear; physical therapy followed.")
    plain = Case(
        documents=(
            Document(author="Stockton Sample Imaging"),
            Document(author="Delta Physical Therapy"),
        ),
        summary=Summary(narrative=words),
        disputed_items=(DisputedItem(request="Imaging", guidelines=("imaging",)),),
    )
    copy = publication_copy(plain, references)
    assert (copy.case.summary, copy.case.disputed_items) == (plain.summary, plain.disputed_items)
    assert {doubt.found for doubt in copy.doubts} <= {"Delta"}


def test_an_examiner_is_one_person_throughout(references):
    exam = Examination(examiner="Perpetua Oyelaran, MD")
    seen = Case(
        summary=Summary(narrative=Prose("Then Oyelaran saw her."), examinations=(exam,)),
    )
    copy = publication_copy(seen, references).case
    assert copy.summary.narrative == "Then Provider A saw her."
    assert copy.summary.examinations[0].examiner == "Provider A"


def test_whom_an_earlier_case_named_is_not_whom_the_next_one_names(references):
    def seen_by(examiner: str) -> str:
        exam = Examination(examiner=f"{examiner}, MD")
        words = Prose("Then Oyelaran and Brankovic saw her.")
        case = Case(summary=Summary(narrative=words, examinations=(exam,)))
        return publication_copy(case, references).case.summary.narrative

    assert seen_by("Perpetua Oyelaran") == "Then Provider A and Brankovic saw her."
    assert seen_by("Milica Brankovic") == "Then Oyelaran and Provider A saw her."
