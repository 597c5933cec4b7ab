"""The table of the commands is what the menu, the palette, the shortcuts and the dispatch read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog

from desktop.ui.shell.command_table import COMMANDS
from tests.conftest import ROOT
from tests.ui.signing import settled

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.app.commands import Command
    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk
    from desktop.ui.shell.command_table import CommandTargets

NAMES = {command.id for command in COMMANDS}


@pytest.mark.parametrize("command", list(COMMANDS), ids=lambda command: command.id)
def test_every_command_can_be_given(
    command: Command[CommandTargets], desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    settled(desk, qtbot)
    desk.do(command.id)
    for box in QApplication.topLevelWidgets():
        if isinstance(box, QDialog):
            box.close()
    qtbot.waitUntil(lambda: not desk.letters.busy and not desk.checks.busy)


def test_every_command_has_its_action_and_no_other_name_has_one(desk: Desk) -> None:
    assert set(desk.window.actions_by_id) == NAMES
    for command in COMMANDS:
        action = desk.window.findChild(QAction, f"command:{command.id}")
        assert action.shortcut() == QKeySequence(command.keys)


def test_the_menu_and_the_palette_offer_the_commands_that_hold_here(
    desk: Desk, view: CaseView
) -> None:
    for page, where in ((desk.window.start, "worklist"), (view, "case")):
        desk.window.show_page(page, where)
        shown = {id for id, action in desk.window.actions_by_id.items() if action.isVisible()}
        assert shown == {command.id for command in COMMANDS if command.holds(where)}


def test_no_other_name_is_asked_for() -> None:
    """Whatever asks for a command, renames it or lets it be given names one of the table."""
    asks = re.compile(r"(?:asked\.emit|\.do|\.enable|\.rename)\(\s*\"(\w+)\"")
    files = [*(ROOT / "desktop").rglob("*.py"), *(ROOT / "tests" / "ui").glob("*.py")]
    found = {name for file in files for name in asks.findall(file.read_text(encoding="utf-8"))}
    assert len(found) > 10
    assert found <= NAMES


def test_a_name_that_is_no_command_is_refused(desk: Desk) -> None:
    with pytest.raises(KeyError):
        desk.do("no such command")
