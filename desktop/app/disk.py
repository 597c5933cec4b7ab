"""The disk as the window reaches it: reading and writing, with a sentence for each refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Files(Protocol):
    """The disk, as the store reaches it."""

    @property
    def FileError(self) -> type[Exception]:
        """What is raised where the disk refuses, with a sentence."""

    def read(self, path: Path, largest: int) -> bytes:
        """The bytes of a file; raises `FileError`."""

    def write_atomically(self, path: Path, data: bytes) -> None:
        """Writes a file whole or not at all; raises `FileError`."""

    def write_together(self, files: Mapping[Path, bytes]) -> None:
        """Writes files, all of them or none; raises `FileError`."""

    def make_folder(self, path: Path) -> None:
        """Makes a folder; raises `FileError`."""

    def safe_name(self, number: str, otherwise: str) -> str:
        """A file name without its extension."""
