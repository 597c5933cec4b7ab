"""The line that says in which form a guideline is asked, where that is not the present one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.widgets import layouts
from desktop.ui.widgets.read_only import changing
from desktop.ui.widgets.words import worded

RENEW = "Ask by the present form"


class ConsultedForm(QWidget):
    """Quiet words, and a button for the present form where there is one."""

    renewed = Signal()
    """The person wants the present form."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.words = worded("", "help", wrapped=True)
        self.words.setObjectName(f"form:{id}")
        self._button = QPushButton(RENEW)
        self._button.setObjectName(f"renew:{id}")
        self._button.setProperty("role", "link")
        self._button.clicked.connect(lambda _: self.renewed.emit())
        changing(self._button)
        row = layouts.row(self, spacing=8)
        row.addWidget(self.words, 1)
        row.addWidget(self._button)
        self.hide()

    def show_form(self, words: str, *, renewable: bool) -> None:
        """Shows the `words`; nothing where the form is the present one."""
        self.words.setText(words)
        self._button.setVisible(renewable)
        self.setVisible(bool(words))
