"""The worklist by keys alone: a case is always at hand, and what is thrown away comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableView

from tests import invented
from tests.ui.test_keys import focused

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.desk.desk import Desk

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def table(desk: Desk) -> QTableView:
    """The worklist with four cases, the focus in it."""
    for number in range(1, 5):
        desk.add(replace(invented.case(1), case_number=f"CM26-{number}"))
    desk.show_worklist()
    return desk.window.start.table


def numbers(table: QTableView) -> list[str]:
    return [table.model().index(row, 0).data() for row in range(table.model().rowCount())]


def chosen(table: QTableView) -> list[str]:
    return [index.data() for index in table.selectionModel().selectedRows()]


def test_a_case_is_at_hand_as_soon_as_the_worklist_is_shown(table: QTableView) -> None:
    assert table.hasFocus()
    assert chosen(table) == numbers(table)[:1]


@pytest.mark.parametrize("held", [Modifier.ControlModifier, Modifier.ShiftModifier])
def test_a_case_is_at_hand_while_a_key_is_still_held(
    desk: Desk, request: pytest.FixtureRequest, held: Qt.KeyboardModifier
) -> None:
    QTest.keyPress(desk.window, Key.Key_X, held)
    table: QTableView = request.getfixturevalue("table")
    QTest.keyRelease(desk.window, Key.Key_X, Modifier.NoModifier)
    assert chosen(table) == numbers(table)[:1]


def test_the_neighbour_is_at_hand_after_a_case_is_thrown_away(
    desk: Desk, table: QTableView, qtbot: QtBot
) -> None:
    before = numbers(table)
    qtbot.keyClick(table, Key.Key_Down)
    qtbot.keyClick(table, Key.Key_Delete)
    assert table.hasFocus()
    assert chosen(table) == [before[2]]
    qtbot.keyClick(table, Key.Key_Delete)
    qtbot.keyClick(table, Key.Key_Delete)
    assert chosen(table) == [before[0]]


def test_what_was_thrown_away_comes_back_by_the_key_of_undo(
    desk: Desk, table: QTableView, qtbot: QtBot
) -> None:
    before = numbers(table)
    for _ in range(2):
        qtbot.keyClick(table, Key.Key_Delete)
    qtbot.keyClick(table, Key.Key_Z, Modifier.ControlModifier)
    assert len(numbers(table)) == 3
    assert table.hasFocus()
    qtbot.keyClick(table, Key.Key_Z, Modifier.ControlModifier)
    assert sorted(numbers(table)) == sorted(before)
    assert not desk.window.actions_by_id["undo"].isEnabled()


def test_several_cases_are_thrown_away_and_put_back_at_once(
    desk: Desk, table: QTableView, qtbot: QtBot
) -> None:
    for _ in range(2):
        qtbot.keyClick(table, Key.Key_Down, Modifier.ShiftModifier)
    assert len(chosen(table)) == 3
    qtbot.keyClick(table, Key.Key_Delete)
    assert len(numbers(table)) == 1
    assert desk.window.notice.words.startswith("3 cases are in the bin")
    undo = desk.window.notice.findChild(QPushButton, "notice:act")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert len(numbers(table)) == 4
    assert len(chosen(table)) == 3


def test_the_last_case_thrown_away_leaves_the_focus_on_what_can_be_begun(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.add(invented.case(1))
    desk.show_worklist()
    qtbot.keyClick(desk.window.start.table, Key.Key_Delete)
    assert focused().objectName() == "choice:sample"
    qtbot.keyClick(focused(), Key.Key_Z, Modifier.ControlModifier)
    assert desk.window.start.table.hasFocus()


def test_the_search_leads_to_what_it_found(desk: Desk, table: QTableView, qtbot: QtBot) -> None:
    search = desk.window.findChild(QLineEdit, "search")
    search.setFocus()
    qtbot.keyClicks(search, "arthroscopy")
    qtbot.keyClick(search, Key.Key_Down)
    assert table.hasFocus()
    search.setFocus()
    qtbot.keyClick(search, Key.Key_Escape)
    assert search.text() == ""
    qtbot.keyClick(search, Key.Key_Escape)
    assert table.hasFocus()
    search.setFocus()
    wanted = chosen(table)
    qtbot.keyClick(search, Key.Key_Return)
    assert desk.current().draft.record.case_number == wanted[0]
