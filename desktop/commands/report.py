"""The output of a command: results on standard output, all else on standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_CONTROLS = {
    code: f"\\u{code:04x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"
}
"""Control characters, escaped as in JSON: words of a case or a file cannot control the terminal."""


def can_write_to(folder: Path) -> bool:
    """Makes the folder of ``--out``; says why if it cannot, and returns false."""
    from desktop.store.files.files import FileError, make_folder

    try:
        make_folder(folder)
    except FileError as error:
        warn(f"--out {shown(folder)}: {error}")
        return False
    return True


def say(words: str) -> None:
    """A line of the result."""
    if sys.stdout is not None:
        sys.stdout.write(f"{words.translate(_CONTROLS)}\n")


def warn(words: str) -> None:
    """A line for the person who started the command."""
    if sys.stderr is not None:
        sys.stderr.write(f"{words.translate(_CONTROLS)}\n")


def shown(path: Path | str) -> str:
    """`path`, or a number, as one line of a message, whatever characters its maker put into it."""
    return "".join(char if char.isprintable() else "?" for char in str(path))
