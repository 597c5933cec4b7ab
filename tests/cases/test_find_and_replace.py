"""The texts of a case: what is found in it, and what a replacement leaves alone."""

from __future__ import annotations

from desktop.cases.case import Acceptance, Answer, Case, DisputedItem, Passage, Summary
from desktop.cases.changes.find_and_replace import changed, texts
from desktop.cases.terms import Decision
from desktop.records.questions import Prose

CASE = Case(
    case_number="odg 1",
    summary=Summary(narrative=Prose("odg 2"), drafted=Prose("odg"), treatments=("odg 3",)),
    disputed_items=(
        DisputedItem(
            request="odg 4",
            decision=Decision.UPHELD,
            guidelines=("odg-knee",),
            answers=(
                Answer(
                    guideline="odg-knee", criterion="odg", value="odg 5", evidence=Prose("odg 6")
                ),
            ),
            drafted=Prose("odg"),
        ),
    ),
    own_words=(Passage(place="odg", words=Prose("odg 7")),),
    accepted=(Acceptance(rule="odg", message="odg", reason=Prose("odg")),),
)


def test_every_text_that_a_person_wrote_is_found_where_it_stands():
    found = {path: text for path, text in texts(CASE) if "odg" in text}
    assert found == {
        "case_number": "odg 1",
        "summary.treatments.0": "odg 3",
        "summary.narrative": "odg 2",
        "disputed_items.0.request": "odg 4",
        "disputed_items.0.answers.0.value": "odg 5",
        "disputed_items.0.answers.0.evidence": "odg 6",
        "own_words.0.words": "odg 7",
    }


def test_a_replacement_leaves_the_names_of_guidelines_and_earlier_drafts_alone():
    new = changed(CASE, lambda text: text.replace("odg", "ODG"))
    assert sorted(text for _, text in texts(new) if text.startswith("ODG")) == [
        f"ODG {number}" for number in range(1, 8)
    ]
    item = new.disputed_items[0]
    assert item.guidelines == ("odg-knee",)
    assert (item.answers[0].guideline, item.answers[0].criterion) == ("odg-knee", "odg")
    assert (item.drafted, new.summary.drafted) == ("odg", "odg")
    assert item.decision is Decision.UPHELD
    assert new.accepted == CASE.accepted
    assert new.program == "california-imr"


def test_nothing_to_change_changes_nothing():
    assert changed(CASE, lambda text: text) == CASE
    assert changed(Case(), str.upper) == Case()
