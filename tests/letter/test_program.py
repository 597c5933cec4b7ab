"""The program's facts: each fixed paragraph rests on something, and says on what."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from desktop.cases.terms import Outcome, Priority
from desktop.letter.compose.compose import compose
from desktop.letter.compose.template_policy import check
from desktop.letter.model.blocks import Paragraph
from desktop.programs.program import Fact, ProgramError, read_program

OWN = {"letterhead", "date", "addressee", "salutation", "closing", "signature", "copies"}
"""Paragraphs that a letter has by custom, not by a rule."""


def composed(sample, pack):
    for edition in pack.program.editions:
        yield from compose(sample, pack, edition).blocks


def test_every_fixed_paragraph_has_its_authority(sample, pack):
    fixed = {
        block.id
        for block in composed(sample, pack)
        if isinstance(block, Paragraph)
        and not block.id.startswith(("item.", "own_words"))
        and block.id not in OWN
        and not all(run.path for run in block.runs)
    }
    assert fixed == {fact.id for fact in pack.program.fixed}


def test_each_fact_is_told_once_with_a_citation(pack):
    ids = [fact.id for fact in pack.program.fixed]
    assert len(ids) == len(set(ids))
    assert all(fact.citation for fact in (*pack.program.fixed, *pack.program.clocks))


def test_all_outcomes_and_priorities_are_provided_for(pack):
    assert set(pack.program.outcomes) == set(Outcome)
    assert {clock.priority for clock in pack.program.clocks} >= set(Priority)


def test_every_template_of_the_pack_passes_its_own_gate(pack):
    for name in pack._environment.loader._names:
        if name.endswith(".jinja"):
            assert pack.problem(name) == ""
            check(pack._environment.parse(pack.text(name)), name)


def test_a_fact_holds_from_its_first_to_its_last_day():
    fact = Fact(
        citation="8 CCR 1", in_force_from=dt.date(2013, 1, 1), in_force_to=dt.date(2017, 12, 31)
    )
    assert fact.in_force(dt.date(2013, 1, 1))
    assert fact.in_force(dt.date(2017, 12, 31))
    assert not fact.in_force(dt.date(2012, 12, 31))
    assert not fact.in_force(dt.date(2018, 1, 1))
    assert not fact.in_force(None)
    assert Fact(citation="8 CCR 2").in_force(None)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('id = "california-imr"', ""), "id"),
        (('language = "en-US"', 'languag = "en-US"'), "languag"),
        (("days = 30", 'days = "thirty"'), "days"),
        (("days = 30", "days = "), "line"),
        (('priority = "Expedited"', 'priority = "Urgent"'), "priority"),
    ],
)
def test_a_wrong_file_is_refused_with_its_name_and_the_key(pack, change, words):
    text = pack.text("program.toml")
    assert change[0] in text
    with pytest.raises(ProgramError, match=re.escape(words)) as refusal:
        read_program(text.replace(*change, 1), "program.toml")
    assert str(refusal.value).startswith("program.toml, line ")
