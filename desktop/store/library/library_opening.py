"""Opening a library's files: compares them with their record before anything is written."""

from __future__ import annotations

import contextlib
import sys
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Unpack

from msgspec.structs import replace

from desktop.store.backups import before_upgrade
from desktop.store.backups.backups import last_number, verify
from desktop.store.backups.recovery_options import damage
from desktop.store.database.database import Database, as_it_lies, connect
from desktop.store.database.footing import Footing
from desktop.store.database.schema import COUNTED, upgrade
from desktop.store.database.write_ahead_log import set_aside, unchanged
from desktop.store.errors import LibraryDamaged
from desktop.store.files.contents import sweep
from desktop.store.integrity.disk_reserve import DiskReserve
from desktop.store.integrity.progress import LibraryProgress, ProgressFile, Reached
from desktop.store.integrity.soundness import (
    digest_of_keys,
    look_at_backups,
    look_at_keys,
    look_at_version,
    look_before,
    look_inside,
)
from desktop.store.library.commits import Commits, reached
from desktop.store.library.open_library import Library
from desktop.store.library.session import now
from desktop.store.library.versions import Why

if TYPE_CHECKING:
    from desktop.store.backups.backups import Backup
    from desktop.store.files.folder import Folder
    from desktop.store.files.lock import FolderLock
    from desktop.store.library.session import SessionOptions


class Trust(Enum):
    """Why a library is opened without some of its checks."""

    NOTHING = auto()
    NEW = auto()
    """It is being made."""
    AS_IT_IS = auto()
    """The person chose to continue with the readable part."""


def opened(
    folder: Folder,
    key: bytes,
    lock: FolderLock,
    trust: Trust = Trust.NOTHING,
    **session: Unpack[SessionOptions],
) -> Library:
    """The library in `folder`; raises `LibraryDamaged`, which says what repairs it."""
    try:
        return _opened(folder, key, lock, trust, **session)
    except LibraryDamaged as error:
        raise damage(folder, str(error), key) from error


def _opened(
    folder: Folder, key: bytes, lock: FolderLock, trust: Trust, **session: Unpack[SessionOptions]
) -> Library:
    file, ballast = ProgressFile(folder.progress, key), DiskReserve(folder.ballast)
    progress = _known(folder, file, key, trust)
    with unchanged(folder.log):
        database = Database(connect(folder.cases, key), ballast)
        database.footing = Footing(folder.cases)
        try:
            progress = _compared(database, folder, progress, trust)
            if trust is Trust.NOTHING:
                look_at_backups(database, folder, progress, key)
            file.write(progress, durable=True)
            before_upgrade.keep(database, folder, key, session.get("now", now)())
            upgrade(database)
            database.counter = Commits(database, folder, file, progress)
            library = Library(database, folder=folder, key=key, lock=lock, **session)
            sweep(folder)
            folder.moving.unlink(missing_ok=True)  # no longer just a copy: it is in use
            library.keep_unfinished(Why.INTERRUPTED)
            ballast.take()
        except BaseException:
            database.close()
            raise
    database.damaged = partial(damage, folder)
    return library


def _known(folder: Folder, file: ProgressFile, key: bytes, trust: Trust) -> LibraryProgress | None:
    """What is known of the library; checks the files before they are opened."""
    if trust is Trust.NEW:
        return LibraryProgress()
    try:
        progress = file.read()
        if trust is Trust.NOTHING:
            look_at_keys(folder, progress)
        look_before(folder, progress, key)
    except LibraryDamaged:
        if trust is Trust.NOTHING:
            raise
        set_aside(folder.log)
        look_before(folder, None, key)
        return None
    return progress


def _compared(
    database: Database, folder: Folder, progress: LibraryProgress | None, trust: Trust
) -> LibraryProgress:
    """What is known of the library from now on."""
    version = look_at_version(database, folder, new=trust is Trust.NEW)
    if trust is Trust.NOTHING:
        look_inside(database, folder, progress, version)
    known = progress or LibraryProgress()
    if not version:
        return replace(known, keys=(digest_of_keys(folder),))
    here = reached(database, None if version >= COUNTED else 0)
    if trust is Trust.AS_IT_IS or here == known.instead or progress is None:
        known = replace(known, settled=0, apart=last_number(folder))
    keys = known.keys if trust is Trust.NOTHING and known.keys else (digest_of_keys(folder),)
    return replace(known, reached=here, instead=None, keys=keys, shape=(0, 0))


def expect(folder: Folder, backup: Backup, key: bytes) -> None:
    """Record that the file is about to be replaced by `backup`.

    Until then the library's own state is valid too. Raises `LibraryDamaged` where the backup is.
    """
    verify(backup.path, key, backup.head)
    file = ProgressFile(folder.progress, key)
    known = _read(file)
    database = Database(as_it_lies(backup.path, key))
    try:
        version = database.one("pragma user_version")
        instead = reached(database, None if version >= COUNTED else 0)
    finally:
        database.close()
    file.write(replace(known, instead=instead, shape=(0, 0)), durable=True)


def settle_on_earlier(folder: Folder, key: bytes) -> None:
    """Record that the replacement was made."""
    file = ProgressFile(folder.progress, key)
    known = _read(file)
    back = LibraryProgress(
        reached=known.instead or Reached(), keys=known.keys, apart=last_number(folder)
    )
    file.write(back, durable=True)


def take_keys(folder: Folder, key: bytes) -> None:
    """Record the present key file as the right one."""
    file = ProgressFile(folder.progress, key)
    if folder.progress.exists():
        file.write(replace(_read(file), keys=(digest_of_keys(folder),)), durable=True)


def _read(file: ProgressFile) -> LibraryProgress:
    """What the file says; where it cannot be read, that more is known than there can be."""
    with contextlib.suppress(LibraryDamaged):
        return file.read() or LibraryProgress()
    return LibraryProgress(reached=Reached(commits=sys.maxsize))
