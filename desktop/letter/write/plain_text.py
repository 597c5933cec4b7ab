"""A letter as plain text: its words in reading order, a block a line."""

from __future__ import annotations

from desktop.letter.model.blocks import AnyBlock, Heading, Labels, Letter, plain


def write(letter: Letter) -> bytes:
    """The letter as UTF-8 text, a blank line between blocks."""
    return ("\n\n".join(filter(None, map(_block, letter.blocks))) + "\n").encode()


def headings(letter: Letter) -> frozenset[int]:
    """The numbers of the lines of the text that are headings, from 0 on."""
    found, line = set(), 0
    for block in letter.blocks:
        words = _block(block)
        if not words:
            continue
        if isinstance(block, Heading):
            found.add(line)
        line += words.count("\n") + 2
    return frozenset(found)


def _block(block: AnyBlock) -> str:
    """The block's words; label lines as ``Label: value``, the cells of a row with tabs."""
    if isinstance(block, Labels):
        return "\n".join(f"{plain(row.term)} {plain(row.value)}".strip() for row in block.rows)
    return block.text()
