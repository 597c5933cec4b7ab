"""Locking the open library, and what follows from opening another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.app.library.library_session import LibrarySession
    from desktop.cases.case import Case
    from desktop.store.backups.recovery_options import RecoveryOption

CANNOT_LOCK = "The sample library has no passphrase to lock it."
WRONG_KEY = "That is not the key above. Compare it group by group."
RESTORE = "The last good backup can replace the damaged file, which is set aside."
MINUTE = 60_000


class Moved(NamedTuple):
    """The cases that were moved from the sample library, and the sentence about them."""

    ids: tuple[str, ...]
    words: str


class Obstacle(NamedTuple):
    """Why a library was not opened, and what can be done."""

    words: str
    options: tuple[RecoveryOption, ...]
    """What can be opened of it."""
    has_backup: bool
    """Whether its last good backup can be restored."""


def refusal(library: LibrarySession) -> str:
    """Why the open library cannot be locked; empty if it can."""
    is_temporary = library.library is not None and library.library.folder is None
    return CANNOT_LOCK if is_temporary else ""


def idle_timeout(library: LibrarySession) -> int:
    """Milliseconds without activity after which the library is locked; 0 for never."""
    return (library.settings.record.lock_after or 0) * MINUTE


def obstacle(error: Exception) -> Obstacle:
    """What the `error` of opening a library means for the person."""
    options: tuple[RecoveryOption, ...] = getattr(error, "ways", ())
    return Obstacle(str(error), options, getattr(error, "backup", None) is not None)


def moved(library: LibrarySession, made: Sequence[Case]) -> Moved:
    """Adds the cases `made` in the sample library to the open one."""
    ids = tuple(library.add(case) for case in made)
    if not ids:
        return Moved((), "")
    count = "1 case was" if len(ids) == 1 else f"{len(ids)} cases were"
    return Moved(ids, f"{count} moved here from the sample library.")
