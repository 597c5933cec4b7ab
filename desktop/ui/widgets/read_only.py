"""Shows a page as read-only: no typing, and no buttons that change something.

This is only the display; the draft itself refuses changes.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

CHANGES = "changes"
"""The property of a control that does nothing but change the case."""


def changing(control: QWidget) -> None:
    """Marks `control` to be hidden on a read-only page."""
    control.setProperty(CHANGES, True)


def show_read_only(page: QWidget, read_only: bool) -> None:
    """Makes the texts of `page` read-only, or editable again."""
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
