"""Nothing is left behind: no widget of a closed case, no memory of an hour of editing."""

from __future__ import annotations

import gc
import resource
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.domain.question import Prose
from desktop.domain.sections import ITEM
from tests import invented

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case_view import CaseView
    from desktop.ui.desk import Desk

CYCLES = 200
EDITS = 3000
"""An hour's worth of words."""


def widgets() -> int:
    """How many widgets there are, once those that wait for their end are gone."""
    for _ in range(4):
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
    return len(QApplication.allWidgets())


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
    assert widgets() == before


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


@pytest.mark.benchmark
def test_an_hour_of_editing_leaves_memory_flat(view: CaseView, qtbot: QtBot) -> None:
    path = f"{ITEM}.0.rationale"
    view.go(path)
    words = view.draft.get(path)

    def edit(times: int) -> int:
        for number in range(times):
            view.draft.put(path, Prose(f"{words} and {number}"))
            if number % 25 == 0:
                qtbot.waitUntil(lambda: not view.preview._lane.busy)
        gc.collect()
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    first = edit(EDITS // 3)
    last = edit(EDITS)
    print(f"\npeak memory: {first / 1024:.0f} MB, after {EDITS} more edits {last / 1024:.0f} MB")
    assert last < first * 1.15
