"""Overwrites secrets in memory after use.

Python frees a value without writing over it, and its bytes and texts cannot be changed. What holds
the data key is therefore written over in place, which is possible in CPython alone; elsewhere
nothing happens.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED = 1
"""The longest value that the interpreter may share among all who use the same one."""


def wipe(secret: bytes | bytearray | str) -> None:
    """Write over `secret`, which nobody else may hold: a text of ASCII, or bytes."""
    if isinstance(secret, bytearray):
        secret[:] = bytes(len(secret))
    elif sys.implementation.name == "cpython" and len(secret) > SHARED:
        if isinstance(secret, str) and not secret.isascii():
            raise ValueError("only a text of ASCII has one byte for each character")
        # The characters are the last thing in the object, with one zero byte behind them.
        start = id(secret) + sys.getsizeof(secret) - len(secret) - 1
        ctypes.memset(start, 0, len(secret))


@contextlib.contextmanager
def wiped(secret: bytes) -> Iterator[bytes]:
    """`secret` for as long as it is needed."""
    try:
        yield secret
    finally:
        wipe(secret)
