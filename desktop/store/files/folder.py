"""The library's folder: it holds all of the library, and moving it moves the library."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import desktop
from desktop.store.errors import LibraryForbidden, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable

VARIABLE = "DETERMINATION_DESK_LIBRARY"
"""The environment variable that names another folder."""

MOVED = "moved to"
"""The note that names the folder to which a library was moved."""

_EFFECTIVE = os.access in os.supports_effective_ids


class Folder(NamedTuple):
    """The files of a library by their duty."""

    path: Path

    @property
    def cases(self) -> Path:
        """The encrypted database."""
        return self.path / "library.db"

    @property
    def log(self) -> Path:
        """The database's write-ahead log: the last changes, encrypted like the database."""
        return self.path / "library.db-wal"

    @property
    def arriving(self) -> Path:
        """The database of a library that is being moved into this folder, until it is whole."""
        return self.path / "library.db.part"

    @property
    def moving(self) -> Path:
        """There, and empty, while this folder has only a copy of a library that is elsewhere."""
        return self.path / "library.moving"

    @property
    def keys(self) -> Path:
        """The slots, without which no passphrase opens the database."""
        return self.path / "library.keys"

    @property
    def lock(self) -> Path:
        """Locked by the program that has the library open; it is empty."""
        return self.path / "library.lock"

    @property
    def holder(self) -> Path:
        """Which program that is."""
        return self.path / "library.holder"

    @property
    def progress(self) -> Path:
        """The progress of the library: what it holds at least."""
        return self.path / "library.progress"

    @property
    def beginning(self) -> Path:
        """There, and empty, while a new library is being made."""
        return self.path / "library.new"

    @property
    def ballast(self) -> Path:
        """Reserved space, released when the disk is full."""
        return self.path / "ballast"

    @property
    def backups(self) -> Path:
        """Where the daily backups are."""
        return self.path / "backups"

    @property
    def guidelines(self) -> Path:
        """Where an organization's own guidelines are, if it has any."""
        return self.path / "guidelines"

    @property
    def keychain(self) -> Path:
        """There, and empty, while the system's keychain may open the library."""
        return self.path / "keychain"

    def exists(self) -> bool:
        """Whether it holds a library, or the rest of one."""
        if self.beginning.exists() or (self.moving.exists() and not self.cases.exists()):
            return False
        if self.has_cases():
            return True
        rest = (self.log, self.keys, self.progress)
        return any(part.exists() for part in rest) or any(self.backups.glob("*.db"))

    def has_cases(self) -> bool:
        """Whether the database is there, be it damaged."""
        return self.cases.exists() and self.cases.stat().st_size > 0

    def shape(self) -> tuple[int, int]:
        """The size and the time of change of the database's file."""
        found = self.cases.stat()
        return found.st_size, found.st_mtime_ns

    def check_rights(self) -> None:
        """Raise `LibraryForbidden`, naming the file that this person may not read and write.

        What has a file's name and is none, such as a folder, is a `StoreError`.
        """
        files = (self.cases, self.log, self.keys, self.progress, self.lock)
        try:
            self._check_kinds((*files, self.holder))
            for path in filter(Path.exists, (self.path, *files, self.backups)):
                if not _is_open_to_person(path):
                    raise LibraryForbidden(path)
        except PermissionError as error:
            raise LibraryForbidden(self.path) from error
        except OSError as error:
            reason = os.strerror(error.errno or 0)
            raise StoreError(f"The library's folder cannot be used: {reason}.") from error

    @staticmethod
    def _check_kinds(files: Iterable[Path]) -> None:
        """Raise `StoreError` where a folder, or a link to nothing, has the name of a file."""
        for path in files:
            if not path.is_file() and (path.exists() or path.is_symlink()):
                raise StoreError(
                    f"“{path}” has the name of one of the library's files and is none. Take it "
                    "away and try again; what it displaced can be restored from a backup."
                )

    def make(self) -> None:
        """Make the folder, for its owner alone."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path.chmod(0o700)


def usual() -> Path:
    """The library's folder: from the environment, where it was moved to, or the usual one."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return _followed(Path(chosen).expanduser())
    return _read(desktop.data_folder() / MOVED) or desktop.data_folder() / "library"


def unreachable(place: Path) -> str:
    """Why the library that was moved to `place` cannot be seen there; empty otherwise."""
    if _there(place) or os.environ.get(VARIABLE) or _read(desktop.data_folder() / MOVED) != place:
        return ""
    return (
        f"The library was moved to “{place}”, which is not there now. Connect the disk that it is "
        f"on. If it is gone for good, delete the note “{MOVED}” in “{desktop.data_folder()}” to "
        "begin anew."
    )


def lead(*ways: Path) -> None:
    """From now on, redirect from each of `ways` to the last of them.

    Where the environment names the old folder, a note stays there; a folder that was named for one
    call alone leads nowhere.
    """
    *old, new = ways
    chosen = os.environ.get(VARIABLE)
    if chosen and _among(_followed(Path(chosen).expanduser()), old):
        _note(Path(chosen).expanduser(), new)
    home = desktop.data_folder()
    if _among(_read(home / MOVED) or home / "library", old):
        _note(home, new)


def _note(folder: Path, new: Path) -> None:
    from desktop.store.files.files import write_atomically

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _among(folder, [new]):
        write_atomically(folder / MOVED, str(new).encode())


def _among(path: Path, others: list[Path]) -> bool:
    return os.path.realpath(path) in map(os.path.realpath, others)


def _followed(folder: Path) -> Path:
    """Where the notes of moved libraries lead from `folder`; itself where they lead nowhere.

    What a killed move left in the old folder is passed by, once the new one has all of it.
    """
    seen = [folder]
    while (new := _read(seen[-1] / MOVED)) and new not in seen:
        if _holds(seen[-1]) and not _has_arrived(Folder(new)):
            break
        seen.append(new)
    return seen[-1] if _holds(seen[-1]) else folder


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _has_arrived(folder: Folder) -> bool:
    return _holds(folder.path) and not folder.moving.exists()


def _is_open_to_person(path: Path) -> bool:
    """Whether this person may read and write what is at `path`, and go into a folder."""
    rights = os.R_OK | os.W_OK | (os.X_OK if path.is_dir() else 0)
    return os.access(path, rights, effective_ids=_EFFECTIVE)


def _holds(folder: Path) -> bool:
    """Whether a library is there; false where that cannot be seen."""
    try:
        return Folder(folder).has_cases()
    except OSError:  # access is denied, or its name is longer than a disk allows
        return False


def _read(note: Path) -> Path | None:
    """The folder that the note names; None where there is no note to read."""
    try:
        return Path(note.read_text(encoding="utf-8").strip() or "?")
    except (OSError, UnicodeDecodeError):
        return None
