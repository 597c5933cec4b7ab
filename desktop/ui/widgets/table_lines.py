"""How the lines of a table are drawn: text under its head, one ring around the line in focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLine, Qt
from PySide6.QtGui import QPalette, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTableWidget,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter

    Index = QModelIndex | QPersistentModelIndex

MORE = Qt.ItemDataRole.UserRole + 1
"""Words at the end of a cell's text that are never broken off."""
RING = 2
TALL = 2.6
"""Heights of type that a line has."""
BESIDE = "000"
"""The width of everything in a cell but its words."""


class TableDelegate(QStyledItemDelegate):
    """Draws the cells of `table`."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Aligns the text with the head's, and elides it before what follows."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        margin = self._table.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
        option.rect = option.rect.adjusted(-margin, 0, 0, 0)
        color = index.data(Qt.ItemDataRole.ForegroundRole)
        if color is not None:
            option.palette.setColor(QPalette.ColorRole.HighlightedText, color)
        more = index.data(MORE)
        if more:
            room = option.rect.width() - option.fontMetrics.horizontalAdvance(BESIDE + more)
            mode = Qt.TextElideMode.ElideRight
            option.text = (
                option.fontMetrics.elidedText(option.text.removesuffix(more), mode, room) + more
            )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws a cell, and its part of the ring around the line in focus."""
        super().paint(painter, option, index)
        if self._table.hasFocus() and index.row() == self._table.currentIndex().row():
            painter.save()
            painter.setPen(QPen(self._table.palette().link(), RING))
            painter.drawLines(self._ring(option, index))
            painter.restore()

    def _ring(self, option: QStyleOptionViewItem, index: Index) -> list[QLine]:
        rect = option.rect.adjusted(0, 1, 0, -2)
        order = self._table.horizontalHeader()
        ends = [order.logicalIndexAt(0), order.logicalIndexAt(order.length() - 1)]
        above = QLine(rect.topLeft(), rect.topRight())
        lines = [above, QLine(rect.bottomLeft(), rect.bottomRight())]
        if index.column() == ends[0]:
            lines.append(QLine(rect.left() + 1, rect.top(), rect.left() + 1, rect.bottom()))
        if index.column() == ends[1]:
            lines.append(QLine(rect.topRight(), rect.bottomRight()))
        return lines


def lined(table: QTableView) -> None:
    """Gives `table` the look of every table: whole lines, no grid, heads over their words."""
    table.setItemDelegate(TableDelegate(table))
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(round(table.fontMetrics().height() * TALL))
    _dress(table.horizontalHeader())


def _dress(head: QHeaderView) -> None:
    head.setHighlightSections(False)
    head.setTextElideMode(Qt.TextElideMode.ElideRight)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def listed(name: str, words: str, heads: Sequence[str]) -> QTableWidget:
    """A table of lines to choose one from, called `words` by a screen reader."""
    table = QTableWidget(0, len(heads))
    table.setObjectName(name)
    table.setAccessibleName(words)
    table.setHorizontalHeaderLabels(list(heads))
    lined(table)
    table.horizontalHeader().setStretchLastSection(True)
    return table
