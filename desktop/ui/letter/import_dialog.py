"""What was imported: each file with its cases, its notes, and what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import restyle, worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.app.letters.import_files import Arrival
    from desktop.ui.widgets.theme import Theme

SIZE = (640, 440)


class ImportDialog(QDialog):
    """Shows the progress of reading many files, and the result of each."""

    stopped = Signal()

    def __init__(self, window: QWidget, count: int, theme: Theme) -> None:
        super().__init__(window)
        self._theme = theme
        self._title = worded(f"Reading {count} file{'' if count == 1 else 's'} …", "title")
        self._bar = QProgressBar()
        self._bar.setMaximum(count)
        self._tree = QTreeWidget()
        self._tree.setObjectName("arrivals")
        self._tree.setAccessibleName("What was read")
        self._tree.setHeaderHidden(True)
        self._tree.setWordWrap(True)
        self._tree.setRootIsDecorated(False)
        self._tree.setItemsExpandable(False)
        self._tree.setIconSize(theme.icon_size(16))
        self._close = QPushButton("Stop")
        self._close.setObjectName("import:close")
        self._close.clicked.connect(lambda _: self.reject())
        self.setWindowTitle("Import")
        self.setObjectName("import")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        column = layouts.column(self, (24, 24, 24, 24), spacing=12)
        column.addWidget(self._title)
        column.addWidget(self._bar)
        column.addWidget(self._tree, 1)
        column.addStretch()
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        self._tree.hide()

    def show_progress(self, done: int) -> None:
        """Shows how many files are read."""
        self._bar.setValue(done)

    def show_arrivals(self, arrived: Sequence[Arrival], title: str = "") -> None:
        """Shows the result of each file, under `title` or their number."""
        cases = sum(len(one.cases) for one in arrived)
        refused = sum(bool(one.refusal) for one in arrived)
        words = f"{cases} case{'' if cases == 1 else 's'} imported"
        self._title.setText(title or (f"{words}, {refused} refused" if refused else words))
        self._bar.hide()
        self._tree.show()
        self._close.setText("Done")
        restyle(self._close, "role", "primary")
        for one in arrived:
            self._add(one)

    def reject(self) -> None:
        """Stops after the file being read, and closes."""
        self.stopped.emit()
        super().reject()

    def _add(self, one: Arrival) -> None:
        state = "error" if one.refusal else "warning" if one.notes else "complete"
        role = {"error": "bad", "warning": "warn", "complete": "good"}[state]
        count = len(one.cases)
        outcome = one.refusal or f"{count} case{'' if count == 1 else 's'}"
        line = QTreeWidgetItem([f"{one.name}: {outcome}"])
        line.setIcon(0, self._theme.icon(state, role))
        line.addChildren([QTreeWidgetItem([note]) for note in one.notes])
        self._tree.addTopLevelItem(line)
        line.setExpanded(bool(one.notes))
