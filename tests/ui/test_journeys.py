"""Random journeys by real keys: no answer without its key, nothing typed lost, all undone.

A few seeds run each time; DETERMINATION_DESK_JOURNEYS=40 runs forty.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.ui.journey import Journey

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
    pytest.mark.timeout(600),
]
SEEDS = range(int(os.environ.get("DETERMINATION_DESK_JOURNEYS", "2")))
STEPS = 60


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_journey_loses_nothing_and_can_be_undone_and_left(
    desk: Desk, view: CaseView, qtbot: QtBot, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    caplog.set_level(logging.WARNING)
    journey = Journey(desk, view, seed)
    for _ in range(STEPS):
        journey.go_on()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    journey.come_back()
    view, last = journey.view, journey.view.draft.record
    while view.draft.undo_name:
        view.draft.undo()
    assert view.draft.record == journey.first, journey.story()
    while view.draft.redo_name:
        view.draft.redo()
    assert view.draft.record == last, journey.story()
    journey.look()
    assert desk.current().autosave.keep()
    assert desk.store().cases.get(desk.current().id).case == last
    assert desk.window.close()
    assert not desk.window.isVisible()
    assert caplog.records == []
