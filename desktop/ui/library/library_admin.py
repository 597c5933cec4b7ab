"""The library page: the cases in its bin, its backups, its trail and its keys."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QWidget,
)

from desktop.cases.pack_words import SUBJECT
from desktop.ui.library.keys_tab import KeysTab
from desktop.ui.widgets import layouts
from desktop.ui.widgets.table_lines import listed
from desktop.ui.widgets.words import worded
from desktop.ui.worklist.worklist import NO_NUMBER, WITHHELD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.app.commands import Act
    from desktop.records.values import Plain
    from desktop.store.backups.backups import Backup
    from desktop.store.library.records import WorklistRow
    from desktop.store.library.trail import TrailEntry

KEY = Qt.ItemDataRole.UserRole
HONEST = "The damaged or later file is set aside in the library's folder, not deleted."


class LibraryAdminPage(QWidget):
    """Shows the bin, backups, trail and keys; emits what the person asks for."""

    put_back = Signal(str)
    """The id of a case in the bin."""
    backed_up = Signal()
    gone_back = Signal(str)
    """The file name of a backup."""
    verified = Signal()
    exported = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tabs = _tabs()
        self.bin = _table("Deleted cases", ("Case", SUBJECT, "Deleted"))
        self.backups = _table("Backups", ("Made", "File"))
        self.trail = _table("Trail", ("When", "Who", "Case", "What", "Details"))
        self.keys = KeysTab()
        self.words = worded("", "quiet", wrapped=True)
        self._tabs.currentChanged.connect(lambda _: self.words.clear())
        self._lay_out()

    def show_bin(self, rows: Sequence[WorklistRow]) -> None:
        """Lists the deleted cases."""
        cells = [
            (row.number or NO_NUMBER, row.worker or WITHHELD, _local(row.discarded)) for row in rows
        ]
        _fill(self.bin, [row.id for row in rows], cells)

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Lists the backups, the latest first."""
        names = [backup.path.name for backup in backups]
        _fill(self.backups, names, [(_local(each.at), each.path.name) for each in backups])

    def show_trail(self, entries: Sequence[TrailEntry]) -> None:
        """Lists the entries, the latest first."""
        keys = [str(entry.seq) for entry in entries]
        _fill(self.trail, keys, list(map(_cells, entries)))

    def take_focus(self) -> None:
        """Goes to the first table."""
        self.bin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        column = layouts.column(self, (24, 16, 24, 16), spacing=12)
        head = QHBoxLayout()
        head.addWidget(worded("The library", "title"), 1)
        head.addWidget(_button("Back to the worklist", "library_admin:back", self.left.emit))
        column.addLayout(head)
        column.addWidget(self._tabs, 1)
        column.addWidget(self.words)
        put_back = _button("Put back", "library_admin:put_back", self._put_back)
        go_back = _button("Go back to this backup", "library_admin:go_back", self._go_back)
        back_up = _button("Back up now", "library_admin:back_up", self.backed_up.emit)
        verify = _button("Verify", "library_admin:verify", self.verified.emit)
        export = _button("Export", "library_admin:export", self.exported.emit)
        self._tab("Bin", "Deleted cases can be had back for 30 days at least.", self.bin, put_back)
        self._tab("Backups", HONEST, self.backups, back_up, go_back)
        self._tab("Trail", "The latest 1,000 entries.", self.trail, verify, export)
        self._tabs.addTab(self.keys, "Keys")

    def _tab(self, name: str, about: str, table: QTableWidget, *buttons: QPushButton) -> None:
        tab = QWidget()
        column = layouts.column(tab, (0, 12, 0, 0), spacing=12)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(worded(about, "quiet"), 1)
        for button in buttons:
            row.addWidget(button)
        column.addLayout(row)
        column.addWidget(table, 1)
        self._tabs.addTab(tab, name)

    def _put_back(self) -> None:
        for id in _chosen(self.bin):
            self.put_back.emit(id)

    def _go_back(self) -> None:
        for name in _chosen(self.backups)[:1]:
            self.gone_back.emit(name)


def _table(name: str, heads: Sequence[str]) -> QTableWidget:
    return listed(f"library_admin:{name.lower()}", name, heads)


def _fill(table: QTableWidget, keys: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table.setRowCount(len(rows))
    for at, (key, cells) in enumerate(zip(keys, rows, strict=True)):
        for column, words in enumerate(cells):
            item = QTableWidgetItem(words)
            item.setData(KEY, key)
            item.setToolTip(words)
            table.setItem(at, column, item)
    table.resizeColumnsToContents()
    table.setCurrentCell(0 if rows else -1, 0)


def _chosen(table: QTableWidget) -> list[str]:
    """The keys of the chosen rows."""
    return [index.data(KEY) for index in table.selectionModel().selectedRows()]


def _tabs() -> QTabWidget:
    tabs = QTabWidget()
    tabs.setObjectName("library_admin")
    tabs.setAccessibleName("The library")
    return tabs


def _button(words: str, name: str, act: Act) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.clicked.connect(lambda _: act())
    return button


def _local(moment: dt.datetime | None) -> str:
    return f"{moment.astimezone():%m/%d/%Y %H:%M}" if moment else ""


def _cells(entry: TrailEntry) -> tuple[str, ...]:
    """The entry's cells; a list of fields reads as a sentence does."""
    details = "; ".join(f"{name}: {_plain(value)}" for name, value in entry.details.items())
    at = _local(dt.datetime.fromisoformat(entry.at))
    return at, entry.who, entry.number, entry.what, details


def _plain(value: Plain) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
