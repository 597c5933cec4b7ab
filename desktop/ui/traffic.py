"""What comes to the desk and leaves it: imports, exports, print, sign-off, earlier versions."""

from __future__ import annotations

import datetime as dt
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from desktop import assets
from desktop.domain import casefile, items
from desktop.domain.case import Case
from desktop.domain.exporting import RULE, in_spite_of
from desktop.domain.question import describe
from desktop.letter.seal import sealed
from desktop.ui import export, letters_in
from desktop.ui.work import Lane

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.domain.publication.copying import Publication
    from desktop.ui.desk import Desk
    from desktop.ui.export_dialog import ExportDialog
    from desktop.ui.history import HistoryPage

    Errors = dict[str, tuple[str, ...]]


class Traffic(QObject):
    """The commands of the desk that read or write files or whole cases."""

    progressed = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._lane = Lane(self, drops=False)
        self._stop = threading.Event()
        self.dialog: Any = None
        self.progressed.connect(self._show_progress)
        desk.acts.update(
            {
                "import": self.ask_for_files,
                "paste_letter": self.paste_letter,
                "paste_items": self.paste_items,
                "sample": lambda: self.take([assets.resource("sample.ddcase")]),
                "export": self.export_letters,
                "save_copy": self.save_copy,
                "history": self.history,
                "publish": self.publish,
            }
        )

    def finish(self) -> None:
        """Waits for what is being read or written."""
        self._stop.set()
        self._lane.finish()

    # -- in ---------------------------------------------------------------------------------------

    def ask_for_files(self) -> None:
        """Asks which files to import."""
        dialog = _file_dialog(self._desk, "Import letters, case files or manifests")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        endings = " ".join(f"*{ending}" for ending in letters_in.ENDINGS)
        dialog.setNameFilters([f"Letters, cases and manifests ({endings})", "All files (*)"])
        dialog.filesSelected.connect(lambda paths: self.take([Path(path) for path in paths]))
        dialog.open()

    def take(self, paths: Sequence[Path]) -> None:
        """Imports the files at `paths`, off the window's thread."""
        self._stop.clear()
        if len(paths) > 1:
            from desktop.ui.import_dialog import ImportDialog

            self.dialog = ImportDialog(self._desk.window, len(paths), self._desk.tools.theme)
            self.dialog.stopped.connect(self._stop.set)
            self.dialog.open()
        call = partial(letters_in.arrivals, paths, self._desk.tools.files, self._told)
        self._lane.start(call, self._arrived, self._failed)

    def open_file(self, path: Path) -> None:
        """Imports one file at once, for it is ours, and opens its case."""
        self._arrived((letters_in.arrival(path, self._desk.tools.files),))

    def paste_letter(self) -> None:
        """Imports the letter whose words are in the clipboard."""
        text = QGuiApplication.clipboard().text()
        call = partial(letters_in.from_bytes, text.encode("utf-8", "ignore"), "clipboard.txt")
        self._lane.start(call, lambda arrival: self._arrived((arrival,)), self._failed)

    def paste_items(self) -> None:
        """Adds a disputed item for each request in the clipboard."""
        new = items.pasted(QGuiApplication.clipboard().text())
        if new:
            self._desk.current().add_item(new)
        else:
            self._desk.window.notice.tell("The clipboard holds no words to make items of.")

    def _arrived(self, arrived: tuple[letters_in.Arrival, ...]) -> None:
        ids = [self._desk.add(case) for one in arrived for case in one.cases]
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.show_arrivals(arrived)
        if len(ids) == 1 and len(arrived) == 1:
            self._desk.open(ids[0])
        elif self._desk.open_case is None:
            self._desk.show_rows()
            self._desk.window.start.table.choose(ids)
        if len(arrived) == 1:
            self._tell(arrived[0])

    def _tell(self, one: letters_in.Arrival) -> None:
        notice = self._desk.window.notice
        if one.refusal:
            notice.warn(f"{one.name} was not imported: {one.refusal}")
        elif one.notes:
            notice.tell(f"{one.name}: {len(one.notes)} to look at. {' '.join(one.notes)[:400]}")

    # -- out --------------------------------------------------------------------------------------

    def export_letters(self) -> None:
        """Opens the export dialog for the open case, or for those chosen in the worklist."""
        desk = self._desk
        library = desk.store()
        if desk.open_case is not None:
            if not desk.open_case.keeper.keep():
                return  # the letter would not be the one on the screen; the case says why
            ids: Sequence[str] = (desk.open_case.id,)
        else:
            ids = desk.window.start.table.chosen
        if not ids:
            return
        cases = [(id, library.cases.get(id).case) for id in ids]
        from desktop.ui.export_dialog import ExportDialog

        dialog = ExportDialog(desk.window, cases, desk.tools)
        settings = desk.settings.record
        dialog.offer(settings.folder, settings.file_name)
        dialog.stopped.connect(self._stop.set)
        self.dialog = dialog
        call, done = partial(self._errors, cases), partial(self._checked, dialog, cases)
        if desk.open_case is not None:
            done(call())
        else:
            dialog.wait()
            self._lane.start(call, done, lambda error: dialog.show_failure(str(error)))
        dialog.open()

    def _errors(self, cases: Sequence[tuple[str, Case]]) -> Errors:
        """What the check holds against each of `cases`."""
        return {id: export.errors(self._desk.tools.review(case)) for id, case in cases}

    def _checked(self, dialog: ExportDialog, cases: Any, errors: Errors) -> None:
        if isValid(dialog):
            dialog.ordered.connect(partial(self._write, cases, errors))
            dialog.show_errors([one for found in errors.values() for one in found])

    def publish(self) -> None:
        """Opens a copy of the case without anybody's name, and lists each replacement."""
        case = self._desk.current().draft.record
        call = partial(self._desk.tools.publication, case)
        self._lane.start(call, self._published, self._failed)

    def _published(self, publication: Publication) -> None:
        from desktop.ui.import_dialog import ImportDialog

        self._desk.open(self._desk.store().cases.add(publication.case))
        said = tuple(
            f"{describe(Case, path)}: “{before}” is now “{after}”"
            for path, before, after in publication.replacements
        )
        name = publication.case.case_number or "The copy"
        self.dialog = ImportDialog(self._desk.window, 1, self._desk.tools.theme)
        self.dialog.setWindowTitle("Copy for the public")
        arrival = letters_in.Arrival(name, (publication.case,), said)
        self.dialog.show_arrivals((arrival,), f"A copy that names nobody: {len(said)} replaced")
        self.dialog.open()

    def save_copy(self) -> None:
        """Asks where to save the case as a file."""
        case = self._desk.current().draft.record
        dialog = _file_dialog(self._desk, "Save a copy of the case")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(casefile.SUFFIX.strip("."))
        dialog.selectFile(self._desk.tools.files.safe_name(case.case_number, "case"))
        dialog.fileSelected.connect(lambda path: self._save_copy(Path(path)))
        dialog.open()

    def _save_copy(self, path: Path) -> None:
        files, case = self._desk.tools.files, self._desk.current().draft.record
        try:
            files.write_atomically(path, casefile.dumps(case))
        except files.FileError as error:
            self._desk.window.notice.warn(f"{path.name} was not written: {error}")
        else:
            self._desk.window.notice.tell(f"{path.name} is written. It is not encrypted.")

    def _write(self, cases: Any, errors: Errors, order: export.Order, reason: str) -> None:
        self._stop.clear()
        self._desk.remember_export(str(order.folder), order.name)
        order = order._replace(seal=sealed(self._desk.store().trail.head))
        written: list[export.Written] = []
        call = partial(export.write, order, cases, self._desk.tools.files, self._told, written)
        told = partial(self._keep_trace, errors, reason, written)
        done = partial(self._written, told, written)
        self._lane.start(call, lambda _: done(), partial(self._not_written, told))

    def _written(self, told: Callable[[], None], written: list[export.Written]) -> None:
        told()
        if self._desk.open_case is None:
            self._desk.show_rows()
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.show_written(tuple(written))

    def _keep_trace(self, errors: Errors, reason: str, written: list[export.Written]) -> None:
        """Every letter that lies on the disk is in the trail, also of an export that failed."""
        library = self._desk.store()
        for id in dict.fromkeys(one.id for one in written):
            if errors[id]:
                self._keep_reason(id, errors[id], reason)
                library.accepted(id, RULE, "", reason)
            for rule in self._desk.settings.record.rules:
                library.accepted(id, rule.rule, "", f"The rule counts as {rule.weight}.")
        for one in written:
            library.exported(one.id, one.sha256, one.form, one.edition)

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

    def _not_written(self, told: Callable[[], None], error: Exception) -> None:
        told()
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.show_failure(str(error))
        else:
            self._desk.window.notice.warn(f"The letter was not written: {error}")

    # -- earlier versions -------------------------------------------------------------------------

    def history(self) -> None:
        """Shows the versions of the open case."""
        desk = self._desk
        case = desk.current()
        case.keeper.keep()
        versions = desk.store().versions
        get = partial(versions.get, case.id)
        from desktop.ui.history import HistoryPage

        page = HistoryPage(versions.of(case.id), case.draft.record, get, desk.tools.theme)
        page.left.connect(partial(self._leave, page))
        page.restored.connect(partial(self._restore, page))
        desk.window.show_page(page, "history")
        page.take_focus()

    def _leave(self, page: HistoryPage) -> None:
        self._desk.window.show_page(self._desk.current().view, "case")
        self._desk.window.remove_page(page)

    def _restore(self, page: HistoryPage, number: int) -> None:
        case = self._desk.current()
        earlier = self._desk.store().versions.get(case.id, number)
        self._leave(page)
        case.draft.replace(earlier, "restore an earlier version")

    # -- inside -----------------------------------------------------------------------------------

    def _told(self, done: int) -> bool:
        """Called on the other thread: whether to go on."""
        self.progressed.emit(done)
        return not self._stop.is_set()

    def _show_progress(self, done: int) -> None:
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.show_progress(done)

    def _failed(self, error: Exception) -> None:
        self._desk.window.notice.warn(f"It could not be read: {error}")


def _file_dialog(desk: Desk, title: str) -> QFileDialog:
    dialog = QFileDialog(desk.window, title, desk.settings.record.folder or str(Path.home()))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
