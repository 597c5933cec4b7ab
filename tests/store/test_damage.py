"""A damaged library is never taken for a new, an empty or a sound one."""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.store.backups.backups import backups
from desktop.store.errors import LibraryDamaged, StoreError
from desktop.store.files.folder import Folder
from desktop.store.library.library import create, restore, restore_backup, unlock, unlock_as_it_is
from desktop.store.library.trail import Event
from tests.store import damages
from tests.store.conftest import PASSPHRASE
from tests.store.damages import Scene, outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from desktop.store.library.library import Library

    Damage = Callable[[Path, random.Random], None]

SEEDS = range(int(os.environ.get("DESK_DAMAGES", "1")))
WAYS = (damages.flip, damages.cut, damages.empty, damages.lose, damages.zero)
FILES = ("library.db", "library.keys", "library.progress")


def one_byte(path: Path, _: random.Random) -> None:
    path.write_bytes(path.read_bytes()[:1])


def a_folder(path: Path, _: random.Random) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def a_dangling_link(path: Path, _: random.Random) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(path.with_name("nowhere"))


def a_pipe(path: Path, _: random.Random) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


ODD = (a_folder, a_dangling_link, *([a_pipe] if hasattr(os, "mkfifo") else []))


def test_the_scenes_are_whole(
    closed: Scene, killed: Scene, copied: Callable[[Scene], Path], tmp_path: Path
) -> None:
    assert outcome(copied(closed), closed.truth) == "whole"
    shutil.rmtree(tmp_path / "library")
    assert (killed.now / "library.db-wal").stat().st_size > 0
    assert outcome(copied(killed), killed.truth) == "whole"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_closed_library(
    closed: Scene, copied: Callable[[Scene], Path], way: Damage, name: str, seed: int
) -> None:
    folder = copied(closed)
    way(folder / name, random.Random(f"{seed} {name}"))
    assert outcome(folder, closed.truth) in ("whole", "mended")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", [*FILES, "library.db-wal"])
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_killed_library(
    killed: Scene, copied: Callable[[Scene], Path], way: Damage, name: str, seed: int
) -> None:
    folder = copied(killed)
    way(folder / name, random.Random(f"{seed} {name}"))
    assert outcome(folder, killed.truth) in ("whole", "mended")


@pytest.mark.parametrize("name", [*FILES, "library.db-wal"])
@pytest.mark.parametrize("source", ["older", "other"])
@pytest.mark.parametrize("state", ["closed", "killed"])
def test_another_s_file_or_an_older_one(
    request: pytest.FixtureRequest,
    copied: Callable[[Scene], Path],
    state: str,
    source: str,
    name: str,
) -> None:
    scene: Scene = request.getfixturevalue(state)
    taken = getattr(scene, source) / name
    folder = copied(scene)
    if taken.exists():
        shutil.copyfile(taken, folder / name)
    else:
        (folder / name).unlink(missing_ok=True)
    assert outcome(folder, scene.truth) in ("whole", "mended")


# -- what is found at reading, and by the audit ---------------------------------------------------


@pytest.fixture
def library(closed: Scene, copied: Callable[[Scene], Path]) -> Iterator[Library]:
    library = unlock(copied(closed), PASSPHRASE)
    yield library
    library.close()


@pytest.mark.parametrize(
    ("statement", "read"),
    [
        ("update contents set content = zeroblob(length(content))", "attached"),
        ("update documents set document = replace(document, 'MRI', 'ABC')", "case"),
        ("update versions set packed = zeroblob(length(packed))", "version"),
    ],
)
def test_what_is_not_as_it_was_written_is_refused_with_the_backup_that_mends_it(
    library: Library, statement: str, read: str
) -> None:
    row = library.cases.rows()[0]
    case = next(row for row in library.cases.rows() if library.attachments.of(row.id))
    assert list(library.faults()) == []
    library.database.execute(statement)
    calls: dict[str, Callable[[], object]] = {
        "attached": lambda: library.attachments.content(library.attachments.of(case.id)[0].id),
        "case": lambda: library.cases.get(row.id),
        "version": lambda: library.versions.get(row.id, 1),
    }
    with pytest.raises(LibraryDamaged, match="Restore the backup of 05 May 2026"):
        calls[read]()
    assert any("Altered in the library's file" in fault for fault in library.faults())
    with pytest.raises(LibraryDamaged):
        library.backups.make()
    assert len(library.backups.all()) == 2


