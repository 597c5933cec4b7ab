"""Proofs of the letter: the exported PDF as page images with the place of each field.

Runs on one thread, because PDFium is not thread-safe.
"""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2  # type: ignore[import-untyped]
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from desktop.app.letters.public_copy import shown_from
from desktop.letter.compose.compose import Composer
from desktop.letter.model import passages
from desktop.letter.model.blocks import runs
from desktop.letter.write import pdf
from desktop.letter.write.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.cases.case import Case
    from desktop.letter.compose.pack import Pack
    from desktop.letter.model.blocks import Letter
    from desktop.publication.name_answers import NameAnswers
    from desktop.ui.letter.render_request import RenderRequest

PDFIUM = threading.Lock()
"""Held while PDFium is used, which allows one thread at a time: this one or the printing one."""
NEAR = 3.0
"""Points by which a click may miss a character."""


class PageSpot(NamedTuple):
    """A passage on a page that comes from a field; its boxes in points from the top left."""

    path: str
    boxes: tuple[QRectF, ...]
    gap: bool


class Sheet(NamedTuple):
    """One page as a picture."""

    picture: QImage
    spots: tuple[PageSpot, ...]


class RenderResult(NamedTuple):
    """What can be seen of the letter."""

    sizes: tuple[tuple[float, float], ...]
    sheets: dict[int, Sheet]
    sought: str
    """The field that was in focus."""
    focus: int | None
    """The page with it."""
    transcript: Transcript | None
    """The words, where they were asked for."""
    edition: str
    gaps: tuple[str, ...]
    """The fields that the letter lacks, in its order."""


class Starts(NamedTuple):
    """Where the pages of a letter begin in it."""

    stream: passages.Stream
    places: list[int]


class LetterRenderer:
    """Makes proofs; keeps the last letter's PDF open."""

    def __init__(self, pack: Pack) -> None:
        self._pack, self._composer = pack, Composer(pack)
        self._made: tuple[Case, str, NameAnswers] | None = None
        self._print: RenderedPdf | None = None

    def rendered(self, request: RenderRequest) -> RenderResult:
        """The pages or words that `request` asks for; raises `LetterError`."""
        with PDFIUM:
            return self._rendered(request)

    def field_at(self, page: int, x: float, y: float) -> tuple[str, int] | None:
        """The field whose words stand at a point of the page shown last, and the place in it.

        The place counts the field's characters, white space aside.
        """
        with PDFIUM:
            return self._print.field_at(page, x, y) if self._print else None

    def close(self) -> None:
        """Releases the letter."""
        if self._print is not None:
            self._print.close()
        self._print = self._made = None

    def _rendered(self, wanted: RenderRequest) -> RenderResult:
        made = self._printed(wanted)
        result = RenderResult(made.sizes, {}, wanted.focus, None, None, wanted.edition, made.gaps)
        if wanted.words:
            return result._replace(transcript=made.transcript)
        focus = made.page_of(wanted.focus) if wanted.focus else None
        shown = {n for n in (*range(wanted.first, wanted.last + 1), focus) if n is not None}
        sheets = {n: made.sheet(n, wanted.scale) for n in sorted(shown) if n < len(made.sizes)}
        return result._replace(sheets=sheets, focus=focus)

    def _printed(self, request: RenderRequest) -> RenderedPdf:
        answers = request.answers or {}
        if self._print is None or not self._is_made(request):
            case = shown_from(request.case, self._pack, request.edition, answers)
            letter = self._composer.letter(case, request.edition, draft=True)
            content = pdf.write(letter, self._pack)
            older = self._print.starts() if self._print is not None else None
            self.close()
            self._print = RenderedPdf(letter, content, older)
            self._made = request.case, request.edition, answers
        return self._print

    def _is_made(self, request: RenderRequest) -> bool:
        """Whether the PDF that is open is of this request's letter."""
        if self._made is None or self._made[0] is not request.case:
            return False
        return self._made[1:] == (request.edition, request.answers or {})


