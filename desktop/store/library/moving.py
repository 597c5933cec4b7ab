"""Moving the library to another folder, and finding it there afterwards.

Nothing is removed before the copy stands whole under its name and is the one that the program looks
for. Killed at any moment, there is one whole library, and it is found: the old one until its last
file is copied and verified, the new one from then on.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.store.backups.backups import settle
from desktop.store.database.database import Database, connect
from desktop.store.errors import LibraryDamaged, StoreError, on_disk
from desktop.store.files import contents
from desktop.store.files.files import FileError, explained
from desktop.store.files.folder import MOVED, Folder, lead
from desktop.store.files.lock import holding
from desktop.store.library.library import unlock
from desktop.store.library.session import Session
from desktop.store.library.trail import Trail
from desktop.store.security import keychain
from desktop.store.security.wiping import wiped

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLES = ("cases", "documents", "versions", "attachments", "contents", "settings", "trail")


def move(old: Path, new: Path, passphrase: str) -> tuple[Path, ...]:
    """Move the library from the folder `old` to `new`, which must be empty or not there.

    Gives the files that stayed in the old folder, because they are not the library's. Raises
    `StoreError` with the library where it was.
    """
    source, target = Folder(_real(old)), Folder(_real(new))
    source.check_rights()
    with _explained_move():
        _refuse_within(source.path, target.path)
        _refuse_full(target)
    library = unlock(source.path, passphrase)
    try:
        holding = _counted(library.database)
        with wiped(library.key) as key, library.closed_but_held() as lock:
            _refuse_unwritten(source)
            with _arrival(target):
                _copy(source, target)
                _verify(target.arriving, key, holding)
                settle(target.arriving, target.cases)
                lead(old, source.path, target.path)
            keychain.moved(old, new)
            left = contents.strangers(source)
            lock.release()
    finally:
        library.close()
    with on_disk():
        contents.clear(source)
    return left


def _real(path: Path) -> Path:
    """The path without links; one whose links lead in a circle as it is."""
    return Path(os.path.realpath(path))


def _refuse_within(source: Path, target: Path) -> None:
    """Neither folder may be the other or be in the other, under any name."""
    if _same(source, target):
        raise StoreError("The library is in that folder already. Choose another one.")
    if any(_same(source, parent) for parent in target.parents):
        raise StoreError(_INSIDE)
    if any(_same(target, parent) for parent in source.parents):
        raise StoreError(_AROUND)


_INSIDE = (
    "The new folder lies inside the library's own, which would be removed with it. Choose a folder "
    "outside it."
)
_AROUND = "The library lies inside that folder, so it is not empty. Choose an empty or a new one."


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _refuse_full(target: Folder) -> None:
    """The target may hold nothing but what a move that was killed left there."""
    if not target.path.exists():
        return
    if target.moving.exists():
        with holding(target):
            contents.clear(target)
            return
    traces = {target.path / MOVED, target.lock, target.holder}
    if not traces.issuperset(target.path.iterdir()):
        raise StoreError("The new folder is not empty. Choose an empty or a new one.")


def _refuse_unwritten(source: Folder) -> None:
    """A log that is left after closing holds changes that did not fit into the database."""
    if source.log.exists():
        raise StoreError(
            "The library's last changes are still in its log, for the disk did not take them into "
            "its file. Free some space and move it then. It is where it was."
        )


@contextlib.contextmanager
def _arrival(target: Folder) -> Iterator[None]:
    """Hold the target while a library is made there; where that fails, nothing of it stays."""
    was_there = target.path.exists()
    with _explained_move():
        try:
            target.make()
            with holding(target):
                target.moving.touch(mode=0o600)
                yield
                target.moving.unlink()
                (target.path / MOVED).unlink(missing_ok=True)
        except BaseException:
            _undo(target, was_there)
            raise


def _undo(target: Folder, was_there: bool) -> None:
    """Restore the target to its state before the move, as far as the disk allows."""
    with contextlib.suppress(OSError):
        contents.clear(target)
        if was_there:
            target.make()


def _copy(source: Folder, target: Folder) -> None:
    """Copy every file of the library, the database last and under the name of an arriving one."""
    for path in contents.own(source):
        name = target.path / path.relative_to(source.path)
        name.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.is_symlink():
            name.symlink_to(_real(path))
        else:
            _copy_file(path, target.arriving if path == source.cases else name)


def _copy_file(path: Path, copy: Path) -> None:
    shutil.copy2(path, copy)
    copy.chmod(0o600)
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    if _digest(path) != _digest(copy):
        raise StoreError(
            f"“{path.name}” does not read back as it was written to the new folder: that disk may "
            "be failing. The library is where it was."
        )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _verify(path: Path, key: bytes, holding: tuple[object, ...]) -> None:
    """Open the copied database and compare what it holds."""
    database = Database(connect(path, key))
    try:
        if database.one("pragma quick_check") != "ok" or _counted(database) != holding:
            raise LibraryDamaged(
                "The copy in the new folder does not hold what the library holds. The library is "
                "where it was."
            )
    finally:
        database.close()


def _counted(database: Database) -> tuple[object, ...]:
    """How many records of each kind there are, and the state of the whole trail."""
    counts = (database.one(f"select count(*) from {table}") for table in TABLES)  # noqa: S608
    return (*counts, Trail(Session(database, "")).verify())


@contextlib.contextmanager
def _explained_move() -> Iterator[None]:
    """Turns errors of the disk into errors of the move: the library has not changed."""
    try:
        with explained():
            yield
    except FileError as error:
        raise StoreError(f"The library was not moved: {error} It is where it was.") from error
