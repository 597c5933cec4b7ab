"""A question with a few answers, each a button with a verb; Escape answers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QWidget

from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import worded

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from desktop.app.commands import Act

WIDTH = 460


class QuestionDialog(QDialog):
    """Asks `title`, explained by `about`; `offer` adds an answer next to *Cancel*."""

    def __init__(self, window: QWidget, title: str, about: str) -> None:
        super().__init__(window)
        self.setObjectName("question")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(WIDTH)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._column = column = layouts.column(self, (24, 24, 24, 24), spacing=12)
        for text, role in ((title, "title"), (about, "subtitle")):
            words = worded(text, role, wrapped=True)
            column.addWidget(words)
        column.addLayout(self._buttons)
        self.offer("Cancel", lambda: None)

    def offer(self, words: str, act: Act, *, primary: bool = False) -> None:
        """Adds the answer `words`, which closes the dialog and does `act`."""
        self._buttons.addWidget(self._button(words, act, primary=primary))

    def offer_line(self, words: str, act: Act, *, primary: bool = False) -> None:
        """Adds the answer `words` on a line of its own, for many or long answers."""
        before, button = (
            self._column.indexOf(self._buttons),
            self._button(words, act, primary=primary),
        )
        button.setAutoDefault(True)  # Enter takes the one that has the focus
        self._column.insertWidget(before, button)

    def _button(self, words: str, act: Act, *, primary: bool) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"question:{words}")
        button.setProperty("role", "primary" if primary else "")
        button.setDefault(primary)
        button.setAutoDefault(primary)
        button.clicked.connect(lambda _: self._answer(act))
        return button

    def showEvent(self, event: QShowEvent) -> None:
        """Takes the height that the words need at this width."""
        column = self.layout()
        if column is not None:
            self.setMinimumHeight(column.totalHeightForWidth(self.width()))
        super().showEvent(event)

    def _answer(self, act: Act) -> None:
        self.accept()
        act()
