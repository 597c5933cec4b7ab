"""What a command tells: results on standard output, all else on standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def can_write_to(folder: Path) -> bool:
    """Whether the folder given as ``--out`` is there now; why not is said."""
    from desktop.store.files import FileError, make_folder

    try:
        make_folder(folder)
    except FileError as error:
        warn(f"--out {shown(folder)}: {error}")
        return False
    return True


def say(words: str) -> None:
    """A line of the result."""
    if sys.stdout is not None:
        sys.stdout.write(f"{words}\n")


def warn(words: str) -> None:
    """A line for the person who started the command."""
    if sys.stderr is not None:
        sys.stderr.write(f"{words}\n")


def shown(path: Path) -> str:
    """`path` as one line of a message, whatever characters its maker put into it."""
    return "".join(char if char.isprintable() else "?" for char in str(path))
