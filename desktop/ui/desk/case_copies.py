"""What is made of the open case: a file, a copy for the public, the case as it was earlier."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from desktop.app.background_work import WorkLane
from desktop.app.letters.import_files import Arrival
from desktop.cases import case_file
from desktop.records.questions import describe
from desktop.ui.widgets.file_dialog import file_dialog

if TYPE_CHECKING:
    from desktop.app.library.library_session import LibrarySession
    from desktop.cases.case import Case
    from desktop.publication.copying import Publication
    from desktop.publication.name_answers import NameAnswers
    from desktop.ui.desk.navigator import Navigator
    from desktop.ui.library.history import HistoryPage
    from desktop.ui.shell.services import Services
    from desktop.ui.shell.window import Window


class CaseCopies(QObject):
    """Makes copies of the open case, and brings earlier versions of it back."""

    letter_wanted = Signal(str, int)
    """An earlier letter is wanted as a file: the case's id and the version's number."""

    def __init__(
        self, library: LibrarySession, navigator: Navigator, window: Window, services: Services
    ) -> None:
        super().__init__(window)
        self._library, self._navigator = library, navigator
        self._window, self._services = window, services
        self._lane = WorkLane(self, drops=False)

    def finish(self) -> None:
        """Waits for the copy that is being made."""
        self._lane.finish()

    # -- the copy for the public ------------------------------------------------------------------

    def publish(self) -> None:
        """Opens a copy of the case without anybody's name, and lists each replacement."""
        case = self._navigator.current()
        answers = self._library.answers.setdefault(case.id, {})
        call = partial(_publication, case.draft.record, dict(answers))
        self._lane.start(call, partial(self._published, answers), self._failed)

    def _published(self, answers: NameAnswers, publication: Publication) -> None:
        if publication.doubts:
            self._ask(answers, publication)
            return
        self._navigator.open(self._library.store().cases.add(publication.case))
        self._list(publication)

    def _ask(self, answers: NameAnswers, publication: Publication) -> None:
        """Asks about the words that may name somebody; then makes the copy again."""
        from desktop.ui.letter.names_dialog import NamesDialog

        dialog = NamesDialog(self._window, publication.case, publication.doubts)
        dialog.answered.connect(answers.update)
        dialog.answered.connect(lambda _: self.publish())
        dialog.open()

    def _list(self, publication: Publication) -> None:
        """Lists what was replaced."""
        from desktop.ui.letter.import_dialog import ImportDialog

        said = tuple(
            f"{describe(type(publication.case), path)}: “{before}” is now “{after}”"
            for path, before, after in publication.replacements
        )
        name = publication.case.case_number or "The copy"
        dialog = ImportDialog(self._window, 1, self._services.theme)
        dialog.setWindowTitle("Copy for the public")
        arrival = Arrival(name, (publication.case,), said)
        dialog.show_arrivals((arrival,), f"A copy that names nobody: {len(said)} replaced")
        dialog.open()

    def _failed(self, error: Exception) -> None:
        self._library.notices.warn(f"It could not be read: {error}")

    # -- a file -----------------------------------------------------------------------------------

    def save_copy(self) -> None:
        """Asks where to save the case as a file."""
        case = self._navigator.current().draft.record
        dialog = file_dialog(
            self._window, "Save a copy of the case", self._library.settings.record.folder
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(case_file.SUFFIX.strip("."))
        dialog.selectFile(self._services.files.safe_name(case.case_number, "case"))
        dialog.fileSelected.connect(lambda path: self._save_copy(Path(path)))
        dialog.open()

    def _save_copy(self, path: Path) -> None:
        files, case = self._services.files, self._navigator.current().draft.record
        try:
            files.write_atomically(path, case_file.dumps(case, self._state))
        except files.FileError as error:
            self._library.notices.warn(f"{path.name} was not written: {error}")
        else:
            self._library.notices.tell(f"{path.name} is written. It is not encrypted.")

    @property
    def _state(self) -> str:
        """The state stored in a copy."""
        return self._navigator.current().session.workflow.claim

    # -- earlier versions -------------------------------------------------------------------------

    def history(self) -> None:
        """Shows the versions of the open case."""
        from desktop.ui.library.history import HistoryPage

        case = self._navigator.current()
        case.autosave.keep()
        versions = self._library.store().versions
        get = partial(versions.get, case.id)
        page = HistoryPage(versions.of(case.id), case.draft.record, get, self._services.theme)
        page.left.connect(partial(self._leave, page))
        page.restored.connect(partial(self._restore, page))
        page.exporting.connect(partial(self.letter_wanted.emit, case.id))
        self._window.show_page(page, "history")
        page.take_focus()

    def _leave(self, page: HistoryPage) -> None:
        self._window.show_page(self._navigator.current().view, "case")
        self._window.remove_page(page)

    def _restore(self, page: HistoryPage, number: int) -> None:
        case = self._navigator.current()
        earlier = self._library.store().versions.get(case.id, number)
        self._leave(page)
        case.draft.replace(earlier, "restore an earlier version")


def _publication(case: Case, answers: NameAnswers) -> Publication:
    """The copy for the public; what makes it is loaded on the thread that does."""
    from desktop.app.letters.public_copy import publication

    return publication(case, answers)
