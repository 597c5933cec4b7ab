"""The paragraphs of a Word file's body, as they read with every tracked change accepted."""

from __future__ import annotations

import re
from string import hexdigits
from typing import TYPE_CHECKING

import msgspec

from desktop.letter.read.word import elements, remarks, symbols
from desktop.letter.read.word.equations import linear
from desktop.letter.read.word.namespaces import M, W, inside, is_on, names, value
from desktop.text.characters import legible

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

    Reader = Callable[[Element, str, str], None]
    """Reads an element that stands in the control of this tag and title."""

_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_TRACKED = names("ins", "del", "moveFrom", "moveTo")
_TELLING = dict.fromkeys(_TRACKED, remarks.TRACKED) | {f"{W}altChunk": remarks.INSERTED}
"""What a person ought to know of a file that has one of these elements."""
_FETCHING = re.compile(r"\s*(?:INCLUDE\w*|IMPORT|LINK|DDE\w*|DATABASE|RD|EMBED)\b", re.IGNORECASE)
_EQUATIONS = (f"{M}oMath", f"{M}oMathPara")


class Piece(msgspec.Struct, frozen=True):
    """Words inside one content control, or outside any."""

    text: str
    tag: str = ""
    title: str = ""


class Cell(msgspec.Struct, frozen=True):
    """A cell of a table."""

    table: int
    row: int
    column: int


APART = Cell(-1, 0, 0)
"""Stands for a text box or a note, whose words are not in the text's own order."""


