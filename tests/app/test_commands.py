"""Commands are objects in a table, and are given by their name."""

from __future__ import annotations

import pytest

from desktop.app.commands import Command, CommandDispatch, CommandTable


class Lamp:
    """Something that commands can be given to."""

    lit = False

    def switch(self) -> None:
        self.lit = not self.lit


SWITCH = Command("switch", "Switch the lamp", Lamp.switch, "Ctrl+S")


@pytest.fixture
def lamp() -> Lamp:
    return Lamp()


@pytest.fixture
def commands(lamp: Lamp) -> CommandDispatch[Lamp]:
    return CommandDispatch(CommandTable(SWITCH), lamp)


def test_a_command_does_what_its_row_says(commands: CommandDispatch[Lamp], lamp: Lamp) -> None:
    commands.give("switch")
    assert lamp.lit


def test_no_other_name_is_a_command(commands: CommandDispatch[Lamp]) -> None:
    with pytest.raises(KeyError):
        commands.give("toggle")
    with pytest.raises(KeyError):
        commands.ask_first(print, "toggle")


def test_no_two_commands_have_one_name() -> None:
    with pytest.raises(ValueError, match="one name"):
        CommandTable(SWITCH, Command("switch", "Switch again", Lamp.switch))


def test_a_command_may_ask_first(commands: CommandDispatch[Lamp], lamp: Lamp) -> None:
    asked = []
    commands.ask_first(asked.append, "switch")
    commands.give("switch")
    assert not lamp.lit
    (act,) = asked
    act()
    assert lamp.lit
    commands.ask_no_more()
    commands.give("switch")
    assert not lamp.lit


@pytest.mark.parametrize(
    ("where", "pages"),
    [
        ("any", {"case", "worklist", "settings", "locked"}),
        ("library", {"case", "worklist"}),
        ("case", {"case"}),
        ("worklist", {"worklist"}),
    ],
)
def test_a_command_holds_on_its_pages(where: str, pages: set[str]) -> None:
    command = Command("switch", "Switch the lamp", Lamp.switch, where=where)
    every = ("case", "worklist", "settings", "locked")
    assert {page for page in every if command.holds(page)} == pages
