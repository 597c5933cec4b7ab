"""Forms: every field takes what people type, keeps it, and can take it back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QToolButton

from desktop.cases.case import DisputedItem
from desktop.cases.sections import ITEM
from desktop.cases.settings import Phrase
from desktop.cases.terms import Decision
from desktop.records.questions import Prose
from desktop.ui.form.editors import ItemLine
from desktop.ui.form.lists.list_rows import ListRows

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk


def line(view: CaseView, path: str) -> QLineEdit:
    view.go(path)
    found = view.findChild(QLineEdit, path)
    assert found is not None
    return found


def click(view: CaseView, qtbot: QtBot, kind: type, name: str) -> None:
    qtbot.mouseClick(view.findChild(kind, name), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("typed", ["12/17/2009", "12-17-09", "Dec 17 2009", "17 December 2009"])
def test_a_date_is_understood_as_people_type_it(view: CaseView, qtbot: QtBot, typed: str) -> None:
    field = line(view, "date_of_injury")
    field.clear()
    qtbot.keyClicks(field, typed)
    assert view.draft.get("date_of_injury") == dt.date(2009, 12, 17)


def test_unknown_is_a_date_too(view: CaseView, qtbot: QtBot) -> None:
    field = line(view, "date_of_injury")
    field.selectAll()
    qtbot.keyClicks(field, "unknown")
    assert view.draft.get("date_of_injury") is None


def test_a_date_that_is_none_says_so_under_its_field(view: CaseView, qtbot: QtBot) -> None:
    field = line(view, "date_of_injury")
    field.selectAll()
    qtbot.keyClicks(field, "13/45/2009")
    said = [label.text() for label in field.parentWidget().findChildren(QLabel)]
    assert any("is not in the calendar" in words for words in said)
    assert field.text() == "13/45/2009"


def test_a_number_out_of_its_bounds_is_not_taken(view: CaseView, qtbot: QtBot) -> None:
    field = line(view, "summary.age")
    field.selectAll()
    qtbot.keyClicks(field, "460")
    assert view.draft.get("summary.age") is None


def test_the_request_says_what_its_words_come_to(view: CaseView, qtbot: QtBot) -> None:
    field = line(view, f"{ITEM}.0.request")
    field.selectAll()
    qtbot.keyClicks(field, "Acupuncture 2x/wk x 3 wks")
    said = [label.text() for label in field.parentWidget().findChildren(QLabel)]
    assert "2 x 3 = 6 visits" in said


def test_undo_goes_back_across_pages_and_says_what_it_undid(view: CaseView, qtbot: QtBot) -> None:
    field = line(view, "case_number")
    field.selectAll()
    qtbot.keyClicks(field, "X1")
    view.go(f"{ITEM}.1.decision")
    view.draft.put(f"{ITEM}.1.decision", Decision.OVERTURNED)
    assert view.draft.undo_name == "change Item 2: decision"
    view.draft.undo()
    assert view.draft.undo_name == "change Case number"
    view.draft.undo()
    assert view.draft.get("case_number") == "CM26-0104417"
    assert view.key == "case"


def test_lines_pasted_into_a_list_become_its_elements(view: CaseView, qtbot: QtBot) -> None:
    view.select("documents")
    before = len(view.draft.record.documents)
    QGuiApplication.clipboard().setText(
        "1. Progress report (PR-2), Dana Okafor MD, 09/14/2026, 6 pages\n• MRI report 1/15/2025"
    )
    click(view, qtbot, QToolButton, "documents:paste")
    added = view.draft.record.documents[before:]
    assert [one.type for one in added] == ["Progress report (PR-2)", "MRI report"]
    assert added[0].author == "Dana Okafor MD"
    assert added[0].pages == 6
    assert added[1].date == dt.date(2025, 1, 15)


def test_enter_in_a_list_begins_the_next_line(view: CaseView, qtbot: QtBot) -> None:
    view.go("summary.treatments")
    first = view.findChild(QLineEdit, "summary.treatments.0")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    second = view.findChild(QLineEdit, "summary.treatments.1")
    qtbot.waitUntil(second.hasFocus)
    qtbot.keyClicks(second, "yoga")
    assert view.draft.record.summary.treatments[1] == "yoga"


def test_a_row_is_moved_by_keys(view: CaseView, qtbot: QtBot) -> None:
    view.go("summary.treatments")
    first = view.findChild(QLineEdit, "summary.treatments.0")
    words = first.text()
    qtbot.waitUntil(first.isVisible)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert view.draft.record.summary.treatments[1] == words
    assert view.findChild(QLineEdit, "summary.treatments.1").hasFocus()


def test_a_choice_is_taken_back_by_a_second_click(view: CaseView, qtbot: QtBot) -> None:
    view.go(f"{ITEM}.0.decision")
    button = next(b for b in view.page.findChildren(QPushButton) if b.text() == "Overturned")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert view.draft.get(f"{ITEM}.0.decision") is None


def test_services_follow_their_surgery_only_when_asked(view: CaseView, qtbot: QtBot) -> None:
    view.draft.put(f"{ITEM}.1.associated_service", True)
    view.draft.put(f"{ITEM}.1.associated_with", view.draft.get(f"{ITEM}.0.id"))
    view.draft.put(f"{ITEM}.0.decision", Decision.UPHELD)
    view.draft.put(f"{ITEM}.1.decision", Decision.OVERTURNED)
    view.go(f"{ITEM}.0.decision")
    follow = next(b for b in view.page.findChildren(QPushButton) if b.text().startswith("Let its"))
    qtbot.mouseClick(follow, Qt.MouseButton.LeftButton)
    assert view.draft.get(f"{ITEM}.1.decision") is Decision.UPHELD


def test_the_surgery_of_a_service_is_named_by_its_number(view: CaseView, qtbot: QtBot) -> None:
    view.draft.put(f"{ITEM}.1.associated_service", True)
    view.go(f"{ITEM}.1.associated_with")
    line = view.page.findChild(ItemLine)
    line.setFocus()
    qtbot.keyClicks(line, "1")
    assert view.draft.get(f"{ITEM}.1.associated_with") == view.draft.get(f"{ITEM}.0.id")
    view.draft.put(ITEM, (DisputedItem(), *view.draft.get(ITEM)))
    view.go(f"{ITEM}.2.associated_with")
    line = view.page.findChild(ItemLine)
    assert line.text() == "2"
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "77")
    assert line.complaint() == "There is no item 77."
    assert line.text() == "77"
    assert view.draft.get(f"{ITEM}.2.associated_with") == ""


def test_a_phrase_is_expanded_and_its_blank_chosen(
    view: CaseView, qtbot: QtBot, desk: Desk
) -> None:
    words = Prose("completed [number] visits of physical therapy")
    desk.settings.put("phrases", (Phrase(name="pt", words=words),))
    path = f"{ITEM}.0.rationale"
    view.go(path)
    box = view.findChild(QPlainTextEdit, path)
    box.selectAll()
    qtbot.keyClicks(box, ".pt")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert box.textCursor().selectedText() == "[number]"
    qtbot.keyClicks(box, "eight")
    assert view.draft.get(path) == "completed eight visits of physical therapy"


def test_undo_by_key_inside_a_text_is_the_cases(desk: Desk, view: CaseView, qtbot: QtBot) -> None:
    desk.window.activateWindow()
    field = line(view, "claim_number")
    before = field.text()
    qtbot.keyClicks(field, "7")
    assert view.draft.undo_name == "change Claim number"
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert view.draft.get("claim_number") == before
    qtbot.keyClick(
        field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert view.draft.get("claim_number") == f"7{before}"


def test_a_pasted_citation_stands_in_its_fields(view: CaseView, qtbot: QtBot) -> None:
    view.go(f"{ITEM}.0.request")
    path = f"{ITEM}.0.reviewer_basis.citations"
    QGuiApplication.clipboard().setText("MTUS Low Back Disorders 2016, Section(s): Treatment\n")
    click(view, qtbot, QToolButton, f"{path}:paste")
    added = view.draft.get(path)[-1]
    assert (added.title, added.year, added.sections) == ("Low Back Disorders", 2016, ("Treatment",))


def test_a_list_whose_elements_are_not_read_from_lines_offers_no_pasting(desk: Desk) -> None:
    desk.do("settings")
    pages = desk.window.findChildren(ListRows)
    offers = {rows.path: rows.findChild(QToolButton, f"{rows.path}:paste") for rows in pages}
    assert offers
    assert {path for path, button in offers.items() if button is not None} <= {"dictionary"}
