"""The case that was open is the one at hand in the worklist, or none is: never another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTreeWidget

from desktop.app.library.case_bin import CHOOSE
from desktop.cases import case_file
from tests import invented
from tests.ui.test_worklist_keys import chosen, numbers

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QTableView
    from pytestqt.qtbot import QtBot

    from desktop.ui.desk.desk import Desk

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CONTROL, NONE = Modifier.ControlModifier, Modifier.NoModifier
COUNT = 5


@pytest.fixture
def table(desk: Desk) -> QTableView:
    """The worklist with five cases, the first of them new and the others ready."""
    desk.add(replace(invented.case(1), case_number="CM26-1", decision_date=None))
    for number in range(2, COUNT + 1):
        desk.add(replace(invented.case(1), case_number=f"CM26-{number}"))
    desk.show_worklist()
    return desk.window.start.table


def keys(desk: Desk, qtbot: QtBot, key: Key, modifier: Modifier = NONE) -> None:
    """Presses a key where the focus is."""
    qtbot.keyClick(QApplication.focusWidget() or desk.window, key, modifier)


def opened(desk: Desk, number: str) -> str:
    """Opens the case of that number; gives its id."""
    id = next(row.id for row in desk.store().cases.rows() if row.number == number)
    desk.open(id)
    return id


def binned(desk: Desk) -> list[str]:
    return [row.number for row in desk.store().cases.bin()]


@pytest.mark.parametrize("number", [f"CM26-{n}" for n in range(1, COUNT + 1)])
def test_the_case_just_left_is_the_one_that_delete_throws_away(
    desk: Desk, table: QTableView, qtbot: QtBot, number: str
) -> None:
    opened(desk, number)
    keys(desk, qtbot, Key.Key_W, CONTROL)
    assert chosen(table) == [number]
    keys(desk, qtbot, Key.Key_Delete)
    assert binned(desk) == [number]


def test_the_duplicate_just_left_is_the_one_that_delete_throws_away(
    desk: Desk, table: QTableView, qtbot: QtBot
) -> None:
    opened(desk, "CM26-4")
    keys(desk, qtbot, Key.Key_D, CONTROL)
    copy = desk.current().id
    keys(desk, qtbot, Key.Key_W, CONTROL)
    keys(desk, qtbot, Key.Key_Delete)
    assert [row.id for row in desk.store().cases.bin()] == [copy]


def test_a_new_case_and_one_that_was_imported_are_at_hand_when_they_are_left(
    desk: Desk, table: QTableView, qtbot: QtBot, tmp_path: Path
) -> None:
    keys(desk, qtbot, Key.Key_N, CONTROL)
    new = desk.current().id
    keys(desk, qtbot, Key.Key_W, CONTROL)
    assert table.chosen == (new,)
    (tmp_path / "a.ddcase").write_bytes(case_file.dumps(invented.case(7)))
    desk.window.dropped.emit([str(tmp_path / "a.ddcase")])
    qtbot.waitUntil(lambda: desk.open_case is not None)
    keys(desk, qtbot, Key.Key_W, CONTROL)
    assert chosen(table) == [invented.case(7).case_number]


def test_what_was_imported_together_is_chosen_together(
    desk: Desk, table: QTableView, qtbot: QtBot, tmp_path: Path
) -> None:
    for number in (7, 8):
        (tmp_path / f"{number}.ddcase").write_bytes(case_file.dumps(invented.case(number)))
    desk.window.dropped.emit([str(path) for path in tmp_path.iterdir()])
    qtbot.waitUntil(lambda: len(numbers(table)) == COUNT + 2)
    wanted = {invented.case(number).case_number for number in (7, 8)}
    assert set(chosen(table)) == wanted
    assert desk.window.findChild(QTreeWidget, "arrivals") is not None


@pytest.mark.parametrize("hidden_by", ["a filter", "a search"])
def test_no_other_case_is_at_hand_where_the_one_just_left_is_not_shown(
    desk: Desk, table: QTableView, qtbot: QtBot, hidden_by: str
) -> None:
    if hidden_by == "a filter":
        show(desk, "To do")
    else:
        desk.window.findChild(QLineEdit, "search").setText("CM26-1")
    opened(desk, "CM26-3")
    keys(desk, qtbot, Key.Key_W, CONTROL)
    assert numbers(table) == ["CM26-1"]
    assert chosen(table) == []
    for key, modifier in ((Key.Key_Delete, NONE), (Key.Key_D, CONTROL)):
        keys(desk, qtbot, key, modifier)
        assert desk.window.notice.words == CHOOSE
        desk.window.notice.settle()
    assert binned(desk) == []
    assert len(desk.store().cases.rows()) == COUNT
    show(desk, "All")
    desk.window.findChild(QLineEdit, "search").clear()
    assert chosen(table) == ["CM26-3"]


def show(desk: Desk, name: str) -> None:
    """Clicks a filter."""
    for button in desk.window.start.findChildren(QPushButton):
        if button.accessibleName() == f"Show: {name}":
            button.click()


def test_a_filter_that_hides_the_chosen_case_chooses_no_other(
    desk: Desk, table: QTableView, qtbot: QtBot
) -> None:
    desk.window.start.table.choose((opened(desk, "CM26-5"),))
    desk.show_worklist()
    show(desk, "To do")
    assert chosen(table) == []
    table.setFocus()
    QApplication.sendEvent(table, QKeyEvent(QKeyEvent.Type.KeyPress, Key.Key_Delete, NONE))
    assert binned(desk) == []
    show(desk, "All")
    assert chosen(table) == ["CM26-5"]


def test_a_case_thrown_away_while_open_leaves_its_neighbor_and_comes_back_chosen(
    desk: Desk, table: QTableView, qtbot: QtBot
) -> None:
    before = numbers(table)
    opened(desk, before[1])
    desk.do("delete")
    assert binned(desk) == [before[1]]
    assert chosen(table) == [before[2]]
    keys(desk, qtbot, Key.Key_Z, CONTROL)
    assert chosen(table) == [before[1]]


def test_another_change_of_the_list_leaves_the_choice_alone(desk: Desk, table: QTableView) -> None:
    id = opened(desk, "CM26-2")
    desk.show_worklist()
    desk.store().cases.add(replace(invented.case(2), case_number="CM26-0"))
    desk.show_rows()
    assert table.chosen == (id,)


def test_the_first_found_is_opened_by_enter_in_the_search(
    desk: Desk, table: QTableView, qtbot: QtBot
) -> None:
    opened(desk, "CM26-3")
    desk.show_worklist()
    search = desk.window.findChild(QLineEdit, "search")
    qtbot.keyClicks(search, "CM26-5")
    qtbot.keyClick(search, Key.Key_Return)
    assert desk.current().draft.record.case_number == "CM26-5"
