"""The template's output read as blocks.

The elements that a template may use: ``h1`` to ``h3``, ``p`` with a class, ``dl`` of ``dt`` and
``dd``, ``ul`` of ``li``, ``table`` of ``thead`` and ``tbody``, inside them ``strong`` and ``br``.
An ``id`` names the block. White space is folded as in a browser; a line break inside a value of
the case begins a new paragraph.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, cast
from xml.etree import ElementTree

from msgspec.structs import replace

from desktop.letter.model.blocks import (
    AnyBlock,
    Bullets,
    Heading,
    LabelLine,
    Labels,
    Paragraph,
    Run,
    Runs,
    Table,
    Width,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

_SPACE = re.compile(r"[ \t\n\r]+")
_TAG = re.compile(r"<(/?)\w[^<>]*?(/?)>")
DEEPEST = 40
"""The deepest nesting of elements in a letter's markup."""
_END = re.compile(r"</(?:h[1-3]|p|dl|ul|table)>")
Known = dict[str, tuple[AnyBlock, ...]]
"""The blocks of each piece of HTML that was read last."""


class MarkupError(ValueError):
    """The template puts an element where none is allowed, or leaves one open."""


def blocks(words: str, known: Known | None = None) -> tuple[AnyBlock, ...]:
    """The blocks of the HTML `words`; raises `MarkupError`.

    A piece that is `known` from the last time is not read again; afterwards these pieces are.
    """
    known = {} if known is None else known
    ends = (0, *(found.end() for found in _END.finditer(words)), len(words))
    pieces = [words[start:end] for start, end in pairwise(ends)]
    found = {piece: known.get(piece) or _piece(piece) for piece in pieces}
    known.clear()
    known.update(found)
    return tuple(block for piece in pieces for block in found[piece])


def _piece(words: str) -> tuple[AnyBlock, ...]:
    _refuse_depth(words)
    try:
        root = ElementTree.fromstring(f"<letter>{words}</letter>")  # noqa: S314 -- our own output
    except ElementTree.ParseError as error:
        line = words.splitlines()[max(error.position[0] - 1, 0)].strip()
        raise MarkupError(f'an element is not closed or not known near "{line[:80]}".') from error
    return tuple(block for element in root for block in _blocks(element))


def _refuse_depth(words: str) -> None:
    """Raises `MarkupError` where elements stand too deep for a letter."""
    if words.count("<") < DEEPEST:
        return
    depth = 0
    for found in _TAG.finditer(words):
        depth += -1 if found[1] else not found[2]
        if depth > DEEPEST:
            raise MarkupError(f"elements stand more than {DEEPEST} deep.")


def map_lines(block: AnyBlock, change: Callable[[Runs], Runs]) -> AnyBlock:
    """`block` with each of its lines changed."""

    def changed(line: Runs) -> Runs:
        return change(line) if line else line

    match block:
        case Labels(rows=rows):
            pairs = ((changed(row.term), changed(row.value)) for row in rows)
            return replace(block, rows=tuple(LabelLine(*pair) for pair in pairs))
        case Bullets(items=items):
            return replace(block, items=tuple(map(changed, items)))
        case Table(head=head, rows=cells):
            below = tuple(tuple(map(changed, row)) for row in cells)
            return replace(block, head=tuple(map(changed, head)), rows=below)
        case Heading() | Paragraph():
            return replace(block, runs=changed(block.runs))


def _blocks(element: Element) -> Iterator[AnyBlock]:
    make = _MAKERS.get(element.tag)
    if make is None:
        raise MarkupError(f"<{element.tag}> may not stand here.")
    yield from make(element)


def _heading(element: Element) -> Iterator[Heading]:
    yield Heading(id=element.get("id", ""), runs=_line(element), level=int(element.tag[1]))


def _paragraph(element: Element) -> Iterator[Paragraph]:
    classes = element.get("class", "body").split()
    lines = _lines(element) if "lines" not in classes else [_folded(list(_runs(element)))]
    for line in lines:
        yield Paragraph(id=element.get("id", ""), runs=line, style=classes[-1])


def _labels(element: Element) -> Iterator[Labels]:
    rows = [
        LabelLine(_line(term), _line(value))
        for term, value in pairwise(element)
        if (term.tag, value.tag) == ("dt", "dd")
    ]
    yield Labels(id=element.get("id", ""), rows=tuple(rows), style=element.get("class", "lines"))


def _bullets(element: Element) -> Iterator[Bullets]:
    items = tuple(_line(item) for item in element.iter("li"))
    if items:
        yield Bullets(id=element.get("id", ""), items=items)


def _table(element: Element) -> Iterator[Table]:
    head = tuple(_line(cell) for cell in element.iter("th"))
    rows = [tuple(_line(cell) for cell in row.iter("td")) for row in element.iter("tr")]
    widths = tuple(cast("Width", cell.get("class", "medium")) for cell in element.iter("th"))
    yield Table(
        id=element.get("id", ""), head=head, rows=tuple(row for row in rows if row), widths=widths
    )


_MAKERS: dict[str, Callable[[Element], Iterator[AnyBlock]]] = {
    "h1": _heading,
    "h2": _heading,
    "h3": _heading,
    "p": _paragraph,
    "dl": _labels,
    "ul": _bullets,
    "table": _table,
}


def _line(element: Element) -> Runs:
    """The runs of `element` as one line."""
    return tuple(run for line in _lines(element) for run in line) or (Run(""),)


def _lines(element: Element) -> list[Runs]:
    """The runs of `element`, a new line at each line break of a value."""
    lines: list[list[Run]] = [[]]
    for run in _runs(element):
        first, *others = run.text.split("\n")
        lines[-1].append(_saying(run, first))
        lines += [[_saying(run, other)] for other in others]
    return [_folded(line) for line in lines]


def _runs(element: Element, *, strong: bool = False) -> Iterator[Run]:
    """The runs inside `element`, in order; those with a path keep their white space."""
    if element.text:
        yield Run(_SPACE.sub(" ", element.text), strong=strong)
    for child in element:
        yield from _child_runs(child, strong)
        if child.tail:
            yield Run(_SPACE.sub(" ", child.tail), strong=strong)


def _child_runs(child: Element, strong: bool) -> Iterator[Run]:
    match child.tag:
        case "data":
            yield Run(child.text or "", child.get("value", ""), strong=strong)
        case "strong":
            yield from _runs(child, strong=True)
        case "br":
            yield Run("\n", strong=strong)
        case _:
            raise MarkupError(f"<{child.tag}> may not stand inside a paragraph.")


def _folded(line: list[Run]) -> Runs:
    """`line` without doubled spaces between runs and none at its ends."""
    folded: list[Run] = []
    spaced = True
    for run in line:
        text = run.text.lstrip(" ") if spaced else run.text
        if text or run.path:
            folded.append(_saying(run, text))
        if text:
            spaced = text[-1] in " \n"
    return _trimmed(folded)


def _trimmed(line: list[Run]) -> Runs:
    """`line` without white space at its end."""
    for at in range(len(line) - 1, -1, -1):
        line[at] = _saying(line[at], line[at].text.rstrip(" "))
        if line[at].text:
            break
    return tuple(run for run in line if run.text or run.path)


def _saying(run: Run, text: str) -> Run:
    """`run` with `text` for its words."""
    return run if text == run.text else replace(run, text=text)
