"""A question for a reason is answered by the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desktop.ui.widgets.reason_dialog import ReasonDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.desk.desk import Desk


def test_enter_gives_the_reason_that_was_typed(desk: Desk, qtbot: QtBot) -> None:
    dialog = ReasonDialog(desk.window, "Reopen the case", "It is kept.", "Reopen", "Reason")
    given: list[str] = []
    dialog.given.connect(given.append)
    dialog.open()
    line = dialog.findChild(QLineEdit, "reason:line")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    qtbot.keyClicks(line, "a late record came")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert given == ["a late record came"]
