"""A letter as a Word file, to be read or to be worked on.

The look stands in the pack's reference document: paragraphs name its styles and are not formatted
themselves. Each field of the case is a content control tagged with its path, by which an edited
file finds its way back.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from typing import TYPE_CHECKING, Any

from docx import Document

from desktop.domain.case import Case
from desktop.domain.question import describe
from desktop.letter.blocks import (
    AnyBlock,
    Bullets,
    Heading,
    Labels,
    Letter,
    Paragraph,
    Run,
    Runs,
    Table,
    plain,
)
from desktop.letter.outline import printable
from desktop.letter.stamp import stamp
from desktop.letter.wordml import Element, cell, look, run_of, table, w

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from desktop.letter.pack import Pack

LONGEST_TAG = 64
"""Characters that Word allows in the tag and in the title of a content control."""
TEXT_WIDTH = 9360
"""Twentieths of a point between the margins, as are all widths here."""
_GRID = (2160, 2520, 2560, 2120)
_NARROW = 1440
_STYLES = {
    "lead": "LetterLead",
    "tight": "LetterTight",
    "address": "LetterAddress",
    "signature": "LetterSignature",
    "copies": "LetterCopies",
    "note": "LetterNote",
}
"""The paragraph style of each class in a template; any other is Normal."""


def write(letter: Letter, pack: Pack) -> bytes:
    """The letter's Word file: the same letter gives the same bytes."""
    document = Document(io.BytesIO(pack.bytes("reference.docx")))
    end = document.element.body[-1]
    for element in _Writer().elements(printable(letter.blocks)):
        end.addprevious(element)
    section = document.sections[0]
    _fill(section.first_page_header, letter.letterhead)
    for footer in (section.first_page_footer, section.footer):
        _fill(footer, letter.footer)
    _describe(document, letter)
    packed = io.BytesIO()
    document.save(packed)
    return _undated(packed)


def tag(path: str) -> str:
    """The tag of the field at `path`: the path, or as much of it as Word has room for."""
    while len(path) > LONGEST_TAG:
        path = path.rpartition(".")[0]
    return path


