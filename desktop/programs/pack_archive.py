"""A pack as one file, or as a folder: its files in memory, once they are what a pack may hold.

An archive comes from elsewhere. It is read within its bounds, and no name in it leads out of the
folder into which its files are put.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from typing import TYPE_CHECKING, Annotated, NamedTuple

import msgspec

from desktop.cases.packs.pack_folder import FACTS, ID, LARGEST_FILE, MOST_FILES, PackFileError
from desktop.records import toml_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MANIFEST = "manifest.toml"
LARGEST = 50_000_000
"""Bytes of a pack, as one file and unpacked."""
_MOST_ENTRIES = 2_000
_LEFT_OUT = re.compile(r"^(__MACOSX/.*|(.*/)?(\.[^/]*|Thumbs\.db|desktop\.ini))$")
"""What systems put into an archive of their own."""
_NAME = re.compile(r"^[^\W_](?:[\w .+-]*[\w+-])?$")
_DEVICE = re.compile(r"(con|prn|aux|nul|conin|conout|(com|lpt)[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_LONGEST_NAME = 100
_HEAD = b"PK\x01\x02"
_UTF_8, _ENCRYPTED = 0x800, 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, struct.error)


Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-fA-F]{64}$")]
"""The SHA-256 of a file."""


class PackFiles(NamedTuple):
    """A pack: its program's id, its version in its maker's words, its files by name."""

    id: str
    version: str
    files: dict[str, bytes]


class PackManifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``manifest.toml`` in a pack of one file says of the pack."""

    version: str
    name: str = ""
    day: dt.date | None = None
    by: str = ""
    hashes: dict[str, Digest] = {}
    """The SHA-256 of each other file."""


class _Named(msgspec.Struct, frozen=True):
    """What must be known of a program before all else."""

    id: Annotated[str, msgspec.Meta(pattern=ID, max_length=60)]
    version: str = ""


def read(path: Path) -> PackFiles:
    """The pack at `path`, a folder or one file; raises `PackFileError`."""
    files = files_of(path)
    named = table(files, FACTS, _Named)
    manifest = table(files, MANIFEST, PackManifest) if MANIFEST in files else None
    if manifest is None:
        return PackFiles(named.id, named.version, files)
    if manifest.hashes:
        hold_against(manifest.hashes, files)
    return PackFiles(named.id, manifest.version, files)


def files_of(path: Path) -> dict[str, bytes]:
    """The files of a pack of any kind at `path`, a folder or one file; raises `PackFileError`."""
    try:
        return _of_folder(path) if path.is_dir() else _of_archive(path)
    except OSError as error:
        raise PackFileError(f"{error.strerror or 'The system refuses it'}.") from error


def table(files: dict[str, bytes], name: str, shape: type[toml_files.Shape]) -> toml_files.Shape:
    """The TOML file `name` as a `shape`; raises `PackFileError`."""
    if name not in files:
        raise PackFileError(f"{name}: the pack has no such file.")
    try:
        text = files[name].decode("utf-8")
        return toml_files.convert(toml_files.parse(text, name), shape, text, name)
    except UnicodeDecodeError as error:
        sentence = f"{name}: it is not UTF-8 text (at byte {error.start}). Save it as UTF-8."
        raise PackFileError(sentence) from error
    except toml_files.TomlError as error:
        raise PackFileError(str(error)) from error


def hold_against(hashes: dict[str, Digest], files: dict[str, bytes]) -> None:
    """Raises `PackFileError` where a file is not as the `hashes` of the manifest have it."""
    for name in sorted({*hashes, *files} - {MANIFEST}):
        if name not in files:
            raise PackFileError(f"{name}: {MANIFEST} names it, and the pack has no such file.")
        if name not in hashes:
            raise PackFileError(f"{name}: {MANIFEST} does not name it.")
        if hashlib.sha256(files[name]).hexdigest() != hashes[name].lower():
            raise PackFileError(f"{name}: it is not the file that {MANIFEST} names: get it again.")


# -- a folder -------------------------------------------------------------------------------------


def _of_folder(folder: Path) -> dict[str, bytes]:
    """The files in `folder` itself, except hidden ones."""
    found = {file.name: file for file in sorted(folder.iterdir()) if not _is_left_out(file)}
    _refuse_names(list(found))
    files: dict[str, bytes] = {}
    for name, file in found.items():
        if file.is_symlink() or not file.is_file():
            raise PackFileError(f"{name}: it is a link or a device; a pack holds files alone.")
        with file.open("rb") as stream:
            files[name] = stream.read(LARGEST_FILE + 1)
        _refuse_size(name, files)
    return files


