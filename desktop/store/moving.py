"""Moving the library to another folder, and finding it there afterwards."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from desktop.store.errors import StoreError, on_disk
from desktop.store.folder import Folder, remember
from desktop.store.library import unlock

if TYPE_CHECKING:
    from pathlib import Path


def move(old: Path, new: Path, passphrase: str) -> None:
    """Move the library from the folder `old` to `new`, which must be empty or not there.

    The copy is opened before the original goes, so that a failure leaves the original whole.
    """
    if new.exists() and any(new.iterdir()):
        raise StoreError("The new folder is not empty. Choose an empty or a new one.")
    unlock(old, passphrase).close()
    try:
        with on_disk():
            Folder(new).make()
            shutil.copytree(old, new, dirs_exist_ok=True)
        unlock(new, passphrase).close()
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    remember(new)
    with on_disk():
        shutil.rmtree(old)
