"""Keeps other processes out of this one's memory and files: it holds health records and a key."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys

_PR_SET_DUMPABLE = 4
_OWNER_ALONE = 0o077
"""The umask for new files and folders, whatever the person's own is."""


def harden() -> None:
    """Leave no core dump after a crash, and let no other process of the user look inside.

    Where the system has no such switch, nothing happens. What the process writes from now on is its
    owner's alone.
    """
    os.umask(_OWNER_ALONE)
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
