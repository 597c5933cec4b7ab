"""Elements of WordprocessingML, as short to write as they are to read."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.letter.model.blocks import Run

HELD = "\x1e"
"""Stands for a hyphen that does not end a line; no text of a letter holds it."""
_PIECES = re.compile(rf"([\n\t{HELD}])")
_MARKS = {"\n": "br", "\t": "tab", HELD: "noBreakHyphen"}

LONG_WORD = 21
"""Characters of a word that may not fit into a line; the PDF's style sheet has the same number."""
_WORD_WITH_HYPHEN = re.compile(r"[^ \n\t-]*-[^ \n\t]*")
_BEFORE_DIGIT = re.compile(r"-(?=\d)")


def w(tag: str, *children: str, **attributes: str | int) -> str:
    """The element ``w:tag`` with ``w:`` attributes and children."""
    attributes_text = "".join(
        f' w:{name}="{escape(str(value))}"' for name, value in attributes.items()
    )
    return (
        f"<w:{tag}{attributes_text}>{''.join(children)}</w:{tag}>"
        if children
        else f"<w:{tag}{attributes_text}/>"
    )


def run_of(run: Run) -> str:
    """A run of text, its hyphens as `with_marked_hyphens` left them."""
    return w("r", look(run), *map(_piece, filter(None, _PIECES.split(run.text))))


def with_marked_hyphens(words: str) -> str:
    """`words` with a mark at each hyphen that must not end a line: before a digit, or before
    another hyphen.

    In a long word, as addresses and names of files are, a hyphen may end a line before a digit too;
    in one that nothing stands before, each may.
    """
    return _WORD_WITH_HYPHEN.sub(_without_break, words)


def _without_break(found: re.Match[str]) -> str:
    word = found[0]
    if len(word) < LONG_WORD:
        return _BEFORE_DIGIT.sub(HELD, word)
    if found.start() == 0:
        return word
    last = word.rfind("/", 0, -1)
    return word[: last + 1].replace("-", HELD) + word[last + 1 :]


def look(run: Run) -> str:
    """The run's properties, if it has any."""
    style = w("rStyle", val="Strong") if run.strong else ""
    direction = w("rtl") if run.rtl else ""
    return w("rPr", style, direction) if style or direction else ""


def _piece(words: str) -> str:
    mark = _MARKS.get(words)
    return w(mark) if mark else f'<w:t xml:space="preserve">{escape(words)}</w:t>'


def table(
    style: str, caption: str, widths: tuple[int, ...], rows: Iterable[str], *, header: bool = False
) -> str:
    """A table of fixed columns; `caption` tells a screen reader what it is."""
    properties = w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0020" if header else "0000"),
        w("tblCaption", val=caption),
    )
    grid = w("tblGrid", *[w("gridCol", w=width) for width in widths])
    return w("tbl", properties, grid, *rows)


def cell(
    paragraph: str, width: int, *, span: int = 1, shaded: bool = False, centred: bool = False
) -> str:
    """A table's cell, `width` twentieths of a point wide."""
    properties = [w("tcW", w=width, type="dxa")]
    if span > 1:
        properties.append(w("gridSpan", val=span))
    if shaded:
        properties.append(w("shd", val="clear", color="auto", fill="DEDEDE"))
    if centred:
        properties.append(w("vAlign", val="center"))
    return w("tc", w("tcPr", *properties), paragraph)
