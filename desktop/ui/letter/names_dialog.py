"""Asks whether words that may identify somebody may stay in the copy for the public."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from desktop.publication.name_answers import YES, NameAnswers
from desktop.records.questions import describe
from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import canceling, rule, scrolling, worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.cases.case import Case
    from desktop.publication.name_answers import Doubt

SIZE = (640, 480)
STANDS, REPLACED = 0, 1
FIRST = 2
"""The number of the first of those whom the words may mean."""


class NamesDialog(QDialog):
    """Asks about each of `doubts`; nothing is chosen beforehand."""

    answered = Signal(object)
    """The answers, by field and words, once every place has one."""

    def __init__(self, window: QWidget, case: Case, doubts: Sequence[Doubt]) -> None:
        super().__init__(window)
        self.setObjectName("names")
        self.setWindowTitle("Names in the copy for the public")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        kind = type(case)
        self._rows = [_Row(one, describe(kind, one.path)) for one in dict.fromkeys(doubts)]
        self._go = QPushButton("Continue")
        self._go.setObjectName("names:go")
        self._go.setProperty("role", "primary")
        self._go.setDefault(True)
        self._go.clicked.connect(lambda _: self._give())
        self._lay_out(case.case_number)
        for row in self._rows:
            row.changed.connect(self._look)
        self._look()

    def _give(self) -> None:
        answers: NameAnswers = {}
        for row in self._rows:
            answers[row.doubt.path, row.doubt.found] = row.answer
        self.accept()
        self.answered.emit(answers)

    def _look(self) -> None:
        """Enables the button once every place is decided."""
        self._go.setEnabled(all(row.answer for row in self._rows))

    def _lay_out(self, number: str) -> None:
        column = layouts.column(self, (24, 24, 24, 24), spacing=12)
        column.addWidget(worded("May these words stand?", "title"))
        about = worded(
            f"The copy for the public of {number or 'this case'} names nobody. The program cannot "
            "tell whether these words do.",
            "subtitle",
        )
        about.setWordWrap(True)
        column.addWidget(about)
        column.addWidget(self._list(), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (canceling(self), self._go):
            buttons.addWidget(button)
        column.addLayout(buttons)

    def _list(self) -> QScrollArea:
        page = QWidget()
        column = layouts.column(page, (0, 0, 12, 0), spacing=12)
        for row in self._rows:
            column.addWidget(row)
            column.addWidget(rule())
        column.addStretch(1)
        return scrolling(page)


class _Row(QWidget):
    """One place: its sentence, and the choices for the words."""

    changed = Signal()

    def __init__(self, doubt: Doubt, field: str) -> None:
        super().__init__()
        self.doubt = doubt
        self._group = QButtonGroup(self)
        self._stands = self._choice("It may stand", STANDS)
        self._replaced = self._choice("Replace it with", REPLACED)
        self._line = QLineEdit(doubt.proposal)
        self._line.setAccessibleName(f"What stands for “{doubt.found}”")
        self._line.textChanged.connect(lambda _: self.changed.emit())
        self._line.textEdited.connect(lambda _: self._replaced.setChecked(True))
        self._group.idToggled.connect(lambda *_: self.changed.emit())
        column = layouts.column(self, spacing=8)
        column.addWidget(_sentence(doubt))
        if doubt.choices:
            column.addWidget(worded(doubt.question, "help"))
            column.addLayout(self._persons())
        column.addWidget(worded(field, "help"))
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for widget in (self._stands, self._replaced):
            choices.addWidget(widget)
        choices.addWidget(self._line, 1)
        column.addLayout(choices)

    @property
    def answer(self) -> str:
        """What was chosen; empty while nothing is."""
        chosen = self._group.checkedId()
        known = dict(enumerate(self.doubt.choices, start=FIRST))
        return {STANDS: YES, REPLACED: self._line.text().strip(), **known}.get(chosen, "")

    def _persons(self) -> QHBoxLayout:
        """A choice for each of those who share the name."""
        row = QHBoxLayout()
        for number, role in enumerate(self.doubt.choices, start=FIRST):
            row.addWidget(self._choice(role, number))
        row.addStretch(1)
        return row

    def _choice(self, words: str, number: int) -> QRadioButton:
        button = QRadioButton(words)
        button.setAccessibleName(f"“{self.doubt.found}”: {words[0].lower()}{words[1:]}")
        name = {STANDS: "stands", REPLACED: "replaced"}.get(number, f"person{number - FIRST}")
        button.setObjectName(f"names:{name}")
        self._group.addButton(button, number)
        return button


def _sentence(doubt: Doubt) -> QLabel:
    """The words around the place, those in question in bold."""
    shown = escape(doubt.sentence).replace(escape(doubt.found), f"<b>{escape(doubt.found)}</b>")
    label = QLabel(shown)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    return label
