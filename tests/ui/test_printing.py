"""Printing: every page as large as it is and as sharp as paper shows it, and a word on how it went.

The printer is Qt's own that writes what a printer would get into a PDF file.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QPushButton

from desktop.ui.desk.printing import Printing, _printer
from desktop.ui.letter import printout
from tests import invented

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.application import Application
    from desktop.cases.case import Case
    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

INCH = 72.0
pytestmark = pytest.mark.usefixtures("qapp")


def on(paper: QPageSize.PageSizeId, file: Path) -> QPrinter:
    """A printer with this paper, that prints into `file`."""
    printer = _printer("CM26-0104417")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setPageSize(QPageSize(paper))
    return printer


def go_on(_page: int, _pages: int) -> bool:
    return True


@pytest.fixture
def content(sample: Case) -> bytes:
    return printout.letter(sample, "served")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "printed.pdf"


@pytest.fixture(scope="module")
def printed(qapp: object, sample: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's letter as a printer with US Letter paper gets it."""
    file = tmp_path_factory.mktemp("printed") / "letter.pdf"
    printer = on(QPageSize.PageSizeId.Letter, file)
    assert printout.put_out(printer, printout.letter(sample, "served"), go_on) > 2
    return file


def ink(page: pypdfium2.PdfPage) -> tuple[int, int, int, int]:
    """The least rectangle that holds all ink, in points: left, top, right and bottom."""
    shades = page.render(scale=1, grayscale=True).to_pil()
    return shades.point(lambda shade: 255 * (shade < 160)).getbbox()


def test_the_pages_are_the_letters_each_as_large_as_it_is(content: bytes, printed: Path) -> None:
    wanted, given = pypdfium2.PdfDocument(content), pypdfium2.PdfDocument(printed)
    assert len(given) == len(wanted)
    for one, other in zip(wanted, given, strict=True):
        assert other.get_size() == pytest.approx((8.5 * INCH, 11 * INCH), abs=0.5)
        assert ink(other) == pytest.approx(ink(one), abs=1)


def test_a_page_is_the_letters_at_every_place(content: bytes, printed: Path) -> None:
    scale = printout.SHARPEST / INCH
    wanted, given = (
        pypdfium2.PdfDocument(one)[1].render(scale=scale, grayscale=True).to_pil()
        for one in (content, printed)
    )
    quarters = [one.crop((0, 0, 5100, 6600)).reduce(4) for one in (wanted, given)]
    apart = ImageChops.difference(*quarters)
    assert apart.point(lambda shade: 255 * (shade > 128)).getbbox() is None


def test_it_is_as_sharp_as_a_printer_and_nothing_is_lost_in_it(printed: Path) -> None:
    with pikepdf.open(printed) as document:
        for page in document.pages:
            bands = page.get_images().values()
            assert {band.Width for band in bands} == {8.5 * printout.SHARPEST}
            assert {str(band.ColorSpace) for band in bands} == {"/DeviceGray"}
            assert "/DCTDecode" not in {str(band.Filter) for band in bands}


def first_page(paper: QPageSize.PageSizeId, content: bytes, file: Path) -> pypdfium2.PdfPage:
    """The first page as it comes out on this paper."""
    printer = on(paper, file)
    printer.setFromTo(1, 1)
    assert printout.put_out(printer, content, go_on) == 1
    return pypdfium2.PdfDocument(file)[0]


def test_other_paper_gets_the_page_at_its_own_size_in_the_middle(
    content: bytes, file: Path
) -> None:
    page = first_page(QPageSize.PageSizeId.A4, content, file)
    left, top, right, bottom = ink(pypdfium2.PdfDocument(content)[0])
    shift = (595 - 612) / 2
    assert ink(page) == pytest.approx((left + shift, top, right + shift, bottom), abs=1.5)


def test_small_paper_gets_the_whole_page_made_smaller(content: bytes, file: Path) -> None:
    page = first_page(QPageSize.PageSizeId.A5, content, file)
    factor = page.get_width() / (8.5 * INCH)
    wanted = [edge * factor for edge in ink(pypdfium2.PdfDocument(content)[0])]
    assert ink(page) == pytest.approx(wanted, abs=2)


def test_only_the_pages_that_are_wanted_are_printed(content: bytes, file: Path) -> None:
    printer = on(QPageSize.PageSizeId.Letter, file)
    printer.setFromTo(2, 3)
    assert printout.put_out(printer, content, go_on) == 2
    wanted, given = pypdfium2.PdfDocument(content), pypdfium2.PdfDocument(file)
    assert len(given) == 2
    assert ink(given[0]) == pytest.approx(ink(wanted[1]), abs=1)


