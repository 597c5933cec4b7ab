"""Showing a page that can only be read: texts take no typing, what would change it is hidden.

It is only the look of it: that nothing changes is held by the draft.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

CHANGES = "changes"
"""The property of a control that does nothing but change the case."""


def changing(control: QWidget) -> None:
    """Lets `control` be hidden where nothing can be changed."""
    control.setProperty(CHANGES, True)


def show_read_only(page: QWidget, read_only: bool) -> None:
    """Lets the texts of `page` only be read and copied, or be typed in again."""
    for line in page.findChildren(QLineEdit):
        line.setReadOnly(read_only)
    for box in page.findChildren(QPlainTextEdit):
        box.setReadOnly(read_only)
        if read_only:
            by = Qt.TextInteractionFlag
            box.setTextInteractionFlags(by.TextSelectableByMouse | by.TextSelectableByKeyboard)
    for control in page.findChildren(QWidget):
        if control.property(CHANGES):
            control.setHidden(read_only)
