"""Tell whether a letter is what the library exported."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.report import say, shown, warn
from desktop.commands.unlocking import library_option, unlocked
from desktop.letter.write.seal import SealError, read_seal
from desktop.store.errors import StoreError
from desktop.store.files.files import FileError, read
from desktop.store.library.exports import look_up

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from desktop.store.library.library import Library

LARGEST = 200_000_000
"""Bytes of a letter."""


def arguments(parser: ArgumentParser) -> None:
    """Declares the command's words."""
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a PDF or Word file")
    library_option(parser)
    parser.epilog = (
        "The passphrase is asked for, or read from the input. Exit status 1: a file is not as it "
        "was exported, or the trail is broken."
    )


def run(options: Namespace) -> int:
    """Says it of each file; 1 where one is not as it was exported."""
    try:
        with closing(unlocked(options)) as library:
            chain = library.trail.verify()
            if not chain.sound:
                warn(str(chain))
            genuine = [_genuine(library, path) for path in options.files]
            return 0 if chain.sound and all(genuine) else 1
    except StoreError as error:
        warn(str(error))
        return 1


def _genuine(library: Library, path: Path) -> bool:
    try:
        data = read(path, LARGEST)
        finding = look_up(library, data, read_seal(data))
    except (FileError, SealError) as error:
        warn(f"{shown(path)}: {error}")
        return False
    say(f"{shown(path)}: {finding.words}")
    return finding.genuine
