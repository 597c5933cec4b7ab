"""The look: colors by role, four font sizes, one family of icons, all from ``resources``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontDatabase, QFontMetrics, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton

from desktop.cases.terms import Appearance
from desktop.platform import assets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtSvg import QSvgRenderer
    from PySide6.QtWidgets import QApplication

SIZES = {"help": 0.9, "text": 1.0, "group": 1.15, "title": 1.45, "prose": 1.1}
ICON = 20
THIN = 3
"""Pixels below which a length is a line."""
_SHARPNESS = (1, 2, 3)
"""Pixels of the screen to one of ours for which icons are drawn."""
_PALETTE = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "panel",
    QPalette.ColorRole.AlternateBase: "canvas",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "panel",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.ToolTipBase: "panel",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.PlaceholderText: "quiet",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
}


WITHOUT_FONTS = "Liberation Sans"
"""The bundled font for a system that has none."""


class Theme(QObject):
    """The look of the application, applied at once and announced by `changed`."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._size = _system_size()
        self._appearance, self._scale = Appearance.SYSTEM, 1.0
        self._dims = False
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def dark(self) -> bool:
        """Whether the dark colors are in use."""
        system = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._appearance is Appearance.DARK or (
            self._appearance is Appearance.SYSTEM and system
        )

    @property
    def dimmed(self) -> bool:
        """Whether the letter's pages are dimmed: in the dark colors, if that was chosen."""
        return self.dark and self._dims

    def dim_pages(self, dims: bool) -> None:
        """Dims the letter's pages in the dark colors, or keeps them white."""
        if dims != self._dims:
            self._dims = dims
            self.changed.emit()

    def apply(self, appearance: Appearance = Appearance.SYSTEM, scale: float = 1.0) -> None:
        """Applies the look to the application; `scale` multiplies the system's font size."""
        self._appearance, self._scale = appearance, scale
        font = self._app.font()
        if not QFontMetrics(font).inFont("A"):
            letter_fonts()
            font.setFamily(WITHOUT_FONTS)
        font.setPointSizeF(self._size * scale)
        self._app.setFont(font)
        self._app.setPalette(self._palette())
        self._app.setStyleSheet(self._sheet())
        for widget in self._app.allWidgets():
            if isinstance(widget, QAbstractButton) and widget.property("drawing"):
                self._paint(widget)
        self.changed.emit()

    def color(self, role: str) -> QColor:
        """The color of `role`, such as "ink"."""
        return QColor(colors()["dark" if self.dark else "light"][role])

    def points(self, step: str) -> float:
        """The size of type of the `step`, such as "title", in points."""
        return round(self._size * self._scale * SIZES[step], 1)

    def icon(self, name: str, role: str = "ink", sign: str = "") -> QIcon:
        """The icon `name` in the color of `role`, with a smaller one as a `sign` at its corner."""
        return _icon(name, self.color(role).name(), self.icon_size().width(), sign)

    def icon_size(self, side: int = ICON) -> QSize:
        """The size of an icon for the current font size."""
        return QSize(round(side * self._scale), round(side * self._scale))

    def dress(self, button: QAbstractButton, name: str, role: str = "quiet") -> None:
        """Gives `button` the icon `name`, now and after each change of colors."""
        button.setProperty("drawing", name)
        button.setProperty("color", role)
        self._paint(button)

    def _paint(self, button: QAbstractButton) -> None:
        button.setIcon(self.icon(button.property("drawing"), button.property("color")))
        button.setIconSize(self.icon_size())

    def _follow_system(self) -> None:
        if self._appearance is Appearance.SYSTEM:
            self.apply(self._appearance, self._scale)

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, name in _PALETTE.items():
            palette.setColor(role, self.color(name))
        quiet = self.color("quiet")
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, quiet)
        return palette

    def scaled(self, pixels: int) -> int:
        """A length scaled to the current font size; lines stay thin."""
        return pixels if pixels < THIN else round(pixels * self._scale)

    def _sheet(self) -> str:
        style = re.sub(r"@([a-z_]+)(-[a-z]+)?", self._word, _style())
        return re.sub(r"(\d+)px", lambda found: f"{self.scaled(int(found[1]))}px", style)

    def _word(self, found: re.Match[str]) -> str:
        """The style's word ``@name-size``, ``@icon-name`` or ``@color`` as Qt reads it."""
        name, kind = found[1], found[2]
        if name == "icon":
            file = f"styles/{'dark' if self.dark else 'light'}{kind}.svg"
            return assets.resource(file).as_posix()
        return f"{self.points(name)}pt" if kind == "-size" else self.color(name).name()


def _system_size() -> float:
    """The size of type that the system's settings ask for, in points."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()


@cache
def colors() -> dict[str, dict[str, str]]:
    """Both color tables."""
    tables: dict[str, dict[str, str]] = tomllib.loads(
        assets.resource("styles/colors.toml").read_text(encoding="utf-8")
    )
    return tables


@cache
def letter_fonts() -> None:
    """Makes the letter's fonts known to the window."""
    for file in assets.resource("fonts").glob("*.ttf"):
        QFontDatabase.addApplicationFont(str(file))


@cache
def _style() -> str:
    return assets.resource("styles/window.qss").read_text(encoding="utf-8")


@cache
def _icon(name: str, color: str, side: int, sign: str) -> QIcon:
    drawings = [_drawing(one, color) for one in (name, sign) if one]
    icon = QIcon()
    for sharpness in _SHARPNESS:
        picture = _picture(drawings, side, sharpness)
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            icon.addPixmap(picture, mode)
    return icon


def _drawing(name: str, color: str) -> QSvgRenderer:

    from PySide6.QtSvg import QSvgRenderer

    drawing = assets.resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", color).encode()))


def _picture(drawings: Sequence[QSvgRenderer], side: int, sharpness: int) -> QPixmap:
    picture = QPixmap(side * sharpness, side * sharpness)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    whole = QRectF(picture.rect())
    corner = QRectF(whole.center() - whole.center() / 5, whole.bottomRight())
    for drawing, place in zip(drawings, (whole, corner), strict=False):
        _draw_over(painter, drawing, place)
    painter.end()
    picture.setDevicePixelRatio(sharpness)
    return picture


def _draw_over(painter: QPainter, drawing: QSvgRenderer, place: QRectF) -> None:
    """Draws at `place`, replacing what was there."""
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.fillRect(place, Qt.GlobalColor.transparent)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    drawing.render(painter, place)
