"""A question with one line to answer, such as why a case is reopened."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.form.text.one_line import keep_in_one
from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import labelled, worded

WIDTH = 460


class ReasonDialog(QDialog):
    """Asks; what was written is `given`."""

    given = Signal(str)

    def __init__(self, window: QWidget, title: str, about: str, act: str, label: str) -> None:
        super().__init__(window)
        self.setObjectName("reason")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(WIDTH)
        self._line = QLineEdit()
        keep_in_one(self._line)
        self._line.setObjectName("reason:line")
        self._line.setAccessibleName(label)
        self._go = QPushButton(act)
        self._go.setObjectName("reason:go")
        self._go.setProperty("role", "primary")
        self._go.setEnabled(False)
        self._go.setDefault(True)
        self._go.clicked.connect(lambda _: self._give())
        self._line.textChanged.connect(lambda _: self.offer())
        column = layouts.column(self, (24, 24, 24, 24), spacing=12)
        column.addWidget(worded(title, "title"))
        words = worded(about, "subtitle", wrapped=True)
        column.addWidget(words)
        self.ask_before(column)
        labelled(column, label, self._line)
        column.addLayout(self._buttons())

    def ask_before(self, column: QVBoxLayout) -> None:
        """Adds what is asked above the reason: nothing."""

    def complete(self) -> bool:
        """Whether all is there that is asked for."""
        return bool(self._line.text().strip())

    def offer(self) -> None:
        """Lets the answer be given, once it is complete."""
        self._go.setEnabled(self.complete())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(lambda _: self.reject())
        row.addWidget(cancel)
        row.addWidget(self._go)
        return row

    def _give(self) -> None:
        words = self._line.text().strip()
        self.accept()
        self.given.emit(words)
