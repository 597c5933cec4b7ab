"""A banner across the window, with one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import restyle, worded

if TYPE_CHECKING:
    from desktop.ui.widgets.theme import Theme


class Banner(QFrame):
    """Stays as long as it is true; unlike a notice it cannot be dismissed."""

    asked = Signal()
    """Its button was pressed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._theme, self._icon, self._color = theme, "", ""
        self._sign = QLabel()
        self._words = worded("", "", wrapped=True)
        self._way = QPushButton()
        self._way.setObjectName("banner:act")
        self._way.clicked.connect(lambda _: self.asked.emit())
        row = layouts.row(self, (16, 6, 12, 6), spacing=8)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._way)
        theme.changed.connect(self._draw)
        self.hide()

    @property
    def words(self) -> str:
        """Its words; empty while it is hidden."""
        return self._words.text() if not self.isHidden() else ""

    def say(self, words: str, way: str = "", icon: str = "about", color: str = "warn") -> None:
        """Shows `words` next to the button `way`; hides without words."""
        self._icon, self._color = icon, color
        restyle(self, "state", color)
        self._words.setText(words)
        self._way.setText(way)
        self._way.setVisible(bool(way))
        self._draw()
        self.setVisible(bool(words))

    def _draw(self) -> None:
        """The icon in the current colors; none while the banner is hidden."""
        if not self._words.text():
            return
        size = self._theme.icon_size()
        self._sign.setPixmap(self._theme.icon(self._icon, self._color).pixmap(size))
