"""A list of plain texts: one line of it, from which the keys work the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.cases.entry.paste_parser import broken
from desktop.ui.form.text.text_line import Pasted, TextLine

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop.ui.form.lists.list_rows import ListRows


class ElementLine(TextLine):
    """One text of a list: Enter begins the next, Backspace in an empty one removes it."""

    def __init__(self, rows: ListRows, number: int) -> None:
        super().__init__()
        self._rows, self._number = rows, number
        label = rows.question.one or rows.question.label
        self.setObjectName(f"{rows.path}.{number}")
        self.setPlaceholderText(rows.question.example or label)
        self.show_value(rows.values[number])
        self.known = partial(rows.services.completions.offers, rows.path)
        self.takes = self._paste
        self.edited.connect(self._push)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handles the keys that change the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.choosing:
            self._rows.add(self._number)
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self._rows.remove(self._number)
        else:
            super().keyPressEvent(event)

    def _paste(self, pasted: Pasted) -> bool:
        """Makes an element of each pasted or dropped line; false if there was only one."""
        if sum(map(bool, map(str.strip, broken(pasted.words)))) < 2:
            return False
        self._rows.paste(pasted.words, self._number + bool(self._rows.values[self._number]))
        self.show_value(self._rows.values[self._number])
        return True

    def _push(self) -> None:
        part = self._rows.part(self._number)
        part.put("", self.value())
