"""Prints a letter: the same PDF, page by page, sharp and in actual size.

Runs on a worker thread and takes turns with the preview: PDFium allows one thread at a time.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from desktop.app.letters.public_copy import made_from
from desktop.cases.case import Case
from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.model import blocks
from desktop.letter.write import pdf
from desktop.platform import assets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtPrintSupport import QPrinter

    from desktop.publication.name_answers import NameAnswers

SHARPEST = 600
"""Dots an inch; more cannot be seen on paper and would only take memory."""
CROPPED = 0.95
"""The part of its size to which a page is cut at its empty edges rather than made smaller."""


class PrintError(Exception):
    """The printer did not take the pages."""


def letter(case: Case, edition: str, answers: NameAnswers | None = None) -> bytes:
    """The letter as PDF; raises `LetterError` and `UndecidedNamesError`."""
    pack = Pack(assets.templates(case.program))
    return pdf.write(compose(made_from(case, pack, edition, answers or {}), pack, edition), pack)


def key_sheet(recovery_key: str) -> bytes:
    """A sheet with the recovery key, in the fonts of a new case's letter, as PDF."""
    title = "Recovery key of Determination Desk"
    paragraphs = (
        "This key opens the library of cases where the passphrase is lost. Whoever has it can read "
        "every case: keep it where you keep what must not be lost, and away from the computer.",
        recovery_key,
    )
    words = (blocks.Paragraph(runs=(blocks.Run(one),)) for one in paragraphs)
    heading = blocks.Heading(runs=(blocks.Run(title),), level=1)
    sheet = blocks.Letter(blocks=(heading, *words), title=title)
    return pdf.write(sheet, Pack(assets.templates(Case().program)))


def put_out(printer: QPrinter, content: bytes, go_on: Callable[[int, int], bool]) -> int:
    """Prints the PDF `content`; gives how many pages the printer took.

    Calls `go_on` with each page and their number; stops when it is false. Raises `PrintError`.
    """
    import pypdfium2  # type: ignore[import-untyped]

    from desktop.ui.letter.letter_renderer import PDFIUM

    with PDFIUM:
        document = pypdfium2.PdfDocument(content)
        sizes = [document.get_page_size(number) for number in range(len(document))]
        gray = all(_drawn(page, 72, gray=False).allGray() for page in document)
    painter = _painter(printer, gray=gray)
    pages, taken = _wanted(printer, len(sizes)), 0
    dots = min(printer.resolution(), SHARPEST)
    try:
        for taken, number in enumerate(pages, start=1):
            if taken > 1 and not printer.newPage():
                raise PrintError(f"The printer stopped after page {taken - 1}.")
            with PDFIUM:
                picture = _drawn(document[number], dots, gray=gray)
            left, factor = _place(printer, sizes[number])
            _paint(painter, picture, left, factor * printer.resolution() / dots)
            if not go_on(taken, len(pages)):
                break
    finally:
        painter.end()
        with PDFIUM:
            document.close()
    if printer.printerState() == printer.PrinterState.Error:
        raise PrintError("The printer reports an error. Look at its queue.")
    return taken


def _painter(printer: QPrinter, *, gray: bool) -> QPainter:
    """Begins to paint on the whole paper; in gray, a third of the data, without color."""
    printer.setFullPage(True)
    if gray:
        printer.setColorMode(printer.ColorMode.GrayScale)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrintError("The printer cannot be reached. Choose another, or export it as PDF.")
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    return painter


def _paint(painter: QPainter, picture: QImage, left: float, dot: float) -> None:
    """Paints line by line: the window cannot repaint while a line is packed."""
    width = picture.width()
    for top, end in _lines(picture):
        band = picture.copy(0, top, width, end - top)
        painter.drawImage(QRectF(left, top * dot, width * dot, (end - top) * dot), band)


def _lines(picture: QImage) -> Iterator[tuple[int, int]]:
    """The bands of rows with ink, each with a white row on both sides, so that nothing is cut."""
    step, height = picture.bytesPerLine(), picture.height()
    rows, white = memoryview(picture.constBits()), b"\xff" * step
    inked = [rows[y * step : (y + 1) * step] != white for y in range(height)]
    for ink, run in groupby(range(height), inked.__getitem__):
        lines = [*run]
        if ink:
            yield max(lines[0] - 1, 0), min(lines[-1] + 2, height)


def _wanted(printer: QPrinter, count: int) -> Sequence[int]:
    """The numbers of the pages that were asked for, as often as the printer must be told."""
    first, last = printer.fromPage() or 1, printer.toPage() or count
    pages = range(first - 1, min(last, count))
    again = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return [*pages] * again


def _place(printer: QPrinter, size: tuple[float, float]) -> tuple[float, float]:
    """How far from the left of the paper a page of `size` points stands, and how large: as it is,
    made smaller only where the paper would cut off more than its empty edges.
    """
    paper = printer.paperRect(printer.Unit.DevicePixel)
    width, height = (points * printer.resolution() / 72 for points in size)
    least = min(paper.width() / width, paper.height() / height)
    factor = least if least < CROPPED else 1.0
    return (paper.width() - width * factor) / 2, factor


# pypdfium2 has no type hints, so its page has no type here.
def _drawn(page: Any, dots: int, *, gray: bool) -> QImage:
    """The page as a picture of `dots` an inch."""
    form = QImage.Format.Format_Grayscale8 if gray else QImage.Format.Format_RGB32
    bitmap = page.render(
        scale=dots / 72, grayscale=gray, prefer_bgrx=not gray, may_draw_forms=False
    )
    return QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
