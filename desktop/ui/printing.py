"""Printing: the same PDF, page by page, as sharp as the printer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from desktop.domain.case import Case
    from desktop.ui.work import Lane

SHARPEST = 300
"""Dots an inch; more would only take memory."""


def ask(window: QWidget, case: Case, edition: str, lane: Lane, failed: Any) -> None:
    """Opens the system's print dialog, and prints once it is accepted."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter
    from PySide6.QtWidgets import QDialog

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(case.case_number)
    dialog = QPrintDialog(printer, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    call = partial(pages, case, edition, SHARPEST)
    dialog.accepted.connect(lambda: lane.start(call, partial(put_out, printer), failed))
    QDialog.open(dialog)


def pages(case: Case, edition: str, dots: int) -> list[QImage]:
    """The letter's pages as pictures; runs on PDFium's thread."""
    import pypdfium2  # type: ignore[import-untyped]

    from desktop import assets
    from desktop.letter import pdf
    from desktop.letter.compose import compose
    from desktop.letter.pack import Pack

    pack = Pack(assets.templates(case.program))
    document = pypdfium2.PdfDocument(pdf.write(compose(case, pack, edition), pack))
    pictures = [_picture(page, dots / 72) for page in document]
    document.close()
    return pictures


def put_out(printer: QPrinter, pictures: list[QImage]) -> None:
    """Sends the pages to the printer, each as large as its paper."""
    painter = QPainter(printer)
    for number, picture in enumerate(pictures):
        if number:
            printer.newPage()
        paper = printer.paperRect(printer.Unit.DevicePixel)
        area = printer.pageRect(printer.Unit.DevicePixel)
        painter.drawImage(QRectF(paper.translated(-area.topLeft())), picture)
    painter.end()


def _picture(page: Any, scale: float) -> QImage:
    bitmap = page.render(scale=scale, prefer_bgrx=True, may_draw_forms=False)
    form = QImage.Format.Format_RGB32
    return QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
