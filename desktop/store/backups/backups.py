"""The daily backups: encrypted like the library, verified by opening, the last seven kept.

A backup's name carries the day, the time and the beginning of the trail's head, so that a trail cut
short afterwards is noticed. A copy of the key file is stored next to each backup, in case
the library's own is lost.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from desktop.store.database.database import Database, as_it_lies, fresh
from desktop.store.errors import DiskFault, Interrupted, LibraryDamaged, StoreError, on_disk
from desktop.store.integrity.checkup import faults
from desktop.store.security import key_copies

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.store.files.folder import Folder
    from desktop.store.library.session import Session

KEPT = 7
PAGES = 50
"""Pages copied at a time; a save waits no longer than for these."""

NAME = re.compile(
    r"(\d{4}-\d{2}-\d{2} \d{6})(?: (\d{6,}))? ([0-9a-f]{16})( before upgrade)?\.(?:db|keys)"
)
"""The day and the time, a number, and the head of the trail; early backups have no number."""


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """A backup: its file, the moment it was made, and the beginning of the trail's head."""

    path: Path
    at: dt.datetime
    head: str
    number: int = 0
    """Its place in the order in which they were made, whatever the clock said."""
    before_upgrade: bool = False
    """Whether it is the library as an earlier version of the program knew it."""

    @property
    def keys(self) -> Path:
        """The copy of the key file next to it."""
        return self.path.with_suffix(".keys")


class Backups:
    """The backups of one open library. `make` may run on a thread of its own."""

    def __init__(self, session: Session, folder: Folder | None, key: bytearray) -> None:
        self._session = session
        self._folder = folder
        self._key = key
        self._busy = threading.Lock()
        self._stopped = threading.Event()

    def all(self) -> tuple[Backup, ...]:
        """Every backup, the latest first."""
        return backups(self._folder) if self._folder else ()

    @property
    def due(self) -> bool:
        """Whether today has none yet."""
        if self._folder is None:
            return False
        last = next(iter(self.all()), None)
        return last is None or self.lost or last.at.date() != self._session.now().date()

    @property
    def lost(self) -> bool:
        """Whether the newest backup is missing."""
        counter = self._session.database.counter
        if self._folder is None or counter is None or not counter.last_backup:
            return False
        return not (self._folder.backups / counter.last_backup).exists()

    def missing(self) -> tuple[str, ...]:
        """The names of older backups that are missing."""
        counter, folder = self._session.database.counter, self._folder
        if folder is None or counter is None:
            return ()
        earlier = (name for name in counter.backups if name != counter.last_backup)
        return tuple(name for name in earlier if not (folder.backups / name).exists())

    def damaged(self) -> tuple[Backup, ...]:
        """Those that are not whole; each is read from its beginning to its end."""
        return tuple(each for each in self.all() if not self._is_whole(each))

    def make(self, progress: Callable[[int, int], None] | None = None) -> Backup:
        """Write a backup and verify it; `progress` is called with the pages left and the total.

        Raises `DiskFull`, `LibraryDamaged` where the library itself is not sound, and `Interrupted`
        when the library is closed meanwhile.
        """
        if self._folder is None:
            raise StoreError("A temporary library has no backups.")
        self._session.database.check_place()
        with self._busy:
            with on_disk():
                self._folder.backups.mkdir(mode=0o700, exist_ok=True)
            made = self._planned(self._folder.backups)
            part = made.path.with_suffix(".part")
            try:
                self._write(part, made, progress)
            finally:
                discard(part)
            self._prune(made)
        return made

    def _is_whole(self, backup: Backup) -> bool:
        with contextlib.suppress(LibraryDamaged):
            verify(backup.path, self._key, backup.head)
            database, folder = self._session.database, self._folder
            return folder is not None and key_copies.is_right(folder, database, backup)
        return False

    def stop(self) -> None:
        """Stop a backup that is being made, and wait until it has released the library."""
        self._stopped.set()
        with self._busy:
            self._key = bytearray()

    def _planned(self, folder: Path) -> Backup:
        now = self._session.now()
        head = self._session.database.one("select hash from trail order by seq desc limit 1")
        head = (head or "0" * 64)[:16]
        number = 1 + (last_number(self._folder) if self._folder else 0)
        name = f"{now:%Y-%m-%d %H%M%S} {number:06} {head}.db"
        return Backup(path=folder / name, at=now, head=head, number=number)

    def _write(self, part: Path, made: Backup, progress: Callable[[int, int], None] | None) -> None:
        discard(part)
        self._copy(part, progress)
        try:
            verify(part, self._key, made.head, self._stopped.is_set)
        except LibraryDamaged as error:  # the copy is new: any damage in it comes from the library
            raise self._session.database.damaged("") from error
        if self._folder is not None:
            with on_disk():
                shutil.copyfile(self._folder.keys, made.keys)
                made.keys.chmod(0o600)
        settle(part, made.path)

    def _copy(self, part: Path, progress: Callable[[int, int], None] | None) -> None:
        def step(status: int, left: int, total: int) -> None:  # noqa: ARG001 SQLite's signature
            if self._stopped.is_set():
                raise Interrupted
            if progress is not None:
                progress(left, total)

        target = fresh(part, self._key)
        try:
            self._session.database.copy(target, step, PAGES)
        finally:
            target.close()

    def _prune(self, made: Backup) -> None:
        """Keep the newest backups, and first record which they are.

        A backup whose trail this library does not go on holds what it has not: those that were made
        before it went back to an older one, or by another library, are counted apart. So is the one
        that an upgrade made.
        """
        kinds: dict[tuple[bool, bool], list[Backup]] = {}
        for each in self.all():
            kinds.setdefault((each.before_upgrade, self._goes_on(each)), []).append(each)
        newest = [one for kind, each in kinds.items() for one in each[: 1 if kind[0] else KEPT]]
        counter, names = self._session.database.counter, tuple(one.path.name for one in newest)
        if counter is not None:
            counter.note(backup=made.path.name, backups=names)
        for each in self.all():
            if each not in newest:
                each.path.unlink(missing_ok=True)
                each.keys.unlink(missing_ok=True)

    def _goes_on(self, backup: Backup) -> bool:
        found = "select 1 from trail where hash like ?"
        return bool(self._session.database.one(found, (f"{backup.head}%",)))


