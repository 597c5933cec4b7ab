"""Older files of a library that agree with each other, and backups that are gone, are noticed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from desktop.store.library.library import open_library, restore_backup, unlock, unlock_as_it_is
from tests.store.conftest import PASSPHRASE
from tests.store.damages import Scene, outcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.store.library.library import Library


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("closed", ("library.db", "library.progress")),
        ("closed", ("library.db", "library.progress", "library.keys")),
        ("killed", ("library.db", "library.db-wal", "library.progress")),
        ("killed", ("library.db-wal", "library.progress")),
        ("killed", ("library.db-wal", "library.progress", "library.keys")),
    ],
)
def test_older_files_that_agree_with_each_other(
    request: pytest.FixtureRequest,
    copied: Callable[[Scene], Path],
    state: str,
    names: tuple[str, ...],
) -> None:
    scene: Scene = request.getfixturevalue(state)
    folder = copied(scene)
    for name in names:
        (folder / name).unlink(missing_ok=True)
        if (scene.older / name).exists():
            shutil.copyfile(scene.older / name, folder / name)
    assert outcome(folder, scene.truth) == "mended"


def test_a_library_that_went_back_opens_beside_the_backups_that_hold_more(
    closed: Scene, copied: Callable[[Scene], Path]
) -> None:
    folder = copied(closed)
    library = unlock(folder, PASSPHRASE)
    restore_backup(library, library.backups.all()[-1]).close()
    for go_in in (unlock, unlock_as_it_is, unlock):
        go_in(folder, PASSPHRASE).close()


def test_a_file_named_like_a_backup_of_no_day_is_none(
    closed: Scene, copied: Callable[[Scene], Path]
) -> None:
    folder = copied(closed)
    odd = folder / "backups" / "2026-99-99 999999 000009 0123456789abcdef.db"
    odd.write_bytes(b"mine")
    library = unlock(folder, PASSPHRASE)
    assert odd not in [one.path for one in library.backups.all()]
    assert list(library.faults()) == []
    library.close()


def test_another_library_s_backups_in_the_folder_are_no_damage(
    closed: Scene, copied: Callable[[Scene], Path]
) -> None:
    folder = copied(closed)
    for path in (closed.other / "backups").iterdir():
        shutil.copyfile(path, folder / "backups" / path.name.replace(" 00000", " 00009"))
    unlock(folder, PASSPHRASE).close()


def test_an_earlier_backup_that_is_gone_is_missed(
    closed: Scene, copied: Callable[[Scene], Path]
) -> None:
    library = unlock(copied(closed), PASSPHRASE)
    library.backups.make()
    assert list(library.faults()) == []
    gone = library.backups.all()[-1].path
    gone.unlink()
    assert [fault for fault in library.faults() if gone.name in fault]
    assert not library.backups.lost
    library.backups.make()
    assert list(library.faults()) == []
    library.close()


def test_a_program_that_was_killed_before_it_told_its_last_change_is_no_damage(
    folder: Path, on_disk: Library
) -> None:
    before, key = (folder / "library.progress").read_bytes(), on_disk.key
    on_disk.settings.put("place", ("the last change", ""))
    killed = shutil.copytree(folder, folder.with_name("killed"))
    (killed / "library.progress").write_bytes(before)
    for _ in range(3):
        library = open_library(killed, key)
        assert library.settings.get("place", tuple[str, str]) == ("the last change", "")
        library.close()
