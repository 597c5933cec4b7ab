"""The progress of a library, stored next to it, so that lost commits are noticed.

The library counts its own commits. After each, this small file says how many there were and where
the trail ended; a library that holds less, because its log or its file was lost, cut or replaced by
an older one, is then known to be damaged.

It is written after the commit and may lag behind it, never run ahead: a killed program or a power
cut leaves a library that holds at least what this file says. It is signed with a key that comes
from the library's own, and kept twice, so that a torn write leaves the one before.
"""

from __future__ import annotations

import contextlib
import errno
import hmac
import os
from typing import TYPE_CHECKING

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.records.conversion import shaped
from desktop.store.errors import LibraryDamaged

if TYPE_CHECKING:
    from pathlib import Path

PLACES = (0, 4096)
"""Where its two copies begin: on different sectors of any disk."""
ROOM = 2048
"""Bytes of a copy."""


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """A state of a library: its commits, and the last entry of its trail."""

    commits: int = 0
    entries: int = 0
    head: str = ""


class LibraryProgress(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a library outside its database."""

    turn: int = 0
    """The later of two copies has the higher one."""
    reached: Reached = Reached()
    """The library holds this, and perhaps commits since."""
    instead: Reached | None = None
    """Or it holds exactly this: the backup that is taking its place."""
    settled: int = 0
    """The commits that the file holds without its log."""
    shape: tuple[int, int] = (0, 0)
    """The file's size and time of change when it was closed."""
    keys: tuple[str, ...] = ()
    """The SHA-256 of the key file: one, or two while it is being replaced."""
    backup: str = ""
    """The name of the last backup."""
    backups: tuple[str, ...] = ()
    """The names of all that were kept when it was made."""
    apart: int = 0
    """The number of the last backup when the library went back: those up to it may hold more."""


class ProgressFile:
    """The file at `path` of the library with the data key `key`."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        info = b"determination-desk progress"
        self._key = HKDF(hashes.SHA256(), 32, None, info).derive(key)
        self._last = LibraryProgress()

    def read(self) -> LibraryProgress | None:
        """What it says; None where there is none. Raises `LibraryDamaged`."""
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError:
            data = b""
        copies = [copy for at in PLACES if (copy := self._copy(data[at : at + ROOM]))]
        if not copies:
            raise LibraryDamaged(
                f"The file “{self._path.name}”, which says how far the library had come, is "
                "damaged or another library's."
            )
        self._last = max(copies, key=lambda copy: copy.turn)
        return self._last

    def fits(self) -> bool:
        """Whether the file is this library's, or missing."""
        try:
            self.read()
        except LibraryDamaged:
            return False
        return True

    def write(self, progress: LibraryProgress, *, durable: bool = False) -> None:
        """Write `progress`; if the disk fails, the file lags behind.

        A `durable` one is on the disk when this returns; else it follows within the minute.
        """
        self._last = msgspec.structs.replace(progress, turn=self._last.turn + 1)
        copy = self._signed(self._last)
        places = PLACES if durable else PLACES[self._last.turn % 2 :][:1]
        with contextlib.suppress(OSError):
            if self._path.exists():
                _put(self._path, copy, places, durable=durable)
            else:
                self._make(copy)

    def _make(self, copy: bytes) -> None:
        """The file where there was none: whole, or a full disk or a kill leaves none."""
        part = self._path.with_name(f"{self._path.name}.part")
        try:
            _put(part, copy, PLACES, durable=True)
            part.replace(self._path)
        except OSError:
            part.unlink(missing_ok=True)
            raise

    def _signed(self, progress: LibraryProgress) -> bytes:
        words = msgspec.json.encode(progress)
        return (hmac.digest(self._key, words, "sha256").hex().encode() + words).ljust(ROOM)

    def _copy(self, data: bytes) -> LibraryProgress | None:
        """The copy in `data`; None where it is not whole or not this library's."""
        signature, words = data[:64], data[64:].rstrip()
        if not hmac.compare_digest(
            hmac.digest(self._key, words, "sha256").hex().encode(), signature
        ):
            return None
        return shaped(msgspec.json.decode(words), LibraryProgress)


def _put(path: Path, copy: bytes, places: tuple[int, ...], *, durable: bool) -> None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        for at in places:
            os.lseek(handle, at, os.SEEK_SET)
            if os.write(handle, copy) < len(copy):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if durable:
            os.fsync(handle)
    finally:
        os.close(handle)
