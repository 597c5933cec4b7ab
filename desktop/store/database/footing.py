"""Whether the open database is still the file in its folder: compared by name, unopened.

A folder that is moved, deleted or exchanged under an open program leaves it writing into files that
no name leads to any more; what is saved there is lost when the program ends.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from desktop.store.errors import LibraryGone

if TYPE_CHECKING:
    from pathlib import Path

Identity = tuple[int, int]
"""The disk and the number on it by which the system knows a file."""


class Footing:
    """The open database at `path`, and its log once there is one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._log = path.with_name(f"{path.name}-wal")
        self._known = identity(path)
        self._known_log: Identity | None = None

    @property
    def there(self) -> bool:
        """Whether the name still leads to the open file."""
        return identity(self._path) == self._known

    def check(self) -> None:
        """Raise `LibraryGone` where the name leads to no file, or to another."""
        if not self.there:
            raise LibraryGone

    @property
    def log_lost(self) -> bool:
        """Whether the log that is written to is no longer the one in the folder."""
        found = identity(self._log)
        if self._known_log is None:
            self._known_log = found
        return found != self._known_log

    def forget_log(self) -> None:
        """A new log is about to be begun."""
        self._known_log = None


def identity(path: Path) -> Identity | None:
    """The file that the name leads to; None if there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 -- at each key
    except OSError:
        return None
    return found.st_dev, found.st_ino
