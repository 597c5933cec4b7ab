"""What the elements of WordprocessingML are, each looked at by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.letter.read.word.namespaces import FALLBACK, W, inside, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_GONE = names(
    *("del", "moveFrom", "delText", "instrText", "rPr", "pPr", "sdtPr", "sdtEndPr"),
    *("txbxContent", "rt", "tblPr", "tcPr", "trPr"),
)
_ENDS = ("del", "moveFrom")
_PICTURES = names("drawing", "pict")


def is_picture(element: Element) -> bool:
    """Whether `element` is a picture, and not a text box."""
    return element.tag in _PICTURES and next(inside(element, "txbxContent"), None) is None


def own(table: Element, name: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, without those of a table inside it."""
    nearest = f"{W}tbl" if name == "tr" else f"{W}tr"
    for found in table.iter(f"{W}{name}"):
        if next(one for one in found.iterancestors() if one.tag == nearest) is table:
            yield found


def mark_is_gone(paragraph: Element) -> bool:
    """Whether the paragraph runs on into the next: its end was deleted, or moved elsewhere."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(mark.find(f"{W}{name}") is not None for name in _ENDS)


def is_gone(element: Element) -> bool:
    """Whether nothing inside `element` is a word of the letter as it reads now."""
    return element.tag in _GONE or element.tag == FALLBACK


def is_read(element: Element) -> bool:
    """Whether the words inside `element` are the letter's."""
    return not is_gone(element) and element.get(f"{W}type") not in (
        "separator",
        "continuationSeparator",
    )


def instruction(element: Element) -> str:
    """What a field tells Word to do; empty where `element` is none."""
    if element.tag == f"{W}instrText":
        return element.text or ""
    return (element.get(f"{W}instr") or "") if element.tag == f"{W}fldSimple" else ""


def name(element: Element) -> str:
    """The name of `element` in WordprocessingML; empty for a comment."""
    return element.tag.removeprefix(W) if isinstance(element.tag, str) else ""


def font(properties: Element | None) -> str:
    """The symbol font that a run is set in; empty where it is another font."""
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    return (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else ""
