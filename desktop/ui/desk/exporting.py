"""Exporting letters from the desk: what is asked before, and what the trail is told after."""

from __future__ import annotations

import datetime as dt
import threading
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from desktop.app.background_work import WorkLane
from desktop.app.letters import export
from desktop.cases.export_reasons import RULE, in_spite_of
from desktop.letter.write.seal import sealed
from desktop.ui.desk.bin import CHOOSE
from desktop.ui.letter.names_dialog import NamesDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.cases.case import Case
    from desktop.publication.answers import Answers, Doubt
    from desktop.ui.desk.desk import Desk
    from desktop.ui.letter.export_dialog import ExportDialog

    Cases = Sequence[tuple[str, Case]]
    Errors = dict[str, tuple[str, ...]]
    Undecided = dict[str, tuple[Doubt, ...]]


class NamesLeftError(Exception):
    """The person did not say whether words name somebody."""

    def __str__(self) -> str:
        return "its published edition must name nobody, and some words are not decided."


class Exporting(QObject):
    """Answers the command `export`: for the open case, or for those chosen in the worklist."""

    progressed = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._lane = WorkLane(self, drops=False)
        self._stop = threading.Event()
        self.dialog: Any = None
        self.progressed.connect(self._show_progress)
        desk.acts["export"] = self.export_letters

    def finish(self) -> None:
        """Waits for what is being written."""
        self._stop.set()
        self._lane.finish()

    def export_letters(self) -> None:
        """Opens the dialog, once it is said what is unsettled."""
        desk, library = self._desk, self._desk.store()
        if desk.open_case is not None and not desk.open_case.autosave.keep():
            return  # the letter would not be the one on the screen; the case says why
        kept = {id: library.cases.get(id) for id in desk.chosen_cases}
        if not kept:
            desk.window.notice.tell(CHOOSE)
            return
        cases = [(id, one.case) for id, one in kept.items()]
        self.dialog = dialog = self._opened(cases)
        dialog.show_unsigned(sum(not one.locked for one in kept.values()))
        call, done = partial(self._errors, cases), partial(self._checked, dialog, cases)
        if desk.open_case is not None:
            done(call())
        else:
            dialog.wait()
            self._lane.start(call, done, lambda error: dialog.show_failure(str(error)))
        dialog.open()

    def _opened(self, cases: Sequence[tuple[str, Case]]) -> ExportDialog:
        from desktop.ui.letter.export_dialog import ExportDialog

        dialog = ExportDialog(self._desk.window, cases, self._desk.services)
        settings = self._desk.settings.record
        dialog.offer(settings.folder, settings.file_name)
        dialog.stopped.connect(self._stop.set)
        return dialog

    def _errors(self, cases: Sequence[tuple[str, Case]]) -> Errors:
        """What the check holds against each of `cases`."""
        return {id: export.errors(self._desk.services.review(case)) for id, case in cases}

    def _checked(self, dialog: ExportDialog, cases: Any, errors: Errors) -> None:
        if isValid(dialog):
            dialog.ordered.connect(partial(self._write, cases, errors))
            dialog.show_errors([one for found in errors.values() for one in found])

    def _write(self, cases: Any, errors: Errors, order: export.ExportRequest, reason: str) -> None:
        self._stop.clear()
        self._desk.settings.put("folder", str(order.folder))
        self._desk.settings.put("file_name", order.name)
        answers = {id: dict(self._desk.answers.get(id, {})) for id, _ in cases}
        order = order._replace(seal=sealed(self._desk.store().trail.head), answers=answers)
        write = partial(self._begin, cases, errors, order, reason)
        call = partial(export.undecided, order, cases)
        self._lane.start(call, partial(self._decide, cases, order, write), self._not_written)

    def _begin(self, cases: Any, errors: Errors, order: export.ExportRequest, reason: str) -> None:
        """Writes; nothing is undecided any more."""
        call = partial(export.write, order, cases, self._desk.services.files, self._told)
        self._lane.start(call, partial(self._written, order, errors, reason), self._not_written)

    def _decide(
        self,
        cases: Cases,
        order: export.ExportRequest,
        write: Callable[[], None],
        undecided: Undecided,
    ) -> None:
        """Asks, case by case, about words that may name somebody; then writes."""
        if not undecided:
            write()
            return
        (id, doubts), *others = undecided.items()
        window, number = self.dialog or self._desk.window, dict(cases)[id].case_number
        dialog = NamesDialog(window, number, doubts)
        dialog.answered.connect(partial(self._keep_answers, order, id))
        dialog.answered.connect(lambda _: self._decide(cases, order, write, dict(others)))
        dialog.rejected.connect(lambda: self._not_written(NamesLeftError()))
        dialog.open()

    def _keep_answers(self, order: export.ExportRequest, id: str, answers: Answers) -> None:
        """Remembers them for this export, and for the next as long as the library is open."""
        self._desk.answers.setdefault(id, {}).update(answers)
        order.decided(id).update(answers)

    def _written(
        self, order: export.ExportRequest, errors: Errors, reason: str, done: export.Done
    ) -> None:
        """Says what became of the letters, in the dialog and in the trail."""
        desk, there = self._desk, self.dialog is not None and isValid(self.dialog)
        if there:
            self.dialog.show_done(done)
        try:
            desk.store().database.whole(lambda: self._keep_trace(order, errors, reason, done))
        except desk.failure as error:
            said = f"The library could not note what was written: {error}"
            (self.dialog.add if there else desk.window.notice.warn)(said)
        if desk.open_case is None:
            desk.show_rows()

    def _keep_trace(
        self, order: export.ExportRequest, errors: Errors, reason: str, done: export.Done
    ) -> None:
        """The trail has every letter that lies on the disk, and each case of which none does."""
        library = self._desk.store()
        for id in dict.fromkeys(one.id for one in done.written):
            self._keep_why(id, errors[id], reason)
        for one in done.written:
            library.exported(one.id, one.sha256, one.form, one.edition)
        for refused in done.refused:
            library.not_exported(refused.id, order.forms)

    def _keep_why(self, id: str, errors: Sequence[str], reason: str) -> None:
        """Why the letter went out as it is: with errors, and with rules weighed otherwise."""
        library = self._desk.store()
        if errors:
            self._keep_reason(id, errors, reason)
            library.accepted(id, RULE, "", reason)
        for rule in self._desk.settings.record.rules:
            library.accepted(id, rule.rule, "", f"The rule counts as {rule.weight}.")

    def _keep_reason(self, id: str, errors: Sequence[str], reason: str) -> None:
        """The case has the reason too; one that is signed off takes no change."""
        cases, open_case = self._desk.store().cases, self._desk.open_case
        today = dt.date.today()  # noqa: DTZ011 -- the day at the desk
        kept = cases.get(id)
        if kept.locked:
            return
        keeping = partial(in_spite_of, errors=errors, reason=reason, day=today)
        if open_case is not None and open_case.id == id:
            open_case.draft.amend(keeping, "accepted")
        else:
            cases.save(id, keeping(kept.case), kept.version)

    def _not_written(self, error: Exception) -> None:
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.show_failure(str(error))
        else:
            self._desk.window.notice.warn(f"The letter was not written: {error}")

    def _told(self, done: int) -> bool:
        """Called on the other thread: whether to go on."""
        self.progressed.emit(done)
        return not self._stop.is_set()

    def _show_progress(self, done: int) -> None:
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.show_progress(done)