class Body:
    """Gathers the paragraphs of a document in reading order."""

    def __init__(self) -> None:
        self.paragraphs: list[tuple[Piece, ...]] = []
        self.cells: list[Cell | None] = []
        self.remarks = remarks.Remarks()
        self._line: list[Piece] = []
        self._cell: Cell | None = None
        self._tables = 0
        self._of_blocks: dict[str, Reader] = {
            f"{W}p": self._paragraph,
            f"{W}tbl": self._table,
            f"{W}sdt": self._control_of_blocks,
        }
        self._of_words: dict[str, Reader] = {
            f"{W}r": self._run,
            f"{W}sdt": self._control_of_words,
            **dict.fromkeys(_EQUATIONS, self._equation),
        }

    def read(self, body: Element, *, apart: bool = False) -> None:
        """Adds the paragraphs of `body`, which may stand `apart` from the text."""
        self._cell = APART if apart else None
        for child in body:
            self._block(child, "", "")
        self._end()

    def _block(self, element: Element, tag: str, title: str) -> None:
        self._note(element)
        read = self._of_blocks.get(element.tag)
        if read is not None:
            read(element, tag, title)
        elif elements.is_read(element):
            for child in element:
                self._block(child, tag, title)

    def _control_of_blocks(self, element: Element, _tag: str, _title: str) -> None:
        self._inside(element, self._block)

    def _table(self, table: Element, tag: str, title: str) -> None:
        """Reads a table row by row; a row that is gone, all its cells with it, is not read."""
        outer, self._tables = self._cell, self._tables + 1
        number = self._tables
        for row, element in enumerate(elements.own(table, "tr")):
            if element.find(f"{W}trPr/{W}del") is not None:
                self.remarks.say(remarks.TRACKED)
            else:
                self._row(element, Cell(number, row, 0), tag, title)
        self._end()
        self._cell = outer

    def _row(self, row: Element, first: Cell, tag: str, title: str) -> None:
        for column, cell in enumerate(elements.own(row, "tc")):
            self._end()
            self._cell = msgspec.structs.replace(first, column=column)
            self._controlled(cell, tag, title)

    def _controlled(self, cell: Element, tag: str, title: str) -> None:
        """Reads a cell, which may stand in a control of its own."""
        control = next((one for one in cell.iterancestors() if one.tag == f"{W}sdt"), None)
        if control is not None and control.find(f"{W}sdtContent") is cell.getparent():
            properties = control.find(f"{W}sdtPr")
            tag, title = value(properties, "tag"), value(properties, "alias")
        for child in cell:
            self._block(child, tag, title)

    def _paragraph(self, paragraph: Element, tag: str, title: str) -> None:
        for child in paragraph:
            self._words(child, tag, title)
        if elements.mark_is_gone(paragraph):
            self.remarks.say(remarks.TRACKED)
        else:
            self._end()
        for box in inside(paragraph, "txbxContent"):
            self._box(box)

    def _box(self, box: Element) -> None:
        """Reads a text box, which stands in no content control."""
        self._end()
        outer, self._cell = self._cell, APART
        for child in box:
            self._block(child, "", "")
        self._cell = outer

    def _end(self) -> None:
        self.remarks.end("".join(piece.text for piece in self._line))
        if self._line:
            self.paragraphs.append(tuple(self._line))
            self.cells.append(self._cell)
            self._line = []

    def _words(self, element: Element, tag: str, title: str) -> None:
        self._note(element)
        read = self._of_words.get(element.tag)
        if read is not None:
            read(element, tag, title)
        elif elements.is_read(element):
            self._say(_MARKS.get(elements.name(element), ""), tag, title)
            for child in element:
                self._words(child, tag, title)

    def _control_of_words(self, element: Element, _tag: str, _title: str) -> None:
        self._inside(element, self._words)

    def _equation(self, element: Element, tag: str, title: str) -> None:
        words = linear(element)
        self.remarks.mark(remarks.EQUATION, words)
        self.remarks.plain()
        self._say(words, tag, title)

    def _run(self, run: Element, tag: str, title: str) -> None:
        properties = run.find(f"{W}rPr")
        font = elements.font(properties)
        words = "".join(self._piece(child, font) for child in run)
        if is_on(properties, "vanish"):
            self.remarks.mark(remarks.HIDDEN, words)
        elif words:
            self._say(self._looked(words, properties), tag, title)

    def _looked(self, words: str, properties: Element | None) -> str:
        """`words` as they are taken, with a remark where their look says more."""
        before = self._line[-1].text if self._line else ""
        shift = value(properties, "vertAlign")
        if shift == "superscript":
            return self._shifted(
                remarks.RAISED, words, symbols.raised(words) or _power(before, words)
            )
        if shift == "subscript":
            return self._shifted(remarks.LOWERED, words, symbols.lowered(words) or words)
        if is_on(properties, "strike") or is_on(properties, "dstrike"):
            self.remarks.mark(remarks.STRUCK, words)
        else:
            self.remarks.plain()
        return words

    def _shifted(self, remark: str, words: str, taken: str) -> str:
        """`taken` in place of `words`, with a remark where it does not look the same."""
        self.remarks.plain()
        if taken.isascii() and words.strip():
            self.remarks.mark(remark, words, taken)
        return taken

    def _piece(self, element: Element, font: str) -> str:
        """The words that a child of a run puts into the line."""
        self._note(element)
        if element.tag == f"{W}t":
            return "".join(_typed(char, font) for char in legible(element.text or ""))
        if element.tag == f"{W}sym":
            return self._symbol(element)
        if elements.is_gone(element):
            return ""
        within = "".join(self._piece(child, font) for child in element)
        return _MARKS.get(elements.name(element), "") + within

    def _symbol(self, element: Element) -> str:
        font, code = element.get(f"{W}font") or "", element.get(f"{W}char") or "20"
        found = symbols.symbol(font, int(code, 16)) if _is_code(code) else ""
        if not found:
            self.remarks.mark(remarks.SYMBOL, f"{font} {code}".strip())
            self.remarks.plain()
        return found

    def _note(self, element: Element) -> None:
        """Notes what a person ought to know of `element`."""
        if element.tag in _TELLING:
            self.remarks.say(_TELLING[element.tag])
        elif elements.is_picture(element):
            self.remarks.mark(remarks.PICTURE, "")
        elif element.tag == f"{W}object":
            self.remarks.mark(remarks.OBJECT, "")
        if _FETCHING.match(elements.instruction(element)):
            self.remarks.say(remarks.FETCHING)

    def _say(self, words: str, tag: str, title: str) -> None:
        """Adds `words`, to the piece before them where they stand in the same control."""
        last = self._line[-1] if self._line else None
        if words and last and (last.tag, last.title) == (tag, title):
            self._line[-1] = Piece(last.text + words, tag, title)
        elif words:
            self._line.append(Piece(words, tag, title))

    def _inside(self, control: Element, read: Callable[[Element, str, str], None]) -> None:
        """Reads what a content control holds; a placeholder that it shows is not its words."""
        properties = control.find(f"{W}sdtPr")
        content = control.find(f"{W}sdtContent")
        if content is None or is_on(properties, "showingPlcHdr"):
            return
        for child in content:
            read(child, value(properties, "tag"), value(properties, "alias"))


def _typed(char: str, font: str) -> str:
    """A character that was typed in `font`, where that is a symbol font."""
    private = symbols.PRIVATE <= ord(char) <= symbols.PRIVATE + 0xFF
    return (symbols.symbol(font, ord(char)) or char) if private else char


def _is_code(code: str) -> bool:
    return 0 < len(code) <= 5 and all(char in hexdigits for char in code)


def _power(before: str, words: str) -> str:
    """Raised `words` behind `before`: digits do not run into digits."""
    return f"^{words}" if before[-1:].isalnum() and not words[:1].isalpha() else words
