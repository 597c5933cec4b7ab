"""The position of the caret in a text, counted in characters; reading and setting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desktop.text.utf16 import characters

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget


def caret_in(widget: QObject | None) -> int:
    """The number of characters before the caret; 0 for a widget without text."""
    if isinstance(widget, QPlainTextEdit):
        return characters(widget.toPlainText(), widget.textCursor().position())
    if isinstance(widget, QLineEdit):
        return characters(widget.text(), widget.cursorPosition())
    return 0


def place_caret(widget: QWidget, place: int | None) -> None:
    """Takes the focus to `widget`, in a text with the caret before the character at `place`."""
    if isinstance(widget, QLineEdit | QPlainTextEdit) and hasattr(widget, "place_caret"):
        widget.place_caret(place)
    else:
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
