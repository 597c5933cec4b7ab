"""The letter as text: in step with the typing, and by keys to the fields and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from desktop.cases.sections import ITEM
from desktop.records.questions import Prose
from tests.ui.test_panes import opened_again

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk
    from desktop.ui.letter.text_view import TextView


@pytest.fixture
def text(desk: Desk, view: CaseView, qtbot: QtBot) -> TextView:
    """The letter, turned to text by its command."""
    desk.do("text")
    settled(view, qtbot)
    return view.preview.text


def settled(view: CaseView, qtbot: QtBot) -> None:
    """Waits until the text says the case as it is."""
    qtbot.waitUntil(lambda: not view.preview._lane.busy and view.preview.text.toPlainText() != "")


def put_caret(text: TextView, words: str) -> None:
    """Takes the caret before `words`."""
    cursor = text.textCursor()
    cursor.setPosition(text.toPlainText().index(words))
    text.setTextCursor(cursor)


def rest_of_line(text: TextView) -> str:
    cursor = text.textCursor()
    return cursor.block().text()[cursor.positionInBlock() :]


def test_it_takes_the_focus_and_gives_it_back(
    desk: Desk, view: CaseView, text: TextView, qtbot: QtBot
) -> None:
    assert text.hasFocus()
    desk.do("text")
    assert not view.preview.as_text
    assert view.page.isAncestorOf(QGuiApplication.focusObject())


def test_it_says_what_is_typed_and_the_caret_stays_at_its_words(
    view: CaseView, text: TextView, qtbot: QtBot
) -> None:
    rationale = view.draft.get(f"{ITEM}.1.rationale")
    put_caret(text, rationale[:40])
    view.draft.put("summary.narrative", Prose("Quite another and much shorter history."))
    settled(view, qtbot)
    assert "Quite another and much shorter history." in text.toPlainText()
    assert rest_of_line(text).startswith(rationale[:40])


def test_its_words_are_those_of_the_edition(view: CaseView, text: TextView, qtbot: QtBot) -> None:
    worker = view.draft.record.injured_worker.name
    assert worker in text.toPlainText()
    view.preview.set_edition("published")
    settled(view, qtbot)
    assert worker not in text.toPlainText()


def test_enter_goes_to_the_field_and_the_caret(
    view: CaseView, text: TextView, qtbot: QtBot
) -> None:
    words = Prose("One short sentence. The pelican stands here alone.")
    view.draft.put("summary.narrative", words)
    settled(view, qtbot)
    put_caret(text, "pelican")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    box = view.findChild(QPlainTextEdit, "summary.narrative")
    qtbot.waitUntil(box.hasFocus)
    assert words[box.textCursor().position() :].startswith("pelican")


def test_it_opens_at_the_field_that_was_being_edited(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    view.go(f"{ITEM}.2.rationale")
    desk.do("text")
    settled(view, qtbot)
    wanted = view.draft.get(f"{ITEM}.2.rationale")[:30]
    qtbot.waitUntil(lambda: rest_of_line(view.preview.text).startswith(wanted))


def test_h_goes_from_heading_to_heading(text: TextView, qtbot: QtBot) -> None:
    text.moveCursor(QTextCursor.MoveOperation.Start)
    seen = []
    for _ in range(4):
        qtbot.keyClick(text, Qt.Key.Key_H)
        seen.append(rest_of_line(text))
    assert len(set(seen)) == 4
    qtbot.keyClick(text, Qt.Key.Key_H, Qt.KeyboardModifier.ShiftModifier)
    assert rest_of_line(text) == seen[2]


def test_escape_goes_back_to_the_form(view: CaseView, text: TextView, qtbot: QtBot) -> None:
    qtbot.keyClick(text, Qt.Key.Key_Escape)
    assert view.page.isAncestorOf(QGuiApplication.focusObject())
    assert view.preview.as_text


def test_the_field_in_focus_is_marked(view: CaseView, text: TextView, qtbot: QtBot) -> None:
    view.go("claim_number")
    qtbot.keyClicks(view.findChild(QLineEdit, "claim_number"), "ZZ9")
    settled(view, qtbot)
    marked = [mark.cursor.selectedText() for mark in text.extraSelections()]
    assert marked
    assert set(marked) == {view.draft.get("claim_number")}


def test_the_letter_stays_text_where_it_was_left_as_text(
    desk: Desk, view: CaseView, text: TextView, qtbot: QtBot
) -> None:
    opened_again(desk)
    again = desk.current().view
    settled(again, qtbot)
    assert again.preview.as_text
    button = next(b for b in again.preview.findChildren(QPushButton) if b.text() == "Text")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not again.preview.as_text


def test_it_is_brought_into_sight_where_the_letter_was_hidden(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    desk.do("letter")
    desk.do("text")
    assert view.preview.text.isVisible()
    assert view.preview.text.hasFocus()


def test_nothing_of_it_is_kept_once_the_case_is_closed(
    desk: Desk, view: CaseView, text: TextView
) -> None:
    view.forget()
    assert text.toPlainText() == ""
    QGuiApplication.instance().focusChanged.connect(view._focus_moved)
