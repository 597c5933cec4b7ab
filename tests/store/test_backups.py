"""Backups: daily, encrypted, verified, seven of them, and the way back."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from desktop.cases.case import Case
from desktop.store.backups.backups import KEPT, backups, verify
from desktop.store.errors import Interrupted, LibraryDamaged, StoreError
from desktop.store.library.library import restore, restore_backup, temporary, unlock
from desktop.store.library.trail import Event
from tests import invented
from tests.patience import PATIENCE
from tests.store.conftest import PASSPHRASE
from tests.store.test_failures import flip

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.library.library import Library
    from tests.store.conftest import Clock


def test_one_is_due_each_day(on_disk: Library, clock: Clock) -> None:
    assert on_disk.backups.due
    on_disk.backups.make()
    assert not on_disk.backups.due
    clock.pass_by(days=1)
    assert on_disk.backups.due


def test_the_last_seven_are_kept(on_disk: Library, clock: Clock) -> None:
    for _ in range(KEPT + 2):
        on_disk.backups.make()
        clock.pass_by(days=1)
    kept = on_disk.backups.all()
    assert [each.at.day for each in kept] == [12, 11, 10, 9, 8, 7, 6]
    assert len(list(on_disk.files.backups.iterdir())) == 2 * KEPT


def test_a_backup_is_encrypted_and_for_its_owner_alone(on_disk: Library) -> None:
    on_disk.cases.add(invented.case())
    backup = on_disk.backups.make()
    assert not backup.path.read_bytes().startswith(b"SQLite format 3")
    assert "Nguyễn".encode() not in backup.path.read_bytes()
    assert backup.path.stat().st_mode & 0o077 == 0
    assert backup.keys.stat().st_mode & 0o077 == 0


def test_its_name_carries_the_head_of_the_trail(on_disk: Library) -> None:
    backup = on_disk.backups.make()
    assert backup.head == on_disk.trail.head[:16]
    assert backup.head in backup.path.name


def test_a_library_goes_back_to_its_backup(on_disk: Library, folder: Path) -> None:
    id = on_disk.cases.add(Case(claim_number="before"))
    backup = on_disk.backups.make()
    on_disk.cases.save(id, Case(claim_number="after"), 1)
    library = restore_backup(on_disk, backup)
    assert library.cases.get(id).case.claim_number == "before"
    assert library.trail.entries()[0].what == Event.FROM_BACKUP
    assert library.trail.verify().sound
    assert list(folder.glob("set aside *.db"))
    library.close()


def test_a_backup_opens_with_the_passphrase_of_today(on_disk: Library, folder: Path) -> None:
    backup = on_disk.backups.make()
    on_disk.change_passphrase(PASSPHRASE, "another four invented words")
    on_disk.close()
    restore(folder, "another four invented words", backup).close()


def test_a_lost_key_file_comes_back_from_a_backup_and_the_cases_stay(
    on_disk: Library, folder: Path
) -> None:
    backup = on_disk.backups.make()
    on_disk.cases.add(Case(case_number="written since"))
    on_disk.close()
    on_disk.files.keys.unlink()
    restore(folder, PASSPHRASE, backup).close()
    library = unlock(folder, PASSPHRASE)
    assert [row.number for row in library.cases.rows()] == ["written since"]
    library.close()


def test_a_damaged_backup_is_refused_and_changes_nothing(on_disk: Library, folder: Path) -> None:
    id = on_disk.cases.add(Case(claim_number="kept"))
    backup = on_disk.backups.make()
    on_disk.close()
    flip(backup.path, 9000)
    with pytest.raises(LibraryDamaged):
        restore(folder, PASSPHRASE, backup)
    library = unlock(folder, PASSPHRASE)
    assert library.cases.get(id).case.claim_number == "kept"
    library.close()


def test_saving_goes_on_while_a_backup_is_made(on_disk: Library) -> None:
    """The backup runs on its own thread, a few pages at a time."""
    id = on_disk.cases.add(invented.case(items=40))
    halfway, saved = threading.Event(), threading.Event()

    def wait(left: int, total: int) -> None:
        halfway.set()
        assert saved.wait(PATIENCE)

    thread = threading.Thread(target=on_disk.backups.make, args=(wait,))
    thread.start()
    assert halfway.wait(PATIENCE)
    on_disk.cases.save(id, Case(claim_number="typed meanwhile"), 1)
    saved.set()
    thread.join()
    assert on_disk.backups.all()
    assert on_disk.cases.get(id).case.claim_number == "typed meanwhile"


def test_closing_ends_a_backup_and_leaves_no_half_of_one(on_disk: Library) -> None:
    on_disk.cases.add(invented.case(items=200))
    begun, errors = threading.Event(), []

    def make() -> None:
        try:
            on_disk.backups.make(lambda *_: begun.set())
        except Interrupted as error:
            errors.append(str(error))

    thread = threading.Thread(target=make)
    thread.start()
    assert begun.wait(PATIENCE)
    on_disk.close()
    thread.join()
    left = [path.suffix for path in on_disk.files.backups.iterdir()]
    assert left in ([], [".db", ".keys"], [".keys", ".db"])
    assert bool(errors) == (left == [])


def test_verifying_ends_when_it_is_asked_to(on_disk: Library) -> None:
    for _ in range(3):
        on_disk.cases.add(invented.case(items=100))
    backup = on_disk.backups.make()
    with pytest.raises(Interrupted):
        verify(backup.path, on_disk.key, backup.head, stopped=lambda: True)


def test_a_throw_away_library_has_no_backups() -> None:
    library = temporary()
    assert not library.backups.due
    with pytest.raises(StoreError, match="temporary"):
        library.backups.make()
    library.close()


def test_other_files_among_the_backups_are_left_alone(on_disk: Library) -> None:
    on_disk.backups.make()
    (on_disk.files.backups / "notes.db").write_bytes(b"mine")
    assert len(backups(on_disk.files)) == 1
