"""The order of evidence, and the citations that stand on it."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.app import reference_works
from desktop.cases.case import Answer, Citation
from desktop.cases.terms import Source
from desktop.guidelines.citations import cited, study
from desktop.guidelines.editions.item_days import ItemDays
from desktop.guidelines.evidence_hierarchy import EVIDENCE_ORDER, NO_GUIDELINE, why_no_guideline

WORKS = reference_works.citations()
LADDER = WORKS.ladder
MTUS = Citation(title="Low Back Complaints", year=2004)
ODG = Citation(
    source=Source("Non-MTUS Citation"), title="Official Disability Guidelines (ODG)", chapter="Head"
)
POLICY = Citation(
    source=Source("Other Medical Treatment Guidelines"), title="AANEM Recommended Policy"
)
STUDY = study("Smith J, et al", "A trial of rest", "Spine", 2015, "12-19")


def reason(rung, why, because=""):
    return Answer(guideline=EVIDENCE_ORDER, criterion=rung, value=why, evidence=because)


@pytest.mark.parametrize(
    ("citation", "rung"),
    [(MTUS, "mtus"), (ODG, "acoem-odg"), (POLICY, "guidelines"), (STUDY, "studies")],
)
def test_each_citation_stands_on_a_rung(citation, rung):
    assert LADDER.rung(citation).id == rung


def test_a_lower_rung_asks_why_each_higher_one_does_not_govern():
    assert [rung.id for rung in LADDER.unexplained([POLICY], [])] == ["mtus", "acoem-odg"]
    answers = [reason("mtus", "silent")]
    assert [rung.id for rung in LADDER.unexplained([POLICY], answers)] == ["acoem-odg"]


def test_the_highest_citation_decides_what_is_asked():
    assert not LADDER.unexplained([ODG, MTUS], [])
    assert not LADDER.unexplained([], [])


def test_a_reason_is_silent_or_rebutted_and_nothing_else():
    steps = LADDER.steps([ODG], [reason("mtus", "I think so")])
    assert [step.why for step in steps] == [""]
    steps = LADDER.steps([ODG], [reason("mtus", "Rebutted", "two trials.")])
    assert [(step.why, step.because) for step in steps] == [("rebutted", "two trials")]


def test_only_the_schedule_has_a_presumption_to_rebut():
    """Below it, what has better evidence governs (8 CCR 9792.21.1(a)(2))."""
    answers = [reason("mtus", "outweighed"), reason("acoem-odg", "rebutted", "a later review.")]
    steps = LADDER.steps([POLICY], answers)
    assert [(step.why, step.because) for step in steps] == [
        ("rebutted", ""),
        ("outweighed", "a later review"),
    ]
    assert [rung.id for rung in LADDER.rungs if rung.presumed] == ["mtus"]


def test_why_no_guideline_applies_is_kept_with_the_answers():
    answers = [Answer(guideline=EVIDENCE_ORDER, criterion=NO_GUIDELINE, evidence="no rule")]
    assert why_no_guideline(answers) == "no rule"
    assert why_no_guideline([]) == ""


def test_the_chapter_in_force_is_found_first():
    day = dt.date(2017, 2, 13)
    found = WORKS.search("low back", ItemDays(day))
    assert (found[0].citation.title, found[0].citation.year) == ("Low Back Complaints", 2004)
    assert found[0].in_force
    later = WORKS.search("low back", ItemDays(dt.date(2019, 1, 1)))
    assert later[0].citation.title == "Low Back Disorders"


def test_a_section_is_found_by_beginnings_of_words():
    found = WORKS.search("low spec stud", ItemDays(dt.date(2017, 2, 13)))
    assert found[0].citation.sections == ("Special Studies",)


def test_a_chapter_of_the_odg_is_found():
    found = WORKS.search("odg hip", ItemDays(dt.date(2017, 2, 13)))
    assert (found[0].citation.source, found[0].citation.chapter) == (
        Source("Non-MTUS Citation"),
        "Hip and Pelvis",
    )


def test_a_topic_of_the_odg_is_found():
    found = WORKS.search("odg knee hyal", ItemDays(dt.date(2017, 2, 13)))
    assert (found[0].citation.chapter, found[0].citation.topic) == (
        "Knee and Leg",
        "Hyaluronic acid injections",
    )


def test_an_older_letter_names_the_chapter_without_its_year():
    (work,) = (one for one in WORKS.works if one.title == "Acupuncture Treatment")
    older = work.older(next(work.citations()))
    assert (older.title, older.suffix, older.year, older.older_form) == (
        "Acupuncture Treatment",
        "Guidelines",
        None,
        True,
    )


def test_every_guideline_can_be_cited():
    for guideline in reference_works.catalog():
        citation = cited(guideline)
        assert citation.title
        assert (citation.source == Source.MTUS) == (guideline.organisation == "MTUS")
