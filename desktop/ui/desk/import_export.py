"""Importing files, saving a copy, the copy for the public, and earlier versions of a case."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from desktop.app.background_work import WorkLane
from desktop.app.letters import import_files
from desktop.cases import case_file, items
from desktop.cases.case import Case
from desktop.platform import assets
from desktop.records.questions import describe
from desktop.ui.desk.returning import Returning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.app.library.library_session import LibrarySession
    from desktop.publication.answers import Answers
    from desktop.publication.copying import Publication
    from desktop.ui.desk.navigator import Navigator
    from desktop.ui.desk.open_case import OpenCase
    from desktop.ui.letter.import_dialog import ImportDialog
    from desktop.ui.library.history import HistoryPage
    from desktop.ui.shell.services import Services
    from desktop.ui.shell.window import Window


class ImportExport(QObject):
    """Reads and writes files and whole cases."""

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
        """Waits for what is being read or written."""
        self._stop.set()
        self._lane.finish()

    # -- in ---------------------------------------------------------------------------------------

    def ask_for_files(self) -> None:
        """Asks which files to import."""
        dialog = self._file_dialog("Import letters, case files or manifests")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        endings = " ".join(f"*{ending}" for ending in import_files.ENDINGS)
        dialog.setNameFilters([f"Letters, cases and manifests ({endings})", "All files (*)"])
        dialog.filesSelected.connect(lambda paths: self.take([Path(path) for path in paths]))
        dialog.open()

    def take(self, paths: Sequence[Path]) -> None:
        """Imports the files at `paths`, off the window's thread."""
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
        self.take([assets.resource("sample.ddcase")])

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
            self._case().add_item(new)
        else:
            self._library.notices.tell("The clipboard holds no words to make items of.")

    def _arrived(self, arrived: tuple[import_files.Arrival, ...]) -> None:
        if len(arrived) == 1 and len(arrived[0].cases) == 1 and self._returning.takes(arrived[0]):
            return
        arrived = tuple(map(self._returning.without_duplicates, arrived))
        ids = [self._library.add(case) for one in arrived for case in one.cases]
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.show_arrivals(arrived)
        if len(ids) == 1 and len(arrived) == 1:
            self._navigator.open(ids[0])
        elif self._navigator.open_case is None:
            self._navigator.show_rows()
            self._window.start.table.choose(ids or self._navigator.chosen_cases)
        if len(arrived) == 1:
            self._tell(arrived[0])

    def _tell(self, one: import_files.Arrival) -> None:
        notice = self._library.notices
        if one.refusal:
            notice.warn(f"{one.name} was not imported: {one.refusal}")
        elif one.notes:
            notice.tell(f"{one.name}: {len(one.notes)} to look at. {' '.join(one.notes)[:400]}")

    # -- out --------------------------------------------------------------------------------------

    def publish(self) -> None:
        """Opens a copy of the case without anybody's name, and lists each replacement."""
        case = self._case()
        answers = self._library.answers.setdefault(case.id, {})
        record, decided = case.draft.record, dict(answers)
        call = partial(_publication, record, decided)
        self._lane.start(call, partial(self._published, answers), self._failed)

    def _published(self, answers: Answers, publication: Publication) -> None:
        from desktop.ui.letter.import_dialog import ImportDialog
        from desktop.ui.letter.names_dialog import NamesDialog

        if publication.doubts:
            number = publication.case.case_number
            asking = NamesDialog(self._window, number, publication.doubts)
            asking.answered.connect(answers.update)
            asking.answered.connect(lambda _: self.publish())
            asking.open()
            return
        self._navigator.open(self._library.store().cases.add(publication.case))
        replaced = tuple(
            f"{describe(Case, path)}: “{before}” is now “{after}”"
            for path, before, after in publication.replacements
        )
        name = publication.case.case_number or "The copy"
        self.dialog = dialog = ImportDialog(self._window, 1, self._services.theme)
        dialog.setWindowTitle("Copy for the public")
        arrival = import_files.Arrival(name, (publication.case,), replaced)
        dialog.show_arrivals((arrival,), f"A copy that names nobody: {len(replaced)} replaced")
        dialog.open()

    def save_copy(self) -> None:
        """Asks where to save the case as a file."""
        case = self._case().draft.record
        dialog = self._file_dialog("Save a copy of the case")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(case_file.SUFFIX.strip("."))
        dialog.selectFile(self._services.files.safe_name(case.case_number, "case"))
        dialog.fileSelected.connect(lambda path: self._save_copy(Path(path)))
        dialog.open()

    def _save_copy(self, path: Path) -> None:
        files, case = self._services.files, self._case().draft.record
        try:
            files.write_atomically(path, case_file.dumps(case))
        except files.FileError as error:
            self._library.notices.warn(f"{path.name} was not written: {error}")
        else:
            self._library.notices.tell(f"{path.name} is written. It is not encrypted.")

    # -- earlier versions -------------------------------------------------------------------------

    def history(self) -> None:
        """Shows the versions of the open case."""
        case = self._case()
        case.autosave.keep()
        versions = self._library.store().versions
        get = partial(versions.get, case.id)
        from desktop.ui.library.history import HistoryPage

        page = HistoryPage(versions.of(case.id), case.draft.record, get, self._services.theme)
        page.left.connect(partial(self._leave, page))
        page.restored.connect(partial(self._restore, page))
        self._window.show_page(page, "history")
        page.take_focus()

    def _leave(self, page: HistoryPage) -> None:
        self._window.show_page(self._case().view, "case")
        self._window.remove_page(page)

    def _restore(self, page: HistoryPage, number: int) -> None:
        case = self._case()
        earlier = self._library.store().versions.get(case.id, number)
        self._leave(page)
        case.draft.replace(earlier, "restore an earlier version")

    # -- inside -----------------------------------------------------------------------------------

    def _case(self) -> OpenCase:
        if self._navigator.open_case is None:
            raise self._library.failure("Open a case first.")
        return self._navigator.open_case

    def _file_dialog(self, title: str) -> QFileDialog:
        folder = self._library.settings.record.folder or str(Path.home())
        dialog = QFileDialog(self._window, title, folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _go_on(self, done: int) -> bool:
        """Called on the worker's thread: whether to continue."""
        self.progressed.emit(done)
        return not self._stop.is_set()

    def _show_progress(self, done: int) -> None:
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.show_progress(done)

    def _failed(self, error: Exception) -> None:
        self._library.notices.warn(f"It could not be read: {error}")


def _publication(case: Case, answers: Answers) -> Publication:
    """The copy for the public; what makes it is loaded on the thread that does."""
    from desktop.app.letters.public_copy import publication

    return publication(case, answers)
