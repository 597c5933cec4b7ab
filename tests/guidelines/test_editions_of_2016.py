"""What the MTUS of 2016 asks, where it once was given the numbers of another guideline."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.app import reference_works
from desktop.cases.case import Answer, DisputedItem
from desktop.cases.terms import Verdict
from desktop.guidelines.argument import argue
from desktop.guidelines.assessment import assess

LIBRARY = reference_works.catalog()
IN_2017 = dt.date(2017, 2, 13)
TESTS = ("mtus-opioid-2016-drug-testing", "mtus-chronic-pain-2016-drug-testing")
DOMAINS = ("analgesia", "activities", "adverse-effects", "aberrant-behavior", "drug-test")


def answered(guideline: str, *met: str, **values: str) -> DisputedItem:
    answers = [Answer(guideline=guideline, criterion=one, verdict=Verdict.MET) for one in met]
    answers += [
        Answer(guideline=guideline, criterion=name.replace("_", "-"), value=value)
        for name, value in values.items()
    ]
    return DisputedItem(request="As asked", guidelines=(guideline,), answers=tuple(answers))


def result(item: DisputedItem) -> Verdict:
    return assess(item, LIBRARY[item.guidelines[0]]).result


@pytest.mark.parametrize("guideline", TESTS)
@pytest.mark.parametrize(
    ("done", "warranted", "wanted"),
    [
        ("0", False, Verdict.MET),
        ("1", False, Verdict.MET),
        ("2", False, Verdict.NOT_DOCUMENTED),
        ("2", True, Verdict.MET),
        ("3", True, Verdict.MET),
        ("4", True, Verdict.NOT_MET),
    ],
)
def test_a_drug_test_twice_a_year_for_all_and_four_times_as_warranted(
    guideline: str, done: str, warranted: bool, wanted: Verdict
) -> None:
    met = ("on-opioids", "warranted") if warranted else ("on-opioids",)
    assert result(answered(guideline, *met, tests_last_year=done)) is wanted
    assert "risk-level" not in LIBRARY[guideline].checklist.criteria


def test_a_dose_above_the_level_for_weaning_is_no_limit() -> None:
    guideline = "mtus-opioid-2016-opioids"
    high = answered(guideline, *DOMAINS, "weaning-tried", daily_dose="200")
    assert result(high) is Verdict.MET
    told = argue(high, LIBRARY[guideline], assess(high, LIBRARY[guideline]))
    assert "Above 80 mg of morphine equivalents a day, weaning is tried" in told.asks
    assert "that level is no limit" in told.asks
    assert result(answered(guideline, *DOMAINS, daily_dose="200")) is Verdict.NOT_DOCUMENTED
    assert result(answered(guideline, *DOMAINS, daily_dose="80")) is Verdict.MET
    assert result(answered(guideline, "acute-or-new", daily_dose="200")) is Verdict.MET


@pytest.mark.parametrize("reason", ["after-hospital", "prevents-hospital", "longer-need"])
def test_home_health_needs_neither_part_time_nor_a_worker_confined_to_the_home(reason: str) -> None:
    guideline = "mtus-chronic-pain-2016-home-health"
    assert result(answered(guideline, reason)) is Verdict.MET
    assert {"homebound", "hours-a-week"}.isdisjoint(LIBRARY[guideline].checklist.criteria)


def test_an_epidural_injection_is_judged_by_the_chapter_on_the_low_back_first() -> None:
    offers = LIBRARY.offer("Lumbar epidural steroid injection, left L4-5", IN_2017)
    named = [f"{one.guideline.chapter} {one.guideline.year}" for one in offers]
    assert named[0] == "Low Back Complaints 2004"
    assert named[-1] == "Chronic Pain Medical Treatment 2016"


def test_functional_improvement_is_cited_at_f_and_then_at_e() -> None:
    rules = [LIBRARY["functional-improvement-2009"], LIBRARY["functional-improvement"]]
    assert [one.edition.facts.law[-3:] for one in rules] == ["(f)", "(e)"]
    for day in (dt.date(2010, 1, 1), dt.date(2016, 7, 27), dt.date(2016, 7, 28), IN_2017):
        assert sum(one.in_force(day) for one in rules) == 1
    assert rules[1].in_force(dt.date(2026, 4, 16))


@pytest.mark.parametrize(
    ("surgery", "visits"), [("metacarpal fracture", 16), ("femur fracture, other", 30)]
)
def test_fractures_of_the_table_have_their_visits_and_no_period(surgery: str, visits: int) -> None:
    item = answered("mtus-postsurgical-2009-hand", surgery=surgery)
    values = assess(item, LIBRARY["mtus-postsurgical-2009-hand"]).values
    assert values["visits-of-table"] == visits
    assert values["period-months"] is Verdict.NOT_DOCUMENTED


def test_home_health_of_2017_asks_no_criteria_that_nobody_has_read() -> None:
    guideline = LIBRARY.offer("Home health aide, four hours a day", dt.date(2019, 5, 6))[
        0
    ].guideline
    assert (guideline.chapter, guideline.year) == ("Chronic Pain", 2017)
    assert [one.id for one in guideline.criteria][:1] == ["recommended"]
