"""How the image of a page is painted, and its passages marked and outlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPainter, QPen

from desktop.ui.widgets.theme import colors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage


def paint(painter: QPainter, picture: QImage, rect: QRectF) -> None:
    """Paints an image made for this size unscaled, and stretches any other."""
    off = picture.deviceIndependentSize() - rect.size()
    fits = max(abs(off.width()), abs(off.height())) < 1
    painter.drawImage(rect.topLeft() if fits else rect, picture)


def mark(painter: QPainter, boxes: Iterable[QRectF]) -> None:
    """Marks passages, the letters on them as dark as before; paper is light in any theme."""
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for box in boxes:
        painter.fillRect(box, QColor(colors()["light"]["mark"]))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def outline(painter: QPainter, boxes: Iterable[QRectF]) -> None:
    """Outlines the passage under the pointer."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colors()["light"]["accent"]), 1))
    for box in boxes:
        painter.drawRoundedRect(box, 2, 2)
