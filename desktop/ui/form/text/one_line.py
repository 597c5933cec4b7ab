"""Keeps a line editor to one line: text that is typed, pasted or dropped has no hidden break."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QValidator

from desktop.cases.entry import paste_parser
from desktop.text.utf16 import characters, units

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit


class OneLine(QValidator):
    """Turns line breaks and tabs into spaces, and remembers the lines that were inserted last."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._last_lines: tuple[str, int] = ("", 0)

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Accepts any text as one line; `place` is the caret, for Qt."""
        flat = paste_parser.in_one(text)
        if flat != text:
            end = characters(text, place)
            self._last_lines = (text, end)
            place = units(flat[: len(flat) - len(paste_parser.in_one(f"|{text[end:]}")) + 1])
        return QValidator.State.Acceptable, flat, place

    def take_lines(self) -> tuple[str, int]:
        """The text with the lines inserted last, and the place behind them; forgets them."""
        lines, self._last_lines = self._last_lines, ("", 0)
        return lines


def keep_in_one(line: QLineEdit) -> OneLine:
    """Keeps line breaks out of `line`."""
    rule = OneLine(line)
    line.setValidator(rule)
    return rule
