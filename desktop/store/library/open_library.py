"""The open library: its parts, its keys, and its closing."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from desktop.store.backups.backups import Backups
from desktop.store.database.digests import digest_of
from desktop.store.errors import (
    DiskFault,
    DiskFull,
    LibraryDamaged,
    LibraryGone,
    LibraryLocked,
    StoreError,
)
from desktop.store.integrity.checkup import faults
from desktop.store.integrity.disk_reserve import DiskReserve
from desktop.store.library.attachments import Attachments
from desktop.store.library.cases import BIN, Cases
from desktop.store.library.milestones import Milestones
from desktop.store.library.session import Session, never, now, person
from desktop.store.library.settings import StoredSettings
from desktop.store.library.trail import Event, Trail
from desktop.store.library.versions import Versions, Why
from desktop.store.security import keys
from desktop.store.security.wiping import wipe, wiped

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from desktop.store.database.database import Database
    from desktop.store.files.folder import Folder
    from desktop.store.files.lock import FolderLock
    from desktop.store.library.session import Due


class Library(Milestones):
    """An open library; `who` is named in its trail, `due` gives a case's due date."""

    def __init__(
        self,
        database: Database,
        *,
        folder: Folder | None = None,
        key: bytes = b"",
        lock: FolderLock | None = None,
        who: str = "",
        now: Callable[[], dt.datetime] = now,
        due: Due = never,
    ) -> None:
        self.folder = folder
        self.database = database
        self._key = bytearray(key)
        self._lock = lock
        self._ballast = folder and DiskReserve(folder.ballast)
        self.session = Session(database, who or person(), now, due)
        self.trail = Trail(self.session)
        self.versions = Versions(self.session, self.trail)
        self.cases = Cases(self.session, self.trail, self.versions)
        self.attachments = Attachments(self.session, self.trail)
        self.settings = StoredSettings(self.session)
        self.backups = Backups(self.session, folder, self._key)

    # -- the library itself ----------------------------------------------------------------------

    def change_passphrase(self, old: str, new: str) -> None:
        """Replace the passphrase `old` by `new`.

        Raises `WrongPassphrase` and `WeakPassphrase`. Backups open with the new one too, as they
        are opened through this library's slots.
        """
        self.database.check_place()
        path = self.files.keys
        slots = keys.load(path)
        wipe(keys.unwrapped(slots, old))
        self.set_passphrase(new)

    def set_passphrase(self, new: str) -> None:
        """Give a library that was opened with its recovery key a new passphrase."""
        self.database.check_place()
        _ = self.files  # raises for a temporary library, which has no key either
        with wiped(self.key) as key:
            self.put_slot(keys.for_passphrase(key, new))
        self.trail.add(Event.NEW_PASSPHRASE)

    def renew_recovery_key(self) -> str:
        """A new recovery key, to be printed; the old one opens nothing from now on."""
        self.database.check_place()
        _, recovery_key = self.files, keys.new_recovery_key()
        with wiped(self.key) as key:
            self.put_slot(keys.for_recovery(key, recovery_key))
        self.trail.add(Event.RECOVERY_KEY)
        return recovery_key

    def put_slot(self, slot: keys.Slot) -> None:
        """Write the key file with `slot` in it; killed on the way, either file is the right one."""
        path = self.files.keys
        slots, before = keys.with_slot(keys.load(path), slot), digest_of(path.read_bytes())
        after = digest_of(keys.packed(slots))
        if self.database.counter is not None:
            self.database.counter.note(keys=(before, after))
        keys.store(path, slots)
        if self.database.counter is not None:
            self.database.counter.note(keys=(after,))

    def proves(self, recovery_key: str) -> bool:
        """Whether this is the library's recovery key: checked once after it was written down."""
        try:
            with wiped(keys.recovered(keys.load(self.files.keys), recovery_key)) as key:
                return self._key == key
        except StoreError:
            return False

    @property
    def nearly_full(self) -> bool:
        """Whether the reserve was used up: the next save may fail unless space is freed."""
        return bool(self._ballast and not self._ballast.reserved)

    def tidy(self) -> None:
        """Daily upkeep, also after trouble: the bin, and the reserve on the disk."""
        self.database.check_place()
        if self._ballast:
            self._ballast.take()
        self.cases.empty_bin()
        self.attachments.empty_bin(BIN)

    @property
    def key(self) -> bytes:
        """A copy of the data key, to be wiped; raises `LibraryLocked` once there is none."""
        if not self._key:
            raise LibraryLocked
        return bytes(self._key)

    @property
    def open(self) -> bool:
        """Whether it can be used; false once it is closed."""
        return self.database.open

    def close(self) -> None:
        """Lock: store versions of changed cases, close the file, wipe the key."""
        try:
            self._close()
        finally:
            if self._lock is not None:
                self._lock.release()

    @contextlib.contextmanager
    def closed_but_held(self) -> Iterator[FolderLock]:
        """Close it for work on its files, keeping others out.

        The lock passes to the caller; it is released here only if that fails.
        """
        lock = self._lock
        if lock is None:
            raise StoreError("A temporary library has no files.")
        try:
            self._close()
            self._lock = None
            yield lock
        except BaseException:
            lock.release()
            raise

    def _close(self) -> None:
        self.backups.stop()
        try:
            self.keep_unfinished(Why.LEFT)
        finally:
            self.database.close()
            wipe(self._key)
            self._key = bytearray()
            footing, counter = self.database.footing, self.database.counter
            if counter is not None and (footing is None or footing.there):
                counter.closed()

    def faults(self) -> Iterator[str]:
        """What is damaged in the library or among its backups, a sentence each; reads it all."""
        if self.database.counter is not None:
            self.database.counter.settle()
        found = faults(self.database)
        if found:
            yield str(self.database.damaged(found))
        if self.backups.lost:
            yield "The last backup is no longer in the library's folder. Make one now."
        for name in self.backups.missing():
            yield f"The backup “{name}” is no longer in the library's folder. Make another one now."
        for each in self.backups.damaged():
            yield f"The backup “{each.path.name}” is damaged. Make another one now."

    def keep_unfinished(self, why: Why) -> None:
        """Keep a version of each case that changed since its last.

        If the disk or the file fails, it is done another time: opening and closing continue.
        """
        with contextlib.suppress(DiskFull, DiskFault, LibraryDamaged, LibraryGone, LibraryLocked):
            self.versions.keep_unfinished(why)

    @property
    def files(self) -> Folder:
        """Its folder; raises `StoreError` for a temporary library, which has none."""
        if self.folder is None:
            raise StoreError("This is a temporary library: it has no passphrase.")
        return self.folder
