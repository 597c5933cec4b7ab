"""Verify, show or export the library's audit trail."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.report import say, shown, warn
from desktop.commands.unlocking import library_option, unlocked
from desktop.store.errors import StoreError
from desktop.store.files.files import FileError, write_atomically

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from desktop.store.library.library import Library


def arguments(parser: ArgumentParser) -> None:
    """Declares the command's words."""
    parser.add_argument(
        "what",
        choices=tuple(_ACTS),
        help="verify the chain of hashes, show the entries, or export them as JSON lines",
    )
    parser.add_argument("--out", metavar="FILE", type=Path, help="where to export to")
    library_option(parser)
    parser.epilog = (
        "The passphrase is asked for, or read from the input. Exit status 1: the chain is broken, "
        "or the library cannot be opened."
    )


def run(options: Namespace) -> int:
    """Does one of the three; 1 if the chain is broken or the library cannot be opened."""
    if options.what == "export" and options.out is None:
        warn("Say where to export to: --out FILE.")
        return 2
    try:
        with closing(unlocked(options)) as library:
            return _ACTS[options.what](library, options)
    except (StoreError, FileError) as error:
        warn(str(error))
        return 1


def _verify(library: Library, _: Namespace) -> int:
    """The chain, every page and digest of the file, and each backup."""
    chain = library.trail.verify()
    say(str(chain))
    wrong = list(library.faults())
    for sentence in wrong:
        warn(sentence)
    return 0 if chain.sound and not wrong else 1


def _show(library: Library, _: Namespace) -> int:
    for entry in reversed(library.trail.entries()):
        listed = "; ".join(f"{name}: {value}" for name, value in entry.details.items())
        details = f" ({listed})" if listed else ""
        case = f" {entry.number}" if entry.number else ""
        say(f"{entry.seq} {entry.at[:16]} {entry.who}:{case} {entry.what}{details}")
    return 0


def _export(library: Library, options: Namespace) -> int:
    write_atomically(options.out, library.trail.export())
    say(f"{shown(options.out)}: {library.trail.verify().entries} entries.")
    return 0


_ACTS = {"verify": _verify, "show": _show, "export": _export}
