"""The page for the library's bin, backups, trail and keys, and its actions."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from desktop.app.library.administration import RESTORED
from desktop.ui.library.library_admin import LibraryAdminPage
from desktop.ui.widgets.file_dialog import file_dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.library.administration import Administration
    from desktop.app.library.library_session import LibrarySession
    from desktop.app.library.upkeep import Upkeep
    from desktop.store.backups.backups import Backup
    from desktop.ui.desk.navigator import Navigator
    from desktop.ui.library.keys_tab import KeysTab
    from desktop.ui.shell.window import Window

SHOWN = 1000
"""Entries of the trail on the page; the export has all."""


class LibraryAdmin(QObject):
    """Shows the page and carries out its actions."""

    def __init__(
        self,
        library: LibrarySession,
        navigator: Navigator,
        window: Window,
        administration: Administration,
        upkeep: Upkeep,
    ) -> None:
        super().__init__(window)
        self._library, self._navigator, self._window = library, navigator, window
        self._administration, self._upkeep = administration, upkeep
        self._page: LibraryAdminPage | None = None
        upkeep.backed_up.connect(self._backed_up)
        upkeep.reachable.connect(self._show_reachable)

    def show(self) -> None:
        """Shows the bin, the backups and the trail."""
        page = LibraryAdminPage()
        page.left.connect(partial(self._leave, page))
        page.put_back.connect(self._put_back)
        page.backed_up.connect(self._upkeep.back_up)
        page.gone_back.connect(self._ask)
        page.verified.connect(lambda: page.words.setText(str(self._library.store().trail.verify())))
        page.exported.connect(self._choose)
        self._join_keys(page.keys)
        self._page = page
        self._fill()
        if self._navigator.show_worklist():
            self._window.show_page(page, "library_admin")
            page.take_focus()

    def _fill(self) -> None:
        library = self._library.store()
        if self._page is not None:
            self._page.show_bin(library.cases.bin())
            self._page.show_backups(library.backups.all())
            self._page.show_trail(library.trail.entries(limit=SHOWN))

    def _leave(self, page: LibraryAdminPage) -> None:
        self._page = None
        self._navigator.show_worklist()
        self._window.remove_page(page)

    def _put_back(self, id: str) -> None:
        self._library.store().cases.put_back(id)
        self._fill()

    # -- its keys ---------------------------------------------------------------------------------

    def _join_keys(self, tab: KeysTab) -> None:
        """Connects the tab to the library's keys; a temporary library has none."""
        keys = self._administration
        tab.setEnabled(keys.has_keys)
        tab.changed.connect(partial(self._try, tab, tab.say, keys.change_passphrase))
        tab.renewed.connect(partial(self._try, tab, tab.show_key, keys.renew_recovery_key))
        tab.remembered.connect(partial(self._try, tab, tab.say, keys.remember))
        tab.show_remembered(keys.remembered)

    def _try(
        self,
        tab: KeysTab,
        show: Callable[[str], None],
        act: Callable[..., str],
        *entered: object,
    ) -> None:
        try:
            show(act(*entered))
        except self._library.failure as error:
            tab.say(str(error))
            tab.show_remembered(self._administration.remembered)

    # -- its backups ------------------------------------------------------------------------------

    def _backed_up(self, backup: Backup) -> None:
        if self._page is not None:
            self._page.words.setText(f"Written and verified: {backup.path.name}")
            self._fill()

    def _ask(self, name: str) -> None:
        backup = self._administration.backup(name)
        words = self._administration.warning(backup)
        self._library.notices.warn(words, "Go back", partial(self._restore, backup))

    def _restore(self, backup: Backup) -> None:
        page = self._page
        if why := self._administration.restore(backup):
            if self._library.library is None:
                self._window.ask_to_unlock("unlock")
            self._library.notices.warn(why)
            return
        if page is not None:
            self._leave(page)
        self._library.notices.tell(RESTORED)

    def _show_reachable(self, reachable: bool) -> None:
        """Shows in the footer whether typing is saved, while the folder is gone and afterwards."""
        self._window.say_saved(self._administration.saved(reachable), failed=not reachable)

    # -- its trail --------------------------------------------------------------------------------

    def _choose(self) -> None:
        dialog = file_dialog(self._window, "Export the trail")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("trail.jsonl")
        dialog.fileSelected.connect(lambda path: self._administration.export_trail(Path(path)))
        dialog.open()
