"""Fast typing in a paragraph that is slow to lay out: in order, in place, and not key by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.form.text.prose import ProseBox
from tests.checks import hostile

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.desk.desk import Desk

PATH = "disputed_items.0.rationale"
LONG = hostile.text("no evidence of ((( ", 100_000)


@pytest.fixture
def box(desk: Desk) -> ProseBox:
    """The editor of a rationale that is one paragraph of 100,000 letters, with the caret in it."""
    case = hostile.in_running_text("")
    item = replace(case.disputed_items[0], rationale=LONG)
    desk.open(desk.add(replace(case, disputed_items=(item, *case.disputed_items[1:]))))
    desk.current().view.go(PATH)
    box = desk.current().view.findChild(ProseBox, PATH)
    box.moveCursor(QTextCursor.MoveOperation.End)
    return box


def kept(desk: Desk) -> str:
    """The rationale as the library has it."""
    case = desk.store().cases.get(desk.current().id).case
    return case.disputed_items[0].rationale


def test_keys_that_wait_are_put_in_and_stored_together(
    desk: Desk, box: ProseBox, qtbot: QtBot
) -> None:
    told: list[None] = []
    box.edited.connect(lambda: told.append(None))
    QTest.keyClicks(box, "x" * 60)
    QApplication.sendPostedEvents(None, 0)
    assert len(told) == 1
    qtbot.waitUntil(lambda: kept(desk) == LONG + "x" * 60)


def test_whatever_else_is_pressed_comes_after_what_was_typed(desk: Desk, box: ProseBox) -> None:
    QTest.keyClicks(box, "one")
    QTest.keyClick(box, Qt.Key.Key_Backspace)
    QTest.keyClicks(box, "Two")
    QTest.keyClick(box, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(box, "zero")
    assert desk.put_away(lambda: None)
    assert box.value() == "zero" + LONG + "onTwo"


def test_a_caret_that_is_moved_meanwhile_takes_no_letter_along(box: ProseBox) -> None:
    QTest.keyClicks(box, "end")
    box.moveCursor(QTextCursor.MoveOperation.Start)
    QApplication.sendPostedEvents(None, 0)
    assert box.value() == LONG + "end"
    assert box.textCursor().position() == 0


def test_leaving_the_box_stores_what_was_typed(desk: Desk, box: ProseBox) -> None:
    QTest.keyClicks(box, "last")
    desk.current().view.go("case_number")
    assert desk.current().view.draft.get(PATH) == LONG + "last"
    assert desk.current().autosave.keep()
    assert kept(desk) == LONG + "last"


def test_a_signed_case_and_a_selection_are_as_ever(desk: Desk, box: ProseBox) -> None:
    box.selectAll()
    QTest.keyClicks(box, "new")
    assert box.value() == "new"
    box.setReadOnly(True)
    QTest.keyClicks(box, "not")
    assert box.value() == "new"
