"""Exporting letters: the questions before, and the result after."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from desktop.app.background_work import WorkLane
from desktop.app.letters import export
from desktop.app.letters.export import without_letter
from desktop.app.letters.export_record import ExportRecord
from desktop.app.library.case_bin import CHOOSE
from desktop.cases.workflow.states import STANDING
from desktop.letter.write.seal import sealed
from desktop.ui.letter.names_dialog import NamesDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.app.library.library_session import LibrarySession
    from desktop.cases.case import Case
    from desktop.publication.name_answers import Doubt, NameAnswers
    from desktop.ui.desk.navigator import Navigator
    from desktop.ui.letter.export_dialog import ExportDialog
    from desktop.ui.shell.services import Services
    from desktop.ui.shell.window import Window

    Cases = Sequence[tuple[str, Case]]
    Errors = dict[str, tuple[str, ...]]
    Undecided = dict[str, tuple[Doubt, ...]]


class NamesLeftError(Exception):
    """The person did not decide whether words identify somebody."""

    def __str__(self) -> str:
        return "its copy for the public must name nobody, and some words are not decided."


class Exporting(QObject):
    """Exports the letter of the open case, or of those chosen in the worklist."""

    progressed = Signal(int)

    def __init__(
        self, library: LibrarySession, navigator: Navigator, window: Window, services: Services
    ) -> None:
        super().__init__(window)
        self._library, self._navigator = library, navigator
        self._window, self._services = window, services
        self._record = ExportRecord(library)
        self._lane = WorkLane(self, drops=False)
        self._stop = threading.Event()
        self.dialog: ExportDialog | None = None
        self._version: int | None = None
        self.progressed.connect(self._show_progress)

    @property
    def _shown(self) -> ExportDialog | None:
        """The dialog while it is open."""
        return self.dialog if self.dialog is not None and isValid(self.dialog) else None

    def finish(self) -> None:
        """Waits for what is being written."""
        self._stop.set()
        self._lane.finish()

    def export_letters(self) -> None:
        """Opens the dialog, which lists the open findings first."""
        store, session = self._library.store(), self._library.case
        if session is not None and not session.autosave.keep():
            return  # the letter would differ from the screen; the case's notice says why
        stored = {id: store.cases.get(id) for id in self._navigator.chosen_cases}
        if not stored:
            self._library.notices.tell(CHOOSE)
            return
        if refusal := without_letter(stored.values()):
            self._library.notices.tell(refusal)
            return
        unsigned = sum(one.state not in STANDING for one in stored.values())
        self._offer([(id, one.case) for id, one in stored.items()], unsigned)

    def export_version(self, id: str, number: int) -> None:
        """Opens the dialog for the letter of an earlier version of the case."""
        versions = self._library.store().versions
        signed = any(one.version == number for one in versions.signatures(id))
        self._offer([(id, versions.get(id, number))], int(not signed), number)

    def _offer(self, cases: Cases, unsigned: int, version: int | None = None) -> None:
        """Opens the dialog; cases that are not open are checked off the window's thread."""
        self.dialog = dialog = self._opened(cases)
        self._version = version
        dialog.show_unsigned(unsigned)
        call, done = partial(self._errors, cases), partial(self._checked, dialog, cases)
        if self._library.case is not None:
            done(call())
        else:
            dialog.wait()
            self._lane.start(call, done, lambda error: dialog.show_failure(str(error)))
        dialog.open()

    def _opened(self, cases: Sequence[tuple[str, Case]]) -> ExportDialog:
        from desktop.ui.letter.export_dialog import ExportDialog

        dialog = ExportDialog(self._window, cases, self._services)
        settings = self._library.settings.record
        dialog.offer(settings.folder, settings.file_name)
        dialog.stopped.connect(self._stop.set)
        return dialog

    def _errors(self, cases: Sequence[tuple[str, Case]]) -> Errors:
        """The errors that the check found in each of `cases`."""
        return {id: export.errors(self._services.review(case)) for id, case in cases}

    def _checked(self, dialog: ExportDialog, cases: Cases, errors: Errors) -> None:
        if isValid(dialog):
            dialog.ordered.connect(partial(self._write, cases, errors))
            dialog.show_errors([one for found in errors.values() for one in found])

    def _write(
        self, cases: Cases, errors: Errors, order: export.ExportRequest, reason: str
    ) -> None:
        self._stop.clear()
        self._library.settings.put("folder", str(order.folder))
        self._library.settings.put("file_name", order.name)
        answers = {id: dict(self._library.answers.get(id, {})) for id, _ in cases}
        seal = sealed(self._library.store().trail.head)
        order = order._replace(seal=seal, answers=answers, version=self._version)
        write = partial(self._begin, cases, errors, order, reason)
        call = partial(export.undecided, order, cases)
        self._lane.start(call, partial(self._decide, cases, order, write), self._not_written)

    def _begin(
        self, cases: Cases, errors: Errors, order: export.ExportRequest, reason: str
    ) -> None:
        """Writes the letters; nothing is undecided."""
        call = partial(export.write, order, cases, self._services.files, self._go_on)
        self._lane.start(call, partial(self._written, order, errors, reason), self._not_written)

    def _decide(
        self,
        cases: Cases,
        order: export.ExportRequest,
        write: Callable[[], None],
        undecided: Undecided,
    ) -> None:
        """Asks, case by case, about words that may identify somebody; then writes."""
        if not undecided:
            write()
            return
        (id, doubts), *others = undecided.items()
        window = self.dialog or self._window
        dialog = NamesDialog(window, dict(cases)[id], doubts)
        dialog.answered.connect(partial(self._keep_answers, order, id))
        dialog.answered.connect(lambda _: self._decide(cases, order, write, dict(others)))
        dialog.rejected.connect(lambda: self._not_written(NamesLeftError()))
        dialog.open()

    def _keep_answers(self, order: export.ExportRequest, id: str, answers: NameAnswers) -> None:
        """Remembers them for this export, and for the next as long as the library is open."""
        self._library.answers.setdefault(id, {}).update(answers)
        order.decided(id).update(answers)

    def _written(
        self, order: export.ExportRequest, errors: Errors, reason: str, done: export.Done
    ) -> None:
        """Shows which letters were written, and records it."""
        dialog = self._shown
        if dialog is not None:
            dialog.show_done(done)
        try:
            self._record.add(order, errors, reason, done)
        except self._library.failure as error:
            words = f"The library could not note what was written: {error}"
            (self._library.notices.warn if dialog is None else dialog.add)(words)
        if self._library.case is not None:
            self._library.case.workflow.refresh()
        if self._navigator.open_case is None:
            self._navigator.show_rows()

    def _not_written(self, error: Exception) -> None:
        if (dialog := self._shown) is not None:
            dialog.show_failure(str(error))
        else:
            self._window.notice.warn(f"The letter was not written: {error}")

    def _go_on(self, done: int) -> bool:
        """Called on the worker's thread: whether to continue."""
        self.progressed.emit(done)
        return not self._stop.is_set()

    def _show_progress(self, done: int) -> None:
        if (dialog := self._shown) is not None:
            dialog.show_progress(done)
