"""Checks at each opening whether a library's files are unchanged.

What is asked costs a millisecond; only where the file was touched since it was closed, as after a
kill or a copy, is each of its pages tried. Every answer is `LibraryDamaged` with what is wrong.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from desktop.store.backups.backups import backups, verify
from desktop.store.database.database import Database, as_it_lies
from desktop.store.database.digests import digest_of
from desktop.store.database.schema import COUNTED, STEPS
from desktop.store.database.write_ahead_log import PAGE, is_empty, is_foreign
from desktop.store.errors import DiskFull, LibraryDamaged, LibraryNewer, StoreError
from desktop.store.library.commits import reached
from desktop.store.library.trail import Event

if TYPE_CHECKING:
    from desktop.store.files.folder import Folder
    from desktop.store.integrity.progress import LibraryProgress, Reached

FROM_BACKUP = Event.FROM_BACKUP.value
MANY = 2**62
SMALL = 32_000_000
"""Bytes of a file whose structure is tried too."""


def look_before(folder: Folder, progress: LibraryProgress | None, key: bytes) -> None:
    """What must be checked before SQLCipher opens the file, because opening could do harm."""
    size = folder.cases.stat().st_size if folder.cases.exists() else 0
    if size < PAGE:
        state = "cut short" if size else "empty" if folder.cases.exists() else "missing"
        raise LibraryDamaged(f"The library's file “{folder.cases.name}” is {state}.")
    if is_empty(folder.log):
        return
    if is_foreign(folder.log, folder.cases, key):
        raise LibraryDamaged(
            f"The library's log “{folder.log.name}” does not belong to its file "
            f"“{folder.cases.name}”."
        )
    if progress is not None and _settled(folder, key) < progress.settled:
        raise LibraryDamaged(_older(folder))


def look_at_keys(folder: Folder, progress: LibraryProgress | None) -> None:
    """Whether the key file is the one that was written last."""
    if progress is not None and progress.keys and digest_of_keys(folder) not in progress.keys:
        raise LibraryDamaged(
            f"The library's key file “{folder.keys.name}” was altered, or is an older one."
        )


def look_at_version(database: Database, folder: Folder, *, new: bool) -> int:
    """The schema of the file; raises `LibraryNewer`, and `LibraryDamaged` where it is bare."""
    version: int = database.one("pragma user_version")
    if version > len(STEPS):
        raise LibraryNewer
    if version == 0 and not new:
        raise LibraryDamaged(_older(folder))
    return version


def look_inside(
    database: Database, folder: Folder, progress: LibraryProgress | None, version: int
) -> None:
    """Checks what the open file holds and, if it was touched, each of its pages."""
    here = reached(database, None if version >= COUNTED else 0)
    if progress is not None and here == progress.instead:
        pass
    elif version < COUNTED:
        _look_for_trail(database, folder, progress)
    elif progress is None:
        raise LibraryDamaged(
            f"The file “{folder.progress.name}”, which says how far the library had come, is "
            "missing: the program cannot tell whether anything was lost."
        )
    else:
        _compare(here, database, folder, progress)
    if progress is None or folder.shape() != progress.shape:
        look_at_pages(database, structure=folder.cases.stat().st_size < SMALL)


def look_at_backups(
    database: Database, folder: Folder, progress: LibraryProgress, key: bytes
) -> None:
    """Whether the last backup holds what the library has not, although it never went back.

    Only where it is not the one that the library remembers is anything read.
    """
    last = next(iter(backups(folder)), None)
    if last is None or last.number <= progress.apart or last.path.name == progress.backup:
        return
    known = database.one("select 1 from trail where hash like ?", (f"{last.head}%",))
    if known or not last.head.strip("0"):
        return
    try:
        verify(last.path, key, last.head)
    except LibraryDamaged:  # another library's
        return
    raise LibraryDamaged(f"{_older(folder)} The backup “{last.path.name}” holds what is not in it.")


def look_at_pages(database: Database, *, structure: bool = True) -> None:
    """Try each page of the file, and whether they fit together; raises `LibraryDamaged`.

    On a full disk the log's pages stay where they are, and nothing can be said of the file's.
    """
    try:
        database.execute("pragma wal_checkpoint(truncate)")
    except DiskFull:
        return
    found = database.execute("pragma cipher_integrity_check")
    if not found and structure and database.one("pragma quick_check(1)") != "ok":
        found = [("",)]
    if found:
        raise LibraryDamaged


def digest_of_keys(folder: Folder) -> str:
    """The SHA-256 of the key file; empty where there is none."""
    with contextlib.suppress(OSError):
        return digest_of(folder.keys.read_bytes())
    return ""


def _settled(folder: Folder, key: bytes) -> int:
    """The commits in the file as it lies, without its log; many where that cannot be told."""
    try:
        database = Database(as_it_lies(folder.cases, key))
    except StoreError:
        return MANY
    try:
        counted = database.one("pragma user_version") >= COUNTED  # else all is still in the log
        return int(database.one("select commits from held")) if counted else MANY
    except (StoreError, TypeError, ValueError):
        return MANY
    finally:
        database.close()


def _look_for_trail(database: Database, folder: Folder, progress: LibraryProgress | None) -> None:
    """A file of an earlier version: no count, yet the trail must have the ends that are known."""
    if progress is not None:
        if not _has(database, progress.reached):
            raise LibraryDamaged(_older(folder))
        return
    went_back = database.one("select max(at) from trail where what = ?", (FROM_BACKUP,)) or ""
    for backup in backups(folder):
        known = database.one("select 1 from trail where hash like ?", (f"{backup.head}%",))
        if not known and backup.head.strip("0") and backup.at.isoformat() > went_back:
            raise LibraryDamaged(_older(folder))


def _compare(found: Reached, database: Database, folder: Folder, progress: LibraryProgress) -> None:
    missing = progress.reached.commits - found.commits
    if missing > 0:
        raise LibraryDamaged(
            f"{_counted(missing)} that the library had saved {'is' if missing == 1 else 'are'} "
            f"missing: its log “{folder.log.name}” was lost or damaged, or an older file took the "
            f"place of “{folder.cases.name}”."
        )
    if missing < 0 and progress.shape != (0, 0):  # closed, although there was more
        raise LibraryDamaged(
            f"The file “{folder.progress.name}”, which says how far the library had come, is an "
            "older one: the program cannot tell whether anything was lost."
        )
    if not _has(database, progress.reached):
        raise LibraryDamaged(
            f"The library's trail lacks entry {progress.reached.entries:,}, which it had: its file "
            f"“{folder.cases.name}” is an older or another one, or somebody changed it."
        )


def _has(database: Database, point: Reached) -> bool:
    """Whether the trail has the entry that was its last at that `point`."""
    if not point.entries:
        return True
    found = database.one("select hash from trail where seq = ?", (point.entries,))
    return bool(found == point.head)


def _counted(changes: int) -> str:
    return "The last change" if changes == 1 else f"The last {changes:,} changes"


def _older(folder: Folder) -> str:
    return f"The library's file “{folder.cases.name}” is an older or another one."
