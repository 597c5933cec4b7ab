"""What keeps the library well: a backup each day, the bin, and the page that shows them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QFileDialog

from desktop.app.background_work import WorkLane
from desktop.ui.library.library_admin import LibraryAdminPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.library.library_access import LibraryAccess
    from desktop.store.backups.backups import Backup
    from desktop.store.library.library import Library
    from desktop.ui.desk.desk import Desk
    from desktop.ui.library.keys_tab import KeysTab

MINUTE = 60_000
GLANCE = 2_000
"""Milliseconds between two looks at whether the library's folder is still there."""
SHOWN = 1000
"""Entries of the trail on the page; the export has all."""


class Upkeep(QObject):
    """Looks once a minute for what is due; a backup runs beside the typing."""

    def __init__(self, desk: Desk, access: LibraryAccess) -> None:
        super().__init__(desk)
        self._desk, self._access = desk, access
        self._lane = WorkLane(self, drops=False)
        self._page: LibraryAdminPage | None = None
        self._timer = self._every(MINUTE, self.look)
        self._glances = self._every(GLANCE, self.glance)
        self._gone = ""
        desk.acts["keeping"] = self.show

    def _every(self, interval: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval)
        timer.timeout.connect(act)
        timer.start()
        return timer

    def look(self) -> None:
        """Does what is due."""
        library = self._desk.library
        if library is None or not library.open:
            return
        try:
            library.tidy()
            if library.backups.due and not self._lane.busy:
                self._tell_of_lost(library)
                self._back_up(library)
        except self._desk.failure as error:
            self._desk.window.notice.warn(str(error))

    def glance(self) -> None:
        """Says when the library's folder is gone from under the window, and when it is back."""
        library = self._desk.library
        if library is None or not library.open:
            self._gone = ""
            return
        try:
            library.database.check_place()
        except self._desk.failure as error:
            self._say_gone(str(error))
        else:
            self._come_back()

    def _say_gone(self, sentence: str) -> None:
        self._desk.window.say_saved("Not saved", failed=True)
        if self._gone != sentence:
            self._gone = sentence
            self._desk.window.notice.warn(sentence)

    def _come_back(self) -> None:
        if not self._gone:
            return
        self._desk.window.notice.settle(self._gone)
        self._gone = ""
        case = self._desk.open_case
        self._desk.window.say_saved("Every change is kept as you type" if case else "")
        if case is not None:
            case.autosave.keep()

    def _tell_of_lost(self, library: Library) -> None:
        if library.backups.lost:
            self._desk.window.notice.warn(
                "The backups that were in the library's folder are gone. One is made now; the "
                "earlier states cannot be had back from here."
            )

    def finish(self) -> None:
        """Waits for a backup that is being made."""
        self._timer.stop()
        self._glances.stop()
        self._lane.finish()

    def show(self) -> None:
        """Shows the bin, the backups and the trail."""
        page = LibraryAdminPage()
        page.left.connect(partial(self._leave, page))
        page.put_back.connect(self._put_back)
        page.backed_up.connect(lambda: self._back_up(self._desk.store()))
        page.gone_back.connect(self._ask)
        page.verified.connect(lambda: page.words.setText(str(self._desk.store().trail.verify())))
        page.exported.connect(self._choose)
        self._join_keys(page.keys)
        self._page = page
        self._fill()
        if self._desk.show_worklist():
            self._desk.window.show_page(page, "keeping")
            page.take_focus()

    def _fill(self) -> None:
        library = self._desk.store()
        if self._page is not None:
            self._page.show_bin(library.cases.bin())
            self._page.show_backups(library.backups.all())
            self._page.show_trail(library.trail.entries(limit=SHOWN))

    def _leave(self, page: LibraryAdminPage) -> None:
        self._page = None
        self._desk.show_worklist()
        self._desk.window.remove_page(page)

    def _join_keys(self, tab: KeysTab) -> None:
        """Joins the tab to the library's keys; a throw-away library has none."""
        library = self._desk.store()
        tab.setEnabled(library.folder is not None)
        tab.changed.connect(partial(self._try, tab, self._change))
        tab.renewed.connect(partial(self._try, tab, self._renew))
        tab.remembered.connect(partial(self._try, tab, self._remember))
        tab.show_remembered(self._access.remembers(library))

    def _try(self, tab: KeysTab, act: Callable[..., None], *words: Any) -> None:
        try:
            act(tab, *words)
        except self._desk.failure as error:
            tab.say(str(error))
            tab.show_remembered(self._access.remembers(self._desk.store()))

    def _change(self, tab: KeysTab, now: str, new: str) -> None:
        self._desk.store().change_passphrase(now, new)
        tab.say("The new passphrase opens the library from now on.")

    def _renew(self, tab: KeysTab) -> None:
        tab.show_key(self._desk.store().renew_recovery_key())

    def _remember(self, tab: KeysTab, wanted: bool) -> None:
        library = self._desk.store()
        (self._access.remember if wanted else self._access.forget)(library)
        tab.say("The keychain opens the library." if wanted else "The keychain has forgotten it.")

    def _put_back(self, id: str) -> None:
        self._desk.store().cases.put_back(id)
        self._fill()

    # -- backups ----------------------------------------------------------------------------------

    def _back_up(self, library: Library) -> None:
        self._lane.start(library.backups.make, self._backed_up, self._not_backed_up)

    def _backed_up(self, backup: Backup) -> None:
        if self._page is not None:
            self._page.words.setText(f"Written and verified: {backup.path.name}")
            self._fill()

    def _not_backed_up(self, error: Exception) -> None:
        if self._desk.library is not None:
            self._desk.window.notice.warn(f"There is no backup of today: {error}")

    def _ask(self, name: str) -> None:
        library = self._desk.store()
        backup = next(each for each in library.backups.all() if each.path.name == name)
        self._desk.window.notice.warn(
            f"The library goes back to {backup.at.astimezone():%m/%d/%Y %H:%M}; what was written "
            "since is set aside.",
            "Go back",
            partial(self._return_to, backup),
        )

    def _return_to(self, backup: Backup) -> None:
        desk, library, page = self._desk, self._desk.store(), self._page
        desk.recall.stop()
        try:
            desk.take(self._access.restore_open(library, backup))
        except desk.failure as error:
            if library.open:
                desk.recall.gather(library)
            else:
                desk.library = None
                desk.acts["lock"]()
            desk.window.notice.warn(str(error))
            return
        if page is not None:
            self._leave(page)
        desk.window.notice.tell("The library is as it was at the backup.")

    # -- the trail --------------------------------------------------------------------------------

    def _choose(self) -> None:
        dialog = QFileDialog(self._desk.window, "Export the trail", str(Path.home()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("trail.jsonl")
        dialog.fileSelected.connect(lambda path: self.export(Path(path)))
        dialog.open()

    def export(self, path: Path) -> None:
        """Writes the whole trail to the file at `path`."""
        files = self._desk.services.files
        try:
            files.write_atomically(path, self._desk.store().trail.export())
        except files.FileError as error:
            self._desk.window.notice.warn(f"{path.name} was not written: {error}")
        else:
            self._desk.window.notice.tell(f"{path.name} is written.")
