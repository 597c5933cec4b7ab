"""Guideline packs: a folder, one ZIP file, or a single guideline file."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
from typing import TYPE_CHECKING, Annotated, NamedTuple

import msgspec

from desktop.app.reference_works import ReferenceFileError, read_text
from desktop.cases.packs.pack_folder import PackFileError
from desktop.programs import pack_archive
from desktop.records import toml_files

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.records.values import Table

_TOML = ".toml"
_ONE_LINE = msgspec.Meta(pattern=r"^[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$", max_length=80)
_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The day that stands in each archive, so that the same files make the same one."""


class GuidelineManifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What ``manifest.toml`` says of a guideline pack."""

    name: Annotated[str, _ONE_LINE]
    version: Annotated[str, _ONE_LINE]
    day: dt.date
    by: Annotated[str, _ONE_LINE]
    hashes: dict[str, pack_archive.Digest]
    """The SHA-256 of each other file."""


class GuidelinePack(NamedTuple):
    """A pack with its manifest, every file as the manifest has it."""

    manifest: GuidelineManifest
    files: dict[str, bytes]

    @property
    def texts(self) -> dict[str, str]:
        """Its TOML files, by name; raises `PackFileError`."""
        return _texts(self.files)

    def archive(self) -> bytes:
        """It as one file: the same bytes whenever it is made."""
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(self.files):
                archive.writestr(zipfile.ZipInfo(name, _BEGINNING), self.files[name])
        return data.getvalue()

    def digest(self) -> str:
        """By what it differs from every other pack."""
        return hashlib.sha256(self.archive()).hexdigest()


def read(path: Path) -> GuidelinePack:
    """The pack at `path`, a folder or one file; raises `PackFileError`."""
    files = pack_archive.files_of(path)
    manifest = pack_archive.table(files, pack_archive.MANIFEST, GuidelineManifest)
    pack_archive.hold_against(manifest.hashes, files)
    _texts(files)
    return GuidelinePack(manifest, files)


def texts(path: Path) -> dict[str, str]:
    """The TOML files of the pack at `path`, by name.

    Raises `PackFileError`, and `ReferenceFileError` for a single file, which that names.
    """
    if path.suffix.lower() == _TOML and not path.is_dir():
        return {path.name: read_text(path)}
    return _texts(pack_archive.files_of(path))


def _texts(files: dict[str, bytes]) -> dict[str, str]:
    """The TOML files among `files`, its manifest aside; raises `PackFileError`."""
    found = {name: _text(name, data) for name, data in files.items() if _is_toml(name)}
    if not found:
        raise PackFileError("there is no guideline file (.toml) in it.")
    return found


def tables(path: Path) -> dict[str, Table]:
    """What the files of the pack at `path` say, by name; raises `PackFileError`."""
    try:
        return {name: toml_files.parse(text, name) for name, text in texts(path).items()}
    except (toml_files.TomlError, ReferenceFileError) as error:
        raise PackFileError(str(error)) from error


def _is_toml(name: str) -> bool:
    return name.lower().endswith(_TOML) and name != pack_archive.MANIFEST


def _text(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = f"{name}: it is not UTF-8 text (at byte {error.start}). Save it as UTF-8."
        raise PackFileError(sentence) from error