def _is_left_out(file: Path) -> bool:
    hidden = file.name.startswith((".", "__")) or _LEFT_OUT.match(file.name) is not None
    return hidden or (file.is_dir() and not file.is_symlink())


# -- one file -------------------------------------------------------------------------------------


def _of_archive(path: Path) -> dict[str, bytes]:
    """The files in the ZIP archive at `path`."""
    if not path.is_file():
        raise PackFileError("there is no such file or folder.")
    with path.open("rb") as stream:
        data = stream.read(LARGEST + 1)
    _refuse_archive(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpacked(archive)
    except PackFileError:
        raise
    except UnicodeDecodeError as error:
        raise PackFileError("the name of a file in it is not UTF-8.") from error
    except _DAMAGE as error:
        raise PackFileError("the ZIP file is damaged: get it again.") from error


def _refuse_archive(data: bytes) -> None:
    """Raises `PackFileError` for what is no ZIP file, or one that is not worth opening."""
    if len(data) > LARGEST:
        raise PackFileError(f"it is larger than {LARGEST // 1_000_000} MB.")
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise PackFileError("it is no pack: a pack is a folder, or a ZIP file of one.")
    if data.count(_HEAD) > _MOST_ENTRIES:
        raise PackFileError(f"it holds more than {MOST_FILES} files.")


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [one for one in archive.infolist() if not _LEFT_OUT.match(one.filename)]
    for one in entries:
        _refuse_entry(one)
    within = _inside([one for one in entries if not one.is_dir()])
    _refuse_names([name for name, _ in within])
    files: dict[str, bytes] = {}
    for name, one in within:
        left = LARGEST - sum(map(len, files.values()))
        with archive.open(one) as stream:
            files[name] = stream.read(min(left, LARGEST_FILE) + 1)
        _refuse_size(name, files)
    return files


def _refuse_entry(one: zipfile.ZipInfo) -> None:
    """Raises `PackFileError` for an entry that no pack has."""
    name, kind = one.filename, stat.S_IFMT(one.external_attr >> 16)
    shown = "".join(char if char.isprintable() else "?" for char in one.orig_filename)
    if not name.isascii() and not one.flag_bits & _UTF_8:
        raise PackFileError("the name of a file in it is not UTF-8.")
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise PackFileError(f"{shown}: it is a link or a device; a pack holds files alone.")
    if one.flag_bits & _ENCRYPTED:
        raise PackFileError(f"{shown}: it is encrypted; a pack is not.")
    leads_out = "\\" in one.orig_filename or ":" in name or name.startswith("/")
    if leads_out or "\0" in one.orig_filename or ".." in name.split("/"):
        raise PackFileError(f"{shown}: the name leads out of the pack.")


def _inside(entries: list[zipfile.ZipInfo]) -> list[tuple[str, zipfile.ZipInfo]]:
    """The `entries` with their names in the pack, which may lie in a folder of its own."""
    stems = {one.filename.rpartition("/")[0] for one in entries}
    if len(stems) > 1 or any("/" in stem for stem in stems):
        raise PackFileError("a pack has no folders in it: its files lie side by side.")
    return [(one.filename.rpartition("/")[2], one) for one in entries]


# -- both -----------------------------------------------------------------------------------------


def _refuse_names(names: list[str]) -> None:
    """Raises `PackFileError` for a name that no file can have on every system, or one too many."""
    if len(names) > MOST_FILES:
        raise PackFileError(f"it holds more than {MOST_FILES} files.")
    seen: dict[str, str] = {}
    for name in names:
        if not _is_name(name):
            shown = "".join(char if char.isprintable() else "?" for char in name)
            raise PackFileError(f"{shown}: no file of a pack can have this name.")
        key = unicodedata.normalize("NFC", name).casefold()
        if key in seen:
            raise PackFileError(f"{name}: the pack has the same name twice: {seen[key]}.")
        seen[key] = name


def _is_name(name: str) -> bool:
    fits = len(name.encode()) <= _LONGEST_NAME and _NAME.match(name) is not None
    return fits and not _DEVICE.match(name)


def _refuse_size(name: str, files: dict[str, bytes]) -> None:
    """Raises `PackFileError` where the file `name`, read last, is too large, or all are."""
    if len(files[name]) > LARGEST_FILE:
        raise PackFileError(f"{name}: it is larger than {LARGEST_FILE // 1_000_000} MB.")
    if sum(map(len, files.values())) > LARGEST:
        raise PackFileError(f"its files are larger than {LARGEST // 1_000_000} MB together.")


def put(pack: PackFiles, folder: Path) -> Iterator[Path]:
    """Writes the files of the `pack` into the new `folder`, and gives each that is written."""
    folder.mkdir(mode=0o700)
    for name, data in pack.files.items():
        (folder / name).write_bytes(data)
        yield folder / name
