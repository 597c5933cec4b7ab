"""Moving the library: what is refused, what goes along, what stays, and kills at every step."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.app.library.library_access import LibraryAccess
from desktop.cases.case import Case
from desktop.store.errors import LibraryInUse, LibraryMissing, StoreError, WrongPassphrase
from desktop.store.files import contents
from desktop.store.files.folder import VARIABLE, Folder, usual
from desktop.store.library.library import create, unlock
from desktop.store.library.moving import move
from desktop.store.security import keychain
from tests.store.conftest import PASSPHRASE

if TYPE_CHECKING:
    from tests.keychains import Chain

ROOT = Path(__file__).resolve().parents[2]
NUMBER = "CM26-0000001"
COMMAND = (sys.executable, "-m", "tests.store.halted")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this person's programs keep their data."""
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv(VARIABLE, raising=False)
    return tmp_path / "home"


@pytest.fixture
def folder(home: Path) -> Path:
    """A closed library with a case and a backup, where the program looks for it."""
    library, _ = create(usual(), PASSPHRASE)
    library.cases.add(Case(case_number=NUMBER))
    library.backups.make()
    library.close()
    return library.files.path


def numbers(folder: Path) -> list[str]:
    """The cases of the library in the folder, which is sound."""
    library = unlock(folder, PASSPHRASE)
    try:
        assert library.trail.verify().sound
        return [row.number for row in library.cases.rows()]
    finally:
        library.close()


