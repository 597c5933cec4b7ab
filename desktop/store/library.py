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
    library.close()                              locked: the key is dropped, every call refuses

Every failure is a `StoreError` whose text is the sentence to show. A failed save leaves the library
as it was: keep the text on the screen and call `save` again with the same version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.store import keys
from desktop.store.attachments import Attachments
from desktop.store.ballast import Ballast
from desktop.store.cases import BIN, Cases
from desktop.store.database import Database, connect, in_memory, is_plain
from desktop.store.errors import LibraryDamaged, LibraryLocked, LibraryMissing, StoreError
from desktop.store.folder import Folder
from desktop.store.records import State
from desktop.store.schema import upgrade
from desktop.store.session import Session, never, now, person
from desktop.store.settings import Settings
from desktop.store.trail import Event, Trail
from desktop.store.versions import Versions, Why

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from desktop.store.session import Due


class Library:
    """An open library; `who` stands in its trail, `due` tells a case's due date."""

    def __init__(
        self,
        database: Database,
        *,
        folder: Folder | None = None,
        key: bytes = b"",
        who: str = "",
        now: Callable[[], dt.datetime] = now,
        due: Due = never,
    ) -> None:
        self.folder = folder
        self.database = database
        self._key = key
        self._ballast = folder and Ballast(folder.ballast)
        self.session = Session(database, who or person(), now, due)
        self.trail = Trail(self.session)
        self.versions = Versions(self.session, self.trail)
        self.cases = Cases(self.session, self.trail, self.versions)
        self.attachments = Attachments(self.session, self.trail)
        self.settings = Settings(self.session)

    # -- a case's milestones ---------------------------------------------------------------------

    def sign_off(self, id: str) -> None:
        """Lock the case: it takes no change until it is reopened."""
        self._milestone(id, State.SIGNED, Event.SIGNED, Why.SIGNED)

    def reopen(self, id: str, reason: str) -> None:
        """Let a signed-off case be changed again; the trail keeps the reason."""
        if not reason.strip():
            raise StoreError("Say why the case is reopened: the reason stands in its trail.")
        self._milestone(id, State.DRAFTING, Event.REOPENED, Why.LEFT, reason=reason.strip())

    def exported(self, id: str, sha256: str, form: str, edition: str = "") -> None:
        """Tell the trail that the case's letter was written to a file with that SHA-256."""
        kept = self.cases.get(id)
        state = State.SIGNED if kept.locked else State.EXPORTED
        detail = {"sha256": sha256, "format": form, "edition": edition, "version": kept.version}
        self._milestone(id, state, Event.EXPORTED, Why.EXPORTED, **detail)

    def accepted(self, id: str, rule: str, path: str, reason: str) -> None:
        """Tell the trail that a finding was accepted, and why."""
        detail = {"rule": rule, "field": path, "reason": reason}
        self.trail.add(Event.ACCEPTED, id, self.cases.row(id).number, detail)

    def restore_version(self, id: str, number: int) -> int:
        """Make an earlier version the case's text again; the present one is kept. Its new version.

        Raises `CaseSigned` and `CaseMissing`.
        """

        def change() -> int:
            kept, earlier = self.cases.get(id), self.versions.get(id, number)
            self.versions.keep(id, Why.REPLACED)
            version = self.cases.save(id, earlier, kept.version)
            self.trail.add(Event.RESTORED, id, earlier.case_number, {"version": number})
            return version

        return self.database.whole(change)

    def _milestone(self, id: str, state: State, event: Event, why: Why, **detail: Any) -> None:
        def change() -> None:
            self.versions.keep(id, why)
            self.cases.mark(id, state)
            self.trail.add(event, id, self.cases.row(id).number, detail)

        self.database.whole(change)

    # -- the library itself ----------------------------------------------------------------------

    def change_passphrase(self, old: str, new: str) -> None:
        """Let `new` open the library in the place of `old`.

        Raises `WrongPassphrase` and `WeakPassphrase`. Backups open with the new one too, as they
        are opened through this library's slots.
        """
        path = self._folder().keys
        slots = keys.load(path)
        keys.unwrapped(slots, old)
        self.set_passphrase(new)

    def set_passphrase(self, new: str) -> None:
        """Give a library that was opened with its recovery key a new passphrase."""
        path = self._folder().keys
        keys.store(path, keys.with_slot(keys.load(path), keys.for_passphrase(self.key, new)))
        self.trail.add(Event.NEW_PASSPHRASE)

    def renew_recovery_key(self) -> str:
        """A new recovery key, to be printed; the old one opens nothing from now on."""
        path, recovery_key = self._folder().keys, keys.new_recovery_key()
        keys.store(path, keys.with_slot(keys.load(path), keys.for_recovery(self.key, recovery_key)))
        self.trail.add(Event.RECOVERY_KEY)
        return recovery_key

    def proves(self, recovery_key: str) -> bool:
        """Whether this is the library's recovery key: asked once, to see that it was kept."""
        try:
            return keys.recovered(keys.load(self._folder().keys), recovery_key) == self.key
        except StoreError:
            return False

    @property
    def nearly_full(self) -> bool:
        """Whether the reserve was used up: the next save may fail unless space is freed."""
        return bool(self._ballast and not self._ballast.held)

    def tidy(self) -> None:
        """What is due once a day and after trouble: the bin, and the reserve on the disk."""
        if self._ballast:
            self._ballast.take()
        self.cases.empty_bin()
        self.attachments.empty_bin((self.session.now() - BIN).isoformat())

    @property
    def key(self) -> bytes:
        """The data key; raises `LibraryLocked` once it is dropped."""
        if not self._key:
            raise LibraryLocked
        return self._key

    @property
    def open(self) -> bool:
        """Whether it can be used; false once it is closed."""
        return self.database.open

    def close(self) -> None:
        """Lock: keep what changed as versions, give the file back, drop the key."""
        try:
            if self.open:
                self.versions.keep_unfinished(Why.LEFT)
        finally:
            self.database.close()
            self._key = b""

    def _folder(self) -> Folder:
        if self.folder is None:
            raise StoreError("This library is a throw-away one: it has no passphrase.")
        return self.folder


