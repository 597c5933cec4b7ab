"""The head of the window: which case is shown, when it is due, and the one thing to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import restyle, worded

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QMenu

    from desktop.ui.widgets.theme import Theme


TITLE = "Determination Desk"
EXPORT = "Export"


class CaseHeader(QWidget):
    """Case number, services and due date over the page; commands are `asked` for by name."""

    asked = Signal(str)

    def __init__(self, theme: Theme, menu: QMenu) -> None:
        super().__init__()
        self.setObjectName("head")
        self._number = worded("", "large")
        self._services = _Elided("subtitle")
        self._due = worded("", "subtitle")
        self._due.setObjectName("head:due")
        self._standing = "", ""
        self._back = self._tool(theme, "left", "Back to the worklist (Ctrl+W)", "worklist")
        self._export = QPushButton(EXPORT)
        self._export.setObjectName("head:export")
        self._export.setAccessibleName("Export the letter")
        self._export.setProperty("role", "primary")
        self._export.setToolTip("Export the letter (Ctrl+E)")
        self._export.clicked.connect(lambda _: self.asked.emit("export"))
        theme.dress(self._export, "export", "on_accent")
        self._menu = self._tool(theme, "menu", "Commands (F10)", "")
        self._menu.setMenu(menu)
        self._menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._lay_out()

    def show_case(
        self, number: str, services: str, due: str, state: str, *, pressing: bool
    ) -> None:
        """Shows the case; its `state` only as far as there is room."""
        self._number.setText(number)
        self._services.say(services)
        self._standing = due, state
        restyle(self._due, "role", "error" if pressing else "subtitle")
        self._show(True)

    def show_title(self, title: str) -> None:
        """Shows the name of a page that is no case."""
        self._number.setText(title)
        self._services.say("")
        self._standing = "", ""
        self._show(False)

    def open_menu(self) -> None:
        """Opens the list of commands."""
        self._menu.showMenu()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Makes room for the due date, leaving other words out in a narrow window."""
        super().resizeEvent(event)
        self._fit()

    def _show(self, case: bool) -> None:
        self._back.setVisible(case)
        self._export.setVisible(case)
        self._fit()

    def _fit(self) -> None:
        due, state = self._standing
        whole = " · ".join(filter(None, self._standing))
        self._due.setToolTip(whole)
        self._due.setAccessibleName(whole)
        for export, words in ((EXPORT, whole), ("", whole), ("", due or state)):
            self._export.setText(export)
            self._due.setText(words)
            if self._row.minimumSize().width() <= self.width():
                return

    def _lay_out(self) -> None:
        self._row = row = layouts.row(self, (12, 6, 12, 6), spacing=12)
        row.addWidget(self._back)
        row.addWidget(self._number)
        row.addWidget(self._services, 1)
        row.addWidget(self._due)
        row.addWidget(self._export)
        row.addWidget(self._menu)

    def _tool(self, theme: Theme, icon: str, words: str, command: str) -> QToolButton:
        button = QToolButton()
        button.setToolTip(words)
        button.setAccessibleName(words.partition(" (")[0])
        button.setObjectName(f"head:{command or 'menu'}")
        theme.dress(button, icon)
        if command:
            button.clicked.connect(lambda _: self.asked.emit(command))
        return button


class _Elided(QLabel):
    """Words that are elided if there is no room, and complete in the tooltip."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._words = ""
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, words: str) -> None:
        """Shows `words`, as many as there is room for."""
        if words == self._words:
            return
        self._words = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elides the words again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        from PySide6.QtCore import Qt

        mode = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._words, mode, self.width()))
