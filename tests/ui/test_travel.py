"""Undo and redo go to what they change; Enter presses what has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton

from desktop.cases.sections import ITEM
from tests.ui.hands import Key, Modifier, focused, hit

if TYPE_CHECKING:
    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk


def remove(view: CaseView, number: int) -> None:
    """Takes item `number` out by its button."""
    view.select(f"{ITEM}.{number}")
    buttons = view.page.findChildren(QPushButton)
    next(one for one in buttons if one.toolTip() == "Remove this item").setFocus()
    hit(Key.Key_Return)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_item_put_back_is_the_one_that_is_shown(view: CaseView, number: int) -> None:
    before = view.draft.record.disputed_items
    remove(view, number)
    assert len(view.draft.record.disputed_items) == len(before) - 1
    hit(Key.Key_Z, Modifier.ControlModifier)
    assert view.draft.record.disputed_items == before
    assert view.key == f"{ITEM}.{number}"
    assert view.page.title.text() == before[number].request
    assert view.page.isAncestorOf(focused())


@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_item_taken_out_again_shows_the_one_in_its_place(view: CaseView, number: int) -> None:
    remove(view, number)
    left = view.draft.record.disputed_items
    hit(Key.Key_Z, Modifier.ControlModifier)
    hit(Key.Key_Z, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert view.draft.record.disputed_items == left
    assert view.key == f"{ITEM}.{min(number, len(left) - 1)}"
    assert view.page.isAncestorOf(focused())


def test_the_only_item_put_back_is_shown(view: CaseView) -> None:
    only = view.draft.record.disputed_items[:1]
    view.draft.put(ITEM, only)
    remove(view, 0)
    assert view.draft.record.disputed_items == ()
    hit(Key.Key_Z, Modifier.ControlModifier)
    assert view.draft.record.disputed_items == only
    assert view.key == f"{ITEM}.0"


def test_an_item_added_taken_back_and_added_again_is_shown(desk: Desk, view: CaseView) -> None:
    desk.do("add_item")
    added = view.key
    view.select("case")
    hit(Key.Key_Z, Modifier.ControlModifier)
    assert view.key.startswith(ITEM)
    hit(Key.Key_Z, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert view.key == added


def test_a_line_put_back_has_the_focus(view: CaseView) -> None:
    view.draft.put("summary.treatments", ("one", "two", "three", "four"))
    view.go("summary.treatments.2")
    focused().clear()
    hit(Key.Key_Backspace)
    view.go("case_number")
    hit(Key.Key_Z, Modifier.ControlModifier)
    assert focused().objectName() == "summary.treatments.2"


def test_enter_follows_a_guideline_that_is_offered(view: CaseView) -> None:
    view.go(f"{ITEM}.0.request")
    offers = view.page.findChildren(QPushButton)
    offer = next(one for one in offers if one.objectName().startswith("offer:"))
    id = offer.objectName().removeprefix("offer:")
    offer.setFocus()
    hit(Key.Key_Enter)
    assert id in view.draft.get(f"{ITEM}.0.guidelines")


def test_enter_presses_a_tool_and_unfolds_a_line(view: CaseView) -> None:
    view.select("documents")
    count = len(view.draft.record.documents)
    view.page.findChild(QToolButton, "documents:add").setFocus()
    hit(Key.Key_Return)
    assert len(view.draft.record.documents) == count + 1
    fold = view.page.findChild(QPushButton, "documents.0")
    fold.setFocus()
    hit(Key.Key_Return)
    assert fold.isChecked()


def test_enter_answers_nothing(view: CaseView) -> None:
    view.go(f"{ITEM}.0.decision")
    before = view.draft.record
    hit(Key.Key_Right)
    hit(Key.Key_Return)
    assert view.draft.record == before
