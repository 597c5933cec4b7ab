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
    library.close()                              locked: the key is wiped, every call raises

Every failure is a `StoreError` whose text is the sentence to show. A failed save leaves the library
as it was: keep the text on the screen and call `save` again with the same version.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Unpack

from desktop.store.backups.backups import backups, verify
from desktop.store.backups.backups import restore as put_in_place
from desktop.store.backups.recovery_options import damage
from desktop.store.database.database import Database, in_memory
from desktop.store.database.schema import upgrade
from desktop.store.database.write_ahead_log import set_aside
from desktop.store.errors import (
    DiskFull,
    LibraryDamaged,
    LibraryMissing,
    StoreError,
    on_disk,
)
from desktop.store.files.files import settle_names
from desktop.store.files.folder import Folder, unreachable
from desktop.store.files.lock import entering
from desktop.store.integrity.progress import LibraryProgress, ProgressFile
from desktop.store.library.library_opening import (
    Trust,
    expect,
    opened,
    settle_on_earlier,
    take_keys,
)
from desktop.store.library.open_library import Library
from desktop.store.library.trail import Event
from desktop.store.security import keys
from desktop.store.security.key_file import by_either, key_in_order, key_of
from desktop.store.security.wiping import wiped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.store.backups.backups import Backup
    from desktop.store.files.lock import FolderLock
    from desktop.store.library.session import SessionOptions

__all__ = [
    "Library",
    "create",
    "open_library",
    "recover",
    "restore",
    "restore_backup",
    "revert",
    "temporary",
    "unlock",
    "unlock_as_it_is",
]


def create(path: Path, passphrase: str, **session: Unpack[SessionOptions]) -> tuple[Library, str]:
    """A new library in the folder `path`, and the recovery key to print.

    Raises `WeakPassphrase`, and `StoreError` where a library is there already.
    """
    folder = Folder(path)
    folder.check_rights()
    _refuse_second(folder)
    slots, key, recovery_key = keys.new_slots(passphrase)
    with on_disk():
        folder.make()
    with entering(folder) as lock, wiped(key):
        _refuse_second(folder)
        with _beginning(folder):
            keys.store(folder.keys, slots)
            ProgressFile(folder.progress, key).write(LibraryProgress(), durable=True)
            library = opened(folder, key, lock, Trust.NEW, **session)
            library.trail.add(Event.LIBRARY_CREATED)
    return library, recovery_key


def unlock(path: Path, passphrase: str, **session: Unpack[SessionOptions]) -> Library:
    """The library in the folder `path`.

    Raises `WrongPassphrase`, `LibraryMissing`, `LibraryDamaged`, `LibraryNewer`, `LibraryInUse`.
    """
    with entering(_there(path)) as lock:
        with wiped(key_of(Folder(path), passphrase, keys.unwrapped)) as key:
            library = opened(Folder(path), key, lock, **session)
        _tell(library, Event.UNLOCKED)
    return library


def recover(path: Path, recovery_key: str, **session: Unpack[SessionOptions]) -> Library:
    """The library opened with its recovery key; `set_passphrase` is to follow."""
    with entering(_there(path)) as lock:
        with wiped(key_of(Folder(path), recovery_key, keys.recovered)) as key:
            library = opened(Folder(path), key, lock, **session)
        _tell(library, Event.RECOVERED)
    return library


def unlock_as_it_is(path: Path, passphrase: str, **session: Unpack[SessionOptions]) -> Library:
    """The readable part of a damaged library, open; from now on it is the library.

    The recovery key opens it too.

    Raises `LibraryDamaged` where nothing of it can be read.
    """
    with entering(_there(path)) as lock:
        with wiped(by_either(slots(path), passphrase)) as key:
            library = opened(Folder(path), key, lock, Trust.AS_IT_IS, **session)
        _tell(library, Event.AS_IT_IS)
    return library


