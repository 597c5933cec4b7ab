"""The key file: which data key it gives, and whether it is the one that this library wrote last.

A flipped bit in it looks like a wrong passphrase, and a damaged slot of the recovery key like
nothing at all. Each backup has a copy of it, by which the one is told from the other.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from desktop.store.backups.backups import backups
from desktop.store.backups.recovery_options import damage, damage_of_keys, found
from desktop.store.errors import (
    LibraryDamaged,
    StoreError,
    WrongPassphrase,
    WrongRecoveryKey,
)
from desktop.store.integrity.progress import ProgressFile
from desktop.store.integrity.soundness import digest_of_keys
from desktop.store.security import keys
from desktop.store.security.wiping import wipe, wiped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.store.files.folder import Folder

    Unwrap = Callable[[keys.Slots, str], bytes]


def key_of(folder: Folder, secret: str, unwrap: Unwrap) -> bytes:
    """The data key under the `secret`.

    Raises `WrongPassphrase` or `WrongRecoveryKey`, and `LibraryDamaged` where the fault is in the
    key file.
    """
    wrong: StoreError | None = None
    key = b""
    try:
        key = unwrap(keys.load(folder.keys), secret)
        if ProgressFile(folder.progress, key).fits():
            return key
    except (WrongPassphrase, WrongRecoveryKey, LibraryDamaged) as error:
        wrong = error
    other = _in_a_backup(folder, secret, unwrap)
    if other:
        wipe(key)
        with wiped(other):
            raise damage_of_keys(folder, other)
    if isinstance(wrong, LibraryDamaged):
        raise damage(folder, str(wrong))
    if wrong:
        raise wrong
    return key


def by_either(slots: keys.Slots, secret: str) -> bytes:
    """The data key under the passphrase or the recovery key; raises `WrongPassphrase`."""
    try:
        return keys.unwrapped(slots, secret)
    except WrongPassphrase:
        with contextlib.suppress(WrongRecoveryKey):
            return keys.recovered(slots, secret)
        raise


def key_in_order(folder: Folder, secret: str) -> bytes:
    """The data key under the secret; empty where the key file is not as it was written last."""
    with contextlib.suppress(LibraryDamaged, WrongPassphrase):
        key = by_either(keys.load(folder.keys), secret)
        if _is_in_order(folder, key):
            return key
        wipe(key)
    return b""


def _is_in_order(folder: Folder, key: bytes) -> bool:
    """Whether the key file, which gave the `key`, is the one that the library wrote last.

    Where that is not known, it is if the key opens what is there.
    """
    try:
        progress = ProgressFile(folder.progress, key).read()
    except LibraryDamaged:
        return bool(found(folder, key))
    return progress is None or not progress.keys or digest_of_keys(folder) in progress.keys


def _in_a_backup(folder: Folder, secret: str, unwrap: Unwrap) -> bytes:
    """The key that the copy in a backup gives, where the key file itself is not in order."""
    seen = {_content(folder.keys)}
    for backup in backups(folder):
        content = _content(backup.keys)
        if content not in seen:
            seen.add(content)
            key = _from_copy(folder, backup.keys, secret, unwrap)
            if key:
                return key
    return b""


def _from_copy(folder: Folder, copy: Path, secret: str, unwrap: Unwrap) -> bytes:
    """The key that `copy` of the key file gives; empty where it is not this library's."""
    with contextlib.suppress(StoreError):
        key = unwrap(keys.load(copy), secret)
        if _belongs(folder, key):
            return key
        wipe(key)
    return b""


def _belongs(folder: Folder, key: bytes) -> bool:
    """Whether the key is this library's and its key file another one than it wrote."""
    progress = ProgressFile(folder.progress, key).read()
    if progress is None or not progress.keys:
        return not folder.keys.exists()
    return digest_of_keys(folder) not in progress.keys


def _content(path: Path) -> bytes:
    with contextlib.suppress(OSError):
        return path.read_bytes()
    return b""