def listing(folder: Path) -> dict[str, bytes]:
    """All the files of a folder and what is in them."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("library", "in that folder already"),
        ("library/inside", "inside the library's own"),
        ("library/backups/inside/deep", "inside the library's own"),
        (".", "lies inside that folder"),
        ("..", "lies inside that folder"),
        ("link", "in that folder already"),
        ("link/inside", "inside the library's own"),
        ("link/../library/./x", "inside the library's own"),
        ("full", "not empty"),
        ("file", "not moved"),
        ("file/below", "not moved"),
        ("circle", "not moved"),
        ("circle/below", "in a circle"),
    ],
)
def test_a_folder_that_would_cost_the_library_is_refused(folder: Path, new: str, said: str) -> None:
    beside = folder.parent
    (beside / "link").symlink_to(folder, target_is_directory=True)
    (beside / "full").mkdir()
    (beside / "full" / "notes.txt").write_text("mine")
    (beside / "file").write_text("mine")
    (beside / "circle").symlink_to(beside / "circle")
    before = listing(folder)
    with pytest.raises(StoreError, match=said):
        move(folder, beside / new, PASSPHRASE)
    assert listing(folder).keys() >= before.keys()
    assert numbers(usual()) == [NUMBER]
    assert (beside / "full" / "notes.txt").read_text() == "mine"


def test_a_library_named_by_a_link_is_moved_and_the_link_is_no_way_into_it(
    folder: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link"
    link.symlink_to(folder, target_is_directory=True)
    with pytest.raises(StoreError, match="inside the library's own"):
        move(link, folder / "inside", PASSPHRASE)
    move(link, tmp_path / "new", PASSPHRASE)
    assert numbers(usual()) == [NUMBER]
    assert usual() == tmp_path / "new"


def test_everything_of_the_library_goes_along_and_nothing_else(
    folder: Path, tmp_path: Path
) -> None:
    pack = folder / "guidelines" / "own" / "knee.toml"
    pack.parent.mkdir(parents=True)
    pack.write_text("own")
    (folder / "backups" / "holiday.jpg").write_text("a picture")
    (folder / "notes.txt").write_text("mine")
    (folder / "set aside 2026-05-04 090000 000001.db").write_text("aside")
    left = move(folder, tmp_path / "new", PASSPHRASE)
    moved = tmp_path / "new"
    assert sorted(path.name for path in left) == ["holiday.jpg", "notes.txt"]
    assert listing(folder) == {"notes.txt": b"mine", "backups/holiday.jpg": b"a picture"}
    assert (moved / "guidelines/own/knee.toml").read_text() == "own"
    assert (moved / "set aside 2026-05-04 090000 000001.db").exists()
    assert len(list((moved / "backups").glob("*.db"))) == 1
    assert numbers(moved) == [NUMBER]


def test_every_file_that_a_library_names_is_its_own(folder: Path, tmp_path: Path) -> None:
    names = {name for name, value in vars(Folder).items() if isinstance(value, property)} - {
        "path",
        "lock",
        "holder",
        "arriving",
        "moving",
        "beginning",
        "backups",
        "guidelines",
    }
    paths = {getattr(Folder(tmp_path), name) for name in names}
    for path in paths:
        path.touch()
    assert paths <= {*contents.own(Folder(tmp_path))}


def test_folders_that_are_links_to_other_disks_are_moved_as_links(
    folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other disk"
    (folder / "backups").rename(other)
    (folder / "backups").symlink_to(other, target_is_directory=True)
    before = listing(other)
    move(folder, tmp_path / "new", PASSPHRASE)
    assert listing(other) == before
    assert (tmp_path / "new" / "backups").resolve() == other
    assert not folder.exists()


def test_a_wrong_passphrase_moves_nothing(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongPassphrase):
        move(folder, tmp_path / "new", "not the passphrase")
    assert not (tmp_path / "new").exists()


def test_an_open_library_does_not_move(folder: Path, tmp_path: Path) -> None:
    library = unlock(folder, PASSPHRASE)
    with pytest.raises(LibraryInUse, match=str(os.getpid())):
        move(folder, tmp_path / "new", PASSPHRASE)
    library.cases.add(Case(case_number="CM26-0000002"))
    library.close()
    assert not (tmp_path / "new").exists()
    assert sorted(numbers(usual())) == [NUMBER, "CM26-0000002"]


def test_the_environments_folder_leads_to_where_the_library_went_and_back(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(folder))
    for name in ("new", "newer"):
        move(usual(), tmp_path / name, PASSPHRASE)
        assert usual() == tmp_path / name
        assert numbers(usual()) == [NUMBER]
    move(usual(), folder, PASSPHRASE)
    assert usual() == folder
    assert numbers(folder) == [NUMBER]
    assert not (folder / "moved to").exists()


def test_another_library_that_moves_leaves_the_usual_one_where_it_is(
    folder: Path, tmp_path: Path
) -> None:
    other, _ = create(tmp_path / "other", PASSPHRASE)
    other.close()
    move(tmp_path / "other", tmp_path / "new", PASSPHRASE)
    assert usual() == folder
    assert numbers(usual()) == [NUMBER]
    assert numbers(tmp_path / "new") == []


def test_the_keychain_opens_the_library_where_it_is_now(
    folder: Path, tmp_path: Path, chain: Chain
) -> None:
    library = unlock(folder, PASSPHRASE)
    keychain.remember(library)
    library.close()
    move(folder, tmp_path / "new", PASSPHRASE)
    keychain.unlock(tmp_path / "new").close()
    with pytest.raises(WrongPassphrase):
        keychain.unlock(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no such limit")
def test_a_disk_that_takes_no_more_leaves_the_library_where_it_was(
    folder: Path, tmp_path: Path
) -> None:
    import resource

    (tmp_path / "new").mkdir()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = Folder(folder).ballast.stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size - 1, limits[1]))
    try:
        with pytest.raises(StoreError, match="was not moved: The file is larger"):
            move(folder, tmp_path / "new", PASSPHRASE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert not listing(tmp_path / "new")
    assert numbers(usual()) == [NUMBER]


def halted(step: int, *words: object) -> int:
    """Move in a process that is killed at its `step`-th call to the disk; gives its status."""
    run = subprocess.run(
        [*COMMAND, str(step), *map(str, words)], cwd=ROOT, capture_output=True, timeout=60
    )
    assert run.returncode in (0, -signal.SIGKILL), run.stderr.decode()
    return run.returncode


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot kill so")
@pytest.mark.parametrize("named", [False, True], ids=["usual", "named by the environment"])
def test_a_kill_at_any_step_leaves_one_whole_library_that_is_found(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    if named:
        monkeypatch.setenv(VARIABLE, str(folder))
    new, step, turns = tmp_path / "new", 1, 0
    while halted(step, usual(), new) != 0:
        assert numbers(usual()) == [NUMBER]
        if usual() == new:
            new, turns = tmp_path / f"new {turns}", turns + 1
        step += int(os.environ.get("MOVE_EVERY", "17"))
    assert usual() == new
    assert numbers(new) == [NUMBER]


def test_a_library_whose_disk_is_not_there_is_missed_and_not_made_anew(
    folder: Path, tmp_path: Path
) -> None:
    new = tmp_path / "disk" / "library"
    new.parent.mkdir()
    move(folder, new, PASSPHRASE)
    new.parent.rename(tmp_path / "taken out")
    assert LibraryAccess(usual()).exists()
    with pytest.raises(LibraryMissing, match="Connect the disk"):
        unlock(usual(), PASSPHRASE)
    (tmp_path / "taken out").rename(new.parent)
    unlock(usual(), PASSPHRASE).close()
