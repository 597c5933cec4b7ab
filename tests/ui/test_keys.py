"""The keyboard alone: every act by key, and the focus somewhere sensible after it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QPushButton,
    QWidget,
)

from desktop.cases.sections import ITEM, SECTIONS
from desktop.records.questions import Prose
from desktop.ui.form.text.command_keys import is_a_command
from desktop.ui.shell.command_table import COMMANDS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def focused() -> object:
    return QGuiApplication.focusObject()


# -- a case ---------------------------------------------------------------------------------------


class Flashes(QObject):
    """Notices windows that come up beside the desk."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        shows = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if shows and watched.isWindow() and not isinstance(watched, QMainWindow):
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_no_part_of_a_page_comes_up_as_a_window_and_takes_the_focus(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    flashes = Flashes()
    for key in view.outline.keys:
        view.select(key)
        qtbot.waitUntil(lambda: not view.preview._lane.busy)
    for path in ("summary.examinations.0.findings", "documents.0.notes"):
        view.go(path)
    for command in ("find", "add_item", "history", "settings"):
        desk.do(command)
    assert flashes.seen == []
    assert desk.window.isActiveWindow()


def test_tab_goes_through_the_blanks_of_a_text_and_on(view: CaseView, qtbot: QtBot) -> None:
    view.draft.put("summary.narrative", Prose("Seen on [date] by [name], who agreed."))
    view.go("summary.narrative")
    box = focused()
    selected = []
    for _ in range(2):
        qtbot.keyClick(box, Key.Key_Tab)
        selected.append(box.textCursor().selectedText())
    assert selected == ["[date]", "[name]"]
    qtbot.keyClick(box, Key.Key_Tab)
    assert not box.hasFocus()
    assert view.page.isAncestorOf(focused())


def test_a_row_of_buttons_is_one_stop_of_tab(view: CaseView, qtbot: QtBot) -> None:
    view.go("priority")
    qtbot.keyClick(focused(), Key.Key_Right)
    qtbot.keyClick(focused(), Key.Key_Space)
    chosen = focused()
    qtbot.keyClick(focused(), Key.Key_Tab)
    assert focused().objectName() == "claim_number"
    qtbot.keyClick(focused(), Key.Key_Backtab, Modifier.ShiftModifier)
    assert focused() is chosen


def test_the_next_section_takes_the_focus_along(desk: Desk, view: CaseView, qtbot: QtBot) -> None:
    view.go("claim_number")
    for _ in view.outline.keys:
        desk.do("next_section")
        assert view.page.isAncestorOf(focused()), view.key


def test_the_next_item_is_entered_at_its_first_field(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    view.go(f"{ITEM}.0.rationale")
    desk.do("next_section")
    assert focused().objectName() == f"{ITEM}.1.request"


def test_a_line_taken_out_leaves_the_focus_on_its_neighbour_or_on_what_adds_one(
    view: CaseView, qtbot: QtBot
) -> None:
    view.draft.put("summary.treatments", ("one", "two"))
    view.go("summary.treatments.1")
    focused().clear()
    qtbot.keyClick(focused(), Key.Key_Backspace)
    assert focused().text() == "one"
    focused().clear()
    qtbot.keyClick(focused(), Key.Key_Backspace)
    assert focused().objectName() == "summary.treatments:add"


def test_a_line_moved_by_key_keeps_the_focus(view: CaseView, qtbot: QtBot) -> None:
    view.draft.put("summary.treatments", ("one", "two", "three"))
    view.go("summary.treatments.2")
    qtbot.keyClick(focused(), Key.Key_Up, Modifier.AltModifier)
    assert view.draft.get("summary.treatments") == ("one", "three", "two")
    assert focused().text() == "three"


def test_an_item_taken_out_and_put_back_leaves_the_focus_in_an_item(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    view.select(f"{ITEM}.2")
    remove = next(
        one for one in view.page.findChildren(QPushButton) if one.toolTip() == "Remove this item"
    )
    remove.setFocus()
    qtbot.keyClick(remove, Key.Key_Space)
    assert view.isAncestorOf(focused())
    assert view.key.startswith(ITEM)
    desk.do("undo")
    assert len(view.draft.record.disputed_items) == 3
    assert view.isAncestorOf(focused())


def test_escape_leaves_the_search_of_the_case_at_what_it_found(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    words = view.draft.get("summary.narrative")
    desk.do("find")
    qtbot.keyClicks(focused(), words[200:220])
    qtbot.keyClick(focused(), Key.Key_Return)
    qtbot.keyClick(focused(), Key.Key_Escape)
    assert not view.find_bar.isVisible()
    assert focused().objectName() == "summary.narrative"
    assert focused().textCursor().position() == 200


def test_the_form_is_entered_where_it_was_left(desk: Desk, view: CaseView, qtbot: QtBot) -> None:
    view.go("summary.narrative", 30)
    desk.do("outline")
    desk.do("form")
    assert focused().objectName() == "summary.narrative"
    assert focused().textCursor().position() == 30


def test_the_form_is_entered_in_the_line_of_a_list_where_it_was_left(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    view.go("summary.treatments.0", 4)
    desk.do("outline")
    desk.do("form")
    assert focused().objectName() == "summary.treatments.0"
    assert focused().cursorPosition() == 4


def test_a_line_that_was_left_shows_how_its_text_begins(view: CaseView, qtbot: QtBot) -> None:
    view.go("summary.work_status", 0)
    line = focused()
    qtbot.keyClicks(line, "modified duty, lifting no more than ten pounds, no overhead work, " * 3)
    assert line.cursorPosition() > 100
    qtbot.keyClick(line, Key.Key_Tab)
    assert focused() is not line
    assert line.cursorPosition() == 0
    line.setFocus(Qt.FocusReason.OtherFocusReason)
    assert line.cursorPosition() > 100


def test_a_note_gives_the_focus_back_when_it_goes(desk: Desk, view: CaseView, qtbot: QtBot) -> None:
    view.go("claim_number")
    line = focused()
    for notice in (desk.window.notice, view.notice):
        notice.warn("The disk is full.", "Try again", lambda: None)
        act = notice.findChild(QPushButton, "notice:act")
        act.setFocus()
        qtbot.keyClick(act, Key.Key_Space)
        assert focused() is line


@pytest.mark.parametrize("command", ["settings", "history", "library_admin"])
def test_escape_leaves_a_page_that_lies_over_the_case(
    desk: Desk, view: CaseView, qtbot: QtBot, command: str
) -> None:
    view.go("claim_number")
    desk.do(command)
    assert desk.window.stack.currentWidget() is not view
    assert desk.window.stack.currentWidget().isAncestorOf(focused())
    qtbot.keyClick(focused(), Key.Key_Escape)
    assert desk.window.stack.currentWidget().isAncestorOf(focused())
    assert desk.window.stack.currentWidget() in (view, desk.window.start)


def test_a_settled_finding_leaves_the_focus_on_the_next(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    wrong = view.draft.get(f"{ITEM}.0.rationale").replace("left", "right", 1)
    view.draft.put(f"{ITEM}.0.rationale", Prose(wrong.replace("lumbar", "cervical", 1)))
    view.select("review")
    page = view.findings
    accepting = "Accept with reason"
    qtbot.waitUntil(lambda: any(b.text() == accepting for b in page.findChildren(QPushButton)))
    button = next(one for one in page.findChildren(QPushButton) if one.text() == accepting)
    button.setFocus()
    qtbot.keyClick(button, Key.Key_Space)
    qtbot.keyClick(focused(), Key.Key_Escape)
    assert focused() is button
    qtbot.keyClick(button, Key.Key_Space)
    qtbot.keyClicks(focused(), "The record says so.")
    qtbot.keyClick(focused(), Key.Key_Return)
    qtbot.waitUntil(lambda: any(f.accepted for f in page.findings))
    assert page.isAncestorOf(focused())


def test_the_palette_leads_to_every_section(desk: Desk, view: CaseView, qtbot: QtBot) -> None:
    for section in (*SECTIONS, None):
        desk.do("palette")
        title = section.title if section else "Review"
        qtbot.keyClicks(focused(), f"Go to {title}")
        qtbot.keyClick(focused(), Key.Key_Return)
        assert view.key.startswith(section.key) if section else view.key == "review"
        inside = view.page if section else view
        assert inside.isAncestorOf(focused())


def test_the_review_is_entered_as_a_form_is(desk: Desk, view: CaseView, qtbot: QtBot) -> None:
    view.draft.put("disputed_items.0.rationale", Prose("The right knee."))
    view.draft.put("summary.narrative", Prose("The left knee."))
    view.select("review")
    qtbot.waitUntil(lambda: len(view.findings.findings) > 1)
    desk.do("outline")
    desk.do("form")
    assert view.findings.isAncestorOf(focused())


# -- keys -----------------------------------------------------------------------------------------


def test_no_two_commands_have_one_key() -> None:
    keys = Counter(QKeySequence(one.keys).toString() for one in COMMANDS if one.keys)
    assert [key for key, count in keys.items() if count > 1 or not key] == []


def test_redo_has_the_systems_own_keys_too(desk: Desk, view: CaseView, qtbot: QtBot) -> None:
    assert QKeySequence("Ctrl+Y") in QKeySequence.keyBindings(QKeySequence.StandardKey.Redo)
    view.go("claim_number")
    before = view.draft.get("claim_number")
    qtbot.keyClicks(focused(), "7")
    qtbot.keyClick(focused(), Key.Key_Z, Modifier.ControlModifier)
    assert view.draft.get("claim_number") == before
    qtbot.keyClick(focused(), Key.Key_Y, Modifier.ControlModifier)
    assert view.draft.get("claim_number") != before


@pytest.mark.parametrize("keys", [one.keys for one in COMMANDS if one.keys])
def test_a_text_leaves_every_command_to_the_window(keys: str) -> None:
    pressed = QKeySequence(keys)[0]
    ask = QKeyEvent(
        QEvent.Type.ShortcutOverride, pressed.key(), pressed.keyboardModifiers(), pressed.key().name
    )
    assert is_a_command(ask)
    plain = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_E, Modifier.NoModifier, "e")
    assert not is_a_command(plain)
