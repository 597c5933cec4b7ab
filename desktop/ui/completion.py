"""Texts that complete what is typed in a line, in a list below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import QCompleter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QWidget

    from desktop.domain.completing import Offer


class Completion(QCompleter):
    """Shows offers, and tells which is taken."""

    stood_on = Signal(str)
    """The text that the arrow keys stand on."""
    taken = Signal(object)
    """The offer that was chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._offers: Sequence[Offer] = ()
        self._shown = QStringListModel(self)
        self.setModel(self._shown)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.activated.connect(self._take)
        self.highlighted.connect(self.stood_on)

    @property
    def shown(self) -> bool:
        """Whether the list is open."""
        popup = self.popup()
        return popup is not None and popup.isVisible()

    def offer(self, offers: Sequence[Offer]) -> None:
        """Shows `offers` from now on."""
        self._offers = offers
        self._shown.setStringList([one.shown for one in offers])

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The text that the line takes, which is not all that is shown of it."""
        return self._offers[index.row()].value if index.row() < len(self._offers) else ""

    def _take(self, value: str) -> None:
        taken = next((one for one in self._offers if one.value == value), None)
        if taken is not None:
            self.taken.emit(taken)
