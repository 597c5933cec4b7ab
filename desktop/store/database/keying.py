"""How a connection to an encrypted file is told its key, and how it proves that it took it."""

from __future__ import annotations

import binascii
from typing import TYPE_CHECKING

from desktop.store.errors import LibraryDamaged
from desktop.store.security.wiping import wipe

if TYPE_CHECKING:
    from sqlcipher3 import dbapi2 as sqlcipher  # type: ignore[import-untyped]


def give_key(connection: sqlcipher.Connection, key: bytes | bytearray) -> None:
    """Tell the connection the key, and write over what it was told with.

    A script is not kept, where a statement would stay in the connection's cache.
    """
    connection.executescript("pragma cipher_log_level=none")  # else it writes to the terminal
    statement = _statement(key)
    try:
        connection.executescript(statement)
    finally:
        wipe(statement)


def _statement(key: bytes | bytearray) -> str:
    digits, words = binascii.hexlify(key), bytearray(b"pragma key=\"x'")
    words += digits
    words += b"'\""
    statement = words.decode("ascii")
    wipe(digits)
    wipe(words)
    return statement


def prove_encrypted(connection: sqlcipher.Connection) -> None:
    """Ask the connection itself: reading the file's first bytes would drop its lock."""
    if connection.execute("pragma cipher_status").fetchone() != ("1",):
        connection.close()
        raise LibraryDamaged
