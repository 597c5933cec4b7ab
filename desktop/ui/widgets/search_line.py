"""A line to search in: a glass before the words, a cross behind them that clears it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QLineEdit

from desktop.ui.form.text.command_keys import is_a_command
from desktop.ui.form.text.one_line import keep_in_one

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop.ui.widgets.theme import Theme

CLEARING = "_q_qlineeditclearaction"
"""Qt's name of the action that clears a line; only by it can the action wear our icon."""


class SearchLine(QLineEdit):
    """Shows `words` as its placeholder; `name` is its accessible name."""

    left = Signal()
    """The person wants to go to the results."""

    def __init__(self, theme: Theme, words: str, name: str) -> None:
        super().__init__()
        self._theme = theme
        keep_in_one(self)
        self._glass = self.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self._cross = self.findChild(QAction, CLEARING)
        self.setPlaceholderText(words)
        self.setAccessibleName(name)
        theme.changed.connect(self._dress)
        self._dress()

    def event(self, event: QEvent) -> bool:
        """Leaves the commands to the window."""
        if is_a_command(event) and not self._takes_back(event):
            event.ignore()
            return False
        return super().event(event)

    def _takes_back(self, event: QKeyEvent) -> bool:
        """Whether undo applies to what was typed here."""
        return self.isUndoAvailable() and bool(event.matches(QKeySequence.StandardKey.Undo))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes down to the results; clears itself on the first Escape."""
        if event.key() == Qt.Key.Key_Down:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self._glass.setIcon(self._theme.icon("search", "quiet"))
        if self._cross is not None:
            self._cross.setIcon(self._theme.icon("remove", "quiet"))
