"""Checks the copies of the key file stored with the backups.

They are needed when the key file itself is lost, so they are checked while it is there.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from desktop.store.database.digests import digest_of
from desktop.store.errors import StoreError
from desktop.store.library.trail import Event
from desktop.store.security import keys

if TYPE_CHECKING:
    from desktop.store.backups.backups import Backup
    from desktop.store.database.database import Database
    from desktop.store.files.folder import Folder

CHANGES = (Event.NEW_PASSPHRASE.value, Event.RECOVERY_KEY.value)
SINCE = (
    "select count(*) from trail where what in (?, ?) and seq > "
    "(select max(seq) from trail where hash like ?)"
)
GOES_ON = "select 1 from trail where hash like ?"


def is_right(folder: Folder, database: Database, backup: Backup) -> bool:
    """Whether the key file stored with `backup` can be read, and was the library's at that time."""
    with contextlib.suppress(StoreError, OSError):
        keys.load(backup.keys)
        if not _should_be_equal(database, backup):
            return True
        return digest_of(backup.keys.read_bytes()) == digest_of(folder.keys.read_bytes())
    return False


def _should_be_equal(database: Database, backup: Backup) -> bool:
    """Whether neither the passphrase nor the recovery key was changed since."""
    head = f"{backup.head}%"
    return bool(database.one(GOES_ON, (head,))) and not database.one(SINCE, (*CHANGES, head))
