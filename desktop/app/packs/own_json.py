"""JSON files of the program's own, each with the number of its format: read whole or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from desktop.records.conversion import shaped
from desktop.store.files import files

if TYPE_CHECKING:
    from pathlib import Path

Shape = TypeVar("Shape", bound=msgspec.Struct)
LARGEST = 20_000_000
FORMAT = 1


class _Format(msgspec.Struct, frozen=True):
    """What is read of a file before all else."""

    format: int = FORMAT


def load(path: Path, shape: type[Shape], damaged: str) -> Shape:
    """What the file at `path` says, an empty `shape` where there is none; raises `FileError`.

    `damaged` says what to do about a file that cannot be read.
    """
    if not path.exists():
        return shape()
    data = files.read(path, LARGEST)
    try:
        value = msgspec.json.decode(data)
        if shaped(value, _Format).format > FORMAT:
            sentence = (
                f"{path.name} was written by a newer version of the program: update this one."
            )
            raise files.FileError(sentence)
        return shaped(value, shape)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise files.FileError(f"{path.name} is damaged, {damaged}") from error


def save(path: Path, value: msgspec.Struct) -> None:
    """Puts `value` at `path`, whole or not at all; raises `FileError`."""
    data = msgspec.json.format(msgspec.json.encode(value), indent=2)
    files.write_atomically(path, data + b"\n")
