"""Records made of plain values, by one thread at a time.

msgspec learns a record's fields when it is first made of plain values, and two threads that let it
learn the same one end the process. So every part of the program makes its records here.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    from desktop.records.values import Plain

Shape = TypeVar("Shape")
_ALONE = threading.Lock()


def shaped(value: Plain, shape: type[Shape]) -> Shape:
    """`value` as a record of `shape`; raises `msgspec.ValidationError`."""
    with _ALONE:
        return msgspec.convert(value, shape)