def test_the_last_page_of_a_long_value_does_not_come_back_as_zeros(
    closed: Scene, copied: Callable[[Scene], Path]
) -> None:
    """Each page of the file is altered in turn; opened as it is, nothing reads otherwise."""
    folder = copied(closed)
    whole = (folder / "library.db").read_bytes()
    states = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    for page in range(1, len(whole) // 4096, int(os.environ.get("DESK_EVERY_PAGE", "9"))):
        for path, content in states.items():
            path.write_bytes(content)
        damaged = bytearray(whole)
        damaged[page * 4096 + 100] ^= 1
        (folder / "library.db").write_bytes(damaged)
        with (
            contextlib.suppress(LibraryDamaged),
            closing(unlock_as_it_is(folder, PASSPHRASE)) as opened,
        ):
            for id, case in closed.truth.cases.items():
                with contextlib.suppress(LibraryDamaged):
                    assert opened.cases.get(id).case == case
            for id, content in closed.truth.files.items():
                with contextlib.suppress(LibraryDamaged):
                    assert opened.attachments.content(id) == content
            assert list(opened.faults())


@pytest.mark.parametrize("damage", [*WAYS, one_byte, a_folder, a_dangling_link])
@pytest.mark.parametrize("file", ["path", "keys"])
def test_a_damaged_backup_is_named_by_the_audit(
    library: Library, damage: Damage, file: str
) -> None:
    last = library.backups.all()[0]
    damage(getattr(last, file), random.Random(4))
    assert [fault for fault in library.faults() if last.path.stem in fault or "last" in fault]


def test_key_files_of_earlier_passphrases_are_sound(library: Library) -> None:
    library.change_passphrase(PASSPHRASE, "four other words here")
    library.backups.make()
    library.renew_recovery_key()
    assert not list(library.faults())


@pytest.mark.parametrize("damage", [damages.empty, one_byte, a_folder])
def test_a_damaged_backup_is_refused_by_name(
    closed: Scene, copied: Callable[[Scene], Path], damage: Damage
) -> None:
    folder = copied(closed)
    last = backups(Folder(folder))[0]
    damage(last.path, random.Random(4))
    (folder / "library.db").write_bytes(b"")
    with pytest.raises(LibraryDamaged, match=re.escape(last.path.name)):
        restore(folder, PASSPHRASE, last)


@pytest.mark.parametrize(
    "name", ["library.db", "library.db-wal", "library.progress", "library.holder"]
)
@pytest.mark.parametrize("odd", ODD)
def test_what_has_a_file_s_name_and_is_none_is_named(
    closed: Scene, copied: Callable[[Scene], Path], name: str, odd: Damage
) -> None:
    folder = copied(closed)
    odd(folder / name, random.Random(4))
    for go_in in (unlock, create):
        with pytest.raises(StoreError, match=name):
            go_in(folder, PASSPHRASE)


def test_backups_that_are_gone_are_missed(library: Library) -> None:
    assert not library.backups.lost
    for path in library.files.backups.iterdir():
        path.unlink()
    assert library.backups.lost
    assert any("last backup" in fault for fault in library.faults())
    library.backups.make()
    assert not library.backups.lost


def test_no_backup_replaces_one_that_holds_more(library: Library) -> None:
    """After going back, what was ahead is kept, however many are made."""
    ahead, before = library.backups.all()
    again = restore_backup(library, before)
    for _ in range(9):
        again.backups.make()
    kept = again.backups.all()
    assert ahead.path in [each.path for each in kept]
    assert len(kept) == 8
    again.close()


def test_nothing_is_created_over_a_damaged_library(
    closed: Scene, copied: Callable[[Scene], Path]
) -> None:
    for name in ("library.db", "library.keys", "library.progress"):
        folder = copied(closed)
        (folder / name).write_bytes(b"")
        assert Folder(folder).exists()
        with pytest.raises(StoreError, match="already"):
            create(folder, PASSPHRASE)
        shutil.rmtree(folder)


def test_a_creation_that_was_killed_is_begun_anew(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    library, _ = create(folder, PASSPHRASE)
    library.close()
    (folder / "library.new").touch()
    assert not Folder(folder).exists()
    library, _ = create(folder, PASSPHRASE)
    assert library.cases.rows() == ()
    library.close()
    assert Folder(folder).exists()


def test_what_is_left_can_be_gone_on_with(closed: Scene, copied: Callable[[Scene], Path]) -> None:
    folder = copied(closed)
    shutil.copyfile(closed.older / "library.db", folder / "library.db")
    with pytest.raises(LibraryDamaged) as caught:
        unlock(folder, PASSPHRASE)
    as_it_is, *kept = caught.value.ways
    assert (as_it_is.backup, as_it_is.cases, len(kept)) == (None, 4, 2)
    library = unlock_as_it_is(folder, PASSPHRASE)
    assert library.trail.entries()[0].what == Event.AS_IT_IS
    library.close()
    unlock(folder, PASSPHRASE).close()
