"""The start page: the worklist with its search and filters, or three choices while it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.cases.workflow.states import AT_HAND, DONE, TO_DO
from desktop.ui.widgets import layouts
from desktop.ui.widgets.search_line import SearchLine
from desktop.ui.widgets.words import worded
from desktop.ui.worklist.worklist import WorklistTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from desktop.store.library.records import WorklistRow
    from desktop.ui.widgets.theme import Theme

FILTERS: dict[str, Callable[[WorklistRow], bool]] = {
    "All": lambda _: True,
    "To do": lambda row: row.state in TO_DO,
    "Ready": lambda row: row.state in AT_HAND,
    "Done": lambda row: row.standing.ends or row.state in DONE,
}
WHATEVER = "All states"
ROOMY = 4
"""Times the width of the list of states from which on a window has room for it."""
NONE = "No case is like that. Search for fewer words, or show all cases."
CHOICES = (
    ("sample", "Open the sample", "A complete, invented case: look around, change anything."),
    ("import", "Import letters or a manifest", "Finished letters, case files or assignment lists."),
    ("new", "New case", "Begin with an empty case and its number."),
)


class StartPage(QWidget):
    """Lists the cases; emits `asked` with the name of a command."""

    asked = Signal(str)
    searched = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: Sequence[WorklistRow] = ()
        self._filter, self._state = "All", ""
        self.table = WorklistTable(theme)
        self.search = SearchLine(theme, "Search every word of every case", "Search the cases")
        self._count = worded("", "help")
        self._none = worded(NONE, "subtitle")
        self._states = QComboBox()
        self._stack = QStackedWidget()
        for page in (self._list(), self._choices()):
            self._stack.addWidget(page)
        layouts.column(self).addWidget(self._stack)

    def show_rows(self, rows: Sequence[WorklistRow], *, any_at_all: bool) -> None:
        """Shows these cases; the three choices where the library holds none `any_at_all`."""
        self._rows = rows
        self._offer_states()
        if not any_at_all:
            self.table.forget()
        self._stack.setCurrentIndex(0 if any_at_all else 1)
        self._show()

    def take_focus(self) -> None:
        """Goes to where work begins: the table, or the first choice."""
        here = self.table if self._stack.currentIndex() == 0 else self._first
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes back to the table by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.take_focus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves the search its room in a narrow window, unless cases of one state are shown."""
        super().resizeEvent(event)
        room = self.width() >= ROOMY * self._states.sizeHint().width()
        self._states.setVisible(room or bool(self._state))

    def _show(self) -> None:
        passes, state = FILTERS[self._filter], self._state
        shown = [row for row in self._rows if passes(row) and state in ("", row.standing.word)]
        self.table.show_rows(shown)
        self._none.setVisible(not shown)
        self._count.setVisible(bool(shown))
        self._count.setText(f"{len(shown)} case{'' if len(shown) == 1 else 's'}")

    def _list(self) -> QWidget:
        page = QWidget()
        column = layouts.column(page, (24, 16, 24, 8), spacing=12)
        column.addLayout(self._head())
        column.addLayout(self._filters())
        column.addWidget(self.table, 1)
        over = QVBoxLayout(self.table)
        over.addWidget(self._none, 0, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._count)
        return page

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(worded("Cases", "title"), 1)
        for command, words, icon in (("import", "Import", "import"), ("new", "New case", "new")):
            button = QPushButton(words)
            button.setObjectName(f"start:{command}")
            button.setProperty("role", "primary" if command == "new" else None)
            self._theme.dress(button, icon, "on_accent" if command == "new" else "quiet")
            button.clicked.connect(lambda _, c=command: self.asked.emit(c))
            row.addWidget(button)
        return row

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self.search.setObjectName("search")
        self.search.textChanged.connect(self.searched)
        self.search.left.connect(self._go_to_found)
        self.search.returnPressed.connect(self._open_found)
        row.addWidget(self.search, 1)
        row.addSpacing(12)
        self._states.setObjectName("states")
        self._states.setAccessibleName("Show one state")
        self._states.activated.connect(self._choose_state)
        row.addWidget(self._states)
        row.addSpacing(8)
        group = QButtonGroup(self)
        for name in FILTERS:
            button = QPushButton(name)
            button.setCheckable(True)
            button.setChecked(name == self._filter)
            button.setProperty("segment", "true")
            button.setAccessibleName(f"Show: {name}")
            button.clicked.connect(lambda _, n=name: self._choose_filter(n))
            group.addButton(button)
            row.addWidget(button)
        return row

    def _choose_filter(self, name: str) -> None:
        self._filter = name
        self._show()

    def _offer_states(self) -> None:
        """The states of the cases that there are, in the words of their programs."""
        words = dict.fromkeys(sorted(row.standing.word for row in self._rows))
        if self._state not in words:
            self._state = ""
        self._states.clear()
        self._states.addItems([WHATEVER, *words])
        self._states.setCurrentText(self._state or WHATEVER)

    def _choose_state(self, number: int) -> None:
        self._state = self._states.itemText(number) if number else ""
        self._show()

    def _go_to_found(self) -> None:
        self.table.choose_any()
        self.take_focus()

    def _open_found(self) -> None:
        self.table.choose_any()
        self.table.open_chosen()

    def _choices(self) -> QWidget:
        page = QWidget()
        column = layouts.column(page, (24, 24, 24, 24), spacing=8)
        column.addStretch(2)
        column.addWidget(worded("Determination Desk", "title"), 0, Qt.AlignmentFlag.AlignHCenter)
        about = worded("There is no case yet. Begin with one of these.", "subtitle")
        column.addWidget(about, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(16)
        buttons = [self._choice(*choice) for choice in CHOICES]
        self._first = buttons[0]
        group = QWidget()
        group.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        choices = layouts.column(group, spacing=8)
        for button in buttons:
            choices.addWidget(button)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(group)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(3)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        return area

    def _choice(self, command: str, words: str, about: str) -> QPushButton:
        button = ChoiceButton(self._theme, command, words, about)
        button.setObjectName(f"choice:{command}")
        button.clicked.connect(lambda _: self.asked.emit(command))
        return button


class ChoiceButton(QPushButton):
    """A large plain choice: its sign, what it does, and a quiet line about it."""

    def __init__(self, theme: Theme, icon: str, words: str, about: str) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self.setProperty("role", "choice")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        self.setAccessibleDescription(about)
        self._sign, self._row, texts = QLabel(), QHBoxLayout(self), QVBoxLayout()
        texts.setSpacing(4)
        for label in (worded(words, "large"), worded(about, "subtitle")):
            texts.addWidget(label)
        self._row.setContentsMargins(16, 16, 16, 16)
        self._row.setSpacing(16)
        self._row.addWidget(self._sign)
        self._row.addLayout(texts, 1)
        theme.changed.connect(self._draw)
        self._draw()

    def sizeHint(self) -> QSize:
        """Room for both lines."""
        return self._row.sizeHint().expandedTo(QSize(480, 0))

    def minimumSizeHint(self) -> QSize:
        """No more than both lines need."""
        return self._row.sizeHint()

    def _draw(self) -> None:
        size = self._theme.icon_size()
        self._sign.setPixmap(self._theme.icon(self._icon, "accent").pixmap(size))
