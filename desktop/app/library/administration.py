"""What can be done with the open library as a whole: its keys, its backups and its trail."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.app.disk import Files
    from desktop.app.library.library_access import LibraryAccess
    from desktop.app.library.library_session import LibrarySession
    from desktop.app.library.recall import Recall
    from desktop.store.backups.backups import Backup
    from desktop.store.library.library import Library

RESTORED = "The library is as it was at the backup."
SAVED = "Every change is saved as you type"
NOT_SAVED = "Not saved"


class LibraryParts(NamedTuple):
    """The parts of the program that work on the library as a whole."""

    access: LibraryAccess
    recall: Recall
    files: Files
    take: Callable[[Library], None]
    """Works with another library from now on."""


class Administration:
    """Changes the keys of the open library, restores its backups and exports its trail."""

    def __init__(self, library: LibrarySession, parts: LibraryParts) -> None:
        self._library, self._parts = library, parts

    # -- keys -------------------------------------------------------------------------------------

    @property
    def has_keys(self) -> bool:
        """Whether the library has keys: a temporary one has none."""
        return self._library.store().folder is not None

    @property
    def remembered(self) -> bool:
        """Whether the keychain opens the library."""
        return self._parts.access.remembers(self._library.store())

    def change_passphrase(self, present: str, new: str) -> str:
        """Sets a new passphrase; gives the sentence about it."""
        self._library.store().change_passphrase(present, new)
        return "The new passphrase opens the library from now on."

    def renew_recovery_key(self) -> str:
        """A new recovery key, to be written down."""
        return self._library.store().renew_recovery_key()

    def remember(self, wanted: bool) -> str:
        """Lets the keychain open the library, or no longer; gives the sentence about it."""
        access, library = self._parts.access, self._library.store()
        if wanted:
            access.remember(library)
            return "The keychain opens the library."
        access.forget(library)
        return "The keychain no longer opens the library."

    # -- backups ----------------------------------------------------------------------------------

    def backup(self, name: str) -> Backup:
        """The backup in the file `name`."""
        backups = self._library.store().backups.all()
        return next(each for each in backups if each.path.name == name)

    def warning(self, backup: Backup) -> str:
        """What restoring the `backup` does."""
        return (
            f"The library goes back to {backup.at.astimezone():%m/%d/%Y %H:%M}; what was written "
            "since is set aside."
        )

    def restore(self, backup: Backup) -> str:
        """Restores the library from `backup`; gives why not, and empty where it did."""
        library = self._library.store()
        self._parts.recall.stop()
        try:
            self._parts.take(self._parts.access.restore_open(library, backup))
        except self._library.failure as error:
            self._stay_in(library)
            return str(error)
        return ""

    def _stay_in(self, library: Library) -> None:
        """Continues with the library that could not be restored, if it is still open."""
        if library.open:
            self._parts.recall.gather(library)
        else:
            self._library.library = None

    # -- trail, and saving ------------------------------------------------------------------------

    def export_trail(self, path: Path) -> None:
        """Writes the whole trail to the file at `path`, and announces it."""
        files, notices = self._parts.files, self._library.notices
        try:
            files.write_atomically(path, self._library.store().trail.export())
        except files.FileError as error:
            notices.warn(f"{path.name} was not written: {error}")
        else:
            notices.tell(f"{path.name} is written.")

    def saved(self, reachable: bool) -> str:
        """What the footer says while the library's folder is `reachable`, or is not."""
        if not reachable:
            return NOT_SAVED
        return SAVED if self._library.case is not None else ""
