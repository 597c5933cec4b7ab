"""A name that several people have is asked about, and never becomes one of them unasked."""

from __future__ import annotations

import pytest

from desktop.app import reference_works
from desktop.cases.case import Case, Document, Organization, Party, Reviewer, Summary
from desktop.publication.copying import publication_copy
from desktop.records.questions import Prose

WORKER, ATTORNEY, REVIEWER = "the injured worker", "the attorney", "the reviewer"


@pytest.fixture(scope="module")
def references():
    return reference_works.references("california-imr")


def copied(words: str, references, answers=None):
    case = Case(
        injured_worker=Party(name="Luz Avelar"),
        attorney=Party(name="Max Avelar"),
        requesting_physician=Party(name="Otto Lindqvist, MD"),
        reviewer=Reviewer(name="Leonie Ashworth, MD"),
        organization=Organization(name="Ashworth Review Partners", short_name="Ashworth"),
        documents=(Document(author="Dr. Lindqvist"), Document(author="M. Roswell, PT")),
        summary=Summary(narrative=Prose(words)),
    )
    return publication_copy(case, references, answers)


@pytest.mark.parametrize(
    ("words", "found", "choices"),
    [
        ("Ms. Avelar fell.", "Ms. Avelar", {WORKER, ATTORNEY}),
        ("Then AVELAR’s knee hurt.", "AVELAR", {WORKER, ATTORNEY}),
        ("Then Mr. A. wrote.", "Mr. A.", {WORKER, ATTORNEY, REVIEWER}),
        ("Then L.A. was seen.", "L.A.", {WORKER, REVIEWER}),
        ("Then Ashworth refused.", "Ashworth", {"Ashworth", REVIEWER}),
    ],
)
def test_who_is_meant_is_asked_with_the_choices(words, found, choices, references):
    publication = copied(words, references)
    assert publication.case.summary.narrative == words
    [doubt] = publication.doubts
    assert (doubt.found, doubt.proposal) == (found, "")
    assert {one.lower() for one in doubt.choices} == {one.lower() for one in choices}
    assert all(one in doubt.question for one in doubt.choices)
    answers = {(doubt.path, found): "somebody"}
    answered = copied(words, references, answers)
    assert (answered.doubts, found in answered.case.summary.narrative) == ((), False)


@pytest.mark.parametrize(
    ("words", "copy"),
    [
        ("Luz Avelar fell.", "The injured worker fell."),
        ("Then Avelar, Max wrote.", "Then the attorney wrote."),
        ("Luz M. Avelar fell.", "The injured worker fell."),
        ("Then Luz fell.", "Then the injured worker fell."),
        ("Dr. Lindqvist asked.", "The treating physician asked."),
        ("Then Dr. Ashworth agreed.", "Then the reviewer agreed."),
        ("Ashworth Review Partners sent it.", "Ashworth Review Partners sent it."),
    ],
)
def test_what_only_one_of_them_is_called_is_not_asked(words, copy, references):
    publication = copied(words, references)
    assert (publication.case.summary.narrative, publication.doubts) == (copy, ())


def test_two_of_the_same_full_name_are_asked_about(references):
    case = Case(
        injured_worker=Party(name="Luz Avelar"),
        attorney=Party(name="Luz Avelar, Esq."),
        summary=Summary(narrative=Prose("Then Luz Avelar came, and Luz wept.")),
    )
    publication = publication_copy(case, references)
    assert {doubt.found for doubt in publication.doubts} == {"Luz Avelar", "Luz"}
    assert publication.replacements == ()
    assert {doubt.choices for doubt in publication.doubts} == {(WORKER, ATTORNEY)}
