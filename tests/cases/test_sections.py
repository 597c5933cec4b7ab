"""The sections of a case: what belongs to which, and where the letter shows it."""

from __future__ import annotations

import pytest

from desktop.cases.case import Case, DisputedItem, Party
from desktop.cases.sections import SECTIONS, SectionProgress, is_empty, of, passage, progress


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("case_number", "case_number"),
        ("summary.age", "summary.narrative"),
        ("summary.diagnoses.1.name", "summary.narrative"),
        ("summary.narrative", "summary.narrative"),
        ("disputed_items.2.answers", "disputed_items.2.rationale"),
        ("disputed_items.2.guidelines", "disputed_items.2.rationale"),
        ("disputed_items.0.frequency", "disputed_items.0.request"),
        ("disputed_items.0.reviewer_basis.citations.0.year",
         "disputed_items.0.reviewer_basis.citations.0.year"),
        ("disputed_items.0", "disputed_items.0"),
        ("documents.3.pages", "documents.3.pages"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_entered_is_shown_in_a_passage(path, shown):
    assert passage(path) == shown


def test_a_tick_that_is_not_set_is_nothing_entered():
    assert is_empty(Case(), "formulary_dispute")
    assert not is_empty(Case(formulary_dispute=True), "formulary_dispute")
    assert is_empty(Case(injured_worker=Party()), "injured_worker")
    assert is_empty(Case(disputed_items=(DisputedItem(),)), "disputed_items.1.request")


def test_a_case_without_an_entry_is_empty_in_every_section():
    states = {section.key: progress(Case(), section.fields, ()) for section in SECTIONS}
    assert set(states.values()) == {SectionProgress.EMPTY}


def test_the_field_of_a_part_belongs_to_the_section_of_the_whole():
    assert of("injured_worker.address.street") == "parties"
    assert of("disputed_items.3.reviewer_basis.citations") == "disputed_items.3"
    assert of("disputed_items") == "items"