def backups(folder: Folder) -> tuple[Backup, ...]:
    """The backups in the library's `folder`, the newest first; it may be closed.

    Their order is that of their numbers: a clock that was set back does not make a new one old.
    """
    found = ((path, NAME.fullmatch(path.name)) for path in folder.backups.glob("*.db"))
    listed = (_named(path, name) for path, name in found if name)
    return tuple(
        sorted(filter(None, listed), key=lambda one: (one.number, one.path.name), reverse=True)
    )


def last_number(folder: Folder) -> int:
    """The number of the backup that was made last; 0 where there is none."""
    return max((each.number for each in backups(folder)), default=0)


def _named(path: Path, name: re.Match[str]) -> Backup | None:
    """The backup of that name; None if its day is not a date: then no program made it."""
    try:
        at = dt.datetime.strptime(name[1], "%Y-%m-%d %H%M%S").replace(tzinfo=dt.UTC)
    except ValueError:
        return None
    return Backup(
        path=path, at=at, head=name[3], number=int(name[2] or 0), before_upgrade=bool(name[4])
    )


def verify(
    path: Path, key: bytes | bytearray, head: str = "", stopped: Callable[[], bool] = lambda: False
) -> None:
    """Open the encrypted file at `path` and look whether it is whole; raises `LibraryDamaged`.

    Its trail must hold the entry whose hash begins with `head`. It ends with `Interrupted` as soon
    as `stopped` says so.
    """
    try:
        database = Database(as_it_lies(path, key))
        database.stop_when(stopped)
        try:
            sound = _whole(database, head)
        finally:
            database.close()
    except (LibraryDamaged, DiskFault):
        sound = False
    if not sound:
        raise LibraryDamaged(f"The backup “{path.name}” is damaged. Choose an older one.")


def _whole(database: Database, head: str) -> bool:
    if not database.one("pragma user_version"):  # an empty file is a database without a table
        return False
    known = database.one("select 1 from trail where hash like ?", (f"{head}%",))
    return bool(known or not head.strip("0")) and not faults(database)


def restore(folder: Folder, backup: Backup, key: bytes) -> Path | None:
    """Put `backup` in the place of the closed library's file, which is set aside.

    Gives the path of the file set aside, None where there was none. Raises `LibraryDamaged` and
    `DiskFull` with nothing changed.
    """
    verify(backup.path, key, backup.head)
    part = folder.cases.with_suffix(".part")
    try:
        with on_disk():
            shutil.copyfile(backup.path, part)
            part.chmod(0o600)
            aside = _set_aside(folder)
        settle(part, folder.cases)
    finally:
        discard(part)
    return aside


def settle(part: Path, path: Path) -> None:
    """Give the finished file `part` its name `path`, durably."""
    with on_disk():
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
        if hasattr(os, "O_DIRECTORY"):
            handle = os.open(path.parent, os.O_DIRECTORY)
            os.fsync(handle)
            os.close(handle)


def discard(part: Path) -> None:
    """Remove an unfinished database and SQLite's files next to it."""
    for suffix in ("", "-wal", "-journal"):
        with contextlib.suppress(OSError):
            part.with_name(part.name + suffix).unlink(missing_ok=True)


def _set_aside(folder: Folder) -> Path | None:
    """Keep the present file, and its log, under another name."""
    stamp = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H%M%S %f")
    aside = folder.path / f"set aside {stamp}.db"
    if folder.log.exists():
        folder.log.replace(aside.with_name(aside.name + "-wal"))
    if not folder.cases.exists():
        return None
    try:
        os.link(folder.cases, aside)
    except OSError:
        shutil.copyfile(folder.cases, aside)
    return aside
