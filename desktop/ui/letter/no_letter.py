"""The page that is shown while there can be no letter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import worded

WIDEST = 460
"""Pixels beyond which a line of the sentence is hard to read."""


class NoLetter(QWidget):
    """Says why there is no letter, with a link to the field at fault."""

    wanted = Signal(str, int)
    """The field at fault, and the number of its characters before the place to go to."""

    def __init__(self) -> None:
        super().__init__()
        self._path = ""
        self._title = worded("The letter cannot be shown", "subtitle")
        self._sentence = worded("", "error", wrapped=True)
        self._sentence.setMaximumWidth(WIDEST)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sentence.setAccessibleName("Why the letter cannot be shown")
        self._go = QPushButton("Go to the field")
        self._go.setObjectName("preview:fault")
        self._go.clicked.connect(lambda: self.wanted.emit(self._path, 0))
        column = layouts.column(self, (24, 24, 24, 24), spacing=12)
        column.addStretch(1)
        column.addWidget(self._title, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._sentence, WIDEST)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._go, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    @property
    def sentence(self) -> str:
        """Why there is no letter; empty where there is one."""
        return self._sentence.text()

    def explain(self, sentence: str, path: str) -> None:
        """Shows the `sentence`, with a link to the field at `path` if one is named."""
        self._path = path
        self._sentence.setText(sentence)
        self._go.setVisible(bool(path))
