"""A person's own packs: each a folder that is put in its place whole, or not at all."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

import desktop
from desktop.cases.packs.pack_folder import ID, PackFileError
from desktop.programs import pack_archive
from desktop.store.files import files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.programs.pack_archive import PackFiles

_LOCK = ".lock"
_NEW, _BEFORE = ".new", ".before"
"""How the folder of a pack ends that is being written, and that of the one which it replaces."""
_PATIENCE = 10.0


def add(pack: PackFiles) -> PackFiles | None:
    """Keeps the `pack` in the place of the one with its id, which is given; raises `FileError`."""
    with _alone() as own:
        place, new = own / pack.id, own / f".{pack.id}.{secrets.token_hex(4)}{_NEW}"
        try:
            for file in pack_archive.put(pack, new):
                _settle(file)
            before = known(place)
            _exchange(new, place)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        files.settle_names(own)
    return before


def remove(id: str) -> bool:
    """Takes the own pack `id` away; false where there is none. Raises `FileError`."""
    with _alone() as own:
        place = own / id
        if not re.match(ID, id) or not os.path.lexists(place):
            return False
        aside = own / f".{id}{_BEFORE}"
        place.rename(aside)
        _discard(aside)
    return True


def known(folder: Path) -> PackFiles | None:
    """The pack in `folder`; None where there is none that can be read."""
    try:
        return pack_archive.read(folder)
    except PackFileError:
        return None


@contextmanager
def _alone() -> Iterator[Path]:
    """The folder of the own packs, which no other program changes meanwhile."""
    with alone_in(desktop.own_packs()) as own:
        _tidy(own)
        yield own


@contextmanager
def alone_in(folder: Path) -> Iterator[Path]:
    """The `folder`, made where it is missing; no other program changes its packs meanwhile.

    Raises `FileError`.
    """
    files.make_folder(folder)
    try:
        with files.explained(), FileLock(folder / _LOCK, timeout=_PATIENCE):
            yield folder
    except Timeout as error:
        sentence = "Another program is changing the packs. Try again in a moment."
        raise files.FileError(sentence) from error


def _exchange(new: Path, place: Path) -> None:
    """Puts the folder `new` at `place`; what stands there stays until it does."""
    aside = place.with_name(f".{place.name}{_BEFORE}")
    if os.path.lexists(place):
        place.rename(aside)
    try:
        new.rename(place)
    except BaseException:
        if os.path.lexists(aside):
            aside.rename(place)
        raise
    _discard(aside)


def _tidy(own: Path) -> None:
    """Puts back what a killed program took aside, and takes away what it had begun."""
    for aside in own.glob(f".*{_BEFORE}"):
        place = own / aside.name[1 : -len(_BEFORE)]
        if os.path.lexists(place):
            _discard(aside)
        else:
            aside.rename(place)
    for begun in own.glob(f".*{_NEW}"):
        _discard(begun)


def _discard(path: Path) -> None:
    if path.is_symlink():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)


def _settle(file: Path) -> None:
    """Brings the file to the disk."""
    with file.open("rb+") as written:
        os.fsync(written.fileno())
