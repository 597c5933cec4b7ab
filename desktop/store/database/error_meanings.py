"""What the errors of SQLite mean for the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.store.errors import (
    DiskFault,
    DiskFull,
    Interrupted,
    LibraryDamaged,
    LibraryGone,
    LibraryInUse,
)

if TYPE_CHECKING:
    from desktop.store.errors import StoreError

_MEANINGS: dict[str, type[StoreError]] = {
    "SQLITE_FULL": DiskFull,
    "SQLITE_INTERRUPT": Interrupted,
    "SQLITE_BUSY": LibraryInUse,
    "SQLITE_NOTADB": LibraryDamaged,
    "SQLITE_CORRUPT": LibraryDamaged,
    "SQLITE_IOERR": DiskFault,
    "SQLITE_READONLY_DBMOVED": LibraryGone,
    "SQLITE_READONLY": DiskFault,
    "SQLITE_CANTOPEN": DiskFault,
    "SQLITE_PERM": DiskFault,
}
_NAMES = {
    "database or disk is full": "SQLITE_FULL",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "disk I/O error": "SQLITE_IOERR",
}
"""What a backup's errors, which come without their name, are called."""


def meaning(error: Exception) -> Exception:
    """What `error` means for the user; a fault of the program comes back as it is."""
    name = getattr(error, "sqlite_errorname", "") or _NAMES.get(str(error), "")
    if str(error).startswith("Could not decode to UTF-8"):
        return LibraryDamaged()  # the error itself would quote what stands there
    for known, kind in _MEANINGS.items():
        if name == known or name.startswith(known + "_"):
            return kind()
    return error