def test_as_many_copies_come_out_as_are_wanted(content: bytes, file: Path) -> None:
    printer = on(QPageSize.PageSizeId.Letter, file)
    printer.setFromTo(1, 1)
    printer.setCopyCount(2)
    assert printout.put_out(printer, content, go_on) == 2
    assert len(pypdfium2.PdfDocument(file)) == 2


def test_it_stops_after_the_page_at_hand(content: bytes, file: Path) -> None:
    told: list[tuple[int, int]] = []

    def stop_after_the_second(page: int, pages: int) -> bool:
        told.append((page, pages))
        return page < 2

    assert printout.put_out(on(QPageSize.PageSizeId.Letter, file), content, stop_after_the_second)
    assert [page for page, _ in told] == [1, 2]
    assert len(pypdfium2.PdfDocument(file)) == 2


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_be_reached_is_told(content: bytes, tmp_path: Path) -> None:
    printer = on(QPageSize.PageSizeId.Letter, tmp_path / "no" / "folder" / "printed.pdf")
    with pytest.raises(printout.PrintError, match="cannot be reached"):
        printout.put_out(printer, content, go_on)


def test_the_recovery_key_is_on_its_sheet() -> None:
    document = pypdfium2.PdfDocument(printout.key_sheet("ABCD-1234-EFGH-5678"))
    assert "ABCD-1234-EFGH-5678" in document[0].get_textpage().get_text_range()
    assert len(document) == 1


# -- in the window --------------------------------------------------------------------------------


@pytest.fixture
def printing(application: Application) -> Printing:
    return application.printing


def with_printers(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """The system has these printers."""
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: list(names))


def test_without_a_printer_the_window_says_what_to_do(
    desk: Desk, view: CaseView, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_printers(monkeypatch)
    desk.do("print")
    assert desk.window.notice.words.startswith("No printer is set up on this computer.")
    assert desk.window.findChild(QPrintDialog) is None


def test_the_letter_goes_out_beside_the_typing_and_is_told_of(
    desk: Desk, view: CaseView, printing: Printing, qtbot: QtBot, file: Path
) -> None:
    make = partial(printout.letter, view.draft.record, "published")
    printing.start(on(QPageSize.PageSizeId.Letter, file), make)
    view.draft.put("claim_number", "typed meanwhile")
    qtbot.waitUntil(lambda: "sent to" in desk.window.notice.words, timeout=60_000)
    count = len(pypdfium2.PdfDocument(file))
    assert desk.window.notice.words.startswith(f"{count} pages are sent to")
    qtbot.waitUntil(lambda: not view.preview._lane.busy)


def test_a_long_letter_says_how_far_it_is_and_can_be_stopped(
    desk: Desk, printing: Printing, qtbot: QtBot, file: Path
) -> None:
    make = partial(printout.letter, invented.case(items=21), "published")
    printing.start(on(QPageSize.PageSizeId.Letter, file), make)
    notice = desk.window.notice
    qtbot.waitUntil(lambda: notice.words.startswith("Printing page "), timeout=60_000)
    qtbot.mouseClick(notice.findChild(QPushButton, "notice:act"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: notice.words.startswith("Stopped: "), timeout=60_000)


def test_what_the_letter_lacks_in_shapes_is_told(
    desk: Desk, view: CaseView, printing: Printing, qtbot: QtBot, file: Path
) -> None:
    view.draft.put("claim_number", "\u6f22")
    make = partial(printout.letter, view.draft.record, "served")
    printing.start(on(QPageSize.PageSizeId.Letter, file), make)
    qtbot.waitUntil(lambda: "It was not printed: Claim number" in desk.window.notice.words)
    assert not file.exists()


def test_the_dialog_asks_for_us_letter_and_the_pages_of_the_letter(
    desk: Desk, view: CaseView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: view.preview.paper.pages > 0)
    with_printers(monkeypatch, "Front office")
    desk.do("print")
    dialog = desk.window.findChild(QPrintDialog)
    assert dialog.maxPage() == view.preview.paper.pages
    printer = dialog.printer()
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.Letter
    assert printer.docName() == view.draft.record.case_number
    assert not dialog.testOption(QPrintDialog.PrintDialogOption.PrintToFile)
    dialog.reject()


def test_the_door_prints_the_recovery_key(
    application: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: Sequence[str] = []
    monkeypatch.setattr(application.printing, "_open_dialog", lambda *given: asked.append(given))
    with_printers(monkeypatch, "Front office")
    door = application.window.lock_page
    door.show_key("ABCD-1234")
    button = next(one for one in door.findChildren(QPushButton) if one.text() == "Print")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    ((printer, make, _pages),) = asked
    assert printer.docName() == "Recovery key"
    assert b"%PDF" in make()[:8]
