"""Six failures, six sentences, and nothing lost by any of them."""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import TYPE_CHECKING

import pytest

from desktop.cases.case import Case
from desktop.cases.workflow.states import State
from desktop.store.errors import (
    DiskFull,
    LibraryDamaged,
    LibraryInUse,
    LibraryMissing,
    LibraryNewer,
    StoreError,
    WrongPassphrase,
    WrongRecoveryKey,
)
from desktop.store.library.library import recover, restore, unlock
from desktop.store.security import keys
from tests import invented
from tests.store.conftest import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.store.library.library import Library


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def test_a_wrong_passphrase(on_disk: Library, folder: Path) -> None:
    on_disk.close()
    with pytest.raises(WrongPassphrase, match="not this library's passphrase"):
        unlock(folder, "a wrong passphrase")


def test_a_wrong_recovery_key(on_disk: Library, folder: Path) -> None:
    on_disk.close()
    for typed in ("", "AAAA-BBBB", keys.new_recovery_key(), "§ ß 漢"):
        with pytest.raises(WrongRecoveryKey, match="eight groups"):
            recover(folder, typed)


def test_a_damaged_first_page_says_so_and_not_that_the_passphrase_is_wrong(
    on_disk: Library, folder: Path
) -> None:
    on_disk.cases.add(invented.case())
    on_disk.close()
    flip(on_disk.files.cases, 1000)
    with pytest.raises(LibraryDamaged, match="no backup") as caught:
        unlock(folder, PASSPHRASE)
    assert caught.value.backup is None


def test_a_damaged_file_shows_the_way_to_the_last_backup(on_disk: Library, folder: Path) -> None:
    id = on_disk.cases.add(invented.case())
    backup = on_disk.backups.make()
    on_disk.close()
    flip(on_disk.files.cases, 1000)
    with pytest.raises(LibraryDamaged, match="04 May 2026, 09:00 UTC") as caught:
        unlock(folder, PASSPHRASE)
    assert caught.value.backup == backup.path
    library = restore(folder, PASSPHRASE, backup)
    assert library.cases.get(id).case == invented.case()
    library.close()


def test_a_truncated_file_is_damaged(on_disk: Library, folder: Path) -> None:
    on_disk.cases.add(invented.case())
    on_disk.close()
    path = on_disk.files.cases
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    def read_all() -> None:
        library = unlock(folder, PASSPHRASE)
        try:
            for row in library.cases.rows():
                library.cases.get(row.id)
            library.trail.verify()
        finally:
            library.close()

    with pytest.raises(LibraryDamaged, match="damaged"):
        read_all()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"version": 1}', b"\xff\xfe"])
def test_a_damaged_key_file_is_named(on_disk: Library, folder: Path, content: bytes) -> None:
    on_disk.close()
    on_disk.files.keys.write_bytes(content)
    with pytest.raises(LibraryDamaged, match=r"key file “library\.keys”"):
        unlock(folder, PASSPHRASE)


def test_a_newer_library(on_disk: Library, folder: Path) -> None:
    on_disk.database.execute("pragma user_version=99")
    on_disk.close()
    with pytest.raises(LibraryNewer, match="Update the program"):
        unlock(folder, PASSPHRASE)


def test_newer_keys(on_disk: Library, folder: Path) -> None:
    on_disk.close()
    path = on_disk.files.keys
    path.write_text(path.read_text().replace('"version": 1', '"version": 2'))
    with pytest.raises(LibraryNewer):
        unlock(folder, PASSPHRASE)


def test_a_library_that_is_open_elsewhere(on_disk: Library, folder: Path) -> None:
    with pytest.raises(LibraryInUse, match="open in another"):
        unlock(folder, PASSPHRASE)
    on_disk.cases.add(Case())


def test_a_full_disk(on_disk: Library) -> None:
    id = on_disk.cases.add(Case(claim_number="kept"))
    pages = on_disk.database.one("pragma page_count")
    on_disk.database.execute(f"pragma max_page_count={pages + 1}")
    large = invented.case(items=30)
    with pytest.raises(DiskFull, match="on the screen and not yet saved"):
        on_disk.cases.save(id, large, 1)
    assert on_disk.cases.get(id).case.claim_number == "kept"
    on_disk.database.execute("pragma max_page_count=1000000")
    assert on_disk.cases.save(id, large, 1) == 2


def test_no_library_where_one_is_looked_for(folder: Path) -> None:
    with pytest.raises(LibraryMissing, match="no library in"):
        unlock(folder, PASSPHRASE)


def test_a_library_of_an_earlier_version_learns_which_cases_are_decided(
    on_disk: Library, folder: Path
) -> None:
    cases = (invented.case(), Case(), invented.case(items=2), Case(program="other"))
    ids = [on_disk.cases.add(case) for case in cases]
    on_disk.exported(ids[2], "ab" * 32, "pdf")
    on_disk.database.execute("update cases set state = 'New' where state = 'Ready'")
    for statement in (
        "drop trigger a_case_more",
        "drop trigger a_case_less",
        "drop table held",
        "alter table cases drop column format",
        "alter table documents drop column digest",
        "alter table versions drop column digest",
        "alter table settings drop column digest",
        "alter table cases drop column decided",
        "alter table cases drop column program",
        "alter table cases drop column closed",
    ):
        on_disk.database.execute(statement)
    on_disk.database.execute("pragma user_version=1")
    on_disk.close()
    again = unlock(folder, PASSPHRASE)
    rows = [again.cases.row(id) for id in ids]
    assert [row.state for row in rows] == [State.READY, State.NEW, State.EXPORTED, State.NEW]
    decided = dt.date(2026, 5, 22)
    assert [row.decided for row in rows] == [decided, None, decided, None]
    assert [row.program for row in rows] == [*["california-imr"] * 3, "other"]
    again.close()


def test_a_plain_database_in_the_library_s_place_is_not_opened(
    on_disk: Library, folder: Path
) -> None:
    on_disk.close()
    path = on_disk.files.cases
    path.unlink()
    plain = sqlite3.connect(path)
    plain.execute("create table cases(id)")
    plain.commit()
    plain.close()
    with pytest.raises(LibraryDamaged):
        unlock(folder, PASSPHRASE)


def test_every_failure_has_a_sentence_of_its_own() -> None:
    kinds: tuple[Callable[[], StoreError], ...] = (
        WrongPassphrase,
        WrongRecoveryKey,
        LibraryDamaged,
        LibraryNewer,
        LibraryInUse,
        DiskFull,
    )
    assert len({str(kind()) for kind in kinds}) == 6
