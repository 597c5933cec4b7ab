"""The page for the library's bin, backups, trail and keys, and its actions."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from desktop.ui.library.library_admin import LibraryAdminPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.disk import Files
    from desktop.app.library.library_access import LibraryAccess
    from desktop.app.library.library_session import LibrarySession
    from desktop.app.library.recall import Recall
    from desktop.app.library.upkeep import Upkeep
    from desktop.store.backups.backups import Backup
    from desktop.store.library.library import Library
    from desktop.ui.desk.navigator import Navigator
    from desktop.ui.library.keys_tab import KeysTab
    from desktop.ui.shell.window import Window

SHOWN = 1000
"""Entries of the trail on the page; the export has all."""


class LibraryKeeping(NamedTuple):
    """What works on the library as a whole."""

    access: LibraryAccess
    upkeep: Upkeep
    recall: Recall
    files: Files
    take: Callable[[Library], None]
    """Works with another library from now on."""


class LibraryAdmin(QObject):
    """Shows the page and carries out its actions."""

    def __init__(
        self,
        library: LibrarySession,
        navigator: Navigator,
        window: Window,
        keeping: LibraryKeeping,
    ) -> None:
        super().__init__(window)
        self._library, self._navigator, self._window = library, navigator, window
        self._keeping = keeping
        self._page: LibraryAdminPage | None = None
        keeping.upkeep.backed_up.connect(self._backed_up)
        keeping.upkeep.reachable.connect(self._show_reachable)

    def show(self) -> None:
        """Shows the bin, the backups and the trail."""
        page = LibraryAdminPage()
        page.left.connect(partial(self._leave, page))
        page.put_back.connect(self._put_back)
        page.backed_up.connect(self._keeping.upkeep.back_up)
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
        library = self._library.store()
        tab.setEnabled(library.folder is not None)
        tab.changed.connect(partial(self._try, tab, self._change))
        tab.renewed.connect(partial(self._try, tab, self._renew))
        tab.remembered.connect(partial(self._try, tab, self._remember))
        tab.show_remembered(self._keeping.access.remembers(library))

    def _try(self, tab: KeysTab, act: Callable[..., None], *entered: object) -> None:
        try:
            act(tab, *entered)
        except self._library.failure as error:
            tab.say(str(error))
            tab.show_remembered(self._keeping.access.remembers(self._library.store()))

    def _change(self, tab: KeysTab, now: str, new: str) -> None:
        self._library.store().change_passphrase(now, new)
        tab.say("The new passphrase opens the library from now on.")

    def _renew(self, tab: KeysTab) -> None:
        tab.show_key(self._library.store().renew_recovery_key())

    def _remember(self, tab: KeysTab, wanted: bool) -> None:
        library, access = self._library.store(), self._keeping.access
        (access.remember if wanted else access.forget)(library)
        tab.say("The keychain opens the library." if wanted else "The keychain has forgotten it.")

    # -- its backups ------------------------------------------------------------------------------

    def _backed_up(self, backup: Backup) -> None:
        if self._page is not None:
            self._page.words.setText(f"Written and verified: {backup.path.name}")
            self._fill()

    def _ask(self, name: str) -> None:
        library = self._library.store()
        backup = next(each for each in library.backups.all() if each.path.name == name)
        self._library.notices.warn(
            f"The library goes back to {backup.at.astimezone():%m/%d/%Y %H:%M}; what was written "
            "since is set aside.",
            "Go back",
            partial(self._return_to, backup),
        )

    def _return_to(self, backup: Backup) -> None:
        library, page = self._library.store(), self._page
        self._keeping.recall.stop()
        try:
            self._keeping.take(self._keeping.access.restore_open(library, backup))
        except self._library.failure as error:
            self._stay_in(library)
            self._library.notices.warn(str(error))
            return
        if page is not None:
            self._leave(page)
        self._library.notices.tell("The library is as it was at the backup.")

    def _stay_in(self, library: Library) -> None:
        """Continues with the library that could not be restored, or asks to unlock it."""
        if library.open:
            self._keeping.recall.gather(library)
        else:
            self._library.library = None
            self._window.ask_to_unlock("unlock")

    def _show_reachable(self, reachable: bool) -> None:
        """Shows in the footer whether typing is saved, while the folder is gone and afterwards."""
        saved = "Every change is kept as you type" if self._library.case is not None else ""
        self._window.say_saved(saved if reachable else "Not saved", failed=not reachable)

    # -- its trail --------------------------------------------------------------------------------

    def _choose(self) -> None:
        dialog = QFileDialog(self._window, "Export the trail", str(Path.home()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("trail.jsonl")
        dialog.fileSelected.connect(lambda path: self.export(Path(path)))
        dialog.open()

    def export(self, path: Path) -> None:
        """Writes the whole trail to the file at `path`."""
        files = self._keeping.files
        try:
            files.write_atomically(path, self._library.store().trail.export())
        except files.FileError as error:
            self._library.notices.warn(f"{path.name} was not written: {error}")
        else:
            self._library.notices.tell(f"{path.name} is written.")
