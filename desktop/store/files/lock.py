"""The lock on a library's folder: one program at a time, whatever path it used.

The lock belongs to the open file `library.lock`, not to its presence: the system drops it when the
program ends, however it ends, so nothing is ever left locked. SQLite has its own lock on
the database, which is found by the file itself, under a second name too. POSIX drops that one as
soon as anything in the process closes `library.db`, so nothing but SQLCipher opens that file.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from contextvars import ContextVar
from typing import TYPE_CHECKING

import msgspec

from desktop.records.conversion import shaped
from desktop.records.json_text import decode
from desktop.store.errors import LibraryInUse, on_disk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.store.files.folder import Folder

WAIT = 0.5
"""Seconds to wait for another command to end, or for a new holder to say who it is."""

program: ContextVar[str] = ContextVar("program", default="the window")
"""The name of this program in another one's message that it holds the library."""


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds a library, and nothing about its content."""

    program: str
    process: int
    since: dt.datetime

    def __str__(self) -> str:
        return f"{self.program}, process {self.process}, since {self.since:%Y-%m-%d %H:%M} UTC"


class FolderLock:
    """Keeps every other program out of the library in `folder` until it is released.

    Raises `LibraryInUse`, naming the holder, where another one is there first.
    """

    def __init__(self, folder: Folder) -> None:
        from filelock import FileLock, Timeout

        self._holder = folder.holder
        self._lock = FileLock(folder.lock, timeout=WAIT, mode=0o600, thread_local=False)
        with on_disk():
            try:
                self._lock.acquire()
            except Timeout as error:  # a kind of OSError
                raise _in_use(self._holder) from error
        self._sign()

    def release(self) -> None:
        """Release the lock."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                self._holder.unlink(missing_ok=True)
            self._lock.release()

    def _sign(self) -> None:
        """Write who holds the library, for other programs."""
        holder = Holder(program=program.get(), process=os.getpid(), since=dt.datetime.now(dt.UTC))
        with contextlib.suppress(OSError):  # a full disk: the lock holds without it
            self._holder.write_bytes(msgspec.json.encode(holder))
            self._holder.chmod(0o600)


@contextlib.contextmanager
def entering(folder: Folder) -> Iterator[FolderLock]:
    """Hold the folder; the lock is released here only where what is done inside fails."""
    lock = FolderLock(folder)
    try:
        yield lock
    except BaseException:
        lock.release()
        raise


@contextlib.contextmanager
def holding(folder: Folder) -> Iterator[FolderLock]:
    """Hold the folder while something needs its files exclusively."""
    with entering(folder) as lock:
        yield lock
    lock.release()


def _in_use(note: Path) -> LibraryInUse:
    """Say who holds the library, if the holder left its name."""
    try:
        holder = shaped(decode(note.read_bytes()), Holder)
    except (OSError, msgspec.DecodeError):
        return LibraryInUse()
    return LibraryInUse(
        f"The library is open in another Determination Desk: {holder}. {LibraryInUse.advice}"
    )
