"""The worklist: every case with its progress and its due date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop.cases.pack_words import SUBJECT
from desktop.cases.workflow.states import DONE
from desktop.programs import clocks
from desktop.text import dates
from desktop.ui.widgets.table_lines import MORE, TALL, lined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent

    from desktop.store.library.records import WorklistRow
    from desktop.ui.widgets.theme import Theme

Index = QModelIndex | QPersistentModelIndex
HEADS = ("Case", SUBJECT, "Services in dispute", "State", "Outcome", "Due", "Changed")
SORT = Qt.ItemDataRole.UserRole
NO_NUMBER, WITHHELD = "No number yet", "withheld"
DUE = 5
SERVICES, STATE = 2, 3
WIDTHS = {0: 17, 1: 21, 3: 19, 4: 18, 5: 26, 6: 18}
"""The columns' widths in figures; what is left is the services'."""
LEAST = 30
"""Figures' widths that the services keep: the columns of `SPARED` give way to them, in order."""
SPARED = (6, 4, 1, 3)
ARROWS = {Qt.SortOrder.AscendingOrder: " ↑", Qt.SortOrder.DescendingOrder: " ↓"}
NEWER = "Newer version"
"""Shown for a case written by a newer program: it is not changed and cannot be opened here."""


class WorklistModel(QAbstractTableModel):
    """The library's rows as a table."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[WorklistRow] = []

    def show_rows(self, rows: Sequence[WorklistRow]) -> None:
        """Shows these cases."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, number: int) -> WorklistRow:
        """The case in line `number`."""
        return self._rows[number]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        """How many cases there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> str | None:
        """The heads of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None

    def data(self, index: Index, role: int = 0) -> str | float | QColor | None:
        """What a cell says, how it sorts, and its color if the day is near."""
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return words(row)[column]
        if role == SORT:
            return _keys(row)[column]
        if column == SERVICES and role in (MORE, Qt.ItemDataRole.ToolTipRole):
            return _more(row.services) if role == MORE else "\n".join(row.services)
        if column == STATE and role == Qt.ItemDataRole.ToolTipRole:
            return row.standing.meaning
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._color(row, column)
        return None

    def _color(self, row: WorklistRow, column: int) -> QColor | None:
        """Red if the day is near; muted if nothing is known or the case is done."""
        if column == DUE and _is_pressing(row):
            return self._theme.color("bad")
        quiet = {0: not row.number, 1: not row.worker, DUE: _is_settled(row)}
        return self._theme.color("quiet") if quiet.get(column) else None


class Sorted(QSortFilterProxyModel):
    """The table in order; the head by which it is sorted says so."""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> str | None:
        """The heads, with an arrow behind the word of one."""
        title: str | None = super().headerData(section, orientation, role)
        if title and role == Qt.ItemDataRole.DisplayRole and section == self.sortColumn():
            return f"{title}{ARROWS[self.sortOrder()]}"
        return title


