"""Importing letters, cases and manifests, and pasting requests."""

from __future__ import annotations

import threading
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from desktop.app.background_work import WorkLane
from desktop.app.letters import import_files, receiving
from desktop.app.packs import sample_case
from desktop.app.packs.pack_taking import PackTaking, is_pack
from desktop.cases import items
from desktop.ui.desk.returning import Returning
from desktop.ui.widgets.file_dialog import file_dialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.app.library.library_session import LibrarySession
    from desktop.ui.desk.navigator import Navigator
    from desktop.ui.guidelines.pack_steps import PackSteps
    from desktop.ui.letter.import_dialog import ImportDialog
    from desktop.ui.shell.services import Services
    from desktop.ui.shell.window import Window


class Importing(QObject):
    """Makes cases, items of the open one, and guideline packs of what comes from outside."""

    progressed = Signal(int)

    def __init__(
        self, library: LibrarySession, navigator: Navigator, window: Window, services: Services
    ) -> None:
        super().__init__(window)
        self._library, self._navigator = library, navigator
        self._window, self._services = window, services
        self._lane = WorkLane(self, drops=False)
        self._stop = threading.Event()
        self._returning = Returning(library, navigator, window, self._lane)
        self.dialog: ImportDialog | None = None
        self.progressed.connect(self._show_progress)

    def finish(self) -> None:
        """Waits for what is being read."""
        self._stop.set()
        self._lane.finish()
        if "packs" in vars(self):
            self.packs.finish()

    @cached_property
    def packs(self) -> PackSteps:
        """What takes guideline packs."""
        from desktop.ui.guidelines.pack_steps import PackSteps

        taking = PackTaking(self._library)
        return PackSteps(taking, self._navigator, self._window, self._services)

    def ask_for_files(self) -> None:
        """Asks which files to import."""
        folder = self._library.settings.record.folder
        dialog = file_dialog(self._window, "Import letters, case files or manifests", folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        endings = " ".join(f"*{ending}" for ending in import_files.ENDINGS)
        dialog.setNameFilters([f"Letters, cases and manifests ({endings})", "All files (*)"])
        dialog.filesSelected.connect(lambda paths: self.take([Path(path) for path in paths]))
        dialog.open()

    def take(self, paths: Sequence[Path]) -> None:
        """Imports the files at `paths`, off the window's thread; proves a guideline pack."""
        if len(paths) == 1 and is_pack(paths[0]):
            self.packs.propose(paths[0])
            return
        self._stop.clear()
        if len(paths) > 1:
            from desktop.ui.letter.import_dialog import ImportDialog

            self.dialog = dialog = ImportDialog(self._window, len(paths), self._services.theme)
            dialog.stopped.connect(self._stop.set)
            dialog.open()
        call = partial(import_files.arrivals, paths, self._services.files, self._go_on)
        self._lane.start(call, self._arrived, self._failed)

    def open_sample(self) -> None:
        """Opens the bundled case."""
        self.take([sample_case.path()])

    def open_file(self, path: Path) -> None:
        """Imports one of the program's own files directly and opens its case."""
        self._arrived((import_files.arrival(path, self._services.files),))

    def paste_letter(self) -> None:
        """Imports the letter whose words are in the clipboard."""
        text = QGuiApplication.clipboard().text()
        call = partial(import_files.from_bytes, text.encode("utf-8", "ignore"), "clipboard.txt")
        self._lane.start(call, lambda arrival: self._arrived((arrival,)), self._failed)

    def paste_items(self) -> None:
        """Adds a disputed item for each request in the clipboard."""
        new = items.pasted(QGuiApplication.clipboard().text())
        if new:
            self._navigator.current().add_item(new)
        else:
            self._library.notices.tell("The clipboard holds no words to make items of.")

    def _arrived(self, arrived: tuple[import_files.Arrival, ...]) -> None:
        if len(arrived) == 1 and len(arrived[0].cases) == 1 and self._returning.takes(arrived[0]):
            return
        arrived = tuple(map(self._returning.without_duplicates, arrived))
        receipt = receiving.receive(self._library, arrived)
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.show_arrivals(arrived)
        if receipt.opens:
            self._navigator.open(receipt.opens)
        elif self._navigator.open_case is None:
            self._navigator.show_rows()
            self._window.start.table.choose(receipt.ids or self._navigator.chosen_cases)
        self._tell(receiving.notice(arrived))

    def _tell(self, notice: receiving.ImportNotice) -> None:
        notices = self._library.notices
        if notice.words:
            (notices.warn if notice.is_refusal else notices.tell)(notice.words)

    def _go_on(self, done: int) -> bool:
        """Called on the worker's thread: whether to continue."""
        self.progressed.emit(done)
        return not self._stop.is_set()

    def _show_progress(self, done: int) -> None:
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.show_progress(done)

    def _failed(self, error: Exception) -> None:
        self._library.notices.warn(f"It could not be read: {error}")
