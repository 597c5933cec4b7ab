"""What a screen reader gets, asked of the desktop's own accessibility bus, from outside."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from desktop.cases.case import Case
from desktop.records.questions import describe
from tests.conftest import ROOT
from tests.patience import PATIENCE
from tests.window.bus import Bus, everything
from tests.window.screen import PROGRAM, Screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(240)]
CONTROLS = {"push button", "check box", "radio button", "text", "combo box", "tree", "table"}


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    screen = Screen(tmp_path_factory.mktemp("home"))
    yield screen
    screen.close()


@pytest.fixture(scope="module")
def bus(screen: Screen) -> Iterator[Bus]:
    bus = Bus(screen)
    yield bus
    bus.close()


@pytest.fixture(scope="module")
def program(screen: Screen, bus: Bus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bus]:
    """The program on the bundled case."""
    home: Path = tmp_path_factory.mktemp("desk")
    place = {"DETERMINATION_DESK_LIBRARY": str(home / "library"), "PYTHONPATH": str(ROOT)}
    program = subprocess.Popen(
        [*PROGRAM, "sample", "--out", str(home)], env=screen.environment | place, cwd=home
    )
    try:
        screen.wait_for_window(program.pid)
        bus.wait(lambda one: one["name"] == "Case number" and one["text"] == "CM26-0104417")
        yield bus
    finally:
        program.kill()
        program.wait(PATIENCE)


def go(screen: Screen, field: str) -> None:
    """To a field, by its name in the palette."""
    screen.press("ctrl+k")
    screen.type(f"Go to {field}")
    screen.press("Return")


def has_focus(one: dict[str, Any]) -> bool:
    return "focused" in one["states"] and one["role"] not in ("tree", "table cell")


def test_a_field_has_its_label_and_its_help(screen: Screen, program: Bus) -> None:
    go(screen, "decision date")
    field = program.wait(lambda one: has_focus(one) and one["name"] == "Decision date")
    assert field["labels"] == ["Decision date"]
    assert "Labor Code" in field["description"]


def test_what_is_wrong_with_an_entry_belongs_to_its_field(screen: Screen, program: Bus) -> None:
    go(screen, "decision date")
    screen.press("ctrl+a")
    screen.type("13/45/2026")
    wrong = program.wait(lambda one: has_focus(one) and "13/45/2026" in (one["text"] or ""))
    program.wait(lambda one: has_focus(one) and "13/45/2026" in one["description"])
    assert wrong["name"] == "Decision date"
    screen.press("ctrl+z")


def test_the_outline_says_each_state_in_words(screen: Screen, program: Bus) -> None:
    tree = program.wait(lambda one: one["role"] == "tree")
    said = [one["name"] for one in everything(tree)][1:]
    assert said[1] == "Parties, complete"
    assert "Upheld" in "".join(said)
    assert not [one for one in said if one.rstrip().endswith(",")]


def test_an_answer_says_its_question_and_whether_it_is_given(screen: Screen, program: Bus) -> None:
    go(screen, "item 1: decision")
    given = program.wait(lambda one: one["name"] == "Decision: Overturned")
    other = program.wait(lambda one: one["name"] == "Decision: Upheld")
    assert given["role"] in ("check box", "radio button")
    assert "checked" in given["states"]
    assert "checked" not in other["states"]


def test_a_line_of_a_list_says_which_it_is(screen: Screen, program: Bus) -> None:
    go(screen, describe(Case, "summary.treatments"))
    line = program.wait(lambda one: has_focus(one) and one["name"].startswith("Treatment"))
    assert line["name"].startswith("Treatment 1 of ")


def test_the_letter_is_read_line_by_line(screen: Screen, program: Bus) -> None:
    screen.press("ctrl+t")
    letter = program.wait(lambda one: has_focus(one) and one["name"] == "The letter's words")
    assert "CLINICAL CASE SUMMARY" in letter["text"]
    assert "read-only" in letter["states"]
    assert letter["description"].startswith("Enter goes to the field")
    before = letter["caret"]
    screen.press("ctrl+Home", "h", "h", "Down", "Down")
    program.wait(lambda one: has_focus(one) and one["caret"] not in (None, 0, before))
    screen.press("ctrl+t")


def test_the_panes_come_in_the_order_of_reading(screen: Screen, program: Bus) -> None:
    go(screen, "item 1: decision")
    program.wait(lambda one: one["name"] == "Decision: Upheld")
    names = [one["name"] for one in everything(program.read())]
    order = [names.index(one) for one in ("Outline of the case", "Decision", "Edition: Served")]
    assert order == sorted(order)


def test_nothing_that_takes_the_focus_is_without_a_name(screen: Screen, program: Bus) -> None:
    nameless = [
        one["role"]
        for one in everything(program.read())
        if one["role"] in CONTROLS and "focusable" in one["states"] and not one["name"]
    ]
    assert nameless == []


def test_what_is_chosen_in_the_palette_and_what_a_note_says_is_heard(
    screen: Screen, program: Bus
) -> None:
    go(screen, "case number")
    program.hear(lambda: screen.press("ctrl+l"), "The sample library has no passphrase")
    screen.press("ctrl+k")
    program.hear(lambda: screen.type("bin"), "Bin, backups, trail and keys, 1 of ")
    screen.press("Escape")


@pytest.mark.parametrize("field", ["case number", "clinical case summary: narrative"])
def test_a_command_is_heard_from_within_a_text(screen: Screen, program: Bus, field: str) -> None:
    go(screen, field)
    screen.press("ctrl+e")
    program.wait(lambda one: one["name"] == "Export the letter" and one["role"] == "label")
    screen.press("Escape")


def test_what_the_answers_come_to_is_heard(screen: Screen, program: Bus) -> None:
    go(screen, "item 1: decision")
    asked = "Does this edition of the chapter recommend the service for this condition?: Yes"
    for _ in range(40):
        screen.press("shift+Tab")
        if any(has_focus(one) and one["name"] == asked for one in everything(program.read())):
            break
    program.hear(lambda: screen.press("n"), "The answers do not meet the criteria.")
