"""What a font can show, read from its file without a library of fonts.

Only the map from characters to shapes (``cmap``, formats 4 and 12) is looked at.
"""

from __future__ import annotations

from struct import iter_unpack, unpack_from
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLE = 16
"""Bytes of one entry in the font's list of tables."""
_UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}
"""Platforms and encodings that use Unicode."""


def characters(font: bytes) -> frozenset[str]:
    """The characters that the TrueType `font` has a shape for."""
    start = _table(font, b"cmap")
    (count,) = unpack_from(">H", font, start + 2)
    entries = iter_unpack(">HHI", font[start + 4 : start + 4 + 8 * count])
    places = {start + at for platform, encoding, at in entries if (platform, encoding) in _UNICODE}
    return frozenset(chr(code) for place in places for code in _codes(font, place))


def _table(font: bytes, name: bytes) -> int:
    """Where the table `name` begins."""
    (count,) = unpack_from(">H", font, 4)
    for tag, _, start, _ in iter_unpack(">4sIII", font[12 : 12 + _TABLE * count]):
        if tag == name:
            return int(start)
    raise ValueError(f"The font has no table {name.decode()}.")


def _codes(font: bytes, place: int) -> Iterator[int]:
    (form,) = unpack_from(">H", font, place)
    if form == 4:
        yield from _segments(font, place)
    elif form == 12:
        (count,) = unpack_from(">I", font, place + 12)
        for first, last, _ in iter_unpack(">III", font[place + 16 : place + 16 + 12 * count]):
            yield from range(first, last + 1)


def _segments(font: bytes, place: int) -> Iterator[int]:
    """The codes of a map of format 4, in which a shape of 0 says that there is none."""
    (doubled,) = unpack_from(">H", font, place + 6)
    count = doubled // 2
    ends = unpack_from(f">{count}H", font, place + 14)
    starts = unpack_from(f">{count}H", font, place + 16 + doubled)
    shifts = unpack_from(f">{count}H", font, place + 16 + 2 * doubled)
    offsets_at = place + 16 + 3 * doubled
    offsets = unpack_from(f">{count}H", font, offsets_at)
    for at, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            if offsets[at]:
                shape_at = offsets_at + 2 * at + offsets[at] + 2 * (code - first)
                (shape,) = unpack_from(">H", font, shape_at)
            else:
                shape = (code + shifts[at]) & 0xFFFF
            if shape:
                yield code