class RenderedPdf:
    """One PDF, with the map from its characters to the letter's fields."""

    def __init__(self, letter: Letter, content: bytes, older: Starts | None = None) -> None:
        self._letter, self._older = letter, older
        self._document = pypdfium2.PdfDocument(content)
        self._pages: dict[int, pypdfium2.PdfPage] = {}
        self._texts: dict[int, pypdfium2.PdfTextPage] = {}
        self._characters: dict[int, tuple[str, list[int]]] = {}
        self._matches: dict[int, tuple[passages.Stretch, ...]] = {}
        self.sizes: tuple[tuple[float, float], ...] = tuple(
            self._document.get_page_size(number) for number in range(len(self._document))
        )

    @cached_property
    def transcript(self) -> Transcript:
        """The letter's words, for the eye and for the screen reader."""
        return Transcript(self._letter, self._stream)

    @cached_property
    def gaps(self) -> tuple[str, ...]:
        """The fields that the letter lacks."""
        return tuple(dict.fromkeys(run.path for run in runs(self._letter) if run.gap))

    def close(self) -> None:
        """Frees the memory."""
        for part in (*self._texts.values(), *self._pages.values(), self._document):
            part.close()

    def sheet(self, number: int, scale: float) -> Sheet:
        """Page `number` as a picture with its passages."""
        bitmap = self._page(number).render(scale=scale, prefer_bgrx=True, may_draw_forms=False)
        picture = QImage(
            bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
        ).copy()
        return Sheet(picture, tuple(self._spots(number)))

    def page_of(self, path: str) -> int | None:
        """The page on which the field at `path`, or the one nearest to it, begins."""
        start = self._stream.start(path)
        if start is None:
            return None
        for number in self._pages_near(start):
            stretches = self._match(number)
            if stretches and _begin(stretches) <= start < _end(stretches):
                return number
        return None

    def _pages_near(self, start: int) -> Iterator[int]:
        """All pages, first those on which that place of the letter is most likely."""
        expected: int = sum(begins <= start for begins in self._expected[1:])
        count = len(self.sizes)
        yield from (n for n in (expected, expected - 1, expected + 1) if 0 <= n < count)
        yield from range(count)

    def starts(self) -> Starts:
        """Where each page begins in the letter, as far as that is known."""
        known = {n: _begin(found) for n, found in self._matches.items() if found}
        return Starts(self._stream, [known.get(n, at) for n, at in enumerate(self._expected)])

    def field_at(self, page: int, x: float, y: float) -> tuple[str, int] | None:
        """The field at a point of the page, and how many of its characters stand before."""
        index = self._text(page).get_index(x, self.sizes[page][1] - y, NEAR, NEAR)
        numbers = self._counted(page)[1]
        if index is None or index not in numbers:
            return None
        at = numbers.index(index)
        for stretch in self._match(page):
            if stretch.page <= at < stretch.page + stretch.length:
                return self._stream.field(stretch.letter + at - stretch.page)
        return None

    @cached_property
    def _stream(self) -> passages.Stream:
        return passages.Stream(self._letter)

    @cached_property
    def _expected(self) -> list[int]:
        """Where each page may begin, by the letter before this one or by counting them all."""
        if self._older is not None and len(self._older.places) == len(self.sizes):
            older = self._older
            return [self._stream.moved(at, older.stream) for at in older.places]
        at, places = 0, []
        for number in range(len(self.sizes)):
            places.append(at)
            found = self._stream.match(self._counted(number)[0], at)
            self._matches[number] = found
            at = _end(found) if found else at
        return places

    def _match(self, number: int) -> tuple[passages.Stretch, ...]:
        """How page `number` matches the letter."""
        expected = self._expected[number]
        if number not in self._matches:
            text = self._counted(number)[0]
            self._matches[number] = self._stream.match_near(text, expected)
        return self._matches[number]

    def _counted(self, number: int) -> tuple[str, list[int]]:
        """A page's characters without white space, and PDFium's number of each."""
        if number not in self._characters:
            page = self._text(number)
            words = page.get_text_range()
            if len(words) != page.count_chars():
                words = "".join(page.get_text_range(n, 1) or " " for n in range(page.count_chars()))
            numbers = [n for n, char in enumerate(words) if not char.isspace()]
            self._characters[number] = ("".join(words.split()), numbers)
        return self._characters[number]

    def _spots(self, number: int) -> list[PageSpot]:
        places = self._stream.places(self._match(number), self._counted(number)[1])
        return [PageSpot(run.path, self._boxes(number, spans), run.gap) for run, spans in places]

    def _boxes(self, number: int, spans: tuple[tuple[int, int], ...]) -> tuple[QRectF, ...]:
        page, height = self._text(number), self.sizes[number][1]
        boxes = []
        for first, last in spans:
            for at in range(page.count_rects(first, last - first + 1)):
                left, bottom, right, top = page.get_rect(at)
                boxes.append(QRectF(left, height - top, right - left, top - bottom))
        return tuple(boxes)

    def _page(self, number: int) -> pypdfium2.PdfPage:
        if number not in self._pages:
            self._pages[number] = self._document[number]
        return self._pages[number]

    def _text(self, number: int) -> pypdfium2.PdfTextPage:
        if number not in self._texts:
            self._texts[number] = self._page(number).get_textpage()
        return self._texts[number]


def _begin(stretches: tuple[passages.Stretch, ...]) -> int:
    return stretches[0].letter


def _end(stretches: tuple[passages.Stretch, ...]) -> int:
    return stretches[-1].letter + stretches[-1].length
