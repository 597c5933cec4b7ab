"""A case that was changed here and elsewhere: both texts side by side, to choose part by part."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from desktop.cases.changes.merging import DifferingPart, merged, parts
from desktop.records.questions import describe
from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import rule, worded

if TYPE_CHECKING:
    from desktop.cases.case import Case
    from desktop.store.team.sharing import Conflict

HERE, THERE = 0, 1
SCROLL = 16
"""Pixels between the texts and the scroll bar."""


class ConflictPage(QWidget):
    """Shows `conflict`; `settled` with the case as it was chosen. Nothing is chosen beforehand."""

    settled = Signal(str, object)
    """The case's id and its text."""
    left = Signal()

    def __init__(self, conflict: Conflict) -> None:
        super().__init__()
        self._conflict, self._kind = conflict, type(conflict.ours)
        self._choices: dict[str, QButtonGroup] = {}
        self._settle = QPushButton("Keep what is chosen")
        self._settle.setObjectName("conflict:settle")
        self._settle.setProperty("role", "primary")
        self._settle.clicked.connect(lambda _: self._emit())
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self._grid.setColumnStretch(HERE + 1, 1)
        self._grid.setColumnStretch(THERE + 1, 1)
        for number, part in enumerate(parts(conflict.ours, conflict.theirs)):
            self._grid.addWidget(rule(), 2 * number + 1, 0, 1, 3)
            self._add(2 * number + 2, part)
        self._lay_out()
        self._look()

    def take_focus(self) -> None:
        """Goes to the first choice."""
        first = self.findChild(QRadioButton)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, row: int, part: DifferingPart) -> None:
        """A row for `part`: its name, and a choice above each of its two texts."""
        name = worded(describe(self._kind, part.path), "label")
        name.setContentsMargins(0, 6, 0, 0)
        name.setWordWrap(True)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        group = QButtonGroup(self)
        for side in (HERE, THERE):
            self._grid.addWidget(self._side(part, side, group), row, side + 1)
        group.idToggled.connect(lambda *_: self._look())
        self._choices[part.path] = group

    def _side(self, part: DifferingPart, side: int, group: QButtonGroup) -> QWidget:
        who = ("Here", self._conflict.who)[side]
        choice = QRadioButton(who)
        choice.setObjectName(f"conflict:{part.path}:{side}")
        choice.setAccessibleName(f"{describe(self._kind, part.path)}: {who}")
        group.addButton(choice, side)
        box = QWidget()
        column = layouts.column(box, (0, 0, 0, 8), spacing=4)
        column.addWidget(choice)
        column.addWidget(worded(_text(self._kind, part, side), "", wrapped=True))
        column.addStretch(1)
        return box

    def _lay_out(self) -> None:
        column = layouts.column(self, (24, 16, 24, 16), spacing=12)
        head = QHBoxLayout()
        number = self._conflict.ours.case_number or "The case"
        head.addWidget(worded(f"{number} was changed in two places", "title"), 1)
        later = QPushButton("Later")
        later.setObjectName("conflict:later")
        later.clicked.connect(lambda _: self.left.emit())
        head.addWidget(later)
        head.addWidget(self._settle)
        column.addLayout(head)
        about = worded("Both texts stay among the versions of the case.", "quiet")
        column.addWidget(about)
        for side, words in ((HERE, "All from here"), (THERE, f"All from {self._who()}")):
            every = QPushButton(words)
            every.setObjectName(f"conflict:all:{side}")
            every.clicked.connect(partial(self._choose_all, side))
            self._grid.addWidget(every, 0, side + 1, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._scrolled(), 1)

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        column = layouts.column(inside, (0, 0, SCROLL, 0))
        column.addLayout(self._grid)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName("What differs")
        area.setWidget(inside)
        return area

    def _who(self) -> str:
        return self._conflict.who or "the other"

    def _choose_all(self, side: int) -> None:
        for group in self._choices.values():
            group.button(side).setChecked(True)

    def _look(self) -> None:
        """The case can be kept once every part is chosen."""
        chosen = all(group.checkedId() >= 0 for group in self._choices.values())
        self._settle.setEnabled(chosen)

    def _emit(self) -> None:
        theirs = [path for path, group in self._choices.items() if group.checkedId() == THERE]
        case = merged(self._conflict.ours, self._conflict.theirs, theirs)
        self.settled.emit(self._conflict.id, case)


def _text(kind: type[Case], part: DifferingPart, side: int) -> str:
    """What stands in `part` on that side, a line for each field where it has several."""
    texts = [(change.before, change.after)[side] or "—" for change in part.changes]
    if len(texts) == 1:
        return texts[0]
    whole = f"{describe(kind, part.path)}: "
    names = [change.field(kind).removeprefix(whole) for change in part.changes]
    return "\n".join(f"{name}: {text}" for name, text in zip(names, texts, strict=True))
