"""The pack that a call names, which must be known before the records of cases are made."""

from __future__ import annotations

import os
import tempfile
from argparse import ArgumentError, ArgumentParser
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import desktop
from desktop.cases.packs.pack_folder import PackFileError
from desktop.commands.report import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORD = "--pack"
_PROVED = (("programs", "check"), ("programs", "add"))


def argument(parser: ArgumentParser) -> None:
    """Declares the word for a command that works with packs."""
    parser.add_argument(
        WORD,
        metavar="PACK",
        type=Path,
        help="a template pack for this call, as a folder or a file; its program's own is not used",
    )


def program() -> str:
    """The program of the pack that this call was given; empty where it was given none."""
    place = os.environ.get(desktop.GIVEN, "")
    return next((each.name for each in Path(place).iterdir()), "") if place else ""


def refusal(id: str) -> str:
    """Why a case of the program `id` is none for the pack that was given; empty where it is."""
    wanted = program()
    if wanted in ("", id):
        return ""
    return f"The case is of the program “{id}”; the pack that {WORD} names is of “{wanted}”."


@contextmanager
def at_hand(words: Sequence[str]) -> Iterator[None]:
    """Makes the pack that the command's `words` name one of those that are installed, meanwhile.

    Raises `PackFileError`; where the command is to prove the pack, that is for it to tell.
    """
    path, proves = _named(words)
    if path is None:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="determination-desk-") as place:
        try:
            _put(path, Path(place))
        except PackFileError as error:
            if not proves:
                raise PackFileError(f"{WORD} {shown(path)}: {error}") from error
        with _told(place):
            yield


def _put(path: Path, place: Path) -> None:
    from desktop.programs import pack_archive

    pack = pack_archive.read(path)
    for _ in pack_archive.put(pack, place / pack.id):
        pass


@contextmanager
def _told(place: str) -> Iterator[None]:
    """Lets this process, and those that it starts, find the pack in the folder `place`."""
    os.environ[desktop.GIVEN] = place
    try:
        yield
    finally:
        del os.environ[desktop.GIVEN]


def _named(words: Sequence[str]) -> tuple[Path | None, bool]:
    """The pack that the `words` of a command line name, and whether they ask to prove it."""
    if tuple(words[:2]) in _PROVED:
        paths = [word for word in words[2:] if not word.startswith("-")]
        return (Path(paths[0]) if paths else None), True
    early = ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument(WORD, type=Path)
    try:
        found: Path | None = early.parse_known_args(list(words[1:]))[0].pack
    except ArgumentError:  # the command's own parser says what is wrong
        return None, False
    return found, False
