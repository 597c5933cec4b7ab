"""Case files on disk: read with a sentence for each failure, written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cases import case_file
from desktop.cases.panel.seating import decided

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from desktop.cases.case import Case

MOST_LOOKED_AT = 100_000
"""Files and folders that are looked through for cases or letters."""
LONGEST_NAME = 100
MOST_BYTES = 200
"""Bytes of a name, which leaves room for extensions where a disk allows 255."""
_UNSAFE = re.compile(r"[^\w.-]+")
_DEVICE = re.compile(r"(con|prn|aux|nul|conin|conout|(com|lpt)[0-9¹²³])(?=\.|$)", re.IGNORECASE)
"""Names that Windows reserves for devices, whatever follows their first dot."""

PART = re.compile(r"\.(determination-desk-)?[a-z0-9_]{8}\.part")
"""What a file is called until it is whole; without the program's name in a library of 0.1.0."""
BEFORE = re.compile(r"\.determination-desk-(\d+)-[0-9a-f]{8}\.before")
"""The name of an older file while it is being replaced, with the time of that."""
OLD = 3600
"""Seconds after which no program is still writing."""
_swept: set[Path] = set()
"""Folders in which this process has searched for leftovers of killed ones."""

_OURS = ".determination-desk-"
_REASONS = {
    errno.ENOENT: "There is no such file or folder.",
    errno.EACCES: "The file or its folder is not open to you: its permissions forbid it.",
    errno.EPERM: "The file or its folder is not open to you: its permissions forbid it.",
    errno.EROFS: "The disk is read-only.",
    errno.ENOSPC: "The disk is full.",
    getattr(errno, "EDQUOT", -1): "Your share of the disk is used up.",
    errno.EISDIR: "There is a folder where a file is needed.",
    errno.ENOTDIR: "There is a file where a folder is needed.",
    errno.EEXIST: "There is a file where a folder is needed.",
    errno.EFBIG: "The file is larger than the disk allows.",
    errno.ENAMETOOLONG: "The name is longer than the disk allows.",
    errno.ELOOP: "The name leads in a circle of links.",
}


class FileError(ValueError):
    """A file cannot be read or written; the text says why, without the file's name."""


def read_case(path: Path) -> Case:
    """The case in the file at `path`; raises `FileError`."""
    try:
        return decided(case_file.loads(read(path, case_file.LARGEST)))
    except case_file.CaseFileError as error:
        raise FileError(str(error)) from error


def read(path: Path, largest: int) -> bytes:
    """The bytes of the file at `path`, `largest` of them at most; raises `FileError`."""
    with explained():
        if path.is_dir():
            os.scandir(path).close()  # raises the right error if access is denied
            raise FileError("It is a folder; choose a file.")
        if path.exists() and not path.is_file():
            raise FileError("It is not a file but a device or a pipe.")
        with path.open("rb") as file:
            data = file.read(largest + 1)
    if len(data) > largest:
        raise FileError(f"It is larger than {largest / 1_000_000:g} MB, the most that is read.")
    return data


def write_atomically(path: Path, data: bytes) -> None:
    """Puts `data` at `path`, for its owner alone, whole or not at all; raises `FileError`."""
    with explained():
        part = _written_beside(path, data)
        try:
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        settle_names(path.parent)


def write_together(files: Mapping[Path, bytes]) -> None:
    """Puts each of `files` at its path, for its owner alone: all of them, or none.

    Raises `FileError`, which of several files names the one at fault; what stood at the paths
    stands there then.
    """
    parts: dict[Path, Path] = {}
    before: dict[Path, Path | None] = {}
    at = Path()
    try:
        with explained():
            for at, data in files.items():
                parts[at] = _written_beside(at, data)
            for at, part in parts.items():
                before[at] = _kept_beside(at, part)
                part.replace(at)
            settle_names(at.parent)
    except BaseException as error:
        _go_back(before, parts)
        if isinstance(error, FileError) and len(files) > 1:
            raise FileError(f"{at.name}: {error}") from error
        raise
    finally:
        for left in (*parts.values(), *filter(None, before.values())):
            left.unlink(missing_ok=True)


