"""The system's keychain, for those who ask for it: the library opens without its passphrase.

An empty file in the library's folder says that it was chosen; without it no keychain is asked.
It holds another copy of the data key, and never replaces a slot: a keychain that is absent,
locked or lost leaves the passphrase and the recovery key as they were.
"""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING, Unpack

from desktop.store.errors import StoreError, WrongPassphrase, on_disk
from desktop.store.files.folder import Folder
from desktop.store.library.library import open_library
from desktop.store.security.wiping import wiped

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.library.open_library import Library
    from desktop.store.library.session import SessionOptions

SERVICE = "Determination Desk"
_NO_KEYCHAIN = "This system has no keychain that is open: the library asks for its passphrase."


def remember(library: Library) -> None:
    """Keep the library's key in the keychain; raises `StoreError` where there is none to use."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(SERVICE, _account(library.files.path), library.key.hex())
    except KeyringError as error:
        raise StoreError(_NO_KEYCHAIN) from error
    with on_disk():
        library.files.keychain.touch(mode=0o600)


def forget(path: Path) -> None:
    """Take the key of the library in the folder `path` out of the keychain, if it is there."""
    import keyring
    from keyring.errors import KeyringError

    with on_disk():
        Folder(path).keychain.unlink(missing_ok=True)
    with contextlib.suppress(KeyringError):
        keyring.delete_password(SERVICE, _account(path))


def moved(old: Path, new: Path) -> None:
    """Keep the key of the library that went from the folder `old` to `new` under its new name."""
    if not remembers(new):
        return
    import keyring
    from keyring.errors import KeyringError

    with contextlib.suppress(KeyringError):  # then the passphrase opens it
        key = keyring.get_password(SERVICE, _account(old))
        if key:
            keyring.set_password(SERVICE, _account(new), key)
            keyring.delete_password(SERVICE, _account(old))


def remembers(path: Path) -> bool:
    """Whether the keychain may open the library in the folder `path`."""
    return Folder(path).keychain.exists()


def unlock(path: Path, **session: Unpack[SessionOptions]) -> Library:
    """The library opened with the keychain's key; raises `WrongPassphrase` where it has none."""
    with wiped(_key(path) if remembers(path) else b"") as key:
        if key:
            return open_library(path, key, **session)
    raise WrongPassphrase("The keychain does not have this library's key. Enter the passphrase.")


def _key(path: Path) -> bytes:
    import keyring
    from keyring.errors import KeyringError

    try:
        return bytes.fromhex(keyring.get_password(SERVICE, _account(path)) or "")
    except (KeyringError, ValueError):
        return b""


def _account(path: Path) -> str:
    """A name for the library that tells nothing of where it lies."""
    return hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:16]
