"""Nothing is left behind: no widget of a closed case, no page of a removed item."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QTreeWidgetItem
from shiboken6 import Shiboken

from desktop.app.deadlines import due
from desktop.application import Application
from desktop.cases.sections import ITEM
from desktop.store.library.library import temporary
from tests import invented

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

CYCLES = 200


def widgets() -> int:
    """How many widgets there are, once those that wait for their end are gone."""
    for _ in range(4):
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
    return len(QApplication.allWidgets())


def outline_lines() -> int:
    """How many lines of outlines there are, shown or not."""
    found = Shiboken.getAllValidWrappers()
    return sum(isinstance(one, QTreeWidgetItem) for one in found)


def test_a_window_that_is_gone_leaves_no_widget(qtbot: QtBot, tmp_path: Path) -> None:
    before = widgets()
    app = Application(tmp_path / "library")
    app.window.show()
    app.begin([])
    app.unlocking.work_in(temporary(due=due))
    app.window.close()
    app.finish()
    app.window.deleteLater()
    app.desk.services.theme.deleteLater()
    assert widgets() <= before


@pytest.mark.timeout(400)
def test_two_hundred_cases_opened_and_closed_leave_no_widget(desk: Desk) -> None:
    ids = [desk.add(invented.case(n)) for n in (1, 2)]
    for id in ids * 2:
        desk.open(id)
    desk.show_worklist()
    before = widgets()
    for number in range(CYCLES):
        desk.open(ids[number % 2])
        desk.current().view.select(f"{ITEM}.0")
    desk.show_worklist()
    assert widgets() <= before


def test_a_closed_case_gives_its_letter_back_though_the_next_one_waits(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.preview.shown):
        view.preview.refresh()
    press = view.preview._renderer
    desk.open(desk.current().id)
    desk.letters.finish()
    assert press._print is None


def test_items_added_and_removed_leave_no_page(desk: Desk, view: CaseView) -> None:
    for key in view.outline.keys:
        view.select(key)
    before = widgets()
    count = len(view.draft.record.disputed_items)
    for _ in range(5):
        desk.do("add_item")
    while len(view.draft.record.disputed_items) > count:
        view.draft.undo()
    assert widgets() <= before


def test_a_dictionary_that_comes_after_an_item_is_gone_finds_nothing_to_change(
    desk: Desk, view: CaseView
) -> None:
    desk.do("add_item")
    count = len(view.draft.record.disputed_items)
    view.draft.undo()
    desk.services.speller.ready.emit()
    assert len(view.draft.record.disputed_items) == count - 1


def test_items_added_and_removed_leave_no_line_of_the_outline(desk: Desk, view: CaseView) -> None:
    before = outline_lines()
    for _ in range(5):
        desk.do("add_item")
    assert outline_lines() == before + 5
    for _ in range(5):
        view.draft.undo()
    assert outline_lines() == before