class _Writer:
    """Makes the elements of one letter; knows the content controls that it made before."""

    def __init__(self) -> None:
        self._titles: Counter[str] = Counter()
        self._last: AnyBlock | None = None
        self._makers: dict[type[AnyBlock], Callable[[Any], Iterator[Element]]] = {
            Heading: self._heading,
            Paragraph: self._body,
            Labels: self._labels,
            Bullets: self._bullets,
            Table: self._table,
        }

    def elements(self, blocks: Iterable[AnyBlock]) -> Iterator[Element]:
        """The children of the document's body for `blocks`."""
        for block in blocks:
            yield from self._makers[type(block)](block)
            self._last = block

    def _heading(self, heading: Heading) -> Iterator[Element]:
        style = f"Heading{heading.level}"
        yield self._paragraph(heading.runs, style if self._last else f"{style}AtTop")

    def _body(self, paragraph: Paragraph) -> Iterator[Element]:
        below = isinstance(self._last, Table) or getattr(self._last, "style", "") == "grid"
        plain_style = "LetterAfterTable" if below else ""
        yield self._paragraph(paragraph.runs, _STYLES.get(paragraph.style, plain_style))

    def _labels(self, labels: Labels) -> Iterator[Element]:
        if labels.style == "grid":
            yield self._grid(labels)
            return
        gap, kind = ("\t", "Aligned") if labels.style == "aligned" else (" ", "Label")
        lines = [(*row.term, Run(gap), *row.value) for row in labels.rows]
        yield from self._series(lines, f"Letter{kind}Line", f"LetterLast{kind}Line")

    def _bullets(self, bullets: Bullets) -> Iterator[Element]:
        yield from self._series(bullets.items, "ListBullet", "LastListBullet")

    def _series(self, lines: Iterable[Runs], style: str, last: str) -> Iterator[Element]:
        """A paragraph for each line, the last of which has a style of its own."""
        *others, end = lines
        for line in others:
            yield self._paragraph(line, style)
        yield self._paragraph(end, last)

    def _paragraph(self, line: Runs, style: str) -> Element:
        paragraph = w("p")
        if style:
            paragraph.append(w("pPr", w("pStyle", val=style)))
        for run in line:
            if run.text:
                paragraph.append(self._control(run) if run.path else run_of(run))
        return paragraph

    def _control(self, run: Run) -> Element:
        """The content control of a field."""
        title = self._title(run.path)
        properties = w(
            "sdtPr",
            *look(run),
            w("alias", val=title),
            w("tag", val=tag(run.path)),
            w("id", val=self._titles.total()),
        )
        return w("sdt", properties, w("sdtContent", run_of(run)))

    def _title(self, path: str) -> str:
        """The field in words, numbered where it stands in the letter again."""
        words = describe(Case, path)[: LONGEST_TAG - 6]
        self._titles[words] += 1
        again = self._titles[words]
        return words if again == 1 else f"{words} ({again})"

    def _grid(self, labels: Labels) -> Element:
        """Label lines as a ruled table, two to a row; an odd first one has a row to itself."""
        pairs = [(row.term, row.value) for row in labels.rows]
        single = len(pairs) % 2
        rows = [pairs[:single], *(pairs[at : at + 2] for at in range(single, len(pairs), 2))]
        return table("LetterGrid", "Case header", _GRID, [self._row(row) for row in rows if row])

    def _row(self, pairs: list[tuple[Runs, Runs]]) -> Element:
        row = w("tr", w("trPr", w("cantSplit"), w("trHeight", val=360, hRule="exact")))
        label, value, *right = _GRID
        if len(pairs) == 1:
            value, span = sum((value, *right)), 3
        else:
            span = 1
        for (term, words), widths in zip(pairs, ((label, value), right), strict=False):
            head = self._paragraph(term, "LetterGridLabel")
            body = self._paragraph(words, "LetterGridValue")
            row.append(cell(head, widths[0], shaded=True, centred=True))
            row.append(cell(body, widths[1], span=span, centred=True))
        return row

    def _table(self, block: Table) -> Iterator[Element]:
        widths = _widths(block)
        head = self._cells(block.head, widths, "LetterTableHead", shaded=True)
        rows = [self._cells(row, widths, "LetterTableCell") for row in block.rows]
        head.insert(0, w("trPr", w("cantSplit"), w("tblHeader")))
        for row in rows:
            row.insert(0, w("trPr", w("cantSplit")))
        caption = ", ".join(map(plain, block.head))
        yield table("LetterTable", caption, widths, [head, *rows], header=True)

    def _cells(
        self, cells: tuple[Runs, ...], widths: tuple[int, ...], style: str, *, shaded: bool = False
    ) -> Element:
        return w(
            "tr",
            *[
                cell(self._paragraph(words, style), width, shaded=shaded)
                for words, width in zip(cells, widths, strict=True)
            ],
        )


def _widths(block: Table) -> tuple[int, ...]:
    """The columns' widths: narrow ones are fixed, the others share the rest."""
    narrow = block.widths.count("narrow")
    rest = (TEXT_WIDTH - narrow * _NARROW) // max(len(block.widths) - narrow, 1)
    return tuple(_NARROW if width == "narrow" else rest for width in block.widths)


def _fill(part: Any, words: str) -> None:
    """Puts `words` into the first run of a header or footer."""
    part.paragraphs[0].runs[0].text = words


def _describe(document: Any, letter: Letter) -> None:
    """The properties of the file: what it is, never who made it."""
    properties = document.core_properties
    properties.title = letter.title
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.language = letter.language
    properties.keywords = letter.seal
    properties.created = properties.modified = stamp(letter)
    properties.revision = 1


def _undated(packed: io.BytesIO) -> bytes:
    """The same package without the time of its packing."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            target.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
