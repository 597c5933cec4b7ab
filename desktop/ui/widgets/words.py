"""Words on the screen in the style of their role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QDialog, QWidget

EDGES = 28
"""Pixels that a button needs in addition to its words."""


def worded(text: str, role: str, *, wrapped: bool = False) -> QLabel:
    """A label in the style of `role`, in one line or, `wrapped`, in as many as it takes."""
    label = QLabel(text)
    label.setWordWrap(wrapped)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def labelled(column: QVBoxLayout, words: str, widget: QWidget) -> QLabel:
    """Adds `widget` to `column`, close under its label; gives the label."""
    label = worded(words, "label")
    label.setBuddy(widget)
    pair = QVBoxLayout()
    pair.setSpacing(4)
    pair.addWidget(label)
    pair.addWidget(widget)
    column.addLayout(pair)
    return label


def rule() -> QFrame:
    """A thin line between two parts of a page."""
    line = QFrame()
    line.setObjectName("rule")
    return line


def canceling(dialog: QDialog) -> QPushButton:
    """The button that leaves `dialog` with nothing done."""
    button = QPushButton("Cancel")
    button.clicked.connect(lambda _: dialog.reject())
    return button


def scrolling(page: QWidget) -> QScrollArea:
    """`page` in an area that scrolls where there is no room for it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Gives `widget` the style property, redrawing it only when that is new."""
    if (widget.property(name) or "") != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class ElidedButton(QPushButton):
    """A button with words that are elided if there is no room, and complete in its tooltip."""

    def __init__(self, role: str, words: str = "") -> None:
        super().__init__()
        self._words = words
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.say(words)

    def say(self, words: str) -> None:
        """Shows `words`."""
        self._words = words
        self.setToolTip(words)
        self.setAccessibleDescription(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elides the words again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - EDGES
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))


def pressed_by_enter(widget: QWidget | None) -> QAbstractButton | None:
    """`widget` where Enter presses it as the space bar does: a link, a button, but no answer."""
    if isinstance(widget, QPushButton | QToolButton) and not widget.property("segment"):
        return widget
    return None
