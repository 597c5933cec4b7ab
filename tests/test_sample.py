"""The bundled case: complete, interesting, and plainly invented."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop import cli
from desktop.app import reference_works
from desktop.cases import case_file
from desktop.cases.terms import Decision, Outcome, Source, Verdict
from desktop.guidelines.assessment import assess
from desktop.letter.compose.compose import compose
from desktop.letter.compose.gaps import gaps
from desktop.letter.write.plain_text import write


@pytest.mark.parametrize("edition", ["served", "published"])
def test_neither_edition_has_a_gap(sample, pack, edition):
    assert gaps(compose(sample, pack, edition)) == ()


@pytest.mark.parametrize("edition", ["served", "published"])
def test_the_letter_says_that_it_is_invented(sample, pack, edition):
    assert b"in it are invented." in write(compose(sample, pack, edition))


def test_it_has_three_items_of_mixed_outcome_one_of_them_partly_authorized(sample):
    assert [item.decision for item in sample.disputed_items] == [
        Decision.OVERTURNED,
        Decision.UPHELD,
        Decision.UPHELD,
    ]
    assert sample.outcome is Outcome.PARTIALLY_OVERTURN
    assert [bool(item.authorized) for item in sample.disputed_items] == [False, True, False]


def test_each_rationale_closes_with_the_decision_of_its_item(sample):
    for item in sample.disputed_items:
        close = item.rationale.rsplit(". ", 1)[-1]
        denied = item.decision is Decision.UPHELD
        assert close.endswith("not medically necessary." if denied else " is medically necessary.")
        assert ("not medically" in close) is denied


def test_its_guideline_lines_show_the_forms_that_occur(sample):
    bases = [item.claims_administrator_basis for item in sample.disputed_items]
    sources = {citation.source for basis in bases for citation in basis.citations}
    assert sources == {Source.MTUS, Source("Non-MTUS Citation")}
    assert any(basis.none_cited for basis in bases)


def test_its_dates_follow_each_other(sample):
    days = [
        sample.date_of_injury,
        sample.ur_denial_date,
        sample.application_received,
        sample.date_assigned,
        sample.decision_date,
    ]
    assert days == sorted(days)
    assert sample.decision_date - sample.application_received <= dt.timedelta(days=30)
    assert all(document.date <= sample.application_received for document in sample.documents)


def test_every_report_that_the_letter_names_by_date_is_among_the_documents(sample):
    dates = {f"{document.date:%m/%d/%Y}" for document in sample.documents}
    for item in sample.disputed_items:
        for words in item.rationale.split("report of ")[1:]:
            assert words[:10] in dates


def test_the_reviewer_is_named_for_the_office_and_in_no_letter(sample, pack):
    assert sample.reviewer.name
    for edition in ("served", "published"):
        assert sample.reviewer.name.encode() not in write(compose(sample, pack, edition))


def test_its_file_is_as_the_program_writes_it(sample, sample_file):
    assert sample_file.read_bytes() == case_file.dumps(sample)


def test_the_answers_on_its_first_item_meet_the_guideline_that_it_cites(sample):
    item = sample.disputed_items[0]
    (guideline,) = map(reference_works.catalog().get, item.guidelines)
    assert guideline.in_force(sample.decision_date)
    assert assess(item, guideline).result is Verdict.MET
    assert {answer.criterion for answer in item.answers} <= set(guideline.checklist.criteria)


def test_the_check_finds_no_error_in_it(sample_file, capsys):
    assert cli.main(["check", str(sample_file)]) == 0
