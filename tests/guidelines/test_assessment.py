"""What the answers to criteria imply."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.app import reference_works
from desktop.cases.case import Answer, DisputedItem
from desktop.cases.terms import Decision, Verdict
from desktop.guidelines.assessment import assess, contradiction
from desktop.guidelines.decisive_criteria import reached
from desktop.guidelines.logic import all_of, any_of, at_least, implied, opposite

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
UNKNOWN, DROPPED = Verdict.NOT_DOCUMENTED, Verdict.NOT_APPLICABLE
LIBRARY = reference_works.catalog()
ACUPUNCTURE = LIBRARY["mtus-acupuncture-2007"]
SEED = "Additional acupuncture for the sacroiliac twice a week for three weeks"


def answers(guideline, **given_):
    """Answers as ``criterion_name="met"`` or, of a value, as the value itself."""
    verdicts = {verdict.value: verdict for verdict in Verdict}
    return tuple(
        Answer(
            guideline=guideline.id,
            criterion=name.replace("_", "-"),
            verdict=verdicts.get(said),
            value="" if said in verdicts else said,
        )
        for name, said in given_.items()
    )


EXTENSION = {
    "body_part": "met",
    "rehabilitation": "met",
    "course": "extension",
    "earlier_visits": "not documented",
    "reported_benefit": "met",
}
NOTHING_MEASURED = dict.fromkeys(
    ("daily_activities", "work_restrictions", "measured_at_visit", "dependency"), "not documented"
)


def extension(**improvement):
    item = DisputedItem(request=SEED)
    given_ = answers(ACUPUNCTURE, **EXTENSION | NOTHING_MEASURED | improvement)
    return assess(item, ACUPUNCTURE, given_)


@pytest.mark.parametrize(
    ("verdicts", "all_", "any_"),
    [
        ((MET, MET), MET, MET),
        ((MET, NOT_MET), NOT_MET, MET),
        ((MET, UNKNOWN), UNKNOWN, MET),
        ((NOT_MET, UNKNOWN), NOT_MET, UNKNOWN),
        ((NOT_MET, NOT_MET), NOT_MET, NOT_MET),
        ((UNKNOWN, DROPPED), UNKNOWN, UNKNOWN),
        ((MET, DROPPED), MET, MET),
        ((DROPPED, DROPPED), DROPPED, DROPPED),
    ],
)
def test_all_and_any_follow_kleene_and_leave_out_what_does_not_apply(verdicts, all_, any_):
    assert (all_of(verdicts), any_of(verdicts)) == (all_, any_)


def test_so_many_of_several():
    assert at_least(2, (MET, NOT_MET, UNKNOWN)) == UNKNOWN
    assert at_least(2, (MET, MET, UNKNOWN)) == MET
    assert at_least(2, (MET, NOT_MET, NOT_MET)) == NOT_MET
    assert at_least(1, (DROPPED,)) == DROPPED


def test_a_condition_that_does_not_hold_asks_nothing():
    assert implied(NOT_MET, NOT_MET) == DROPPED
    assert implied(MET, NOT_MET) == NOT_MET
    assert implied(UNKNOWN, MET) == UNKNOWN


def test_not_leaves_the_unknown_unknown():
    assert [opposite(one) for one in (MET, NOT_MET, UNKNOWN)] == [NOT_MET, MET, UNKNOWN]


def test_the_case_that_the_project_began_from_is_not_documented():
    found = extension()
    assert found.result == UNKNOWN
    assert found.values["visits"] == 6
    assert found.verdicts["functional-improvement"] == UNKNOWN
    assert {"measured-at-visit", "dependency"} <= set(found.deciding)


@pytest.mark.parametrize(
    ("improvement", "expected"),
    [
        ({"daily_activities": "met", "measured_at_visit": "met", "dependency": "met"}, MET),
        ({"work_restrictions": "met", "measured_at_visit": "met", "dependency": "met"}, MET),
        ({"daily_activities": "met", "measured_at_visit": "met"}, UNKNOWN),
        ({"daily_activities": "met", "dependency": "met"}, UNKNOWN),
        ({"dependency": "not met"}, NOT_MET),
        ({"daily_activities": "not met", "work_restrictions": "not met"}, NOT_MET),
    ],
)
def test_functional_improvement_is_a_measured_gain_and_less_dependency(improvement, expected):
    assert extension(**improvement).verdicts["functional-improvement"] == expected


def test_frequency_and_weeks_are_read_from_the_request():
    item = DisputedItem(request="Acupuncture 2 times a week for 6 weeks")
    given_ = answers(ACUPUNCTURE, body_part="met", rehabilitation="met", course="first course")
    found = assess(item, ACUPUNCTURE, given_)
    assert found.values["visits"] == 12
    assert (found.result, found.verdicts["within-trial"]) == (NOT_MET, NOT_MET)


def test_a_surgery_gives_its_visits_and_its_period():
    guideline = LIBRARY["mtus-postsurgical-2009-knee"]
    item = DisputedItem(request="Post-op physical therapy, 8 visits, right knee")
    given_ = answers(
        guideline,
        covered_surgery="met",
        surgery="meniscectomy",
        surgery_date="2017-01-04",
        request_date="2017-02-01",
        postsurgical_visits="0",
        course="initial course",
    )
    found = assess(item, guideline, given_)
    assert (found.values["visits-of-table"], found.values["period-months"]) == (12, 6)
    assert found.verdicts["in-period"] == MET
    assert found.verdicts["half"] == NOT_MET


def test_the_reviewer_s_number_stands_above_the_request_s():
    item = DisputedItem(request="Acupuncture 2 times a week for 6 weeks")
    given_ = answers(ACUPUNCTURE, weeks="3")
    assert assess(item, ACUPUNCTURE, given_).values["visits"] == 6


def test_the_remaining_portion_is_what_counts():
    item = DisputedItem(request="Acupuncture 18 sessions", remaining="Acupuncture 12 sessions")
    assert assess(item, ACUPUNCTURE).values["visits"] == 12


def test_a_flip_names_the_one_answer_that_would_change_the_result():
    found = extension(daily_activities="met", measured_at_visit="met")
    assert ("dependency", "met", MET) in {(one.name, one.answer, one.result) for one in found.flips}


def test_a_flip_can_be_read():
    flips = extension(daily_activities="met", measured_at_visit="met").flips
    flip = next(one for one in flips if one.name == "dependency" and one.result == MET)
    assert flip.in_words(ACUPUNCTURE) == (
        "Did dependency on continued medical treatment become less? Met: the criteria would be met."
    )


def test_a_number_beyond_its_bound_is_a_flip():
    item = DisputedItem(request="Acupuncture 8 visits")
    given_ = answers(
        ACUPUNCTURE, body_part="met", rehabilitation="met", course="first course", frequency="2"
    )
    found = assess(item, ACUPUNCTURE, given_)
    assert ("visits", "6", MET) in {(one.name, one.answer, one.result) for one in found.flips}


def test_questions_that_count_and_have_no_answer_are_named():
    found = assess(DisputedItem(request=SEED), ACUPUNCTURE)
    assert "course" in found.unanswered
    assert "reported-benefit" not in found.unanswered
    assert "visits-asked" not in found.unanswered


def test_a_decision_against_the_answers_is_pointed_out():
    improved = extension(daily_activities="met", measured_at_visit="met", dependency="met")
    assert "upheld" in contradiction(Decision.UPHELD, [improved])
    assert "overturned" in contradiction(Decision.OVERTURNED, [extension()])
    assert not contradiction(Decision.UPHELD, [extension()])
    assert not contradiction(None, [improved])


SHIPPED = st.sampled_from(list(LIBRARY))
VALUES = st.one_of(
    st.integers(0, 40).map(str), st.dates().map(str), st.text(max_size=8), st.just("")
)


@st.composite
def answered(draw):
    """A guideline that ships, with any answers."""
    guideline = draw(SHIPPED)
    given_ = tuple(
        Answer(
            guideline=guideline.id,
            criterion=one.id,
            verdict=draw(st.sampled_from([None, *Verdict])),
            value=draw(st.one_of(VALUES, st.sampled_from(one.choices or ("1",)))),
        )
        for one in guideline.criteria
    )
    return guideline, given_


@given(answered(), st.text(max_size=40))
def test_any_answers_give_an_assessment(case, request_):
    guideline, given_ = case
    found = assess(DisputedItem(request=request_), guideline, given_)
    assert found.result in (MET, NOT_MET, UNKNOWN)


@given(answered(), st.data())
def test_more_evidence_never_turns_met_into_not_documented(case, data):
    guideline, given_ = case
    before = assess(DisputedItem(), guideline, given_)
    open_ = [at for at, one in enumerate(given_) if _is_open(guideline, one)]
    if before.result == UNKNOWN or not open_:
        return
    at = data.draw(st.sampled_from(open_))
    criterion = guideline.checklist.criteria[given_[at].criterion]
    value = data.draw(st.sampled_from(criterion.choices or ("3", "400", "2017-01-02")))
    more = Answer(
        guideline=guideline.id,
        criterion=criterion.id,
        verdict=data.draw(st.sampled_from([MET, NOT_MET, DROPPED])),
        value=value,
    )
    after = assess(DisputedItem(), guideline, (*given_[:at], more, *given_[at + 1 :]))
    assert after.result == before.result


def _is_open(guideline, answer):
    """Whether the answer tells nothing yet."""
    if guideline.checklist.criteria[answer.criterion].kind == "yes-no":
        return answer.verdict in (None, UNKNOWN)
    return answer.verdict == UNKNOWN or not (answer.verdict or answer.value)


@settings(max_examples=60, deadline=None)
@given(answered())
def test_the_deciding_answers_decide_and_no_fewer_do(case):
    guideline, given_ = case
    found = assess(DisputedItem(), guideline, given_)
    if found.result == UNKNOWN or len(found.deciding) > 4:
        return
    assert _result_of(guideline, given_, found.deciding) == found.result
    counted = sorted(reached(guideline.checklist))
    for size in range(len(found.deciding)):
        for fewer in combinations(counted, size):
            assert _result_of(guideline, given_, fewer) == UNKNOWN


def _result_of(guideline, given_, names):
    kept = tuple(one for one in given_ if one.criterion in names)
    return assess(DisputedItem(), guideline, kept).result


@given(answered())
def test_each_flip_changes_the_result(case):
    guideline, given_ = case
    found = assess(DisputedItem(), guideline, given_)
    for flip in found.flips:
        assert flip.result != found.result
