"""Several files are written all together, or none of them, and what stood there is unharmed."""

from __future__ import annotations

import os
import stat
from itertools import product
from pathlib import Path

import pytest

from desktop.store.files import files
from desktop.store.files.files import FileError, write_together

NAMES = ("a.docx", "b.pdf", "c.txt")


def wanted(folder: Path) -> dict[Path, bytes]:
    return {folder / name: name.encode() for name in NAMES}


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def test_all_are_written_for_their_owner_alone_and_nothing_else_is_left(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"of yesterday")
    write_together(wanted(tmp_path))
    assert content(tmp_path) == {name: name.encode() for name in NAMES}
    if os.name == "posix":
        assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize(("blocked", "links"), list(product(NAMES, (True, False))))
def test_one_that_cannot_be_written_leaves_none_and_harms_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, blocked: str, links: bool
) -> None:
    (tmp_path / blocked).mkdir()
    others = [name for name in NAMES if name != blocked]
    (tmp_path / others[0]).write_bytes(b"of yesterday")
    before = (tmp_path / others[0]).stat()
    if not links:
        monkeypatch.setattr(os, "link", refused)
    with pytest.raises(FileError, match=f"{blocked}: There is a folder where a file is needed"):
        write_together(wanted(tmp_path))
    assert content(tmp_path) == {others[0]: b"of yesterday"}
    assert (tmp_path / others[0]).stat().st_mtime_ns == before.st_mtime_ns
    assert (tmp_path / others[0]).stat().st_mode == before.st_mode
    assert len(list(tmp_path.iterdir())) == 2


def refused(*_: object, **__: object) -> None:
    raise OSError("no such links here")


@pytest.mark.parametrize("step", range(3))
def test_a_system_that_refuses_a_name_at_any_step_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    for name in NAMES:
        (tmp_path / name).write_bytes(b"of yesterday")
    replace, calls = Path.replace, []

    def sometimes(path: Path, target: Path) -> Path:
        calls.append(path)
        if len(calls) == step + 1:
            raise PermissionError(13, "open in another program")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", sometimes)
    with pytest.raises(FileError, match=f"{NAMES[step]}: .* permissions"):
        write_together(wanted(tmp_path))
    assert content(tmp_path) == dict.fromkeys(NAMES, b"of yesterday")


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []

    def full(handle: int) -> None:
        synced.append(handle)
        if len(synced) == 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(FileError, match=r"c\.txt: The disk is full"):
        write_together(wanted(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_name_in_place_of_a_link_is_put_back_as_the_link(tmp_path: Path) -> None:
    if os.name != "posix":
        pytest.skip("links need rights on Windows")
    (tmp_path / "elsewhere").write_bytes(b"mine")
    (tmp_path / "a.docx").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "c.txt").mkdir()
    with pytest.raises(FileError):
        write_together(wanted(tmp_path))
    assert (tmp_path / "a.docx").is_symlink()
    assert (tmp_path / "elsewhere").read_bytes() == b"mine"
