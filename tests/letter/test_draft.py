"""Rationales and summaries as they are drafted."""

from __future__ import annotations

import re
from html import unescape

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.app import reference_works
from desktop.cases.case import Answer, Basis, Citation, DisputedItem
from desktop.cases.changes.drafted_text import merge
from desktop.cases.terms import Decision, Source, Verdict
from desktop.guidelines.citations import cited, study
from desktop.letter.compose.drafts import draft_rationale, guideline_line
from desktop.letter.compose.pack import Pack
from desktop.platform import assets
from desktop.records.questions import Prose

LIBRARY, CITATIONS = reference_works.catalog(), reference_works.citations()
PACK = Pack(assets.templates("california-imr"))
ACUPUNCTURE = "mtus-acupuncture-2007"


def rationale(item):
    return draft_rationale(item, LIBRARY, CITATIONS, PACK)


def seed(decision=Decision.UPHELD, request="Additional acupuncture twice a week for three weeks"):
    said = {
        "body-part": Verdict.MET,
        "rehabilitation": Verdict.MET,
        "daily-activities": Verdict.NOT_DOCUMENTED,
        "work-restrictions": Verdict.NOT_DOCUMENTED,
        "measured-at-visit": Verdict.NOT_DOCUMENTED,
        "dependency": Verdict.NOT_DOCUMENTED,
    }
    answers = [
        Answer(guideline=ACUPUNCTURE, criterion=name, verdict=verdict)
        for name, verdict in said.items()
    ]
    answers += [
        Answer(guideline=ACUPUNCTURE, criterion="course", value="extension"),
        Answer(
            guideline=ACUPUNCTURE,
            criterion="reported-benefit",
            verdict=Verdict.MET,
            evidence=Prose("Progress note, 03/12/2015: >50 percent pain relief"),
        ),
    ]
    return DisputedItem(
        request=request, decision=decision, guidelines=(ACUPUNCTURE,), answers=tuple(answers)
    )


def test_the_case_that_the_project_began_from_is_argued():
    words = rationale(seed())
    for expected in (
        "3 to 6 treatments",
        "2 x 3 = 6 visits",
        "The progress note of 03/12/2015 records a report of benefit: >50 percent pain relief.",
        "no activity, work restriction or drug dose before and after",
        "The records submitted do not show a specific gain in activities of daily living",
    ):
        assert expected in words
    assert words.endswith("is not medically necessary.")


def test_the_last_sentence_agrees_with_the_decision():
    assert rationale(seed(Decision.OVERTURNED)).endswith("is medically necessary.")
    assert "medically necessary" not in rationale(seed(None))


def test_a_decision_against_the_answers_is_not_said_to_follow_from_them():
    words = rationale(seed(Decision.OVERTURNED))
    assert (
        "do not establish that the criteria of the guideline are met. On the whole record" in words
    )


def test_what_was_not_answered_is_not_spoken_of():
    item = msgspec.structs.replace(seed(), answers=())
    words = rationale(item)
    assert "do not show" not in words
    assert "criteria of the guideline are" not in words


def test_a_lower_source_of_evidence_is_explained():
    basis = Basis(
        citations=(Citation(source=Source("Non-MTUS Citation"), title="ODG", chapter="Head"),)
    )
    answers = (
        Answer(
            guideline="evidence-order",
            criterion="mtus",
            value="silent",
            evidence=Prose("it has no chapter on the head"),
        ),
    )
    item = DisputedItem(
        request="CT scan of the head",
        decision=Decision.UPHELD,
        reviewer_basis=basis,
        answers=answers,
    )
    words = rationale(item)
    assert words.startswith(
        "The MTUS does not address this service for this condition: it has no chapter on the "
        "head. The decision therefore rests on ODG, Head, the next source in the order of "
        "8 CCR 9792.21.1."
    )


def test_several_guidelines_are_argued_a_paragraph_each():
    item = msgspec.structs.replace(seed(), guidelines=(ACUPUNCTURE, "mtus-evidence-search"))
    first, second = rationale(item).splitlines()
    assert "medically necessary" not in first
    assert second.startswith("The request was judged as well under 8 CCR 9792.21.1")
    assert second.endswith("not medically necessary.")


def test_why_no_guideline_applies_is_said():
    answers = (
        Answer(
            guideline="evidence-order",
            criterion="no-guideline",
            evidence=Prose("none addresses this device."),
        ),
    )
    item = DisputedItem(request="Uniform", decision=Decision.UPHELD, answers=answers)
    assert rationale(item) == (
        "The request is for uniform. No guideline applies: none addresses this device. "
        "Therefore, the request for uniform is not medically necessary."
    )


def test_a_changed_answer_keeps_an_edited_sentence_and_marks_it_where_it_is_older():
    drafted = rationale(seed())
    edited = drafted.replace("That report speaks for", "I weigh that report in favor of")
    improved = [
        msgspec.structs.replace(one, verdict=Verdict.MET)
        if one.criterion in ("daily-activities", "measured-at-visit", "dependency")
        else one
        for one in seed().answers
    ]
    after = msgspec.structs.replace(seed(), answers=tuple(improved), decision=Decision.OVERTURNED)
    merged = merge(drafted, edited, rationale(after))
    assert "I weigh that report in favor of" in merged.text
    assert merged.text.endswith("is medically necessary.")
    assert [one.was[:29] for one in merged.stale] == ["That report speaks for the tr"]


def test_a_guideline_is_cited_as_the_letters_cite_it():
    for guideline in LIBRARY:
        line = guideline_line(Basis(citations=(cited(guideline),)), "The Expert Reviewer", PACK)
        if guideline.organisation == "MTUS" and guideline.citation.startswith("MTUS "):
            assert line == f"Decision based on {guideline.citation}."
        if guideline.organisation == "ODG":
            assert line.endswith(
                f"Decision based on Non-MTUS Citation Official Disability Guidelines (ODG) "
                f"{guideline.chapter}, {guideline.section}."
            )


def test_a_study_is_cited_with_authors_title_journal_year_and_pages():
    basis = Basis(citations=(study("Smith J, et al", "A trial of rest", "Spine", 2015, "12-19"),))
    assert guideline_line(basis, "The Expert Reviewer", PACK).endswith(
        "Decision based on Non-MTUS Citation Smith J, et al. A trial of rest. Spine, 2015, 12-19."
    )


@st.composite
def items(draw):
    """An item under a guideline that ships, with any answers."""
    guideline = LIBRARY[draw(st.sampled_from([one.id for one in LIBRARY]))]
    answers = [
        Answer(
            guideline=guideline.id,
            criterion=one.id,
            verdict=draw(st.sampled_from([None, *Verdict])),
            value=draw(st.sampled_from(["", "3", "2017-01-02", *one.choices])),
            evidence=Prose(draw(st.sampled_from(["", "note, 1/2/2017: <b>x</b> & y", "{z}"]))),
        )
        for one in guideline.criteria
    ]
    return DisputedItem(
        request=draw(st.sampled_from(["MRI", "PT 2 x 3 weeks", "<p>{{ x }}", "\x08 \ufffe"])),
        decision=draw(st.sampled_from([None, *Decision])),
        guidelines=(guideline.id,),
        answers=tuple(answers),
    )


@settings(max_examples=200, deadline=None)
@given(items())
def test_any_answers_give_a_rationale(item):
    words = rationale(item)
    assert words
    assert unescape(words) == words
    assert "  " not in words
    assert not re.search(r" [.,;]|\.\.", words.replace(item.request, "it"))
    assert not re.search(r"\{(?!z)", words.replace(item.request, ""))
