"""Texts that complete what is typed in a line, in a list below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


class Completion(QCompleter):
    """Offers the texts in which what is typed occurs, and tells which is `chosen`."""

    chosen = Signal(str)
    """A text was taken, or is the one that the arrow keys stand on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._known: Sequence[str] = ()
        self._texts = QStringListModel(self)
        self.setModel(self._texts)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.activated.connect(self.chosen)
        self.highlighted.connect(self.chosen)

    @property
    def shown(self) -> bool:
        """Whether the list is open."""
        popup = self.popup()
        return popup is not None and popup.isVisible()

    def know(self, texts: Sequence[str]) -> None:
        """Offers `texts`, unless one is being chosen just now."""
        if texts != self._known and not self.shown:
            self._known = texts
            self._texts.setStringList(list(texts))
