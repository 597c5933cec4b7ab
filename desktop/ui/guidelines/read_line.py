"""Whether a guideline was compared with its source, by whom, and the button that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.form.text.one_line import keep_in_one
from desktop.ui.widgets import layouts
from desktop.ui.widgets.reason_dialog import ReasonDialog
from desktop.ui.widgets.words import labelled, worded

if TYPE_CHECKING:
    from desktop.guidelines.upkeep.read_marks import ReadMark

MARK, UNMARK = "Mark as read", "Remove the mark"
ABOUT = (
    "You compared it with its source. The mark is kept next to your organization's guideline packs "
    "and falls away when the words change."
)


class ReadLine(QWidget):
    """Says "unverified", or who read it and when."""

    wanted = Signal()
    """It is to be marked as read."""
    unwanted = Signal()
    """Its mark is to be taken away."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._marked = False
        self._words = worded("", "help", wrapped=True)
        self._words.setObjectName(f"read:{name}")
        self._button = QPushButton(MARK)
        self._button.setObjectName(f"mark:{name}")
        self._button.setProperty("role", "link")
        self._button.clicked.connect(lambda _: self._press())
        row = layouts.row(self, spacing=8)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)

    def show_mark(self, mark: ReadMark | None, *, verified: bool) -> None:
        """Shows the `mark`; nothing of what is verified and has none."""
        self._marked = mark is not None
        self._words.setText(f"R{mark.said()[1:]}: {mark.source}" if mark else "Unverified")
        self._button.setText(UNMARK if mark else MARK)
        self.setVisible(self._marked or not verified)

    def say(self, words: str) -> None:
        """Says why the mark could not be kept."""
        self._words.setText(words)

    def _press(self) -> None:
        (self.unwanted if self._marked else self.wanted).emit()


class MarkDialog(ReasonDialog):
    """Asks who read an entry, and where; the source is `given`."""

    def __init__(self, window: QWidget, entry: str, person: str) -> None:
        self.name = QLineEdit(person)
        super().__init__(window, f"Mark “{entry}” as read", ABOUT, MARK, "Source, with its day")

    def ask_before(self, column: QVBoxLayout) -> None:
        """Adds who read it."""
        keep_in_one(self.name)
        self.name.setObjectName("reason:name")
        self.name.setAccessibleName("Read by")
        self.name.textChanged.connect(lambda _: self.offer())
        labelled(column, "Read by", self.name)

    def complete(self) -> bool:
        """Whether both are there."""
        return super().complete() and bool(self.name.text().strip())
