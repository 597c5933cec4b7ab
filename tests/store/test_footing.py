"""The folder is moved, deleted or exchanged under an open library: nothing is said to be saved."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from desktop.cases.case import Case
from desktop.store.errors import LibraryGone
from desktop.store.files.folder import Folder
from desktop.store.library.library import create, unlock
from tests.growth import too_slow
from tests.store.conftest import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.store.library.library import Library


def deleted(folder: Path) -> None:
    shutil.rmtree(folder)


def moved(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))


def exchanged(folder: Path) -> None:
    moved(folder)
    create(folder, PASSPHRASE)[0].close()


def copied_over(folder: Path) -> None:
    """The folder with the same bytes in it, as a synchronising service leaves it."""
    shutil.copytree(folder, folder.with_name("copy"))
    shutil.rmtree(folder)
    folder.with_name("copy").rename(folder)


def file_deleted(folder: Path) -> None:
    Folder(folder).cases.unlink()


def file_exchanged(folder: Path) -> None:
    beside = folder / "new"
    shutil.copyfile(Folder(folder).cases, beside)
    beside.replace(Folder(folder).cases)


WAYS = (deleted, moved, exchanged, copied_over, file_deleted, file_exchanged)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nothing_is_saved_into_files_that_no_name_leads_to(
    on_disk: Library, folder: Path, way: Callable[[Path], None]
) -> None:
    id = on_disk.cases.add(Case())
    way(folder)
    before = Folder(folder).keys.read_bytes() if Folder(folder).keys.exists() else b""
    for change in (
        lambda: on_disk.cases.save(id, Case(claim_number="1"), 1),
        lambda: on_disk.cases.add(Case()),
        on_disk.renew_recovery_key,
        lambda: on_disk.set_passphrase("another four words"),
        on_disk.backups.make,
        on_disk.tidy,
    ):
        with pytest.raises(LibraryGone, match="moved, deleted or exchanged"):
            change()
    if before:
        assert Folder(folder).keys.read_bytes() == before


def test_saving_goes_on_once_the_folder_is_back(on_disk: Library, folder: Path) -> None:
    id = on_disk.cases.add(Case())
    moved(folder)
    with pytest.raises(LibraryGone):
        on_disk.cases.save(id, Case(claim_number="1"), 1)
    folder.with_name("elsewhere").rename(folder)
    assert on_disk.cases.save(id, Case(claim_number="1"), 1) == 2
    on_disk.close()
    library = unlock(folder, PASSPHRASE)
    assert library.cases.get(id).case.claim_number == "1"
    library.close()


def test_closing_touches_nothing_of_the_library_that_came_into_its_place(
    on_disk: Library, folder: Path
) -> None:
    id = on_disk.cases.add(Case(case_number="CM26-0000001"))
    moved(folder)
    other, _ = create(folder, PASSPHRASE)
    other.cases.add(Case(case_number="CM26-0000002"))
    log = Folder(folder).log.read_bytes()
    on_disk.close()
    assert Folder(folder).log.read_bytes() == log
    other.close()
    for place, number in ((folder, 2), (folder.with_name("elsewhere"), 1)):
        library = unlock(place, PASSPHRASE)
        assert [row.number for row in library.cases.rows()] == [f"CM26-000000{number}"]
        library.close()
    assert id


def test_a_log_that_is_taken_away_is_begun_anew(on_disk: Library, folder: Path) -> None:
    id = on_disk.cases.add(Case())
    on_disk.cases.save(id, Case(claim_number="1"), 1)
    Folder(folder).log.unlink()
    on_disk.cases.save(id, Case(claim_number="2"), 2)
    assert Folder(folder).log.stat().st_size > 0
    copy = folder.with_name("as a kill leaves it")
    shutil.copytree(folder, copy)
    library = unlock(copy, PASSPHRASE)
    assert library.cases.get(id).case.claim_number == "2"
    library.close()


def test_asking_costs_next_to_nothing(on_disk: Library) -> None:
    on_disk.cases.add(Case())
    assert not too_slow(lambda: [on_disk.database.check_place() for _ in range(100)], 0.02)
