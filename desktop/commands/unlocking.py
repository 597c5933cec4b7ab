"""How a command opens the library: its folder from an option, its passphrase from the person."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.store.files.folder import VARIABLE, usual

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from desktop.store.library.library import Library


def library_option(parser: ArgumentParser) -> None:
    """Declares the option for the library's folder."""
    parser.add_argument(
        "--library",
        metavar="FOLDER",
        type=Path,
        default=None,
        help=f"the library's folder (default: ${VARIABLE}, or the usual one)",
    )


def folder(options: Namespace) -> Path:
    """The library's folder."""
    return options.library or usual()


def unlocked(options: Namespace) -> Library:
    """The library, open; raises `StoreError`."""
    from desktop.store.library.library import unlock

    return unlock(folder(options), passphrase("Passphrase: "))


def passphrase(prompt: str) -> str:
    """What the person types unseen; without a terminal, the next line of the input."""
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(prompt)
    return sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""
