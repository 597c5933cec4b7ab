"""Guideline files: what a director may write, and how a wrong one is refused."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.app import reference_works
from desktop.guidelines.catalog import read_library
from desktop.platform import assets

HEAD = """\
id = "own-gym"
title = "Gym"
organisation = "Own"
chapter = "Equipment"
asks = "It asks for a reason."
services = ["gym-membership"]
"""
BODY = """
[[criteria]]
id = "reason"
ask = "Is a reason given?"

[[criteria]]
id = "months"
ask = "For how many months?"
kind = "number"

[logic]
met = { all = ["reason", "short"] }
short = { value = "months", at_most = 6 }
"""


def library_of(*texts):
    files = [(f"{at}.toml", text) for at, text in enumerate(texts)]
    return read_library(files, reference_works.vocabulary())


def refusal(text):
    refused = library_of(text).refused
    return str(refused[0]) if refused else ""


def test_a_guideline_says_its_questions_in_order():
    guideline = library_of(HEAD + BODY)["own-gym"]
    assert [one.ask for one in guideline.criteria] == ["Is a reason given?", "For how many months?"]


def test_a_citation_not_given_is_made_in_the_form_of_the_letters():
    assert library_of(HEAD + BODY)["own-gym"].citation == "Own Equipment"
    shipped = reference_works.catalog()["mtus-low-back-2004-imaging"]
    assert shipped.citation == "MTUS Low Back Complaints 2004, Section(s): Special Studies"


def test_each_edition_is_a_guideline_of_its_own():
    editions = """
[[editions]]
id = "old"
year = 2009
in_force_to = 2016-07-27

[[editions]]
id = "new"
year = 2016
in_force_from = 2016-07-28
"""
    library = library_of(HEAD + editions + BODY)
    day = dt.date(2016, 7, 28)
    assert [(one.id, one.in_force(day)) for one in library] == [("old", False), ("new", True)]
    assert library["old"].criteria == library["new"].criteria


def test_a_general_rule_lends_its_criteria():
    general = 'id = "g"\ntitle = "G"\norganisation = "Own"\nchapter = "G"\n'
    general += '[[criteria]]\nid = "lent"\nask = "Lent?"\n'
    library = library_of(HEAD + 'uses = ["g"]\n' + BODY, general)
    assert [one.id for one in library["own-gym"].criteria] == ["reason", "months", "lent"]


def test_of_two_guidelines_with_one_id_the_later_wins():
    other = HEAD.replace("It asks for a reason.", "It asks for more.")
    assert library_of(HEAD + BODY, other + BODY)["own-gym"].asks == "It asks for more."


@pytest.mark.parametrize(
    ("wrong", "right", "line", "key", "expected"),
    [
        ('title = "Gym"\n', "", 1, "title", "missing"),
        ("services", "servcies", 6, "servcies", "no such key"),
        ('"gym-membership"', '"gim"', 6, "services", 'no words for "gim"'),
        ('kind = "number"', 'kind = "amount"', 15, "criteria.2.kind", "one of choice, date"),
        ('ask = "Is a', 'ask = 1 # "Is a', 10, "criteria.1.ask", "a text in quotes"),
        ('["reason", "short"]', '["reason", "shirt"]', 18, "logic.met", '"shirt"'),
        ('"reason", "short"', '"reason", "months"', 18, "logic.met", "no question of yes or no"),
        ("at_most = 6", "at_mst = 6", 19, "logic.short.at_mst", "no such key"),
        ("at_most = 6", 'at_most = "cap"', 19, "logic.short", 'no limit "cap"'),
        ('value = "months"', 'value = "weeks"', 19, "logic.short", 'no value "weeks"'),
        ('all = ["reason"', 'all = ["met"', 18, "logic.met", "back to itself"),
        ('id = "months"', 'id = "reason"', 13, "criteria.2.id", "two criteria"),
        ("met = {", "mat = {", 17, "logic", "decides"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_line_key_and_what_was_expected(
    wrong, right, line, key, expected
):
    text = (HEAD + BODY).replace(wrong, right, 1)
    said = refusal(text)
    assert said.startswith("0.toml, line ")
    if key != "title":
        assert f"line {line}, " in said
    assert f'key "{key}"' in said
    assert expected in said


def test_text_that_is_not_toml_is_refused_with_its_line():
    assert refusal(HEAD + "oh no\n").startswith("0.toml, line 7: this is not TOML")


def test_a_wrong_file_does_not_keep_the_others_out():
    library = library_of("oh no", HEAD + BODY)
    assert [one.id for one in library] == ["own-gym"]


def test_what_a_guideline_asks_has_its_edition_s_limits():
    library = reference_works.catalog()
    assert "no more than 120 mg" in library["mtus-chronic-pain-2009-opioids"].asks
    assert "no more than 50 mg" in library["mtus-opioids-2017"].asks
    assert not [one.id for one in library if "{" in one.asks]


def test_a_phrase_may_name_no_stranger():
    assert 'key "asks"' in refusal(HEAD.replace("a reason.", "{cap}.") + BODY)
    said = refusal(HEAD + BODY + '\n[says.short]\nmet = "{weeks} weeks."\n')
    assert 'key "says.short.met"' in said


def test_the_example_of_the_manual_is_in_order():
    manual = assets.resource("guidelines").joinpath("README.md").read_text("utf-8")
    lines = [line for line in manual.splitlines() if line.startswith("    ")]
    (guideline,) = library_of("\n".join(line[4:] for line in lines))
    assert guideline.citation == "Own Equipment, Gym"


def test_every_guideline_that_ships_is_in_order():
    library = reference_works.catalog()
    assert not library.refused
    ids = [one.id for one in library]
    assert len(ids) == len(set(ids)) > 300


def test_what_nobody_has_checked_against_its_source_is_marked():
    for guideline in reference_works.catalog():
        if guideline.verified:
            assert guideline.as_read_on or guideline.id == "visits", guideline.id


def test_each_in_force_date_lies_before_the_next_edition():
    starts = {
        (dt.date(2009, 7, 18), dt.date(2016, 7, 27)),
        (dt.date(2016, 7, 28), dt.date(2017, 11, 30)),
    }
    pain = [
        one for one in reference_works.catalog() if one.chapter == "Chronic Pain Medical Treatment"
    ]
    facts = [one.edition.facts for one in pain]
    assert {(one.in_force_from, one.in_force_to) for one in facts} == starts


def test_guideline_files_hold_lines_that_fit_a_screen():
    for file in assets.resource("guidelines").glob("*.toml"):
        assert max(map(len, file.read_text("utf-8").splitlines())) <= 110, file.name
