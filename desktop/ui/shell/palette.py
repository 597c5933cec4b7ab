"""The command palette: everything that can be done or gone to, by a few letters."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
)

from desktop.cases import sections
from desktop.records.questions import describe
from desktop.ui.form.text.one_line import keep_in_one
from desktop.ui.widgets import layouts, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from desktop.app.commands import Act
    from desktop.ui.case.case_view import CaseView

KEYS = Qt.ItemDataRole.UserRole
BESIDE = 12
"""Pixels right of the keys."""
WIDTH = 560
REVIEW = ("review", "Review")
MOST = 12
"""Lines that are offered at once."""


class PaletteEntry(NamedTuple):
    """An entry of the palette: its words, its keys, and what it does."""

    words: str
    keys: str
    act: Act


def places(view: CaseView) -> list[PaletteEntry]:
    """The sections and fields of the case in `view`, to go to."""
    keys = (*((one.key, one.title) for one in sections.SECTIONS), REVIEW)
    case = view.draft.record
    fields = sections.places(case)
    return [
        *(PaletteEntry(f"Go to {title}", "", partial(view.visit, key)) for key, title in keys),
        *(
            PaletteEntry(f"Go to {describe(type(case), path)}", "", partial(view.go, path))
            for path in fields
        ),
    ]


class Palette(QFrame):
    """Floats over the window until something is chosen or Escape is pressed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._entries: Sequence[PaletteEntry] = ()
        self._shown: list[PaletteEntry] = []
        self._back: QWidget | None = None
        self.setObjectName("palette")
        self._line = QLineEdit()
        keep_in_one(self._line)
        self._line.setObjectName("palette:line")
        self._line.setAccessibleName("Do or go to")
        self._line.setPlaceholderText("Type what to do or where to go")
        self._line.textChanged.connect(self._narrow)
        self._line.installEventFilter(self)
        self._list = QListWidget()
        self._list.setObjectName("palette:list")
        self._list.setAccessibleName("What fits")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setItemDelegate(Shortcuts(self._list))
        self._list.itemClicked.connect(lambda _: self._choose())
        column = layouts.column(self, (8, 8, 8, 8), spacing=8)
        column.addWidget(self._line)
        column.addWidget(self._list)
        self.hide()

    def open(self, entries: Sequence[PaletteEntry]) -> None:
        """Offers `entries`, the focus in its line."""
        window = self._window
        self._back = self._back if self.isVisible() else window.focusWidget()
        self._entries = entries
        self.ensurePolished()
        self._line.clear()
        self._narrow("")
        self._fit()
        self.raise_()
        self.show()
        self._line.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """Closes, and gives the focus back to where it was."""
        if self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self._entries, self._shown, self._back = (), [], None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Moves in the list while the line has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self._move(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_up()
        else:
            return False
        return True

    def _move(self, step: int) -> None:
        """Goes to the next (1) or previous (-1) entry, from the last to the first."""
        count = max(self._list.count(), 1)
        self._list.setCurrentRow((self._list.currentRow() + step) % count)
        self._tell()

    def _narrow(self, text: str) -> None:
        ranked = sorted(
            ((_rank(text.casefold(), entry.words.casefold()), entry) for entry in self._entries),
            key=lambda pair: pair[0],
        )
        best = ranked[0][0] if ranked else _NOT
        least = _LOOSE if best == _LOOSE else _LOOSE - 1
        self._shown = [entry for rank, entry in ranked if rank <= least]
        self._list.clear()
        for entry in self._shown:
            item = QListWidgetItem(entry.words)
            item.setData(KEYS, entry.keys)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.words} {entry.keys}".strip())
            self._list.addItem(item)
        if not self._shown:
            self._list.addItem("Nothing is called that.")
            self._list.item(0).setFlags(Qt.ItemFlag.NoItemFlags)
        self._list.setCurrentRow(0)
        self._fit()
        self._tell()

    def _fit(self) -> None:
        """As high as what is offered, in the middle of the window."""
        window, edges = self._window, 2 * self._list.frameWidth()
        width, top = min(WIDTH, window.width() - 48), min(64, window.height() // 8)
        lines = min(self._list.count(), MOST) * self._list.sizeHintForRow(0)
        room = window.height() - 2 * top - self._line.sizeHint().height() - 2 * BESIDE
        self._list.setFixedHeight(max(min(lines + edges, room), 0))
        high = self.sizeHint().height()
        self.setGeometry((window.width() - width) // 2, top, width, high)

    def _tell(self) -> None:
        """Announces the entry that Enter would choose, because the focus stays in the line."""
        number = self._list.currentRow()
        if self.isVisible() and 0 <= number < len(self._shown):
            spoken.say(
                self._line, f"{self._shown[number].words}, {number + 1} of {len(self._shown)}"
            )

    def _choose(self) -> None:
        number = self._list.currentRow()
        if 0 <= number < len(self._shown):
            entry = self._shown[number]
            self.close_up()
            entry.act()


class Shortcuts(QStyledItemDelegate):
    """Draws the keys of an entry at the right, quietly."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draws the words, then the keys."""
        super().paint(painter, option, index)
        place = option.rect.adjusted(0, 0, -BESIDE, 0)
        painter.setPen(QApplication.palette().placeholderText().color())
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, side, index.data(KEYS) or "")


_LOOSE, _NOT = 3, 9


def _rank(wanted: str, words: str) -> int:
    """How well `words` fit, the least best; `_NOT` where they do not."""
    if words == wanted:
        return -1
    if words.startswith(wanted):
        return 0
    if all(any(word.startswith(part) for word in words.split()) for part in wanted.split()):
        return 1
    if wanted in words:
        return 2
    letters = iter(words)
    return _LOOSE if all(letter in letters for letter in wanted.replace(" ", "")) else _NOT
