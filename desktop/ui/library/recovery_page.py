"""What can be done with a damaged library: the file as it is, or one of its backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop.ui.widgets import layouts
from desktop.ui.widgets.table_lines import lined
from desktop.ui.widgets.words import worded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from desktop.store.backups.recovery_options import RecoveryOption

ROWS = 8
"""Lines of the table without scrolling: the file itself and seven backups."""
ABOUT = "Choose what to go on with."


class RecoveryPage(QWidget):
    """Lists the recovery options; emits the one that is chosen."""

    chosen = Signal(int)
    """The position of the option in the list."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = worded("", "error", wrapped=True)
        self._table = _table()
        self._table.doubleClicked.connect(lambda index: self.chosen.emit(index.row()))
        self._lay_out()

    def show_ways(self, sentence: str, ways: Sequence[RecoveryOption]) -> None:
        """Shows what is wrong and lists the options `ways`, with the last backup selected."""
        self._words.setText(sentence)
        self._table.setRowCount(len(ways))
        for row, way in enumerate(ways):
            for column, words in enumerate(_cells(way)):
                self._table.setItem(row, column, QTableWidgetItem(words))
        first = next((row for row, way in enumerate(ways) if way.backup is not None), 0)
        self._table.setCurrentCell(first, 0)
        self._table.setFixedHeight(self._height(min(len(ways), ROWS)))

    def take_focus(self) -> None:
        """Goes to the list."""
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _height(self, rows: int) -> int:
        line = self._table.rowHeight(0)
        return self._table.horizontalHeader().sizeHint().height() + rows * line + 4

    def _lay_out(self) -> None:
        column = layouts.column(self, spacing=12)
        about = worded(ABOUT, "subtitle", wrapped=True)
        for widget in (worded("The library is damaged", "title"), self._words, about, self._table):
            column.addWidget(widget)
        go_on, back = QPushButton("Go on with this one"), QPushButton("Back to the passphrase")
        go_on.setProperty("role", "primary")
        go_on.setObjectName("ways:go_on")
        back.setObjectName("ways:back")
        go_on.clicked.connect(lambda _: self.chosen.emit(self._table.currentRow()))
        back.clicked.connect(lambda _: self.left.emit())
        for button in (go_on, back):
            column.addWidget(button)


def _cells(way: RecoveryOption) -> tuple[str, str, str]:
    """The option in words: what it is, how many cases it holds, when it was last written to."""
    if way.backup is not None:
        what = f"Backup of {_local(way.backup.at)}"
    else:
        what = "What is left of the library" if way.whole else "What is left, in parts unreadable"
    return what, f"{way.cases:,}", _local(way.last) if way.last else "none"


def _local(moment: dt.datetime) -> str:
    return f"{moment.astimezone():%m/%d/%Y %H:%M}"


def _table() -> QTableWidget:
    """The states that can be opened, a line each."""
    table = QTableWidget(0, 3)
    table.setObjectName("ways")
    table.setAccessibleName("What can be opened")
    table.setHorizontalHeaderLabels(["State", "Cases", "Last entry"])
    lined(table)
    head = table.horizontalHeader()
    head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return table
