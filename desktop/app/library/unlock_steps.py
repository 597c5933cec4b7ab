"""The steps to open a library; some need a second step before the library is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.app.library.library_access import LibraryAccess
    from desktop.store.backups.recovery_options import RecoveryOption
    from desktop.store.library.library import Library


class UnlockSteps:
    """Opens a library by its `access`: each step returns the library once it is ready.

    A new library is ready when its recovery key was entered again, a recovered one when it has a
    new passphrase.
    """

    def __init__(self, access: LibraryAccess) -> None:
        self._access = access
        self._pending: Library | None = None
        self.secret = ""
        """What was entered to open a library that is damaged."""
        self.ways: tuple[RecoveryOption, ...] = ()
        """The recovery options of a damaged library."""

    @property
    def pending(self) -> bool:
        """Whether a library is open already that waits for the second step."""
        return self._pending is not None

    @property
    def first_page(self) -> str:
        """The page to show: for an existing library, or for a new one."""
        return "unlock" if self._access.exists() else "new"

    def create(self, passphrase: str) -> str:
        """Makes a new library; gives its recovery key, which is to be entered again."""
        self._pending, recovery_key = self._access.create(passphrase)
        return recovery_key

    def confirm(self, recovery_key: str) -> Library | None:
        """The new library, if that is its recovery key."""
        pending = self._pending
        return pending if pending is not None and pending.proves(recovery_key) else None

    def recover(self, recovery_key: str) -> None:
        """Opens the library by its recovery key; a new passphrase is to be set."""
        self._pending = self._access.recover(recovery_key)

    def renew(self, passphrase: str) -> Library | None:
        """The library that was recovered, with a new passphrase."""
        if self._pending is not None:
            self._pending.set_passphrase(passphrase)
        return self._pending

    def choose_among(self, ways: tuple[RecoveryOption, ...], secret: str) -> None:
        """Offers the recovery options `ways`, to be used with the `secret` that was entered."""
        self.ways, self.secret = ways, secret

    def repair(self, place: int) -> Library | None:
        """The library opened by the recovery option at `place`, if there is one."""
        if not 0 <= place < len(self.ways):
            return None
        return self._access.repair(self.secret, self.ways[place])

    def forget(self) -> None:
        """Forgets what was entered: a library is in use now."""
        self._pending, self.secret, self.ways = None, "", ()
