"""The window's size, place and state, as they were left.

They are needed while the library is still locked, so they are stored outside it; nothing else is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, QSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SIZE = QSize(1280, 760)
"""What the window has at first, where the screen has room for it."""
AROUND = QSize(0, 40)
"""Room for the frame of a window, so that its last line stays on the screen."""
FRAME = "frame"


def kept_outside() -> QSettings:
    """The person's own file for them."""
    place = QSettings.Scope.UserScope
    return QSettings(QSettings.Format.IniFormat, place, "Determination Desk", "window")


def put_back(window: QWidget, settings: QSettings) -> None:
    """Restores the window; Qt corrects what does not fit the current screens."""
    window.resize(SIZE.boundedTo(window.screen().availableSize() - AROUND))
    window.restoreGeometry(_bytes(settings.value(FRAME)))


def keep(window: QWidget, settings: QSettings) -> None:
    """Saves the window's geometry."""
    settings.setValue(FRAME, window.saveGeometry())


def _bytes(value: object) -> QByteArray:
    """`value` where it is bytes; anything else in the file is ignored."""
    return value if isinstance(value, QByteArray) else QByteArray()
