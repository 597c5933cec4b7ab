"""Words of a case as they stand inside a sentence."""

from __future__ import annotations

import pytest

from desktop.app import reference_works
from desktop.guidelines.argument import source
from desktop.guidelines.wording import (
    document_in_sentence,
    in_sentence,
    is_plural,
    named,
    schedule,
    series,
    with_article,
)


@pytest.mark.parametrize(
    ("evidence", "document", "finding"),
    [
        ("PR-2, 03/12/2015: walks 30 minutes.", "PR-2, 03/12/2015", "walks 30 minutes"),
        ("Progress note, 03/12/2015", "Progress note, 03/12/2015", ""),
        ("walks 30 minutes", "", "walks 30 minutes"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_evidence_names_its_document_and_its_finding(evidence, document, finding):
    assert source(evidence) == (document, finding)


def test_words_stand_well_in_a_sentence():
    words = reference_works.vocabulary()
    assert in_sentence("MRI of the Lumbar Spine.", words) == "MRI of the lumbar spine"
    assert (
        in_sentence("Post-operative Physical Therapy", words) == "post-operative physical therapy"
    )
    assert in_sentence("Norflex 100mg #60", words) == "Norflex 100mg #60"
    assert document_in_sentence("The Progress note, 03/12/2015") == "progress note of 03/12/2015"
    assert (
        document_in_sentence("Dr. Okafor's report of 1/2/2016") == "Dr. Okafor's report of 1/2/2016"
    )
    assert document_in_sentence("PR-2, dated 1/2/2016") == "PR-2 of 1/2/2016"
    assert series(["a"]) == "a"
    assert series(["a", "b", "c"], "or") == "a, b or c"
    assert series(["a, b", "c"]) == "a, b; and c"


def test_the_sum_of_the_visits_is_shown_unless_the_request_has_another():
    assert schedule("PT 2 x a week for 6 weeks") == "2 x 6 = 12 visits"
    assert schedule("PT 1 to 2 times a week for 4 weeks") == "1 to 2 x 4 = 4 to 8 visits"
    assert schedule("PT 2 times a week for 6 weeks, 10 sessions") == ""
    assert schedule("MRI") == ""
    assert schedule("Naproxen 500 mg, twice a day for 30 days") == ""


def test_people_and_occupations_are_named_in_a_sentence():
    assert named("treating physician") == "the treating physician"
    assert named("A. Solano, MD") == "A. Solano, MD"
    assert named("the examiner") == "the examiner"
    assert with_article("order picker") == "an order picker"
    assert with_article("a baker") == "a baker"


@pytest.mark.parametrize(
    ("document", "plural"),
    [("therapy notes of 2016", True), ("MRI report", False), ("analysis of 1/2/2016", False)],
)
def test_a_plural_document_is_known(document, plural):
    assert is_plural(document) == plural
