"""Gives a connection to an encrypted file its key, and proves that it works."""

from __future__ import annotations

import binascii
from typing import TYPE_CHECKING

from desktop.store.errors import LibraryDamaged
from desktop.store.security.wiping import wipe

if TYPE_CHECKING:
    from sqlcipher3 import dbapi2 as sqlcipher  # type: ignore[import-untyped]


_ZEROS = "0" * 67
"""As long as the key is written: 64 digits in x''."""
_OVER = (f'pragma "{_ZEROS}"=0', f'pragma "0"="{_ZEROS}"') * 4
"""Statements that mean nothing to SQLite, as long as the one with the key."""


def give_key(connection: sqlcipher.Connection, key: bytes | bytearray) -> None:
    """Give the connection the key, and overwrite the statement with it.

    A script is not kept, where a statement would stay in the connection's cache. SQLite frees its
    own copies of the words without clearing them; the next statements take the same places.
    """
    connection.executescript("pragma cipher_log_level=none")  # else it writes to the terminal
    statement = _statement(key)
    try:
        connection.executescript(statement)
    finally:
        wipe(statement)
        for words in _OVER:
            connection.executescript(words)


def _statement(key: bytes | bytearray) -> str:
    digits, words = binascii.hexlify(key), bytearray(b"pragma key=\"x'")
    words += digits
    words += b"'\""
    statement = words.decode("ascii")
    wipe(digits)
    wipe(words)
    return statement


def prove_encrypted(connection: sqlcipher.Connection) -> None:
    """Asks the connection itself: reading the file's first bytes would drop its lock."""
    if connection.execute("pragma cipher_status").fetchone() != ("1",):
        connection.close()
        raise LibraryDamaged
