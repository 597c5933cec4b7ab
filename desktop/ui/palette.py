"""The command palette: everything that can be done or gone to, by a few letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from desktop.ui import spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

MOST = 12
"""Lines that are offered at once."""


class Entry(NamedTuple):
    """Something to do: its words, its keys, and the doing."""

    words: str
    keys: str
    act: Callable[[], Any]


class Palette(QFrame):
    """Floats over the window until something is chosen or Escape is pressed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._entries: Sequence[Entry] = ()
        self._shown: list[Entry] = []
        self._back: QWidget | None = None
        self.setObjectName("palette")
        self._line = QLineEdit()
        self._line.setObjectName("palette:line")
        self._line.setAccessibleName("Do or go to")
        self._line.setPlaceholderText("Type what to do or where to go")
        self._line.textChanged.connect(self._narrow)
        self._line.installEventFilter(self)
        self._list = QListWidget()
        self._list.setObjectName("palette:list")
        self._list.setAccessibleName("What fits")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(lambda _: self._choose())
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self._line)
        column.addWidget(self._list)
        self.hide()

    def open(self, entries: Sequence[Entry]) -> None:
        """Offers `entries`, the focus in its line."""
        window = self._window
        self._back = window.focusWidget()
        self._entries = entries
        self._line.clear()
        self._narrow("")
        width = min(560, window.width() - 48)
        self.setGeometry((window.width() - width) // 2, 64, width, 56 + 32 * MOST)
        self.raise_()
        self.show()
        self._line.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """Goes away, and the focus back to where it was."""
        if self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self._entries, self._shown, self._back = (), [], None

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """Moves in the list while the line has the focus."""
        if event.type() == QEvent.Type.KeyPress:
            return self._key(event)  # type: ignore[arg-type]
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            count = max(self._list.count(), 1)
            self._list.setCurrentRow((self._list.currentRow() + step) % count)
            self._tell()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_up()
        else:
            return False
        return True

    def _narrow(self, text: str) -> None:
        ranked = sorted(
            ((_rank(text.casefold(), entry.words.casefold()), entry) for entry in self._entries),
            key=lambda pair: pair[0],
        )
        self._shown = [entry for rank, entry in ranked if rank < _NOT]
        self._list.clear()
        for entry in self._shown:
            item = QListWidgetItem(f"{entry.words}    {entry.keys}" if entry.keys else entry.words)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._tell()

    def _tell(self) -> None:
        """Lets the entry be heard that Enter would take, for the focus stays in the line."""
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


_NOT = 9


def _rank(wanted: str, words: str) -> int:
    """How well `words` fit, 0 best; `_NOT` where they do not."""
    if words.startswith(wanted):
        return 0
    if all(any(word.startswith(part) for word in words.split()) for part in wanted.split()):
        return 1
    if wanted in words:
        return 2
    letters = iter(words)
    return 3 if all(letter in letters for letter in wanted.replace(" ", "")) else _NOT
