"""The closing sentence of a rationale, in step with its decision."""

from __future__ import annotations

import pytest

from desktop.cases.case import DisputedItem
from desktop.cases.terms import Decision
from desktop.checks.closing_sentence import closing
from desktop.records.questions import Prose

UPHELD, OVERTURNED = Decision.UPHELD, Decision.OVERTURNED


def item(rationale: str, decision: Decision | None) -> DisputedItem:
    return DisputedItem(request="MRI", rationale=Prose(rationale), decision=decision)


@pytest.mark.parametrize(
    ("decision", "closes", "turned"),
    [
        (OVERTURNED, "is not medically necessary", "is medically necessary"),
        (UPHELD, "is medically necessary", "is not medically necessary"),
        (OVERTURNED, "is deemed not medically necessary", "is deemed medically necessary"),
        (UPHELD, "was medically necessary", "was not medically necessary"),
    ],
)
def test_only_the_closing_sentence_is_turned(references, decision, closes, turned):
    before = "The knee was examined. The request for an MRI {}.  He may appeal."
    found = closing(item(before.format(closes), decision), references.reader)
    assert found.against == closes
    assert found.in_step == before.format(turned)


@pytest.mark.parametrize(
    ("decision", "closes"),
    [
        (OVERTURNED, "is medically necessary"),
        (UPHELD, "is not medically necessary"),
        (None, "is not medically necessary"),
        (UPHELD, "was made"),
    ],
)
def test_what_is_in_step_or_says_nothing_is_left_alone(references, decision, closes):
    found = closing(item(f"The request {closes}.", decision), references.reader)
    assert found == ("", None)


def test_words_that_a_not_does_not_turn_are_named_and_left_alone(references):
    words = "The medical necessity of the request has not been established."
    found = closing(item(words, OVERTURNED), references.reader)
    assert found.against
    assert found.in_step is None
