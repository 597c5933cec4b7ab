"""Elements of WordprocessingML, as short to write as they are to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docx.oxml.ns import nsmap
from lxml import etree

if TYPE_CHECKING:
    from desktop.letter.blocks import Run

Element = etree._Element  # noqa: SLF001 -- lxml names the type of its elements so
_NAMESPACE = {"w": nsmap["w"]}
_NAME = f"{{{nsmap['w']}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PIECES = re.compile(r"([\n\t]|-(?=\d))")
_MARKS = {"\n": "br", "\t": "tab", "-": "noBreakHyphen"}


def w(tag: str, *children: Element, text: str = "", **attributes: str | int) -> Element:
    """The element ``w:tag`` with ``w:`` attributes and children."""
    element = etree.Element(_NAME + tag, {}, _NAMESPACE)
    for name, value in attributes.items():
        element.set(_NAME + name, str(value))
    if text:
        element.text = text
        element.set(_SPACE, "preserve")
    element.extend(children)
    return element


def run_of(run: Run) -> Element:
    """A run of text, in which a hyphen before a digit does not end a line."""
    element = w("r", *look(run))
    for piece in filter(None, _PIECES.split(run.text)):
        mark = _MARKS.get(piece)
        element.append(w(mark) if mark else w("t", text=piece))
    return element


def look(run: Run) -> list[Element]:
    """The run's properties, if it has any."""
    return [w("rPr", w("rStyle", val="Strong"))] if run.strong else []


def table(
    style: str, caption: str, widths: tuple[int, ...], rows: list[Element], *, header: bool = False
) -> Element:
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
    paragraph: Element, width: int, *, span: int = 1, shaded: bool = False, centred: bool = False
) -> Element:
    """A table's cell, `width` twentieths of a point wide."""
    properties = w("tcPr", w("tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(w("gridSpan", val=span))
    if shaded:
        properties.append(w("shd", val="clear", color="auto", fill="DEDEDE"))
    if centred:
        properties.append(w("vAlign", val="center"))
    return w("tc", properties, paragraph)
