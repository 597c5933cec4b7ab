"""The recovery options for a damaged library: its backups and the file, with what each holds."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from desktop.store.backups.backups import Backup, backups
from desktop.store.database.database import Database, as_it_lies
from desktop.store.errors import LibraryDamaged, StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.files.folder import Folder


class RecoveryOption(msgspec.Struct, frozen=True, kw_only=True):
    """A state of the library that can be opened; without a `backup`, the file as it is."""

    backup: Backup | None = None
    cases: int = 0
    """Those in the bin are counted too."""
    last: dt.datetime | None = None
    """When the last entry of its trail was written."""
    whole: bool = True
    """Whether each of its pages can be read."""


def damage(folder: Folder, what: str, key: bytes = b"") -> LibraryDamaged:
    """The error that says `what` is damaged and which backup repairs it.

    With the `key` it also carries what each backup holds; without, only which there are.
    """
    what = what or LibraryDamaged.sentence
    ways = tuple(found(folder, key)) if key else ()
    known = [way.backup for way in ways if way.backup] if key else list(backups(folder))
    last = next(iter(known), None)
    if last is None:
        return LibraryDamaged(
            f"{what} There is no backup of it{'' if ways else ' yet'}.", None, ways
        )
    return LibraryDamaged(
        f"{what} Restore the backup of {last.at:%d %B %Y, %H:%M} UTC: the damaged file is set "
        "aside, not deleted.",
        last.path,
        ways,
    )


def damage_of_keys(folder: Folder, key: bytes) -> LibraryDamaged:
    """The error of a key file that is not the library's; the `key` is from a backup's copy."""
    ways = tuple(way for way in found(folder, key) if way.backup)
    what = f"The library's key file “{folder.keys.name}” is damaged, missing or another's."
    if not ways or ways[0].backup is None:
        return damage(folder, what)
    last = ways[0].backup
    return LibraryDamaged(
        f"{what} Restore the backup of {last.at:%d %B %Y, %H:%M} UTC: its copy of the key file is "
        "taken, and where the cases are whole they stay as they are.",
        last.path,
        ways,
    )


def found(folder: Folder, key: bytes) -> list[RecoveryOption]:
    """The file as it is, where it can be read, and the whole backups, the latest first.

    The library must not be open.
    """
    now = _content_of(folder.cases, key) if folder.cases.exists() else None
    options = ((backup, _content_of(backup.path, key)) for backup in backups(folder))
    whole = [replace(way, backup=backup) for backup, way in options if way and way.whole]
    return [now, *whole] if now else whole


def _content_of(path: Path, key: bytes) -> RecoveryOption | None:
    """What the closed file at `path` holds; None where that cannot be read."""
    with contextlib.suppress(StoreError):
        database = Database(as_it_lies(path, key))
        try:
            if not database.one("pragma user_version"):
                return None
            cases = database.one("select count(*) from cases")
            last = database.one("select at from trail order by seq desc limit 1")
            whole = not database.execute("pragma cipher_integrity_check")
        finally:
            database.close()
        return RecoveryOption(
            cases=cases, last=last and dt.datetime.fromisoformat(last), whole=whole
        )
    return None
