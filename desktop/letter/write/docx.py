"""A letter as a Word file, to be read or to be worked on.

The look stands in the pack's reference document: paragraphs name its styles and are not formatted
themselves. Each field of the case is a content control tagged with its link, by which an edited
file finds its way back, wherever the field stands by then.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.cases.ids.links import link_in
from desktop.letter.model.blocks import (
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
from desktop.letter.model.direction import parted
from desktop.letter.model.outline import printable
from desktop.letter.write.word_package import package
from desktop.letter.write.wordml import cell, look, run_of, table, w, with_marked_hyphens
from desktop.records.questions import describe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from desktop.cases.case import Case
    from desktop.letter.compose.pack import Pack

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
    body = "".join(_Writer(letter).elements(printable(letter.blocks)))
    return package(pack).file(body, letter)


def tag(path: str, elements: Mapping[str, str]) -> str:
    """The tag of the field at `path`: its link, or as much of it as Word has room for.

    `elements` are the links to the elements of the case.
    """
    link = link_in(elements, path)
    while len(link) > LONGEST_TAG:
        link = link.rpartition(".")[0]
    return link


class Titles:
    """Names the content controls of one letter of a `kind` of case, in their order."""

    def __init__(self, kind: type[Case]) -> None:
        self._kind = kind
        self._times: Counter[str] = Counter()
        self._total = 0

    def of(self, path: str) -> str:
        """The field at `path` in words, numbered where it stands in the letter again."""
        words = describe(self._kind, path)[: LONGEST_TAG - 6]
        self._times[words] += 1
        self._total += 1
        again = self._times[words]
        return words if again == 1 else f"{words} ({again})"

    def total(self) -> int:
        """How many there are."""
        return self._total


class _Writer:
    """Makes the elements of one letter; knows the content controls that it made before."""

    def __init__(self, letter: Letter) -> None:
        self._elements = letter.elements
        self._titles = Titles(letter.kind)
        self._last: AnyBlock | None = None

    def elements(self, blocks: Iterable[AnyBlock]) -> Iterator[str]:
        """The children of the document's body for `blocks`."""
        for block in blocks:
            yield from self._block(block)
            self._last = block

    def _block(self, block: AnyBlock) -> Iterator[str]:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._body(block)
            case Labels():
                return self._labels(block)
            case Bullets():
                return self._bullets(block)
            case Table():
                return self._table(block)

    def _heading(self, heading: Heading) -> Iterator[str]:
        style = f"Heading{heading.level}"
        yield self._paragraph(heading.runs, style if self._last else f"{style}AtTop")

    def _body(self, paragraph: Paragraph) -> Iterator[str]:
        below = isinstance(self._last, Table) or getattr(self._last, "style", "") == "grid"
        plain_style = "LetterAfterTable" if below else ""
        yield self._paragraph(paragraph.runs, _STYLES.get(paragraph.style, plain_style))

    def _labels(self, labels: Labels) -> Iterator[str]:
        if labels.style == "grid":
            yield self._grid(labels)
            return
        gap, kind = ("\t", "Aligned") if labels.style == "aligned" else (" ", "Label")
        lines = [(*row.term, Run(gap), *row.value) for row in labels.rows]
        yield from self._series(lines, f"Letter{kind}Line", f"LetterLast{kind}Line")

    def _bullets(self, bullets: Bullets) -> Iterator[str]:
        yield from self._series(bullets.items, "ListBullet", "LastListBullet")

    def _series(self, lines: Iterable[Runs], style: str, last: str) -> Iterator[str]:
        """A paragraph for each line, the last of which has a style of its own."""
        *others, end = lines
        for line in others:
            yield self._paragraph(line, style)
        yield self._paragraph(end, last)

    def _paragraph(self, line: Runs, style: str) -> str:
        properties = w("pPr", w("pStyle", val=style)) if style else ""
        pairs = zip(line, parted(_with_marked_hyphens(line)), strict=True)
        words = [self._words(run, parts) for run, parts in pairs if run.text]
        return w("p", properties, *words)

    def _words(self, run: Run, parts: Runs) -> str:
        words = "".join(map(run_of, parts))
        return self._control(run, words) if run.path else words

    def _control(self, run: Run, words: str) -> str:
        """The content control of a field."""
        title = self._titles.of(run.path)
        properties = w(
            "sdtPr",
            look(run),
            w("alias", val=title),
            w("tag", val=tag(run.path, self._elements)),
            w("id", val=self._titles.total()),
        )
        return w("sdt", properties, w("sdtContent", words))

    def _grid(self, labels: Labels) -> str:
        """Label lines as a ruled table, two to a row; an odd first one has a row to itself."""
        pairs = [(row.term, row.value) for row in labels.rows]
        single = len(pairs) % 2
        rows = [pairs[:single], *(pairs[at : at + 2] for at in range(single, len(pairs), 2))]
        return table("LetterGrid", "Case header", _GRID, [self._row(row) for row in rows if row])

    def _row(self, pairs: list[tuple[Runs, Runs]]) -> str:
        label, value, *right = _GRID
        span = 3 if len(pairs) == 1 else 1
        value = sum((value, *right)) if len(pairs) == 1 else value
        cells = []
        for (term, words), widths in zip(pairs, ((label, value), right), strict=False):
            head = self._paragraph(term, "LetterGridLabel")
            body = self._paragraph(words, "LetterGridValue")
            cells.append(cell(head, widths[0], shaded=True, centred=True))
            cells.append(cell(body, widths[1], span=span, centred=True))
        height = w("trHeight", val=360, hRule="atLeast")
        return w("tr", w("trPr", w("cantSplit"), height), *cells)

    def _table(self, block: Table) -> Iterator[str]:
        widths = _widths(block)
        head = self._cells(block.head, widths, "LetterTableHead", head=True)
        rows = [self._cells(row, widths, "LetterTableCell") for row in block.rows]
        caption = ", ".join(map(plain, block.head))
        yield table("LetterTable", caption, widths, [head, *rows], header=True)

    def _cells(
        self, cells: tuple[Runs, ...], widths: tuple[int, ...], style: str, *, head: bool = False
    ) -> str:
        repeated = w("tblHeader") if head else ""
        columns = zip(cells, widths, strict=True)
        return w(
            "tr",
            w("trPr", w("cantSplit"), repeated),
            *[cell(self._paragraph(words, style), width, shaded=head) for words, width in columns],
        )


def _with_marked_hyphens(line: Runs) -> Runs:
    """`line` with its hyphens marked that end no line."""
    words = plain(line)
    if "-" not in words:
        return line
    marked, ends = with_marked_hyphens(words), accumulate(len(run.text) for run in line)
    return tuple(
        replace(run, text=marked[end - len(run.text) : end])
        for run, end in zip(line, ends, strict=True)
    )


def _widths(block: Table) -> tuple[int, ...]:
    """The columns' widths: narrow ones are fixed, the others share the rest."""
    narrow = block.widths.count("narrow")
    rest = (TEXT_WIDTH - narrow * _NARROW) // max(len(block.widths) - narrow, 1)
    return tuple(_NARROW if width == "narrow" else rest for width in block.widths)
