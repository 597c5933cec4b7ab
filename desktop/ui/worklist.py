"""The worklist: every case with how far it has come and when it is due."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.domain import clock, dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from desktop.store.records import Row
    from desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
HEADS = ("Case", "Injured worker", "Services in dispute", "State", "Outcome", "Due", "Changed")
SORT = Qt.ItemDataRole.UserRole
SOON = 1
"""Days before the due day from which it is shown in red."""


class Rows(QAbstractTableModel):
    """The library's rows as a table."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[Row] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Shows these cases."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, number: int) -> Row:
        """The case in line `number`."""
        return self._rows[number]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        """How many cases there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """The heads of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """What a cell says, how it sorts, and its colour where the day is near."""
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return words(row)[column]
        if role == SORT:
            return _keys(row)[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(row.services) if column == 2 else None
        if role == Qt.ItemDataRole.ForegroundRole and column == 5 and _is_pressing(row):
            return self._theme.colour("bad")
        return None


class Table(QTableView):
    """The table of cases, sorted by a click on a head and searched by word."""

    opened = Signal(str)
    deleted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._model = Rows(theme)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._model)
        self._sorted.setSortRole(SORT)
        self.setObjectName("cases")
        self.setAccessibleName("Cases")
        self.setModel(self._sorted)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.setSortingEnabled(True)
        self.sortByColumn(5, Qt.SortOrder.AscendingOrder)
        self._size_columns()
        theme.changed.connect(self._size_columns)
        self.activated.connect(lambda index: self.opened.emit(self._id(index)))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Shows these cases, the chosen ones staying chosen."""
        chosen = set(self.chosen)
        self._model.show_rows(rows)
        for number in range(self._sorted.rowCount()):
            if self._id(self._sorted.index(number, 0)) in chosen:
                self.selectRow(number)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the cases that are chosen."""
        return tuple(self._id(index) for index in self.selectionModel().selectedRows())

    @property
    def count(self) -> int:
        """How many cases are shown."""
        return self._sorted.rowCount()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Deletes the chosen cases by the Delete key, opens one by Enter."""
        if event.key() == Qt.Key.Key_Delete:
            for id in self.chosen:
                self.deleted.emit(id)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self._id(self.currentIndex()))
        else:
            super().keyPressEvent(event)

    def _id(self, index: Index) -> str:
        return self._model.row(self._sorted.mapToSource(index).row()).id

    def _size_columns(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultSectionSize(self._theme.scaled(40))
        width = self.fontMetrics().horizontalAdvance("0")
        for column, letters in ((0, 17), (1, 20), (3, 12), (4, 20), (5, 26), (6, 18)):
            self.setColumnWidth(column, letters * width)


def words(row: Row) -> tuple[str, ...]:
    """What the columns say of a case."""
    outcome = row.outcome.value if row.outcome else ""
    return (
        row.number or "No number yet",
        row.worker or "withheld",
        services(row.services),
        row.state.value,
        outcome,
        _due(row),
        f"{row.changed.astimezone():%m/%d/%Y %H:%M}",
    )


def services(requests: Sequence[str]) -> str:
    """The requests as one line: the first that is known, and how many more."""
    first = next(filter(None, requests), "")
    return f"{first} and {len(requests) - 1} more" if first and len(requests) > 1 else first


def _due(row: Row) -> str:
    if row.due is None:
        return ""
    if _is_done(row):
        return dates.show(row.due)
    said = clock.in_words(row.due, dt.date.today())  # noqa: DTZ011 -- the day at the desk
    return f"{said}, {dates.show(row.due)}"


def _is_pressing(row: Row) -> bool:
    today = dt.date.today()  # noqa: DTZ011 -- the day at the desk
    return row.due is not None and not _is_done(row) and (row.due - today).days <= SOON


def _is_done(row: Row) -> bool:
    return row.state.value in ("Exported", "Signed off")


def _keys(row: Row) -> tuple[Any, ...]:
    """How the columns sort: dates as days, the unknown last."""
    due = (row.due or dt.date.max).toordinal() + (10**7 if _is_done(row) else 0)
    return (
        *(word.casefold() for word in words(row)[:5]),
        due,
        row.changed.timestamp(),
    )
