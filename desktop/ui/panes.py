"""The three panes of a case, side by side, or folded where there is no room for all three."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSplitter, QTabBar, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.ui.outline import Outline
    from desktop.ui.preview import Preview

NARROW = 136
"""Figures' widths below which the letter becomes a tab and the outline its icons."""
OUTLINE = 27
"""Figures' widths that the outline has."""
FOLDED, UNBOUND = 48, 16_777_215
FORM, LETTER = 0, 1


class Panes(QWidget):
    """Outline, form and letter."""

    def __init__(self, outline: Outline, form: QWidget, letter: Preview) -> None:
        super().__init__()
        self._outline, self._form, self._letter = outline, form, letter
        self._hidden = False
        self._tabs = QTabBar()
        self._tabs.addTab("Form")
        self._tabs.addTab("Letter")
        self._tabs.setAccessibleName("Form or letter")
        self._tabs.currentChanged.connect(lambda _: self._fold())
        self._tabs.hide()
        self._split = QSplitter()
        for pane, stretch in ((outline, 0), (form, 5), (letter, 6)):
            self._split.addWidget(pane)
            self._split.setStretchFactor(self._split.count() - 1, stretch)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.setSizes([OUTLINE * self._figure(), 500, 560])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addWidget(self._split, 1)

    @property
    def narrow(self) -> bool:
        """Whether the letter is a tab."""
        return self.width() < NARROW * self._figure()

    def show_form(self) -> None:
        """Brings the form to the front where the letter covers it."""
        self._tabs.setCurrentIndex(FORM)

    def toggle_letter(self) -> None:
        """Shows or hides the letter."""
        if self.narrow:
            self._tabs.setCurrentIndex(1 - self._tabs.currentIndex())
        else:
            self._hidden = not self._hidden
            self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Folds or unfolds."""
        super().resizeEvent(event)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        """Small enough for half a screen."""
        return QSize(480, 320)

    def _unbind(self) -> None:
        """Gives the outline its width back after it was folded."""
        if self._outline.maximumWidth() == FOLDED:
            self._outline.setMinimumWidth(0)
            self._outline.setMaximumWidth(UNBOUND)
            self._split.setSizes([OUTLINE * self._figure(), 500, 560])

    def _figure(self) -> int:
        """The width of a figure, by which room is measured."""
        return self._outline.fontMetrics().horizontalAdvance("0")

    def _fold(self) -> None:
        narrow, letter = self.narrow, self._tabs.currentIndex() == LETTER
        self._tabs.setVisible(narrow)
        self._outline.fold(narrow)
        if narrow:
            self._outline.setFixedWidth(FOLDED)
            self._split.setSizes([FOLDED, UNBOUND, UNBOUND])
        else:
            self._unbind()
        self._form.setVisible(not (narrow and letter))
        self._letter.setVisible(letter if narrow else not self._hidden)
