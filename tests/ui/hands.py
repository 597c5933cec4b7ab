"""A person's hands: keys go to the window, which passes them on as it does to a real person's."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def hit(key: Qt.Key, modifiers: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
    """Presses one key and lets it go."""
    _renderer(key, modifiers)


def write(words: str) -> None:
    """Types `words`, the capitals with Shift."""
    for letter in words:
        upper = letter.isupper()
        shift = Modifier.ShiftModifier if upper else Modifier.NoModifier
        _renderer(letter, shift)


def focused() -> QWidget:
    """What has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _renderer(key: Qt.Key | str, modifiers: Qt.KeyboardModifier) -> None:
    """A list that is open has the keys before the window of what has the focus."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        QTest.keyClick(popup.focusWidget() or popup, key, modifiers)
    else:
        front = QApplication.focusWidget() or QApplication.activeWindow()
        assert front is not None
        window = front.window().windowHandle()
        QTest.keyClick(window, key, modifiers)


def drag(widget: QWidget, to: QPoint, steps: int = 8) -> None:
    """Drags `widget` by the mouse to `to`, a point of the screen, and lets it go."""
    window = widget.window()
    at = widget.mapTo(window, widget.rect().center())
    end = window.mapFromGlobal(to)
    handle, left = window.windowHandle(), Qt.MouseButton.LeftButton
    QTest.mousePress(handle, left, Modifier.NoModifier, at)
    for step in range(1, steps + 1):
        QTest.mouseMove(handle, at + (end - at) * (step / steps))
    QTest.mouseRelease(handle, left, Modifier.NoModifier, end)
