"""PDFs as programs print them that mark no paragraphs: lines of text, each at its place."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WIDTH, _LINES, _PITCH = 90, 40, 14


def printed(
    paragraphs: Iterable[str], *, space: int = 7, foot: str = "", extra: Sequence[int] = ()
) -> bytes:
    """A PDF of `paragraphs`, `space` points apart, with `foot` and the count on each page.

    The pages that `extra` numbers, from 0, are blank and counted by nobody; -1 is one at the end.
    """
    lines = [line for words in paragraphs for line in _wrapped(words, space)]
    pages = [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)]
    document = pikepdf.new()
    for number, page in enumerate(pages, start=1):
        counted = f"{foot} Page {number} of {len(pages)}" if foot else ""
        _add(document, len(document.pages), _operators(page, counted))
    for at in extra:
        _add(document, len(document.pages) if at < 0 else at, "")
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def _wrapped(words: str, space: int) -> list[tuple[str, int]]:
    """The lines of a paragraph, each with the distance to the one above."""
    lines = textwrap.wrap(words, _WIDTH) or [""]
    return [(line, _PITCH + (space if at == 0 else 0)) for at, line in enumerate(lines)]


def _operators(lines: Iterable[tuple[str, int]], foot: str) -> str:
    shown = [f"0 -{space} Td ({_escaped(line)}) Tj" for line, space in lines]
    at_foot = f"BT /F 9 Tf 1 0 0 1 72 20 Tm ({_escaped(foot)}) Tj ET" if foot else ""
    return "\n".join(["BT /F 11 Tf 1 0 0 1 72 1000 Tm", *shown, "ET", at_foot])


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _add(document: pikepdf.Pdf, at: int, operators: str) -> None:
    """Puts a page in as the number `at`, from 0."""
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Courier,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=[0, 0, 612, 1008],
        Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font)),
        Contents=document.make_stream(operators.encode("cp1252", errors="replace")),
    )
    document.pages.insert(at, pikepdf.Page(document.make_indirect(page)))
