"""A disk filled to the last byte: the text is kept, the save goes through when there is room.

The disk is a 12 MB ext4 image with blocks of 1 kB, where the memory-mapped file of a plain
write-ahead log would end the process.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.cases.case import Case
from desktop.store.errors import DiskFull
from desktop.store.library.library import Library, create, unlock
from tests import invented
from tests.conftest import ROOT
from tests.store.conftest import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own, mounted."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("mkfs.ext4"):
        pytest.skip("only root on Linux, with mkfs.ext4, can mount a disk of 12 MB")
    image, place = tmp_path / "disk.img", tmp_path / "disk"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(12_000_000)
    subprocess.run(["mkfs.ext4", "-q", "-b", "1024", "-m", "0", str(image)], check=True)
    mounted = subprocess.run(["mount", "-o", "loop", str(image), str(place)], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"the disk image cannot be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path) -> Path:
    """Take every byte that is left."""
    filler = disk / "filler"
    with filler.open("ab", buffering=0) as file:
        for size in (100_000, 1000, 1):
            with contextlib.suppress(OSError):
                while file.write(bytes(size)) == size:
                    pass
    return filler


def type_until_full(library: Library, id: str) -> tuple[Case, int]:
    """Save longer and longer texts; gives the first that did not fit, and the last version."""
    version = library.cases.get(id).version
    for size in range(2, 4000):
        case = invented.case(items=size)
        try:
            version = library.cases.save(id, case, version)
        except DiskFull:
            return case, version
    raise AssertionError("the disk took everything")


def test_the_save_goes_through_as_soon_as_there_is_room(disk: Path) -> None:
    library, _ = create(disk / "library", PASSPHRASE)
    id = library.cases.add(invented.case())
    filler = fill(disk)
    unsaved, version = type_until_full(library, id)
    kept = library.cases.get(id)
    assert (kept.version, kept.case == unsaved) == (version, False)
    filler.unlink()
    assert library.cases.save(id, unsaved, version) == version + 1
    library.close()


def test_the_reserve_lets_the_last_change_through(disk: Path) -> None:
    library, _ = create(disk / "library", PASSPHRASE)
    ballast = library.files.ballast
    ballast.write_bytes(os.urandom(1_000_000))
    id = library.cases.add(Case())
    fill(disk)
    library.cases.save(id, invented.case(items=40), 1)
    assert not ballast.exists()
    assert library.nearly_full
    library.close()


def test_a_full_disk_opens_shows_and_closes(disk: Path) -> None:
    library, _ = create(disk / "library", PASSPHRASE)
    id = library.cases.add(invented.case())
    fill(disk)
    type_until_full(library, id)
    saved = library.cases.get(id)
    library.close()
    fill(disk)
    library = unlock(disk / "library", PASSPHRASE)
    assert library.cases.get(id) == saved
    assert library.cases.search("lumbar")
    assert library.database.one("pragma quick_check") == "ok"
    library.close()


def test_a_killed_process_on_a_full_disk_loses_nothing(disk: Path) -> None:
    """The write-ahead log is still there when the full disk is opened again."""
    code = (
        "import os, sys; from pathlib import Path;"
        "from desktop.store.library.library import unlock;"
        "from tests.store.test_full_disk import *;"
        f"library = unlock(Path(sys.argv[1]), {PASSPHRASE!r});"
        "id = library.cases.rows()[0].id;"
        "fill(Path(sys.argv[1]).parent); _, version = type_until_full(library, id);"
        "print(version, flush=True); os.kill(os.getpid(), 9)"
    )
    library, _ = create(disk / "library", PASSPHRASE)
    id = library.cases.add(invented.case())
    library.close()
    root = Path(__file__).resolve().parents[2]
    killed = subprocess.run(
        [sys.executable, "-c", code, str(disk / "library")], cwd=root, capture_output=True
    )
    assert killed.returncode == -9, killed.stderr.decode()
    library = unlock(disk / "library", PASSPHRASE)
    assert library.cases.get(id).version == int(killed.stdout)
    library.close()


def test_a_full_disk_makes_no_half_backup(disk: Path) -> None:
    library, _ = create(disk / "library", PASSPHRASE)
    library.cases.add(invented.case(items=100))
    library.files.backups.mkdir()
    fill(disk)
    with pytest.raises(DiskFull):
        library.backups.make()
    assert list(library.files.backups.glob("*")) == []
    library.close()


@pytest.mark.parametrize("name", ["library", "killed"])
def test_a_library_of_an_earlier_release_waits_unharmed_until_there_is_room(
    disk: Path, name: str
) -> None:
    folder = disk / name
    shutil.copytree(ROOT / "tests/frozen/0.1.0" / name, folder)
    filler = fill(disk)
    with pytest.raises(DiskFull):
        unlock(folder, PASSPHRASE)
    filler.unlink()
    library = unlock(folder, PASSPHRASE)
    assert library.cases.rows()
    assert list(library.faults()) == []
    library.close()
