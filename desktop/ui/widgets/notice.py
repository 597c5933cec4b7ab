"""A notice inside the window: what happened, and what can be done about it. Never a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QPushButton,
    QToolButton,
)

from desktop.ui.widgets import layouts, spoken
from desktop.ui.widgets.words import restyle, worded

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.app.commands import Act
    from desktop.ui.widgets.theme import Theme

PASSING = 12_000
"""Milliseconds for which a notice stays that asks nothing."""


class Notice(QFrame):
    """Shows one notice at a time, with at most one action."""

    over: QWidget | None = None
    """The widget that gets the focus back when the notice that has it closes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._theme, self._lasting, self._state = theme, "", ""
        self._mark = QLabel()
        self._words = worded("", "", wrapped=True)
        self._act = QPushButton()
        self._act.setObjectName("notice:act")
        self._act.setProperty("role", "link")
        self._doing: Act | None = None
        self._act.clicked.connect(self._do)
        close = QToolButton()
        close.setAccessibleName("Dismiss the note")
        close.setToolTip("Dismiss")
        theme.dress(close, "remove")
        close.clicked.connect(lambda _: self._dismiss())
        row = layouts.row(self, (16, 4, 12, 4), spacing=8)
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        row.addWidget(self._act)
        row.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._come_back)
        theme.changed.connect(self._draw)
        self.hide()

    @property
    def words(self) -> str:
        """The words of the notice; empty while there is none."""
        return self._words.text() if not self.isHidden() else ""

    def tell(self, words: str, act: str = "", doing: Act | None = None) -> None:
        """Shows what was done, with one thing to do; it disappears by itself."""
        self._show(words, "", act, doing)
        self._timer.start(PASSING)

    def note(self, words: str) -> None:
        """Shows a fact until it is dismissed, after any other notice that is shown."""
        self._lasting = words
        if self.isHidden():
            self._come_back()

    def warn(self, words: str, act: str = "", doing: Act | None = None) -> None:
        """Shows what is wrong, until it is dismissed or `settle` is called."""
        self._timer.stop()
        self._show(words, "error", act, doing)

    def settle(self, words: str = "") -> None:
        """Removes the notice, or only one with these `words`."""
        if not words or self.words == words:
            self._dismiss()

    def _dismiss(self) -> None:
        """Removes the notice for good."""
        if self.words == self._lasting:
            self._lasting = ""
        self._come_back()

    def _come_back(self) -> None:
        """Shows the lasting fact again, if there is one."""
        self._timer.stop()
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused) and self.over is not None:
            (self.over.focusWidget() or self.over).setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        if self._lasting:
            self._show(self._lasting, "", "", None)

    def _show(self, words: str, state: str, act: str, doing: Act | None) -> None:
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self._act.setText(act)
        self._act.setVisible(bool(act))
        self._doing = doing
        self._state = state
        restyle(self, "state", state)
        self._draw()
        self.show()
        spoken.say(self, words, urgent=state == "error")

    def _draw(self) -> None:
        """Draws the icon of the notice, in the current colors."""
        icon, color = ("error", "bad") if self._state else ("about", "accent")
        size = self._theme.icon_size()
        self._mark.setPixmap(self._theme.icon(icon, color).pixmap(size))

    def _do(self) -> None:
        doing = self._doing
        self._dismiss()
        if doing is not None:
            doing()
