"""The encrypted file: how it is opened, how a change is whole or not at all, what its errors mean.

The order of the pragmas is measured: an exclusive lock taken *before* the write-ahead log needs no
memory-mapped file, which on a full disk ends the process with SIGBUS.
"""

from __future__ import annotations

import os
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeAlias, TypeVar

from sqlcipher3 import dbapi2 as sqlcipher  # type: ignore[import-untyped]

from desktop.store.database.error_meanings import meaning
from desktop.store.database.keying import give_key, prove_encrypted
from desktop.store.errors import (
    DiskFull,
    LibraryDamaged,
    LibraryLocked,
    on_disk,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from desktop.records.values import Value
    from desktop.store.database.footing import Footing

Column: TypeAlias = int | float | str | bytes | None
"""What a column may hold."""
Bound: TypeAlias = "Iterable[Column] | Mapping[str, Column]"
"""The parameters of a statement, by position or by name."""
# The types of its columns follow from a statement, which mypy cannot read.
Row: TypeAlias = tuple[Any, ...]
T = TypeVar("T")
P = ParamSpec("P")

STEPS = 100
"""SQLite instructions between two checks whether a long statement should stop."""


class Reserve(Protocol):
    """Space set aside on the disk."""

    def release(self) -> bool:
        """Release the space; false if none was reserved."""


class Counter(Protocol):
    """What counts the commits."""

    @property
    def last_backup(self) -> str:
        """The name of the last one that was made."""

    @property
    def backups(self) -> tuple[str, ...]:
        """The names of those that were kept then."""

    def count(self) -> None:
        """Called before a commit that changes something, inside the transaction."""

    def tell(self) -> None:
        """Called after it."""

    def settle(self) -> None:
        """Move the log's pages into the file."""

    def note(self, **what: Value) -> None:
        """Record something else about the library."""

    def closed(self) -> None:
        """Called once the file is closed."""


def damaged(what: str = "") -> LibraryDamaged:
    """The error for a damaged file; `what` says in a sentence what is damaged."""
    return LibraryDamaged(what or LibraryDamaged.sentence)


class Database:
    """An open connection; every error that a user can meet is a `StoreError`.

    If the file proves damaged, `damaged` says what is, and which backup repairs it.
    """

    def __init__(
        self,
        connection: sqlcipher.Connection,
        reserve: Reserve | None = None,
        damaged: Callable[[str], LibraryDamaged] = damaged,
    ) -> None:
        self._connection: sqlcipher.Connection | None = connection
        self._reserve = reserve
        self.damaged = damaged
        self.counter: Counter | None = None
        self.footing: Footing | None = None

    @property
    def connection(self) -> sqlcipher.Connection:
        """The connection; raises `LibraryLocked` once it is closed."""
        if self._connection is None:
            raise LibraryLocked
        return self._connection

    @property
    def open(self) -> bool:
        """Whether it can be used."""
        return self._connection is not None

    def execute(self, statement: str, values: Bound = ()) -> list[Row]:
        """The rows that one statement gives, all of them read."""
        try:
            return self.connection.execute(statement, values).fetchall()  # type: ignore[no-any-return]
        except sqlcipher.Error as error:
            raise self._meant(error) from error

    def one(self, statement: str, values: Bound = ()) -> Any:  # see `Row`
        """The first column of the first row; None where there is no row."""
        found = self.row(statement, values)
        return found[0] if found else None

    def row(self, statement: str, values: Bound = ()) -> Row | None:
        """The first row; None where there is none."""
        return next(iter(self.execute(statement, values)), None)

    def copy(
        self, target: sqlcipher.Connection, step: Callable[[int, int, int], None], pages: int
    ) -> None:
        """Copy everything into `target`, so many `pages` at a time, calling `step` after each."""
        try:
            self.connection.backup(target, pages=pages, progress=step)
        except sqlcipher.Error as error:
            raise self._meant(error) from error

    def whole(self, change: Callable[[], T]) -> T:
        """Do `change` as one transaction; on a full disk once more with the reserve freed."""
        if self.connection.in_transaction:
            return change()
        try:
            return self._transaction(change)
        except DiskFull:
            if self._reserve is None or not self._reserve.release():
                raise
            return self._transaction(change)

    def check_place(self) -> None:
        """Raise `LibraryGone` where its file is no longer the one in the folder.

        A log that was taken away is begun anew, once what stood in it is in the file itself.
        """
        if self.footing is None:
            return
        self.footing.check()
        if self.footing.log_lost and not self.connection.in_transaction:
            for pragma in ("wal_checkpoint(truncate)", "journal_mode=delete", "journal_mode=wal"):
                self.execute(f"pragma {pragma}")
            self.footing.forget_log()

    def stop_when(self, asked: Callable[[], bool]) -> None:
        """End a long statement with `Interrupted` once `asked` says so."""
        self.connection.set_progress_handler(asked, STEPS)

    def close(self) -> None:
        """Close the file; further use raises `LibraryLocked`."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _transaction(self, change: Callable[[], T]) -> T:
        self.check_place()
        counter, before = self.counter, self.connection.total_changes
        self.execute("begin immediate")
        try:
            result = change()
            changed = self.connection.total_changes != before
            if counter is not None and changed:
                counter.count()
            self.execute("commit")
        except BaseException:
            # A full disk makes SQLite roll back by itself; a second rollback would be an error.
            if self.connection.in_transaction:
                self.connection.rollback()
            raise
        if counter is not None and changed:
            counter.tell()
        return result

    def _meant(self, error: Exception) -> Exception:
        meant = meaning(error)
        return self.damaged("") if isinstance(meant, LibraryDamaged) else meant


class HasDatabase(Protocol):
    """Anything that works on a database."""

    @property
    def database(self) -> Database: ...


S = TypeVar("S", bound=HasDatabase)


def atomic(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """`method` as one transaction: all of it happens, or nothing."""

    @wraps(method)
    def whole(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self.database.whole(lambda: method(self, *args, **kwargs))

    return whole


def connect(path: Path, key: bytes | bytearray) -> sqlcipher.Connection:
    """A connection to the encrypted file at `path`, made if need be; raises `StoreError`."""
    with on_disk():
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    connection = None
    try:
        # One thread writes; the daily backup reads from another.
        connection = sqlcipher.connect(
            str(path), isolation_level=None, check_same_thread=False, timeout=0.2
        )
        _prepare(connection, key)
    except sqlcipher.Error as error:
        if connection is not None:
            connection.close()
        raise meaning(error) from error
    return connection


def as_it_lies(path: Path, key: bytes | bytearray) -> sqlcipher.Connection:
    """A connection that reads the encrypted file at `path` without its log, and leaves no trace.

    Raises `StoreError`. The library must not be open, because this drops its lock.
    """
    address = f"{path.absolute().as_uri()}?immutable=1"
    connection = None
    try:
        connection = sqlcipher.connect(
            address, uri=True, isolation_level=None, check_same_thread=False
        )
        connection.execute("pragma cipher_log_level=none")
        give_key(connection, key)
        connection.execute("pragma temp_store=memory")
    except sqlcipher.Error as error:
        if connection is not None:
            connection.close()
        raise meaning(error) from error
    return connection


def fresh(path: Path, key: bytes | bytearray) -> sqlcipher.Connection:
    """A connection to a new encrypted file at `path`, for a backup to be copied into."""
    with on_disk():
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    give_key(connection, key)
    # Not synced to the disk yet: that is done as a whole when it has its name.
    for pragma in ("temp_store=memory", "journal_mode=off", "synchronous=off"):
        connection.execute(f"pragma {pragma}")
    return connection


def in_memory() -> sqlcipher.Connection:
    """A connection to a database in memory."""
    connection = sqlcipher.connect(":memory:", isolation_level=None, check_same_thread=False)
    for pragma in ("temp_store=memory", "foreign_keys=on"):
        connection.execute(f"pragma {pragma}")
    return connection


_PRAGMAS = (
    "temp_store=memory",  # else large sorts reach the disk in plain text
    "locking_mode=exclusive",
    "journal_mode=wal",
    "synchronous=full",
    "checkpoint_fullfsync=on",  # macOS: past the drive's own cache, at each checkpoint
    "foreign_keys=on",
)


def _prepare(connection: sqlcipher.Connection, key: bytes | bytearray) -> None:
    give_key(connection, key)
    for pragma in _PRAGMAS:
        connection.execute(f"pragma {pragma}")
    prove_encrypted(connection)
    connection.execute("begin immediate")  # takes the lock now, and proves the key
    connection.execute("commit")
