"""How a line of the outline is drawn: its words, and the decision on an item at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
    from PySide6.QtGui import QPainter

    from desktop.ui.widgets.theme import Theme

    Index = QModelIndex | QPersistentModelIndex

DECIDED = Qt.ItemDataRole.UserRole + 1
"""The word of the decision on an item."""
GAP = 8
"""Pixels between a request and its decision."""


class OutlineDelegate(QStyledItemDelegate):
    """Draws the lines of `outline`; a long request is elided before its decision."""

    def __init__(self, outline: QTreeView, theme: Theme) -> None:
        super().__init__(outline)
        self._outline, self._theme = outline, theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leaves room for the decision."""
        super().initStyleOption(option, index)
        decided = index.data(DECIDED)
        if decided and option.text:
            room = self._room(option).width() - option.fontMetrics.horizontalAdvance(decided) - GAP
            mode = Qt.TextElideMode.ElideRight
            option.text = option.fontMetrics.elidedText(option.text, mode, max(room, 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws the line and its decision."""
        super().paint(painter, option, index)
        decided = index.data(DECIDED)
        if decided and index.data(Qt.ItemDataRole.DisplayRole):
            whole = QStyleOptionViewItem(option)
            self.initStyleOption(whole, index)
            palette = QPalette(option.palette)
            palette.setColor(QPalette.ColorRole.WindowText, self._theme.color("quiet"))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            style, role = self._outline.style(), QPalette.ColorRole.WindowText
            style.drawItemText(painter, self._room(whole), right, palette, True, decided, role)

    def _room(self, option: QStyleOptionViewItem) -> QRect:
        """The rectangle of a line's words."""
        part = QStyle.SubElement.SE_ItemViewItemText
        return self._outline.style().subElementRect(part, option, self._outline)