def create(path: Path, passphrase: str, **session: Any) -> tuple[Library, str]:
    """A new library in the folder `path`, and the recovery key to print.

    Raises `WeakPassphrase`, and `StoreError` where a library is there already.
    """
    folder = Folder(path)
    if folder.exists():
        raise StoreError("There is a library in that folder already. Open it, or choose another.")
    slots, key, recovery_key = keys.new_slots(passphrase)
    folder.make()
    folder.cases.unlink(missing_ok=True)
    keys.store(folder.keys, slots)
    library = open_library(path, key, **session)
    library.trail.add(Event.LIBRARY_CREATED)
    return library, recovery_key


def unlock(path: Path, passphrase: str, **session: Any) -> Library:
    """The library in the folder `path`.

    Raises `WrongPassphrase`, `LibraryMissing`, `LibraryDamaged`, `LibraryNewer`, `LibraryInUse`.
    """
    return open_library(path, keys.unwrapped(slots(path), passphrase), **session)


def recover(path: Path, recovery_key: str, **session: Any) -> Library:
    """The library opened with its recovery key; `set_passphrase` is to follow."""
    library = open_library(path, keys.recovered(slots(path), recovery_key), **session)
    library.trail.add(Event.RECOVERED)
    return library


def slots(path: Path) -> keys.Slots:
    """The slots of the library in the folder `path`."""
    folder = Folder(path)
    if not folder.exists():
        raise LibraryMissing(f"There is no library in “{path}”. Create one, or choose its folder.")
    return keys.load(folder.keys)


def open_library(path: Path, key: bytes, **session: Any) -> Library:
    """The library in the folder `path`, opened with its data key."""
    folder = Folder(path)
    database = Database(connect(folder.cases, key), Ballast(folder.ballast))
    try:
        upgrade(database)
        if is_plain(folder.cases):
            raise LibraryDamaged("The library's file is not encrypted: it is not this library's.")
        return Library(database, folder=folder, key=key, **session)
    except BaseException:
        database.close()
        raise


def temporary(**session: Any) -> Library:
    """A throw-away library: in memory alone, without a passphrase, gone when it is closed."""
    database = Database(in_memory())
    upgrade(database)
    return Library(database, **session)
