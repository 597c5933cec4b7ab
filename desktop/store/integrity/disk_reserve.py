"""A megabyte set aside, so that the last change can still be saved on a full disk."""

from __future__ import annotations

import contextlib
import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 1_000_000
ROOM = 20 * SIZE
"""Free bytes from which the space is reserved again."""


class DiskReserve:
    """The file that reserves the space and releases it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def reserved(self) -> bool:
        """Whether the space is set aside; false while the disk is nearly full."""
        return self._path.exists()

    def take(self) -> None:
        """Set the space aside if the disk has room to spare."""
        with contextlib.suppress(OSError):
            if not self.reserved and shutil.disk_usage(self._path.parent).free > ROOM:
                self._fill()

    def release(self) -> bool:
        """Release the space; false if none was reserved."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True

    def _fill(self) -> None:
        try:
            with os.fdopen(
                os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb"
            ) as file:
                file.write(os.urandom(SIZE))
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            self._path.unlink(missing_ok=True)
