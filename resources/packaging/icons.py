"""The application's icons in the forms that each system wants, made from the two drawings."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image
from PySide6.QtCore import QBuffer, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICO = (16, 24, 32, 48, 64, 128, 256)
ICNS = (16, 32, 64, 128, 256, 512, 1024)
MAC_MARGIN = 100 / 1024
"""What Apple's grid leaves free on each side of an icon."""


def make(drawings: Path, to: Path) -> None:
    """Writes PNG, ICO and ICNS files of each drawing in the folder `drawings`."""
    for drawing in sorted(drawings.glob("*.svg")):
        for size in SIZES:
            place = to / "hicolor" / f"{size}x{size}" / f"{drawing.stem}.png"
            place.parent.mkdir(parents=True, exist_ok=True)
            picture(drawing, size).save(place)
        picture(drawing, 256).save(to / f"{drawing.stem}.png")
        _together(drawing, ICO, to / f"{drawing.stem}.ico")
        _together(drawing, ICNS, to / f"{drawing.stem}.icns", MAC_MARGIN)


def picture(drawing: Path, size: int, margin: float = 0.0) -> Image.Image:
    """The drawing as a square of `size` pixels, `margin` of it free on each side."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = size * (1 - 2 * margin)
    QSvgRenderer(str(drawing)).render(painter, QRectF(size * margin, size * margin, inner, inner))
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data()))


def _together(drawing: Path, sizes: tuple[int, ...], to: Path, margin: float = 0.0) -> None:
    """One file with the drawing in all `sizes`, each drawn for itself."""
    *smaller, largest = (picture(drawing, size, margin) for size in sizes)
    largest.save(to, sizes=[(size, size) for size in sizes], append_images=smaller)
