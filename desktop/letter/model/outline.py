"""A letter's blocks as a finished file wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from desktop.letter.model.blocks import AnyBlock, Heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def printable(blocks: Iterable[AnyBlock]) -> Iterator[AnyBlock]:
    """`blocks` without empty ones, under one heading of level 1 and with no level skipped.

    PDF/UA-1 (7.4) wants such an outline. A published letter has no title of its own: its first
    heading stands in for it.
    """
    depth = 0
    for block in blocks:
        if not block.text().strip():
            continue
        if isinstance(block, Heading):
            depth = min(max(block.level, 2), depth + 1) if depth else 1
            yield msgspec.structs.replace(block, level=depth)
        else:
            yield block
