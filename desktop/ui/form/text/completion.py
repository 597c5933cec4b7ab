"""Texts that complete what is typed in a line, in a list below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QListView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QWidget

    from desktop.cases.entry.completions import CompletionOffer


SEEN, EDGES, WIDEST = 8, 32, 720
"""Offers that are seen at once; pixels beside their words, and of the widest list."""


class Completion(QCompleter):
    """Shows offers, and tells which is taken."""

    stood_on = Signal(str)
    """The text that the arrow keys stand on."""
    taken = Signal(object)
    """The offer that was chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._offers: Sequence[CompletionOffer] = ()
        self._shown = QStringListModel(self)
        self.setModel(self._shown)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(SEEN)
        self._list = _popup()
        self.setPopup(self._list)
        self.activated.connect(self._take)
        self.highlighted.connect(self.stood_on)

    @property
    def shown(self) -> bool:
        """Whether the list is open."""
        return self._list.isVisible()

    def close_up(self) -> None:
        """Closes the list."""
        self._list.hide()

    def offer(self, offers: Sequence[CompletionOffer]) -> None:
        """Shows `offers` from now on."""
        self._offers = offers
        elided = self._list.fontMetrics().elidedText
        right = Qt.TextElideMode.ElideRight
        self._shown.setStringList([elided(one.shown, right, WIDEST) for one in offers])
        self._list.setMinimumWidth(self._list.sizeHintForColumn(0) + EDGES)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The text that the line takes, which is not all that is shown of it."""
        return self._offers[index.row()].value if index.row() < len(self._offers) else ""

    def _take(self, value: str) -> None:
        taken = next((one for one in self._offers if one.value == value), None)
        if taken is not None:
            self.taken.emit(taken)


def _popup() -> QListView:
    shown = QListView()
    shown.setProperty("role", "completion")
    shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return shown