class WorklistTable(QTableView):
    """The table of cases, sorted by a click on a head and searched by word."""

    opened = Signal(str)
    deleted = Signal(tuple)
    """The person wants to delete cases: their ids."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._model = WorklistModel(theme)
        self._sorted = Sorted(self)
        self._sorted.setSourceModel(self._model)
        self._sorted.setSortRole(SORT)
        self.setObjectName("cases")
        self.setAccessibleName("Cases")
        self.setModel(self._sorted)
        lined(self)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setSortingEnabled(True)
        self.sortByColumn(DUE, Qt.SortOrder.AscendingOrder)
        self._size_columns()
        theme.changed.connect(self._size_columns)
        self.activated.connect(lambda index: self.opened.emit(self._id(index)))
        self._wanted: tuple[str, ...] | None = None
        self.selectionModel().selectionChanged.connect(lambda: self._want(self.chosen))

    def show_rows(self, rows: Sequence[WorklistRow]) -> None:
        """Shows these cases; those that were chosen stay so, also while they are not shown.

        No other case is selected instead, so that no key acts on a case that nobody chose. If
        none was ever selected, the first one is.
        """
        wanted = self._wanted
        self._model.show_rows(rows)
        if wanted is not None:
            self.choose(wanted)
        else:
            self.choose_any()

    def choose(self, ids: Sequence[str]) -> None:
        """Chooses the cases that are shown of `ids`, and goes to the first of them."""
        selection = self.selectionModel()
        selection.clear()
        flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
        for number in reversed(range(self.count)):
            index = self._sorted.index(number, 0)
            if self._id(index) in ids:
                selection.setCurrentIndex(index, flags)
        self._want(ids)
        self.scrollTo(self.currentIndex())

    def forget(self) -> None:
        """Forgets which case was chosen; the first will be."""
        self._wanted = None

    def neighbor(self, ids: Sequence[str]) -> tuple[str, ...]:
        """The case below those of `ids` that are shown, or else above them."""
        shown = [self._id(self._sorted.index(number, 0)) for number in range(self.count)]
        places = [number for number, id in enumerate(shown) if id in ids]
        if not places:
            return ()
        below, above = shown[places[0] :], shown[: places[0]][::-1]
        left = (id for id in (*below, *above) if id not in ids)
        return tuple(list(left)[:1])

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the cases that are chosen."""
        return tuple(self._id(index) for index in self.selectionModel().selectedRows())

    @property
    def count(self) -> int:
        """How many cases are shown."""
        return self._sorted.rowCount()

    def open_chosen(self) -> None:
        """Opens the current case, if one is selected."""
        if self.selectionModel().isSelected(self.currentIndex()):
            self.opened.emit(self._id(self.currentIndex()))

    def choose_any(self) -> None:
        """Chooses the first case, where none is chosen of those that are shown."""
        if not self.chosen and self.count:
            self.choose((self._id(self._sorted.index(0, 0)),))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Deletes the chosen cases by the Delete key, opens one by Enter."""
        if event.key() == Qt.Key.Key_Delete:
            self.deleted.emit(self.chosen)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_chosen()
        else:
            super().keyPressEvent(event)

    def _want(self, ids: Sequence[str]) -> None:
        self._wanted = tuple(ids)

    def _id(self, index: Index) -> str:
        return self._model.row(self._sorted.mapToSource(index).row()).id

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Makes room for the services by narrowing less important columns."""
        super().resizeEvent(event)
        self._share()

    def _size_columns(self) -> None:
        self.horizontalHeader().setSectionResizeMode(SERVICES, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * TALL))
        for column, figures in WIDTHS.items():
            self.setColumnWidth(column, figures * self._figure())
        self._share()

    def _share(self) -> None:
        figures = self.viewport().width() // self._figure() - sum(WIDTHS.values())
        for column in SPARED:
            self.setColumnHidden(column, figures < LEAST)
            figures += WIDTHS[column] if figures < LEAST else 0

    def _figure(self) -> int:
        return self.fontMetrics().horizontalAdvance("0")


def words(row: WorklistRow) -> tuple[str, ...]:
    """What the columns say of a case."""
    outcome = row.outcome.value if row.outcome else ""
    return (
        row.number or NO_NUMBER,
        row.worker or WITHHELD,
        services(row.services),
        NEWER if row.newer else row.standing.word,
        outcome,
        _due(row),
        f"{row.changed.astimezone():%m/%d/%Y %H:%M}",
    )


def services(requests: Sequence[str]) -> str:
    """The requests as one line: the first that is known, and how many more."""
    first = next(filter(None, requests), "")
    return f"{first}{_more(requests)}" if first else ""


def _more(requests: Sequence[str]) -> str:
    return f" and {len(requests) - 1} more" if len(requests) > 1 else ""


def _due(row: WorklistRow) -> str:
    today = dt.date.today()  # noqa: DTZ011 -- the day at the desk
    if row.standing.ends:
        return f"closed {dates.show(row.closed)}" if row.closed else "closed"
    due = clocks.in_words(row.due, today, row.decided)
    if row.due is None or clocks.has_come(row.decided, today):
        return due
    day = dates.show(row.due)
    return day if _is_done(row) else f"{due}, {day}"


def _is_settled(row: WorklistRow) -> bool:
    """Whether the case is done, so that its due day no longer matters."""
    today = dt.date.today()  # noqa: DTZ011 -- the day at the desk
    return _is_done(row) or clocks.has_come(row.decided, today)


def _is_pressing(row: WorklistRow) -> bool:
    today = dt.date.today()  # noqa: DTZ011 -- the day at the desk
    return not _is_done(row) and clocks.presses(row.due, today, row.decided)


def _is_done(row: WorklistRow) -> bool:
    return row.standing.ends or row.state in DONE


def _keys(row: WorklistRow) -> tuple[str | float, ...]:
    """How the columns sort: dates as days, cases that are done after them, the unknown last."""
    decided = clocks.has_come(row.decided, dt.date.today())  # noqa: DTZ011 -- the day at the desk
    due = (row.due or dt.date.max).toordinal() + 10**7 * (decided + _is_done(row))
    return (
        *(word.casefold() for word in words(row)[:5]),
        due,
        row.changed.timestamp(),
    )
