"""The library's folder: everything that it is lies in it, and moving it moves the library."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

VARIABLE = "DETERMINATION_DESK_LIBRARY"
"""The environment variable that names another folder."""


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
    def keys(self) -> Path:
        """The slots, without which no passphrase opens the database."""
        return self.path / "library.keys"

    @property
    def lock(self) -> Path:
        """What the program that has the library open holds locked; it is empty."""
        return self.path / "library.lock"

    @property
    def holder(self) -> Path:
        """Which program that is."""
        return self.path / "library.holder"

    @property
    def ballast(self) -> Path:
        """Space that is given back when the disk is full."""
        return self.path / "ballast"

    @property
    def backups(self) -> Path:
        """Where the daily backups lie."""
        return self.path / "backups"

    @property
    def guidelines(self) -> Path:
        """Where an organization's own guidelines lie, if it has any."""
        return self.path / "guidelines"

    @property
    def keychain(self) -> Path:
        """There, and empty, while the system's keychain may open the library."""
        return self.path / "keychain"

    def exists(self) -> bool:
        """Whether there is a library in it."""
        return self.cases.exists() and self.cases.stat().st_size > 0

    def make(self) -> None:
        """Make the folder, for its owner alone."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path.chmod(0o700)


def usual() -> Path:
    """Where the library lies: where the environment says, where it was moved to, or as usual."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    try:
        return Path(_pointer().read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError):
        return _home() / "library"


def remember(folder: Path) -> None:
    """Look for the library in `folder` from now on."""
    from desktop.store.files import write_atomically

    pointer = _pointer()
    pointer.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_atomically(pointer, str(folder.absolute()).encode())


def _pointer() -> Path:
    return _home() / "moved to"


def _home() -> Path:
    """Where this system keeps the program's data for one person."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home) / "Determination Desk"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "Determination Desk"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share") / "determination-desk"
