"""Guideline packs: a folder, one ZIP file, or a single guideline file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.app.reference_works import ReferenceFileError, read_text
from desktop.cases.packs.pack_folder import PackFileError
from desktop.programs import pack_archive
from desktop.records import toml_files

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.records.values import Table

_TOML = ".toml"


def texts(path: Path) -> dict[str, str]:
    """The TOML files of the pack at `path`, by name; raises `PackFileError`."""
    if path.is_file() and path.suffix.lower() == _TOML:
        try:
            return {path.name: read_text(path)}
        except ReferenceFileError as error:
            raise PackFileError(str(error)) from error
    files = pack_archive.files_of(path)
    found = {name: _text(name, data) for name, data in files.items() if _is_toml(name)}
    if not found:
        raise PackFileError("there is no guideline file (.toml) in it.")
    return found


def tables(path: Path) -> dict[str, Table]:
    """What the files of the pack at `path` say, by name; raises `PackFileError`."""
    try:
        return {name: toml_files.parse(text, name) for name, text in texts(path).items()}
    except toml_files.TomlError as error:
        raise PackFileError(str(error)) from error


def _is_toml(name: str) -> bool:
    return name.lower().endswith(_TOML) and name != pack_archive.MANIFEST


def _text(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = f"{name}: it is not UTF-8 text (at byte {error.start}). Save it as UTF-8."
        raise PackFileError(sentence) from error
