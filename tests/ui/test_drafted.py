"""What was drafted is brought up to date, and then says no more that it is older."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton

from desktop.records.questions import Prose

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView


def cards(view: CaseView) -> list[QFrame]:
    return [card for card in view.page.findChildren(QFrame, "card") if card.isVisible()]


def test_a_text_that_was_brought_up_to_date_shows_no_difference_any_more(
    view: CaseView, qtbot: QtBot
) -> None:
    view.go("summary.narrative")
    button = view.page.findChild(QPushButton, "draft:summary.narrative")
    view.draft.put("summary.narrative", Prose(""))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(view.draft.record.summary.narrative))
    view.draft.put("summary.age", 91)
    qtbot.waitUntil(lambda: len(cards(view)) == 1)
    (update,) = cards(view)[0].findChildren(QPushButton)
    qtbot.mouseClick(update, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "91-year-old" in view.draft.record.summary.narrative)
    qtbot.waitUntil(lambda: not cards(view))
