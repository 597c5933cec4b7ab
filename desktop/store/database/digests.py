"""The digest stored with each long value, and the proof that the value is unchanged.

SQLCipher signs each page, yet the last page of a long value comes back as zeros, without an error,
if its signature fails.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from desktop.store.database.database import Database

Value = TypeVar("Value", str, bytes)


def digest_of(value: str | bytes) -> str:
    """The SHA-256 of `value`."""
    data = value.encode(errors="surrogatepass") if isinstance(value, str) else value
    return hashlib.sha256(data).hexdigest()


def proved(database: Database, value: Value, digest: str, what: str) -> Value:
    """`value`, whose digest is to be `digest`; raises `LibraryDamaged`, naming `what` it is."""
    if digest_of(value) != digest:
        raise database.damaged(f"{what} was altered in the library's file and cannot be read.")
    return value
