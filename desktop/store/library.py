"""The case library: cases, their versions, files and trail in one encrypted file.

    library, recovery_key = create(folder, passphrase)
    library = unlock(folder, passphrase)         library = recover(folder, recovery_key)
    library = temporary()                        nothing on the disk, gone when closed

    id = library.cases.add(case)                 library.cases.rows()
    kept = library.cases.get(id)                 library.cases.search("acupuncture")
    version = library.cases.save(id, kept.case, kept.version)      with every keystroke
    library.versions.of(id)                      library.restore_version(id, number)
    library.attachments.add(id, "report.pdf", content)
    library.settings.put("organization", organization)
    library.trail.entries(id)                    library.trail.verify()
    library.backups.make()                       library = restore_backup(library, backup)
    library.close()                              locked: the key is dropped, every call refuses

Every failure is a `StoreError` whose text is the sentence to show. A failed save leaves the library
as it was: keep the text on the screen and call `save` again with the same version.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from desktop.store import keys
from desktop.store.backups import backups, verify
from desktop.store.backups import restore as put_in_place
from desktop.store.ballast import Ballast
from desktop.store.database import Database, connect, in_memory
from desktop.store.errors import DiskFull, LibraryDamaged, LibraryMissing, StoreError
from desktop.store.folder import Folder
from desktop.store.lock import FolderLock, entering
from desktop.store.opened import Library
from desktop.store.schema import upgrade
from desktop.store.trail import Event
from desktop.store.versions import Why
from desktop.store.wiping import wiped

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.backups import Backup

__all__ = [
    "Library",
    "create",
    "open_library",
    "recover",
    "restore",
    "restore_backup",
    "temporary",
    "unlock",
]


def create(path: Path, passphrase: str, **session: Any) -> tuple[Library, str]:
    """A new library in the folder `path`, and the recovery key to print.

    Raises `WeakPassphrase`, and `StoreError` where a library is there already.
    """
    folder = Folder(path)
    _refuse_second(folder)
    slots, key, recovery_key = keys.new_slots(passphrase)
    folder.make()
    with entering(folder) as lock, wiped(key):
        _refuse_second(folder)
        folder.cases.unlink(missing_ok=True)
        keys.store(folder.keys, slots)
        library = _sound(folder, key, lock, **session)
        library.trail.add(Event.LIBRARY_CREATED)
    return library, recovery_key


def unlock(path: Path, passphrase: str, **session: Any) -> Library:
    """The library in the folder `path`.

    Raises `WrongPassphrase`, `LibraryMissing`, `LibraryDamaged`, `LibraryNewer`, `LibraryInUse`.
    """
    with entering(_there(path)) as lock:
        with wiped(keys.unwrapped(slots(path), passphrase)) as key:
            library = _sound(Folder(path), key, lock, **session)
        _tell(library, Event.UNLOCKED)
    return library


def recover(path: Path, recovery_key: str, **session: Any) -> Library:
    """The library opened with its recovery key; `set_passphrase` is to follow."""
    with entering(_there(path)) as lock:
        with wiped(keys.recovered(slots(path), recovery_key)) as key:
            library = _sound(Folder(path), key, lock, **session)
        _tell(library, Event.RECOVERED)
    return library


def restore(path: Path, passphrase: str, backup: Backup, **session: Any) -> Library:
    """The library in the folder `path` as it was at `backup`, open; for a file that is damaged.

    Where only the key file is, that alone is taken from the backup, and nothing goes back.
    """
    folder = Folder(path)
    with entering(folder) as lock:
        try:
            opened = keys.load(folder.keys)
        except LibraryDamaged:
            opened = keys.load(backup.keys)
            keys.store(folder.keys, opened)
            with (
                contextlib.suppress(LibraryDamaged),
                wiped(keys.unwrapped(opened, passphrase)) as key,
            ):
                library = _sound(folder, key, lock, **session)
                _tell(library, Event.UNLOCKED)
                return library
        with wiped(keys.unwrapped(opened, passphrase)) as key:
            return _restored(folder, key, backup, lock, **session)


def restore_backup(library: Library, backup: Backup) -> Library:
    """The open `library` as it was at `backup`; it is closed and its file set aside.

    Raises `LibraryDamaged`, with the library still open, where the backup is not whole.
    """
    session, folder = library.session, library.files
    with wiped(library.key) as key:
        verify(backup.path, key, backup.head)
        with library.closed_but_held() as lock:
            return _restored(
                folder, key, backup, lock, who=session.who, now=session.now, due=session.due
            )


def slots(path: Path) -> keys.Slots:
    """The slots of the library in the folder `path`."""
    folder = _there(path)
    try:
        return keys.load(folder.keys)
    except LibraryDamaged as error:
        raise LibraryDamaged(str(error), _way_back(folder)[1]) from error


def open_library(path: Path, key: bytes, **session: Any) -> Library:
    """The library in the folder `path`, opened with its data key."""
    with entering(_there(path)) as lock:
        return _sound(Folder(path), key, lock, **session)


def temporary(**session: Any) -> Library:
    """A throw-away library: in memory alone, without a passphrase, gone when it is closed."""
    database = Database(in_memory())
    upgrade(database)
    return Library(database, **session)


def _refuse_second(folder: Folder) -> None:
    if folder.exists():
        raise StoreError("There is a library in that folder already. Open it, or choose another.")


def _there(path: Path) -> Folder:
    """The folder `path`, which has a library; raises `LibraryMissing`."""
    folder = Folder(path)
    if not folder.exists():
        raise LibraryMissing(f"There is no library in “{path}”. Create one, or choose its folder.")
    return folder


def _sound(folder: Folder, key: bytes, lock: FolderLock, **session: Any) -> Library:
    """The library, opened; where it is damaged, the way back is said."""
    try:
        return _opened(folder, key, lock, **session)
    except LibraryDamaged as error:
        raise LibraryDamaged(*_way_back(folder)) from error


def _opened(folder: Folder, key: bytes, lock: FolderLock, **session: Any) -> Library:
    ballast = Ballast(folder.ballast)
    database = Database(connect(folder.cases, key), ballast)
    try:
        upgrade(database)
        library = Library(database, folder=folder, key=key, lock=lock, **session)
        folder.moving.unlink(missing_ok=True)  # no mere copy any more: it is worked in
        library.keep_unfinished(Why.INTERRUPTED)
        ballast.take()
    except BaseException:
        database.close()
        raise
    return library


def _tell(library: Library, event: Event) -> None:
    """Write the opening to the trail; on a full disk the library opens all the same."""
    with contextlib.suppress(DiskFull):
        library.trail.add(event)


def _restored(
    folder: Folder, key: bytes, backup: Backup, lock: FolderLock, **session: Any
) -> Library:
    put_in_place(folder, backup, key)
    library = _sound(folder, key, lock, **session)
    library.trail.add(Event.FROM_BACKUP, detail={"backup": backup.path.name})
    return library


def _way_back(folder: Folder) -> tuple[str, Path | None]:
    """What to say of a damaged file, and the last backup."""
    last = next(iter(backups(folder)), None)
    if last is None:
        return f"{LibraryDamaged.sentence} There is no backup of it yet.", None
    return (
        f"{LibraryDamaged.sentence} Restore the backup of {last.at:%d %B %Y, %H:%M} UTC: the "
        "damaged file is set aside, not deleted.",
        last.path,
    )
