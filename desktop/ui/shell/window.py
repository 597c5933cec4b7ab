"""The window: a head, one page at a time, and a foot that says what is saved."""

from __future__ import annotations

from functools import cached_property, partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QWidget

from desktop.ui.shell.command_table import COMMANDS, FOLDED
from desktop.ui.shell.head import TITLE, CaseHeader
from desktop.ui.widgets import layouts
from desktop.ui.widgets.banner import Banner
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.words import pressed_by_enter, restyle, worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import (
        QCloseEvent,
        QDragEnterEvent,
        QDropEvent,
        QKeyEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from desktop.app.commands import Command
    from desktop.ui.library.lock_page import LockPage
    from desktop.ui.shell.command_table import CommandTargets
    from desktop.ui.shell.palette import Palette, PaletteEntry
    from desktop.ui.widgets.theme import Theme
    from desktop.ui.worklist.start_page import StartPage

USUAL = {"undo": QKeySequence.StandardKey.Undo, "redo": QKeySequence.StandardKey.Redo}
"""Commands that also have the system's own keys, such as Ctrl+Y on Windows."""
SMALLEST = (512, 288)
KEYS = "F8 next empty   ·   F7 next finding   ·   Ctrl+K everything else"


class Window(QMainWindow):
    """Shows pages; commands are `asked` for by their name in `COMMANDS`.

    It is painted early: each page is made on first use.
    """

    appeared = Signal()
    """The person sees the window for the first time."""
    asked = Signal(str)
    dropped = Signal(list)
    """Files were dropped on the window: their paths."""
    shown = Signal(str)
    """Another page is shown; which commands can be given there."""
    closing = Signal(object)
    """The window is about to close; its event may be refused."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.actions_by_id = {command.id: self._action(command) for command in COMMANDS}
        self.theme = theme
        self._seen = False
        self.notice = Notice(theme)
        self.banner = Banner(theme)
        self.head = CaseHeader(theme, self._menu())
        self.stack = QStackedWidget()
        self._saved = worded("", "help")
        self._not_kept = ""
        self.where = ""
        """The page that is shown, as the commands know it."""
        self._hint = worded(KEYS, "help")
        self._shared = worded("", "help")
        self.setCentralWidget(self._body())
        self.head.show_title("")
        self._hint.hide()
        self.head.asked.connect(self.asked)
        QShortcut(QKeySequence("F10"), self, self.head.open_menu)

    @cached_property
    def start(self) -> StartPage:
        """The worklist."""
        from desktop.ui.worklist.start_page import StartPage

        page = StartPage(self.theme)
        page.setParent(self.stack)
        page.asked.connect(self.asked)
        return page

    @cached_property
    def lock_page(self) -> LockPage:
        """The page that asks for what opens the library."""
        from desktop.ui.library.lock_page import LockPage

        page = LockPage(self.theme)
        page.setParent(self.stack)
        return page

    @cached_property
    def palette_box(self) -> Palette:
        """The list of everything that can be done."""
        from desktop.ui.shell.palette import Palette

        return Palette(self)

    def ask_to_unlock(self, page: str) -> None:
        """Shows the `page` of the lock page."""
        self.setWindowTitle(TITLE)
        self.head.show_title(TITLE)
        self.say_saved("")
        self.show_page(self.lock_page, "locked")
        self.lock_page.ask(page)

    def come_to_front(self) -> None:
        """Brings the window to the front, if the desktop allows it."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_page(self, page: QWidget, where: str) -> None:
        """Shows `page`; `where` says which commands can be given there."""
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.where = where
        self._show_hint()
        for command in COMMANDS:
            allowed = command.holds(where)
            self.actions_by_id[command.id].setEnabled(allowed)
            self.actions_by_id[command.id].setVisible(allowed)
        self.shown.emit(where)

    def remove_page(self, page: QWidget) -> None:
        """Removes and deletes `page`."""
        self.stack.removeWidget(page)
        page.hide()
        page.deleteLater()

    def rename(self, id: str, words: str, *, enabled: bool = True) -> None:
        """Changes the words of a command, such as what would be undone."""
        self.actions_by_id[id].setText(words)
        self.actions_by_id[id].setEnabled(enabled)

    def enable(self, id: str, enabled: bool) -> None:
        """Enables or disables a command."""
        self.actions_by_id[id].setEnabled(enabled)

    def say_saved(self, words: str, *, failed: bool = False) -> None:
        """Shows in the footer whether the case is saved."""
        self._saved.setText(words if failed else self._not_kept or words)
        restyle(self._saved, "role", "error" if failed else "help")

    def say_not_kept(self, foot: str, banner: str = "", way: str = "") -> None:
        """Shows a banner that nothing is saved; an empty `foot` removes it."""
        self._not_kept = foot
        self.say_saved("")
        self.banner.say(banner, way)

    def open_palette(self, more: Sequence[PaletteEntry] = ()) -> None:
        """Opens the palette with every command that is available here, and `more`."""
        from desktop.ui.shell.palette import PaletteEntry

        entries = [
            PaletteEntry(action.text(), action.shortcut().toString(), action.trigger)
            for id, action in self.actions_by_id.items()
            if action.isEnabled() and id != "palette"
        ]
        self.palette_box.open([*entries, *more])

    def say_shared(self, words: str, why: str = "") -> None:
        """Shows in the footer what is shared with the team, and `why` not all is."""
        self._shared.setText(words)
        self._shared.setToolTip(why)
        self._shared.setAccessibleDescription(why)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Announces, once everything is painted, that the window was shown for the first time."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.appeared.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names the keys in the foot where there is room for them."""
        super().resizeEvent(event)
        self._show_hint()

    def _show_hint(self) -> None:
        needed = 2 * self._hint.sizeHint().width()
        self._hint.setVisible(self.where == "case" and self.width() >= needed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaves by Escape a page that lies over another, and presses by Enter what is focused."""
        left = getattr(self.stack.currentWidget(), "left", None)
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        pressed = pressed_by_enter(self.focusWidget()) if entered else None
        if event.key() == Qt.Key.Key_Escape and left is not None:
            left.emit()
        elif pressed is not None and not event.isAutoRepeat():
            pressed.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Saves first; the window may stay open."""
        self.closing.emit(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Announces which files were dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def _action(self, command: Command[CommandTargets]) -> QAction:
        action = QAction(command.words, self)
        action.setObjectName(f"command:{command.id}")
        if command.keys:
            own, usual = QKeySequence(command.keys), USUAL.get(command.id)
            others = QKeySequence.keyBindings(usual) if usual is not None else []
            action.setShortcuts([own, *(keys for keys in others if keys != own)])
        action.triggered.connect(partial(self.asked.emit, command.id))
        self.addAction(action)
        return action

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName("Commands")
        for group, commands in groupby(COMMANDS, attrgetter("group")):
            actions = [self.actions_by_id[command.id] for command in commands]
            if group not in FOLDED[1:]:
                menu.addSeparator()
            if group in FOLDED:
                part = menu.addMenu(group)
                part.addActions(actions)
                menu.aboutToShow.connect(partial(_show_if_any, part))
            else:
                menu.addActions(actions)
        return menu

    def _body(self) -> QWidget:
        body = QWidget()
        body.setObjectName("desk")
        column = layouts.column(body, spacing=0)
        column.addWidget(self.head)
        column.addWidget(self.banner)
        column.addWidget(self.notice)
        self.notice.over = self.stack
        column.addWidget(self.stack, 1)
        column.addWidget(self._foot())
        return body

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setObjectName("foot")
        row = layouts.row(foot, (16, 4, 16, 4))
        row.addWidget(self._saved)
        row.addWidget(self._shared)
        row.addStretch(1)
        row.addWidget(self._hint)
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        return foot


def _show_if_any(menu: QMenu) -> None:
    """Hides a part of the menu in which no command is available."""
    menu.menuAction().setVisible(any(action.isVisible() for action in menu.actions()))
