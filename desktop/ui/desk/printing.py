"""Printing: the system's dialog, then the pages on a thread of their own, with a notice."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from desktop.app.background_work import WorkLane
from desktop.app.letters import print_job

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter

    from desktop.ui.desk.navigator import Navigator
    from desktop.ui.shell.window import Window

NO_LETTER = "The case is closed without a determination, so there is no letter. Reopen it first."


class Printing(QObject):
    """Prints the letter of the open case, and the recovery key on the lock page."""

    progressed = Signal(int, int)

    def __init__(self, navigator: Navigator, window: Window) -> None:
        super().__init__(window)
        self._navigator, self._window, self._notice = navigator, window, window.notice
        self._lane = WorkLane(self, drops=False)
        self._stop = threading.Event()
        self.progressed.connect(self._show_progress)
        window.lock_page.printing.connect(self.print_key)

    def finish(self) -> None:
        """Waits until printing has finished."""
        self._lane.finish()

    def print_letter(self) -> None:
        """Asks how, and prints the edition that is shown."""
        from desktop.ui.letter import printout

        case = self._navigator.open_case
        if case is None:
            return
        if case.session.workflow.standing.ends:
            self._notice.tell(NO_LETTER)
            return
        preview, record = case.view.preview, case.draft.record
        make = partial(printout.letter, record, preview.edition, dict(preview.answers))
        self._ask(record.case_number, make, preview.paper.pages, "export the letter as PDF")

    def print_key(self, recovery_key: str) -> None:
        """Asks how, and prints the recovery key."""
        from desktop.ui.letter import printout

        self._ask(
            "Recovery key", partial(printout.key_sheet, recovery_key), 1, "write the key down"
        )

    def start(self, printer: QPrinter, make: Callable[[], bytes]) -> None:
        """Prints what `make` gives, off the window's thread."""
        from desktop.ui.letter import printout

        self._stop.clear()
        self._notice.tell("Printing …")
        self._lane.start(
            lambda: printout.put_out(printer, make(), self._go_on),
            partial(self._printed, printer.printerName()),
            self._failed,
        )

    def _ask(self, name: str, make: Callable[[], bytes], pages: int, otherwise: str) -> None:
        from PySide6.QtPrintSupport import QPrinterInfo

        busy, printers = self._lane.busy, len(QPrinterInfo.availablePrinterNames())
        if why := print_job.refusal(busy=busy, printers=printers, otherwise=otherwise):
            (self._notice.tell if busy else self._notice.warn)(why)
        else:
            self._open_dialog(_printer(name), make, pages)

    def _open_dialog(self, printer: QPrinter, make: Callable[[], bytes], pages: int) -> None:
        from PySide6.QtPrintSupport import QPrintDialog
        from PySide6.QtWidgets import QDialog

        dialog = QPrintDialog(printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
        if pages:
            dialog.setMinMax(1, pages)
        dialog.accepted.connect(lambda: self.start(printer, make))
        QDialog.open(dialog)

    def _go_on(self, page: int, pages: int) -> bool:
        """Called on the worker's thread: whether to continue."""
        self.progressed.emit(page, pages)
        return not self._stop.is_set()

    def _show_progress(self, page: int, pages: int) -> None:
        words = print_job.progress(page, pages)
        if self._lane.busy and words:
            self._notice.tell(words, "Stop", self._stop.set)

    def _printed(self, printer: str, pages: int) -> None:
        self._notice.tell(print_job.outcome(pages, printer, stopped=self._stop.is_set()))

    def _failed(self, error: Exception) -> None:
        self._notice.warn(f"It was not printed: {error}")


def _printer(name: str) -> QPrinter:
    """A printer that is set to the letter's paper; `name` is what its queue shows."""
    from PySide6.QtGui import QPageSize
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    return printer
