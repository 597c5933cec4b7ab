"""The window's size, place and state, as they were left.

They are wanted while the library is still locked, so they lie outside it; nothing else does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, QSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SIZE = QSize(1280, 760)
"""What the window has at first, where the screen has room for it."""
AROUND = QSize(0, 40)
"""What a system may put around a window, which is not to push its last line off the screen."""
FRAME = "frame"


def kept_outside() -> QSettings:
    """The person's own file for them."""
    place = QSettings.Scope.UserScope
    return QSettings(QSettings.Format.IniFormat, place, "Determination Desk", "window")


def put_back(window: QWidget, kept: QSettings) -> None:
    """Gives the window what it had; Qt puts right what does not fit the screens of now."""
    window.resize(SIZE.boundedTo(window.screen().availableSize() - AROUND))
    window.restoreGeometry(_bytes(kept.value(FRAME)))


def keep(window: QWidget, kept: QSettings) -> None:
    """Remembers what the window has."""
    kept.setValue(FRAME, window.saveGeometry())


def _bytes(value: object) -> QByteArray:
    """`value` where it is bytes; whatever else stands in the file is none."""
    return value if isinstance(value, QByteArray) else QByteArray()
