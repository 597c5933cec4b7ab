"""Whether the database's write-ahead log belongs to it, checked before SQLCipher opens either.

SQLite takes up any log that is whole in itself. Another library's would be read in the place of
this one's pages and, when the file is closed, be copied over them. So the first page in the log is
tried with this library's key, as SQLCipher would. A log of this library that is older, cut or
altered does no harm to the file; that something is missing then shows by the count of commits.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import hmac
import os
import shutil
import struct
from typing import TYPE_CHECKING

from desktop.store.errors import LibraryDamaged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = 4096
HEAD, FRAME = 32, 24
"""Bytes before the first frame, and before the page in each."""
SALT, IV, TAG = 16, 16, 64
"""Bytes of a page that are SQLCipher's own: the file's salt, and the page's vector and HMAC."""
BIG, LITTLE = 0x377F0683, 0x377F0682


def is_foreign(log: Path, cases: Path, key: bytes) -> bool:
    """Whether SQLite would take up the file at `log` though its pages are not this library's."""
    data = _start(log, HEAD + FRAME + PAGE)
    if len(data) < HEAD + FRAME + PAGE or not _accepted(data):
        return False
    number = struct.unpack_from(">I", data, HEAD)[0]
    return not _opens(data[HEAD + FRAME :], number, _start(cases, SALT), key)


@contextlib.contextmanager
def unchanged(log: Path) -> Iterator[None]:
    """Keep the log unchanged until the block has succeeded.

    SQLite takes from a damaged log what comes before the damage, and deletes it when it closes the
    file; the rest is then still there, set aside.
    """
    second = log.with_name(f"{log.name}.part")
    second.unlink(missing_ok=True)
    if not is_empty(log):
        try:
            os.link(log, second)
        except OSError:
            shutil.copyfile(log, second)
    try:
        yield
    except LibraryDamaged:
        if second.exists():
            second.replace(aside(log))
        raise
    finally:
        second.unlink(missing_ok=True)


def set_aside(file: Path) -> None:
    """Rename the log, or another of the library's files, so that nothing uses it."""
    if file.exists():
        file.replace(aside(file))


def aside(file: Path) -> Path:
    """A new name in the library's folder for the `file` as it is now."""
    stamp = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H%M%S %f")
    return file.with_name(f"set aside {stamp}{file.suffix}")


def is_empty(log: Path) -> bool:
    """Whether there is nothing in the log."""
    return not log.exists() or log.stat().st_size <= HEAD


def _start(path: Path, length: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(length)
    except FileNotFoundError:
        return b""


def _accepted(data: bytes) -> bool:
    """Whether the first frame fits the log's head, as SQLite asks it."""
    order = {BIG: ">", LITTLE: "<"}.get(struct.unpack_from(">I", data)[0])
    if order is None:
        return False
    sums = _checksum(data[: HEAD - 8], order, (0, 0))
    frame = data[HEAD:]
    sums_of_frame = _checksum(frame[:8] + frame[FRAME:], order, sums)
    return (
        struct.unpack_from(">II", data, HEAD - 8) == sums
        and frame[8:16] == data[16:24]
        and struct.unpack_from(">II", frame, 16) == sums_of_frame
    )


def _checksum(data: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    """SQLite's checksum of `data`, going on from `sums`."""
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second


def _opens(page: bytes, number: int, salt: bytes, key: bytes) -> bool:
    """Whether the encrypted `page` carries this library's HMAC."""
    mixed = bytes(byte ^ 0x3A for byte in salt)
    signing = hashlib.pbkdf2_hmac("sha512", key, mixed, 2, 32)
    begin = SALT if number == 1 else 0
    words = page[begin : PAGE - TAG] + struct.pack("<I", number)
    return hmac.compare_digest(hmac.digest(signing, words, "sha512"), page[PAGE - TAG :])