def _written_beside(path: Path, data: bytes) -> Path:
    """A new file in the folder of `path` that holds `data`, durably."""
    handle, name = tempfile.mkstemp(prefix=_OURS, suffix=".part", dir=path.parent)
    _sweep(Path(name))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _kept_beside(path: Path, part: Path) -> Path | None:
    """What stands at `path`, once more under another name; None where nothing does.

    The name says when `part`, the file that takes its place, was made: a link has no age.
    """
    if path.is_dir() and not path.is_symlink():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not path.exists() and not path.is_symlink():
        return None
    copy = part.with_name(f"{_OURS}{int(part.stat().st_mtime)}-{secrets.token_hex(4)}.before")
    try:
        os.link(path, copy, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a disk without such links
        shutil.copy2(path, copy, follow_symlinks=False)
    return copy


def _go_back(before: dict[Path, Path | None], parts: Mapping[Path, Path]) -> None:
    """Undoes each file that was written, and restores what was there before."""
    for path, copy in list(before.items()):
        if parts[path].exists():
            continue  # it was never put there
        try:
            path.unlink() if copy is None else copy.replace(path)
        except OSError:
            before.pop(path)  # what was stays under its other name


def make_folder(path: Path) -> None:
    """Makes the folder `path` where it is missing and tries whether files can be put into it."""
    with explained():
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass


def find(paths: Iterable[Path], suffix: str = case_file.SUFFIX) -> Iterator[Path]:
    """The files of `paths` in order, each once; of a folder those with `suffix` in and below it.

    A folder without access is listed itself: reading it says why. Raises
    `FileError` if a folder holds too much to search.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in _below(path, suffix) if os.path.isdir(path) else (path,):  # noqa: PTH112
            if (whole := file.absolute()) not in seen:
                seen.add(whole)
                yield file


def _below(folder: Path, suffix: str) -> list[Path]:
    found: list[Path] = []
    left = MOST_LOOKED_AT

    def closed(error: OSError) -> None:
        found.append(Path(os.fsdecode(error.filename)))

    for place, folders, names in os.walk(folder, onerror=closed):
        left -= len(folders) + len(names)
        if left < 0:
            raise FileError(
                f"The folder “{folder}” holds more than {MOST_LOOKED_AT:,} files. Name the folder "
                "in it that is meant."
            )
        found.extend(Path(place, name) for name in names if name.endswith(suffix))
    return sorted(found)


def safe_name(number: str, otherwise: str) -> str:
    """A file name, without its ending, from a case `number`, or from `otherwise` where it is blank.

    It has no character that leads out of a folder, and is no name of a device with whatever
    ending.
    """
    name = _plain_name(number) or _plain_name(otherwise) or "case"
    return _DEVICE.sub(r"\1_", name, count=1) if _DEVICE.match(name) else name


def _plain_name(words: str) -> str:
    name = _UNSAFE.sub("_", words)[:LONGEST_NAME]
    return name.encode()[:MOST_BYTES].decode(errors="ignore").strip("._-")


def _sweep(part: Path) -> None:
    """Remove what killed programs left in the folder; `part` was made there just now.

    Their age comes from the disk, not from this computer's clock.
    """
    if part.parent in _swept:
        return
    _swept.add(part.parent)
    with contextlib.suppress(OSError):
        now = part.stat().st_mtime
        for path in part.parent.glob(f"{_OURS}*"):
            if now - _made(path, now) > OLD:
                path.unlink()


def _made(path: Path, now: float) -> float:
    """When the killed program made what it left at `path`; `now` where that is no such file."""
    if PART.fullmatch(path.name):
        return path.stat().st_mtime
    before = BEFORE.fullmatch(path.name)
    return float(before[1]) if before else now


def settle_names(folder: Path) -> None:
    """Brings the names in `folder` to the disk, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def explained() -> Iterator[None]:
    """Turns the system's refusals into a sentence."""
    try:
        yield
    except OSError as error:
        code = error.errno or 0
        reason = _REASONS.get(code, f"The system refuses it: {os.strerror(code)}.")
        raise FileError(reason) from error
    except ValueError as error:
        if isinstance(error, FileError):
            raise
        raise FileError("The name holds a character that no file name can.") from error
