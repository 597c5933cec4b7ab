"""The settings: what is typed is applied as it comes to stand, and never half of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk


@pytest.mark.parametrize("typed", ["140", "1", "", "79", "201", "x"])
def test_a_text_size_is_applied_only_within_its_bounds(
    desk: Desk, view: CaseView, qtbot: QtBot, typed: str
) -> None:
    desk.do("settings")
    line = desk.window.stack.currentWidget().field_at("text_size").editor
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    applied = []
    desk.settings.changed.connect(lambda _: applied.append(desk.settings.record.text_size))
    qtbot.keyClicks(line, typed)
    assert applied in ([], [140])
    assert desk.settings.record.text_size == (140 if typed == "140" else 100)


def test_a_color_that_is_chosen_stays_chosen_by_a_second_click(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    desk.do("settings")
    choice = desk.window.stack.currentWidget().field_at("appearance").editor
    before = choice.value()
    (chosen,) = [button for button in choice.findChildren(QPushButton) if button.isChecked()]
    qtbot.mouseClick(chosen, Qt.MouseButton.LeftButton)
    assert desk.settings.record.appearance == choice.value() == before
