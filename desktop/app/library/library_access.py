"""Opening a library by its passphrase, its recovery key, the keychain or a backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.app.deadlines import due
from desktop.store.files import folder

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.backups.backups import Backup
    from desktop.store.backups.recovery_options import RecoveryOption
    from desktop.store.library.library import Library


class LibraryAccess:
    """The library in the folder `place`; each method raises the store's own error with its
    sentence.

    The encryption is loaded only when a library is opened: the window is shown first.
    """

    def __init__(self, place: Path) -> None:
        self._place = place

    def exists(self) -> bool:
        """Whether there is one to unlock."""
        try:
            found = folder.Folder(self._place).exists()
        except OSError:  # unlocking says why it cannot be opened
            return True
        return found or bool(folder.unreachable(self._place))

    def create(self, passphrase: str) -> tuple[Library, str]:
        """A new library and its recovery key."""
        from desktop.store.library import library

        return library.create(self._place, passphrase, due=due)

    def unlock(self, passphrase: str) -> Library:
        """The library, by its passphrase."""
        from desktop.store.library import library

        return library.unlock(self._place, passphrase, due=due)

    def recover(self, recovery_key: str) -> Library:
        """The library, by its recovery key."""
        from desktop.store.library import library

        return library.recover(self._place, recovery_key, due=due)

    def temporary(self) -> Library:
        """A temporary library in memory."""
        from desktop.store.library import library

        return library.temporary(due=due)

    # -- the system's keychain --------------------------------------------------------------------

    def may_remember(self) -> bool:
        """Whether the keychain was chosen to open it."""
        try:
            return folder.Folder(self._place).keychain.exists()
        except PermissionError:
            return False

    def remembered(self) -> Library:
        """The library, by the keychain."""
        from desktop.store.security import keychain

        return keychain.unlock(self._place, due=due)

    def remembers(self, library: Library) -> bool:
        """Whether the keychain opens the open `library`."""
        return library.folder is not None and library.folder.keychain.exists()

    def remember(self, library: Library) -> None:
        """Lets the keychain open the `library` from now on."""
        from desktop.store.security import keychain

        keychain.remember(library)

    def forget(self, library: Library) -> None:
        """Takes the key of the `library` out of the keychain."""
        from desktop.store.security import keychain

        keychain.forget(library.files.path)

    # -- its backups ------------------------------------------------------------------------------

    def restore(self, passphrase: str) -> Library:
        """The library as it was at its last backup."""
        from desktop.store.backups.backups import backups
        from desktop.store.library.library import restore

        last = backups(folder.Folder(self._place))[0]
        return restore(self._place, passphrase, last, due=due)

    def repair(self, secret: str, way: RecoveryOption) -> Library:
        """The library opened by a recovery option; `secret` is what was entered."""
        from desktop.store.library import library

        if way.backup is None:
            return library.unlock_as_it_is(self._place, secret, due=due)
        return library.restore(self._place, secret, way.backup, due=due)

    def restore_open(self, library: Library, backup: Backup) -> Library:
        """The open `library` restored from `backup`; the old one is closed."""
        from desktop.store.library.library import restore_backup

        return restore_backup(library, backup)
