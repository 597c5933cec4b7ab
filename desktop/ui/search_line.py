"""A line to search in: a glass before the words, a cross behind them that clears it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from desktop.ui.theme import Theme

CLEARING = "_q_qlineeditclearaction"
"""Qt's name of the action that clears a line; only by it can the action wear our icon."""


class SearchLine(QLineEdit):
    """Asks for `words`, which stand in it while it is empty; `name` is read aloud."""

    def __init__(self, theme: Theme, words: str, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._glass = self.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self._cross: Any = self.findChild(QAction, CLEARING)
        self.setPlaceholderText(words)
        self.setAccessibleName(name)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self._glass.setIcon(self._theme.icon("search", "quiet"))
        self._cross.setIcon(self._theme.icon("remove", "quiet"))
