"""What stands under a field, and that nothing moves while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QPushButton,
)

from desktop.cases.sections import ITEM
from desktop.records.questions import Prose
from desktop.ui.form.field_message import FieldMessage, Note

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk


def below(view: CaseView, path: str) -> FieldMessage:
    """The line under the field at `path`."""
    line: FieldMessage = view.page.field_at(path).findChild(FieldMessage)
    return line


def test_help_stands_under_the_field_while_it_has_the_focus_and_moves_nothing(
    view: CaseView, qtbot: QtBot
) -> None:
    view.go("claim_number")
    next_field = view.page.field_at("date_of_injury")
    stood = next_field.mapTo(view.page, QPoint())
    view.go("case_number")
    qtbot.waitUntil(lambda: below(view, "case_number").text() == "Such as: CM26-0104417")
    assert next_field.mapTo(view.page, QPoint()) == stood
    view.go("claim_number")
    assert below(view, "case_number").text() == ""


def test_help_is_shown_in_the_settings_too(desk: Desk, view: CaseView, qtbot: QtBot) -> None:
    desk.do("settings")
    page = desk.window.stack.currentWidget()
    page.go("text_size")
    line = page.field_at("text_size").findChild(FieldMessage)
    qtbot.waitUntil(lambda: line.text() == "In percent of the system's.")


def test_help_that_is_too_long_for_its_line_breaks_off_and_is_whole_in_its_tip(
    qtbot: QtBot,
) -> None:
    line = FieldMessage(reserves=True)
    qtbot.addWidget(line)
    line.resize(80, 20)
    line.show()
    line.say("The words before the citation, where not the usual ones.", "help")
    assert line.text().endswith("…")
    assert line.toolTip().endswith("usual ones.")
    line.say("The words of a finding are never broken off, however many there are.", "error")
    assert line.text().endswith("are.")


def test_a_finding_stands_under_its_field_with_its_fix(view: CaseView, qtbot: QtBot) -> None:
    path = f"{ITEM}.0.rationale"
    view.go(path)
    doubled = view.draft.get(path).replace("The utilization", "The the utilization")
    view.draft.put(path, Prose(doubled))
    qtbot.waitUntil(lambda: "the" in below(view, path).text().lower())
    field = view.page.field_at(path)
    fix = field.findChild(QPushButton)
    assert fix.isVisible()
    assert fix.accessibleName().startswith("Fix: ")
    qtbot.mouseClick(fix, Qt.MouseButton.LeftButton)
    assert "the the" not in view.draft.get(path).lower()
    qtbot.waitUntil(lambda: not fix.isVisible())


def test_findings_above_do_not_move_the_field_that_is_typed_in(
    view: CaseView, qtbot: QtBot
) -> None:
    view.go(f"{ITEM}.0.rationale")
    editor = view.page.field_at(f"{ITEM}.0.rationale").editor
    qtbot.waitUntil(editor.hasFocus)
    qtbot.waitUntil(lambda: view.page.verticalScrollBar().value() > 0)
    stood = editor.mapTo(view, QPoint())
    found = Note("error", "A finding that takes several lines. " * 12)
    view.show_notes({f"{ITEM}.0.request": (found,)})
    assert editor.mapTo(view, QPoint()) == stood
    view.show_notes({})
    assert editor.mapTo(view, QPoint()) == stood


def test_fields_are_as_wide_beside_a_scroll_bar_as_without_one(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    desk.window.resize(1280, 720)
    view.select("case")
    qtbot.waitUntil(lambda: view.page.form.width() > 0)
    assert view.page.verticalScrollBar().maximum() == 0
    width = view.page.form.width()
    desk.window.resize(1280, 480)
    qtbot.waitUntil(lambda: view.page.verticalScrollBar().maximum() > 0)
    qtbot.waitUntil(lambda: view.page.form.width() == width)
