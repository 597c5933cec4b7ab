"""The worklist: finding, opening, copying and deleting cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from desktop.ui.worklist import Table
from tests import invented

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.desk import Desk


def table(desk: Desk) -> Table:
    found = desk.window.findChild(Table, "cases")
    assert found is not None
    return found


def test_an_empty_library_offers_three_ways_to_begin(desk: Desk) -> None:
    for name in ("sample", "import", "new"):
        assert desk.window.findChild(QPushButton, f"choice:{name}").isVisible()
    assert not table(desk).isVisible()


def test_the_first_case_is_begun_from_the_empty_page(desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(desk.window.findChild(QPushButton, "choice:new"), Qt.MouseButton.LeftButton)
    number = desk.window.findChild(QLineEdit, "case_number")
    qtbot.waitUntil(number.hasFocus)
    qtbot.keyClicks(number, "CM26-0000009")
    assert desk.current().draft.record.case_number == "CM26-0000009"


def test_typing_into_the_search_lists_the_cases_with_those_words(desk: Desk, qtbot: QtBot) -> None:
    desk.add(invented.case(1))
    desk.add(invented.case(4))
    desk.show_worklist()
    assert table(desk).count == 2
    qtbot.keyClicks(desk.window.findChild(QLineEdit, "search"), "arthroscopy")
    assert table(desk).count == 1


def test_a_deleted_case_comes_back_by_one_click(desk: Desk, qtbot: QtBot) -> None:
    desk.add(invented.case(1))
    desk.show_worklist()
    table(desk).selectRow(0)
    qtbot.keyClick(table(desk), Qt.Key.Key_Delete)
    assert not desk.store().cases.rows()
    undo = desk.window.notice.findChild(QPushButton, "notice:act")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert table(desk).count == 1


def test_a_duplicate_has_the_requests_and_nothing_of_the_person(desk: Desk) -> None:
    desk.open(desk.add(invented.case(2)))
    desk.do("duplicate")
    copy = desk.current().draft.record
    assert len(copy.disputed_items) == 2
    assert not copy.injured_worker.name
    assert not copy.case_number


def test_a_case_is_opened_by_enter(desk: Desk, qtbot: QtBot) -> None:
    desk.add(invented.case(1))
    desk.show_worklist()
    table(desk).selectRow(0)
    table(desk).setCurrentIndex(table(desk).model().index(0, 0))
    qtbot.keyClick(table(desk), Qt.Key.Key_Return)
    assert desk.current().draft.record.case_number == "CM26-0000001"
    assert "Nguyễn" not in desk.window.windowTitle()
