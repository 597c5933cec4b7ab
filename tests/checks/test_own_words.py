"""A program's own words for its decisions are what the check reads in a rationale."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from desktop.cases.case import Case, DisputedItem
from desktop.cases.pack_words import Effect
from desktop.cases.terms import Decision
from desktop.checks.closing_sentence import closing
from desktop.checks.engine.check import review
from desktop.records.questions import Prose

UPHELD, OVERTURNED = Decision.UPHELD, Decision.OVERTURNED
DENTAL = ("a covered dental need", "not a covered dental need")
APART = ("covered", "excluded from coverage")
VERBS = ("falls under the plan", "does not fall under the plan")


def saying(references, words):
    """`references` of a program whose decisions for and against are closed by `words`."""
    says = dict(zip((Effect.FOR, Effect.AGAINST), words, strict=True))
    known = references.program.decisions.items()
    decisions = {word: replace(one, says=says[one.effect]) for word, one in known}
    return replace(
        references, program=replace(references.program, decisions=decisions, outcomes={})
    )


def item(rationale: str, decision: Decision) -> DisputedItem:
    return DisputedItem(request="Crown", rationale=Prose(rationale), decision=decision)


def found(rationale: str, decision: Decision, rule: str, references) -> list[str]:
    case = Case(disputed_items=(item(rationale, decision),))
    return [one.message for one in review(case, references) if one.rule == rule]


@pytest.mark.parametrize(
    ("words", "decision", "closes"),
    [
        (DENTAL, UPHELD, "is a covered dental need"),
        (DENTAL, UPHELD, "constitutes a covered dental need"),
        (DENTAL, OVERTURNED, "is not a covered dental need"),
        (DENTAL, OVERTURNED, "cannot be considered a covered dental need"),
        (DENTAL, OVERTURNED, "isn’t a covered dental need"),
        (DENTAL, OVERTURNED, "are not covered dental needs"),
        (APART, OVERTURNED, "is excluded from coverage"),
        (APART, UPHELD, "is not excluded from coverage"),
        (APART, UPHELD, "was found to be covered"),
        (VERBS, OVERTURNED, "does not fall under the plan"),
        (VERBS, UPHELD, "falls under the plan"),
    ],
)
def test_a_decision_against_the_programs_words_quotes_the_rationale(
    words, decision, closes, references
):
    rationale = f"The requested crown {closes}."
    own = saying(references, words)
    [message] = found(rationale, decision, "decision.closing", own)
    assert message == f'Item 1 is {decision}, but its rationale says "{closes}".'
    assert closing(item(rationale, decision), own.reader).against == closes
    other = UPHELD if decision is OVERTURNED else OVERTURNED
    assert found(rationale, other, "decision.closing", own) == []


@pytest.mark.parametrize(
    ("words", "closes"),
    [
        (DENTAL, "is medically necessary"),
        (DENTAL, "would be a covered dental need if it hurt"),
        (APART, "was covered with gold"),
    ],
)
def test_what_does_not_say_the_decision_contradicts_none(words, closes, references):
    own, rationale = saying(references, words), f"The requested crown {closes}."
    assert found(rationale, UPHELD, "decision.closing", own) == []
    assert found(rationale, OVERTURNED, "decision.closing", own) == []


def test_a_rationale_must_say_the_programs_words(references):
    own = saying(references, DENTAL)
    [message] = found("It is medically necessary.", UPHELD, "content.necessity", own)
    assert message == 'The rationale of item 1 never says "covered dental need".'
    assert found("It is not a covered dental need.", UPHELD, "content.necessity", own) == []


def test_a_rationale_that_says_both_is_divided(references):
    words = "The crown is a covered dental need. The crown is not a covered dental need."
    own = saying(references, DENTAL)
    [message] = found(words, UPHELD, "decision.rationale-divided", own)
    assert '"is a covered dental need" and "is not a covered dental need"' in message


@pytest.mark.parametrize(
    ("decision", "closes", "turned"),
    [
        (UPHELD, "is a covered dental need", "is not a covered dental need"),
        (OVERTURNED, "is not a covered dental need", "is a covered dental need"),
    ],
)
def test_the_closing_sentence_is_turned_in_the_programs_words(decision, closes, turned, references):
    own = saying(references, DENTAL)
    step = closing(item(f"The crown {closes}.", decision), own.reader).in_step
    assert step == f"The crown {turned}."
