"""The states of a case and the ways between them: each program's own, and each sound."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from desktop.cases import pack_words
from desktop.cases.workflow import workflow
from desktop.cases.workflow.states import AGAIN, BY_ITSELF, STANDING, State
from desktop.cases.workflow.validity import mistake, reached
from desktop.platform import assets
from desktop.programs.program import Program, ProgramError, read_program
from desktop.programs.registry import Programs
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PACKS = {
    "california-imr": assets.templates("california-imr"),
    "bare": ROOT / "tests" / "programs" / "bare",
}


def program(id: str) -> Program:
    return Programs(PACKS).named(id)


@pytest.fixture(params=[*PACKS, "core"])
def flow(request: pytest.FixtureRequest) -> workflow.Workflow:
    """The workflow of each program, and that of a pack that declares none."""
    if request.param == "core":
        return workflow.CORE
    pack = program(request.param)
    return workflow.Workflow(pack.states, pack.transitions)


def test_it_is_sound(flow):
    assert mistake(flow.states, flow.transitions) is None


def test_every_state_is_reached_from_the_first(flow):
    first = State.NEW if State.NEW in flow.states else State.DRAFTING
    assert reached(first, flow.transitions) == {*flow.states}


def test_every_end_is_reopened_and_the_case_is_finished_from_there(flow):
    for end in flow.ends:
        assert State.DRAFTING in {way.to for way in flow.allowed(end)}
        assert State.SIGNED in reached(end, flow.transitions)


def test_no_letter_stands_that_nobody_signed_off(flow):
    for start in {*flow.states} - {*STANDING}:
        assert reached(start, flow.transitions, attested=False).isdisjoint(STANDING)


def test_a_letter_that_stands_is_left_only_with_a_reason(flow):
    ways = [way for start in STANDING for way in flow.allowed(start) if way.to not in STANDING]
    assert all(way.reason for way in ways)


def test_only_what_changes_or_follows_a_letter_that_stands_is_another_round(flow):
    for way in flow.transitions:
        if way.to in AGAIN:
            assert {*way.start} <= {*STANDING}


def test_one_reviewer_alone_signs_off_from_the_first_state(flow):
    for start in (State.NEW, *BY_ITSELF):
        if start in flow.states:
            assert flow.way(start, State.SIGNED).attested


@pytest.mark.parametrize(
    ("before", "decided", "after"),
    [
        (State.NEW, False, State.DRAFTING),
        (State.DRAFTING, True, State.READY),
        (State.READY, False, State.DRAFTING),
        (State.EXPORTED, True, State.READY),
        (State.RETURNED, True, State.RETURNED),
        (State.AMENDED, False, State.AMENDED),
    ],
)
def test_typing_takes_a_case_on_by_itself_but_not_out_of_what_a_person_said(before, decided, after):
    assert workflow.of("california-imr").saved(before, decided=decided) == after


def test_a_program_has_its_own_words_and_leaves_out_what_it_has_not():
    bare = workflow.Workflow(program("bare").states, program("bare").transitions)
    assert bare.state(State.SIGNED).word == "Stood by"
    assert [*bare.ends] == ["Dropped"]
    assert State.REVIEW not in bare.states
    assert bare.begun(decided=False, fresh=True) == State.NEW
    assert bare.exported(State.READY) == State.READY


def test_a_state_that_no_pack_has_can_be_read_and_reopened():
    flow = workflow.of("california-imr")
    assert flow.state("Somewhere").locked
    assert [(way.to, way.reason) for way in flow.allowed("Somewhere")] == [(State.DRAFTING, True)]


def test_a_pack_without_states_has_the_usual_few(monkeypatch):
    monkeypatch.setitem(
        pack_words.PACKS, "plain", pack_words.PackWords(decisions={}, outcomes={}, sources=())
    )
    assert workflow.of("plain") is workflow.CORE


WRONG = [
    ('[states.Drafting]\nword = "Drafting"', '[states.Writing]\nword = "Drafting"', "Drafting"),
    ('word = "Ready"', 'word = "New"', 'two states have the word "New"'),
    ("[states.Withdrawn]", "[states.Withdrawn]\nread_only = 3", "read_only"),
    ("[states.Withdrawn]\n", "[states.Withdrawn]\nnote = true\n", "note"),
    ('went out."\nread_only = true', 'went out."', "read_only = true is missing"),
    ('is writing."', 'is writing."\nread_only = true', "is written in"),
    ('withdrawn."\nends = true', 'withdrawn."', "there is no such state"),
    ('is writing."', 'is writing."\nends = true', "An end has a name of its own"),
    ('from = ["In review"]', 'from = ["In doubt"]', 'there is no state "In doubt" above'),
    ('act = "Mark ready"', "", "`act` names the command"),
    ('act = "Amend"\nreason = true', 'act = "Amend"', "reason = true is missing"),
    ("attested = true", "", "`attested` belongs to the ways"),
    ('to = "Ready"\nact = "Mark', 'to = "Drafting"\nact = "Mark', "is in order"),
    ('from = ["Signed off"]\nto = "Rel', 'from = ["Drafting", "Signed off"]\nto = "Rel', "around"),
    ('from = ["Returned", "Amended", "Remanded"]', 'from = ["In review"]', "another way"),
    ('from = ["Returned", "Amended", "Remanded"]', 'from = ["Ready"]', "leads back to the state"),
    ('word = "Drafting"', 'word = "Draft\\u202eing"', "cannot be shown"),
    ('"Withdrawn", "Treatment', '"Treatment', "could not be reopened"),
]


@pytest.mark.parametrize(("good", "bad", "said"), WRONG)
def test_a_wrong_workflow_is_refused_where_it_is_wrong(tmp_path: Path, good, bad, said):
    pack = shutil.copytree(PACKS["california-imr"], tmp_path / "california-imr")
    file = pack / "program.toml"
    text = file.read_text("utf-8")
    assert good in text
    file.write_text(text.replace(good, bad, 1), "utf-8")
    if said == "is in order":
        assert Programs({"it": pack}).named("it")
        return
    with pytest.raises(ProgramError, match=r"program\.toml") as refusal:
        Programs({"it": pack}).named("it")
    assert said in str(refusal.value)


def test_the_refusal_names_line_and_key(tmp_path: Path):
    pack = shutil.copytree(PACKS["bare"], tmp_path / "bare")
    text = (pack / "program.toml").read_text("utf-8").replace('to = "Released"', 'to = "Gone"')
    (pack / "program.toml").write_text(text, "utf-8")
    line = text[: text.index('to = "Gone"')].count("\n") + 1
    with pytest.raises(ProgramError) as refusal:
        Programs({"bare": pack}).named("bare")
    where = f'program.toml, line {line}, key "transitions.5.to": '
    assert str(refusal.value) == where + 'there is no state "Gone" above.'
    assert read_program(text, "program.toml").states  # the shape alone is well
