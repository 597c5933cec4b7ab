"""Counts the commits of an open library, in the library and in its progress file."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.store.errors import StoreError
from desktop.store.integrity.progress import Reached

if TYPE_CHECKING:
    from desktop.records.values import Value
    from desktop.store.database.database import Database
    from desktop.store.files.folder import Folder
    from desktop.store.integrity.progress import LibraryProgress, ProgressFile

LONGEST_LOG = 4_000_000
"""The size of the log, in bytes, at which its pages are moved into the file."""


class Commits:
    """Counts each commit of `database` and writes how far it came into `file`."""

    def __init__(
        self, database: Database, folder: Folder, file: ProgressFile, progress: LibraryProgress
    ) -> None:
        self._database, self._folder, self._file = database, folder, file
        self._progress = progress
        self._turn = threading.Lock()  # a backup is noted from a thread of its own

    @property
    def last_backup(self) -> str:
        """The name of the last backup that was made."""
        return self._progress.backup

    @property
    def backups(self) -> tuple[str, ...]:
        """The names of the backups that were kept when the last was made."""
        return self._progress.backups

    def count(self) -> None:
        """Count the transaction that is about to be committed."""
        commits = self._database.one("update held set commits = commits + 1 returning commits")
        here = reached(self._database, commits)
        with self._turn:
            self._progress = replace(self._progress, reached=here)

    def tell(self) -> None:
        """Record that it was committed."""
        with self._turn:
            self._file.write(self._progress)
        with contextlib.suppress(OSError, StoreError):
            if self._folder.log.stat().st_size > LONGEST_LOG:
                self.settle()

    def settle(self) -> None:
        """Move the log's pages into the file, and record it."""
        busy = self._database.one("pragma wal_checkpoint(truncate)")
        if not busy:
            self.note(settled=self._progress.reached.commits)

    def note(self, **what: Value) -> None:
        """Record something else about the library, durably."""
        with self._turn:
            self._progress = replace(self._progress, **what)
            self._file.write(self._progress, durable=True)

    def closed(self) -> None:
        """Record the closed file: its log was moved into it."""
        if not self._folder.log.exists():
            settled = self._progress.reached.commits
            self.note(settled=settled, shape=self._folder.shape(), instead=None)


def reached(database: Database, commits: int | None = None) -> Reached:
    """The progress of the library in `database`."""
    if commits is None:
        commits = database.one("select commits from held")
    entries, head = database.row("select seq, hash from trail order by seq desc limit 1") or (0, "")
    return Reached(commits=commits or 0, entries=entries, head=head)