def revert(path: Path, passphrase: str) -> Backup:
    """Put back the library as it was before an upgrade, for the older program; gives the backup.

    What was written since is set aside. Raises `StoreError` where it was never upgraded.
    """
    folder = Folder(path)
    with entering(folder) as lock, wiped(keys.unwrapped(slots(path), passphrase)) as key:
        chosen = next((each for each in backups(folder) if each.before_upgrade), None)
        if chosen is None:
            raise StoreError("This library was not upgraded: there is no earlier state to go to.")
        expect(folder, chosen, key)
        put_in_place(folder, chosen, key)
        settle_on_earlier(folder, key)
        lock.release()
    return chosen


def restore(
    path: Path, passphrase: str, backup: Backup, **session: Unpack[SessionOptions]
) -> Library:
    """The library in the folder `path` as it was at `backup`, open; for a file that is damaged.

    Where only the key file is, that alone is taken from the backup, and nothing goes back.
    """
    with entering(_allowed(path)) as lock:
        folder = Folder(path)
        key = key_in_order(folder, passphrase)
        with wiped(key or _keys_from(folder, passphrase, backup)) as right:
            library = None if key else _with_keys_alone(folder, right, lock, **session)
            return library or _restored(folder, right, backup, lock, **session)


def _allowed(path: Path) -> Folder:
    """The folder `path`, whose files this person may read and write."""
    folder = Folder(path)
    folder.check_rights()
    return folder


def _with_keys_alone(
    folder: Folder, key: bytes, lock: FolderLock, **session: Unpack[SessionOptions]
) -> Library | None:
    """The library as it is, opened with the key from a backup; None if it is damaged itself."""
    with contextlib.suppress(LibraryDamaged):
        library = opened(folder, key, lock, **session)
        _tell(library, Event.UNLOCKED)
        return library
    return None


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
        raise damage(folder, str(error)) from error


def open_library(path: Path, key: bytes, **session: Unpack[SessionOptions]) -> Library:
    """The library in the folder `path`, opened with its data key."""
    with entering(_there(path)) as lock:
        return opened(Folder(path), key, lock, **session)


def temporary(**session: Unpack[SessionOptions]) -> Library:
    """A temporary library: in memory, without a passphrase, deleted when it is closed."""
    database = Database(in_memory())
    upgrade(database)
    return Library(database, **session)


@contextlib.contextmanager
def _beginning(folder: Folder) -> Iterator[None]:
    """Make a library's files; leftovers of a killed attempt are set aside."""
    with on_disk():
        folder.beginning.touch(mode=0o600)
        for file in (folder.log, folder.cases):
            set_aside(file)
    yield
    with on_disk():
        folder.beginning.unlink()
        settle_names(folder.path)


def _refuse_second(folder: Folder) -> None:
    if folder.exists():
        raise StoreError("There is a library in that folder already. Open it, or choose another.")


def _there(path: Path) -> Folder:
    """The folder `path`, which has a library; raises `LibraryMissing` and `LibraryForbidden`."""
    folder = Folder(path)
    folder.check_rights()
    if not folder.exists():
        raise LibraryMissing(
            unreachable(path)
            or f"There is no library in “{path}”. Create one, or choose its folder."
        )
    return folder


def _tell(library: Library, event: Event) -> None:
    """Write the opening to the trail; on a full disk the library opens anyway."""
    try:
        library.trail.add(event)
    except DiskFull:
        pass
    except StoreError:
        library.close()
        raise


def _restored(
    folder: Folder, key: bytes, backup: Backup, lock: FolderLock, **session: Unpack[SessionOptions]
) -> Library:
    expect(folder, backup, key)
    put_in_place(folder, backup, key)
    library = opened(folder, key, lock, **session)
    library.trail.add(Event.FROM_BACKUP, detail={"backup": backup.path.name})
    return library


def _keys_from(folder: Folder, passphrase: str, backup: Backup) -> bytes:
    """Restore the key file from the backup and set the present one aside; gives the key."""
    taken = keys.load(backup.keys)
    key = by_either(taken, passphrase)
    with on_disk():
        set_aside(folder.keys)
    keys.store(folder.keys, taken)
    take_keys(folder, key)
    return key
