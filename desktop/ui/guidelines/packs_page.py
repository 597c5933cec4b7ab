"""The page of guideline packs: which were taken, which are in force, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QTableWidgetItem,
    QTabWidget,
    QWidget,
)

from desktop.ui.guidelines.unverified_tab import UnverifiedTab
from desktop.ui.widgets import layouts
from desktop.ui.widgets.table_lines import listed
from desktop.ui.widgets.words import worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.app.commands import Act
    from desktop.app.packs.kept_packs import KeptVersion, PackLedger

ABOUT = (
    "A pack is a folder or a ZIP file with guideline files and a manifest.toml. Drop it on the "
    "window, or choose it here. Every version is kept, so that cases keep the one they were "
    "decided by."
)
HEADS = ("Pack", "Version", "Day", "By", "Taken", "State")
WIDTH, HEIGHT = 620, 460


class PacksPage(QWidget):
    """Lists the versions that were taken; emits what the person asks for."""

    folder_wanted = Signal()
    file_wanted = Signal()
    removed = Signal(str)
    """The name of a pack."""
    gone_back = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = listed("packs:table", "Guideline packs", HEADS)
        self.unverified = UnverifiedTab()
        self.words = worded("", "quiet", wrapped=True)
        self._about_one = [
            _button("Go back to the earlier version", "packs:back", self._go_back),
            _button("Remove", "packs:remove", self._remove),
        ]
        self._lay_out()

    def show_ledger(self, ledger: PackLedger) -> None:
        """Lists the versions, the latest first."""
        versions = ledger.versions[::-1]
        self.table.setRowCount(len(versions))
        for row, one in enumerate(versions):
            in_force = ledger.current(one.name) == one
            for column, words in enumerate(_cells(one, in_force=in_force)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(row, column, item)
        self.table.resizeColumnsToContents()
        self.table.setCurrentCell(0 if versions else -1, 0)
        for button in self._about_one:
            button.setEnabled(bool(versions))

    def take_focus(self) -> None:
        """Goes to the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        column = layouts.column(self, (24, 16, 24, 16), spacing=12)
        head, tabs = QHBoxLayout(), QTabWidget()
        head.addWidget(worded("Guidelines", "title"), 1)
        head.addWidget(_button("Back to the worklist", "packs:leave", self.left.emit))
        tabs.setObjectName("packs:tabs")
        tabs.setAccessibleName("Guidelines")
        tabs.addTab(self._packs(), "Packs")
        tabs.addTab(self.unverified, "Not verified")
        column.addLayout(head)
        column.addWidget(tabs, 1)

    def _packs(self) -> QWidget:
        tab, row = QWidget(), QHBoxLayout()
        column = layouts.column(tab, (0, 12, 0, 0), spacing=12)
        row.setSpacing(8)
        row.addWidget(_button("Add a ZIP file", "packs:file", self.file_wanted.emit))
        row.addWidget(_button("Add a folder", "packs:folder", self.folder_wanted.emit))
        row.addStretch(1)
        for button in self._about_one:
            row.addWidget(button)
        column.addWidget(worded(ABOUT, "quiet", wrapped=True))
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.words)
        return tab

    def _chosen(self) -> str:
        item = self.table.item(self.table.currentRow(), 0)
        return item.text() if item is not None else ""

    def _remove(self) -> None:
        self.removed.emit(self._chosen())

    def _go_back(self) -> None:
        self.gone_back.emit(self._chosen())


class PackDialog(QDialog):
    """Shows a list of sentences; where `act` is given, it can be `agreed` to."""

    agreed = Signal()

    def __init__(
        self, window: QWidget, title: str, about: str, lines: Sequence[str], act: str = ""
    ) -> None:
        super().__init__(window)
        self.setObjectName("pack")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(WIDTH, HEIGHT)
        self.lines = QListWidget()
        self.lines.setObjectName("pack:lines")
        self.lines.setAccessibleName("What changes" if act else "What is wrong")
        self.lines.setWordWrap(True)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.addItems(list(lines))
        column = layouts.column(self, (24, 24, 24, 24), spacing=12)
        column.addWidget(worded(title, "title", wrapped=True))
        column.addWidget(worded(about, "subtitle", wrapped=True))
        column.addWidget(self.lines, 1)
        column.addLayout(self._buttons(act))

    def _buttons(self, act: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(_button("Cancel" if act else "Close", "pack:cancel", self.reject))
        if act:
            take = _button(act, "pack:take", self._agree)
            take.setProperty("role", "primary")
            take.setDefault(True)
            row.addWidget(take)
        return row

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()


def _cells(one: KeptVersion, *, in_force: bool) -> tuple[str, ...]:
    taken = f"{one.taken_on:%m/%d/%Y} by {one.taken_by}"
    state = "In force" if in_force else "Kept"
    return one.name, one.version, f"{one.day:%m/%d/%Y}", one.by, taken, state


def _button(words: str, name: str, act: Act) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.clicked.connect(lambda _: act())
    return button
