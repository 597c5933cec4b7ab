"""What of the guidelines nobody has compared with its source yet, and who read the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QTableWidgetItem, QWidget

from desktop.ui.guidelines.read_line import MARK, UNMARK
from desktop.ui.widgets import layouts
from desktop.ui.widgets.table_lines import listed
from desktop.ui.widgets.words import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.guidelines.upkeep.audit import AuditedFact

HEADS = ("State", "Kind", "Entry", "Words")
ABOUT = (
    "Every entry that nobody has compared with its source yet, and those that somebody of your "
    "organization read."
)


class UnverifiedTab(QWidget):
    """Lists entries; emits which one is to be marked, or its mark taken away."""

    wanted = Signal(object)
    unwanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._facts: list[AuditedFact] = []
        self.search = QLineEdit()
        self.search.setObjectName("unverified:search")
        self.search.setPlaceholderText("Find an entry")
        self.search.setAccessibleName("Find an entry")
        self.search.textChanged.connect(self._filter)
        self.table = listed("unverified:table", "Entries that are not verified", HEADS)
        self.about = worded(ABOUT, "quiet", wrapped=True)
        self._lay_out()

    def show_facts(self, facts: Sequence[AuditedFact]) -> None:
        """Lists what is unverified or was read here."""
        self._facts = [one for one in facts if one.read_by or "unverified" in one.concerns]
        self.table.setRowCount(len(self._facts))
        for row in range(len(self._facts)):
            self._show_row(row)
        self.table.resizeColumnsToContents()
        self._filter(self.search.text())

    def show_fact(self, fact: AuditedFact) -> None:
        """Shows a single entry as it is now."""
        for row, one in enumerate(self._facts):
            if (one.kind, one.id) == (fact.kind, fact.id):
                self._facts[row] = fact
                self._show_row(row)
                self.table.resizeColumnToContents(0)

    def _show_row(self, row: int) -> None:
        for column, words in enumerate(_cells(self._facts[row])):
            item = QTableWidgetItem(words)
            item.setToolTip(words)
            self.table.setItem(row, column, item)

    def _filter(self, words: str) -> None:
        """Shows the entries that contain the `words`."""
        wanted = words.casefold().split()
        for row, one in enumerate(self._facts):
            told = " ".join(_cells(one)).casefold()
            self.table.setRowHidden(row, not all(word in told for word in wanted))
        shown = (row for row in range(len(self._facts)) if not self.table.isRowHidden(row))
        self.table.setCurrentCell(next(shown, -1), 0)

    def _lay_out(self) -> None:
        column = layouts.column(self, (0, 12, 0, 0), spacing=12)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self._button(MARK, "unverified:mark", self.wanted.emit))
        row.addWidget(self._button(UNMARK, "unverified:unmark", self.unwanted.emit))
        column.addWidget(self.about)
        column.addLayout(row)
        column.addWidget(self.table, 1)

    def _button(self, words: str, name: str, act: Callable[[AuditedFact], None]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.clicked.connect(lambda _: self._about_chosen(act))
        return button

    def _about_chosen(self, act: Callable[[AuditedFact], None]) -> None:
        row = self.table.currentRow()
        if row >= 0:
            act(self._facts[row])


def _cells(one: AuditedFact) -> tuple[str, ...]:
    read = f"Read by {one.read_by} on {one.read_on:%m/%d/%Y}" if one.read_on else ""
    return read or one.standing.capitalize(), one.kind.capitalize(), one.id, one.name
