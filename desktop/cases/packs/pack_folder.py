"""The files in a pack's folder, each within its bounds; an installed pack's are read once."""

from __future__ import annotations

from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import desktop
from desktop.records import toml_files

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from desktop.records.values import Table

FACTS, RULES, FIELDS = "program.toml", "rules.toml", "fields.toml"
ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
"""What the id of a program looks like, which is also the name of its pack's folder."""
LARGEST_TEXT = 200_000
LARGEST_FILE = 20_000_000
"""Bytes of a pack's largest file, its reference document."""
MOST_FILES = 500
_read: dict[tuple[Path, str], tuple[str, Table]] = {}
"""The text and the table of each TOML file of an installed pack, by its folder and name."""


class PackFileError(ValueError):
    """A file of a pack cannot be used; the text names it and says why."""


def files(folder: Traversable) -> dict[str, Traversable]:
    """The files that lie in `folder` themselves, by name: no link leads out of it."""
    found = islice(folder.iterdir(), MOST_FILES)
    return {file.name: file for file in found if file.is_file() and not _is_link(file)}


def data_of(folder: Traversable, name: str, largest: int = LARGEST_FILE) -> bytes:
    """The bytes of the file `name`; raises `PackFileError`."""
    file = files(folder).get(name)
    if file is None:
        raise PackFileError(f"{name}: the template pack has no such file of its own.")
    with file.open("rb") as stream:
        data = stream.read(largest + 1)
    if len(data) > largest:
        raise PackFileError(f"{name}: it is larger than {largest / 1_000_000:g} MB.")
    return data


def text_of(folder: Traversable, name: str) -> str:
    """The text of the file `name`; raises `PackFileError`."""
    try:
        return data_of(folder, name, LARGEST_TEXT).decode("utf-8")
    except UnicodeDecodeError as error:
        raise PackFileError(
            f"{name}: it is not UTF-8 text (at byte {error.start}). Save it as UTF-8."
        ) from error


def table_of(folder: Path, name: str) -> tuple[str, Table]:
    """The text of the TOML file `name` and the table in it; raises `PackFileError`.

    A pack may do without its fields.
    """
    if (folder, name) in _read:
        return _read[folder, name]
    missing = name == FIELDS and name not in files(folder)
    text = "" if missing else text_of(folder, name)
    try:
        found = text, toml_files.parse(text, name)
    except toml_files.TomlError as error:
        raise PackFileError(str(error)) from error
    if folder in _installed():
        _read[folder, name] = found
    return found


@cache
def _installed() -> frozenset[Path]:
    return frozenset(desktop.packs().values())


def _is_link(file: Traversable) -> bool:
    return isinstance(file, Path) and file.is_symlink()
