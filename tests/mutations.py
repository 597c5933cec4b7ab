"""Damage to files, by chance but the same for the same seed."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

_LONGEST = 400
"""Bytes that one damage touches, at most."""
_ODD = (b"\0", b"\xff\xfe", b"<", b'"', b"\xef\xbb\xbf", b"9" * 40, b"-1", b"{", b"[" * 50, b"&#0;",
        "\ufb01\u00ad\u200b".encode(), b"\r", b"true", b"null", b"1e999")  # fmt: skip


def mutated(data: bytes, luck: random.Random, other: bytes = b"") -> bytes:
    """`data` after one to four accidents, some of which put a piece of `other` into it."""
    for _ in range(luck.randrange(1, 5)):
        data = luck.choice(_KINDS)(data, luck, other)
    return data


def mutated_package(data: bytes, luck: random.Random, other: bytes = b"") -> bytes:
    """The packed file `data` after accidents to its parts, of which some are left out."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        hit = luck.choice([name for name in source.namelist() if luck.random() < _share(name)] or
                          source.namelist())  # fmt: skip
        for name in source.namelist():
            content = source.read(name)
            if name == hit:
                content = luck.choice((_emptied, mutated, mutated, mutated))(content, luck, other)
            if name != hit or luck.random() > _LEFT_OUT:
                target.writestr(name, content)
    return packed.getvalue()


_LEFT_OUT = 0.2


def _share(name: str) -> float:
    """How likely a part is chosen: the document itself above all."""
    return 1.0 if name in ("word/document.xml", "[Content_Types].xml") else 0.2


def _stretch(data: bytes, luck: random.Random) -> tuple[int, int]:
    start = luck.randrange(len(data) + 1)
    return start, min(start + luck.randrange(1, _LONGEST), len(data))


def _flipped(data: bytes, luck: random.Random, other: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(luck.randrange(1, 20) if data else 0):
        changed[luck.randrange(len(data))] ^= 1 << luck.randrange(8)
    return bytes(changed)


def _truncated(data: bytes, luck: random.Random, other: bytes) -> bytes:
    start, _ = _stretch(data, luck)
    return data[:start]


def _cut(data: bytes, luck: random.Random, other: bytes) -> bytes:
    start, end = _stretch(data, luck)
    return data[:start] + data[end:]


def _doubled(data: bytes, luck: random.Random, other: bytes) -> bytes:
    start, end = _stretch(data, luck)
    return data[:end] + data[start:]


def _blanked(data: bytes, luck: random.Random, other: bytes) -> bytes:
    start, end = _stretch(data, luck)
    return data[:start] + bytes(end - start) + data[end:]


def _odd(data: bytes, luck: random.Random, other: bytes) -> bytes:
    start, _ = _stretch(data, luck)
    return data[:start] + luck.choice(_ODD) + data[start:]


def _spliced(data: bytes, luck: random.Random, other: bytes) -> bytes:
    start, _ = _stretch(data, luck)
    first, last = _stretch(other, luck)
    return data[:start] + other[first:last] + data[luck.choice((start, len(data))) :]


def _emptied(data: bytes, luck: random.Random, other: bytes) -> bytes:
    return b""


_KINDS: tuple[Callable[[bytes, random.Random, bytes], bytes], ...] = (
    _flipped, _truncated, _cut, _doubled, _blanked, _odd, _spliced,
)  # fmt: skip
