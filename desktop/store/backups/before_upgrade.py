"""The backup of a library before its tables change."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from desktop.store.backups.backups import PAGES, discard, last_number, settle, verify
from desktop.store.database.database import fresh
from desktop.store.database.schema import STEPS
from desktop.store.errors import on_disk

if TYPE_CHECKING:
    import datetime as dt

    from desktop.store.database.database import Database
    from desktop.store.files.folder import Folder


def keep(database: Database, folder: Folder, key: bytes, now: dt.datetime) -> None:
    """Back up the open library, and verify that, where its tables are about to change."""
    if not 0 < database.one("pragma user_version") < len(STEPS):
        return
    head = (database.one("select hash from trail order by seq desc limit 1") or "0" * 64)[:16]
    number = last_number(folder) + 1
    path = folder.backups / f"{now:%Y-%m-%d %H%M%S} {number:06} {head} before upgrade.db"
    part = path.with_suffix(".part")
    with on_disk():
        folder.backups.mkdir(mode=0o700, exist_ok=True)
    discard(part)
    try:
        target = fresh(part, key)
        try:
            database.copy(target, lambda *_: None, PAGES)
        finally:
            target.close()
        verify(part, key, head)
        with on_disk():
            shutil.copyfile(folder.keys, path.with_suffix(".keys"))
            path.with_suffix(".keys").chmod(0o600)
        settle(part, path)
    finally:
        discard(part)
