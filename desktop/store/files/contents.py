"""Which files in a library's folder are the library's own; others stay untouched."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.store.backups.backups import NAME
from desktop.store.files.files import PART
from desktop.store.files.folder import MOVED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.store.files.folder import Folder

_RESTORED = re.compile(r"library\.(part(-wal|-journal)?|progress\.part)")
_COPIED = re.compile(rf"{NAME.pattern.removesuffix(r'(?:db|keys)')}part(-wal|-journal)?")
_ASIDE = re.compile(r"set aside \d{4}-\d{2}-\d{2} \d{6} \d{6}\.(db|db-wal|keys)")


def own(folder: Folder) -> Iterator[Path]:
    """The library's files, its database last; a link is one of them, what it leads to is not."""
    yield from filter(_there, (folder.keys, folder.progress, folder.ballast, folder.keychain))
    yield from _matching(folder.path, _ASIDE)
    if folder.backups.is_symlink():
        yield folder.backups
    else:
        yield from _matching(folder.backups, NAME)
    yield from _tree(folder.guidelines)
    yield from filter(_there, (folder.log, folder.cases))


def sweep(folder: Folder) -> None:
    """Remove what killed programs left unfinished; the folder must be held."""
    for place, name in ((folder.path, PART), (folder.path, _RESTORED), (folder.backups, _COPIED)):
        for path in _matching(place, name):
            with contextlib.suppress(OSError):
                path.unlink()


def strangers(folder: Folder) -> tuple[Path, ...]:
    """What is in the folder and is not the library's."""
    mine = {*own(folder), folder.lock, folder.holder, folder.path / MOVED}
    return tuple(path for path in _tree(folder.path) if path not in mine)


def clear(folder: Folder) -> None:
    """Remove the library's files, the database first, and the folders that this leaves empty."""
    for path in reversed([*own(folder)]):
        path.unlink(missing_ok=True)
    for path in (folder.arriving, folder.moving, folder.beginning, folder.holder, folder.lock):
        path.unlink(missing_ok=True)
    for path in (folder.guidelines, folder.backups, folder.path):
        _prune(path)


def _matching(folder: Path, name: re.Pattern[str]) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if name.fullmatch(path.name))


def _tree(path: Path) -> Iterator[Path]:
    """The files in and below `path`; links are not followed."""
    if path.is_symlink():
        yield path
        return
    for folder, folders, files in os.walk(path):
        links = (name for name in folders if (Path(folder) / name).is_symlink())
        yield from (Path(folder) / name for name in sorted((*links, *files)))


def _prune(path: Path) -> None:
    """Remove the folder and those below it, as far as they are empty."""
    if path.is_symlink() or not path.is_dir():
        return
    for folder, _, _ in os.walk(path, topdown=False):
        if not any(Path(folder).iterdir()):
            Path(folder).rmdir()


def _there(path: Path) -> bool:
    return path.is_symlink() or path.exists()
