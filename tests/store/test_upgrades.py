"""A library of an earlier release is backed up before it is upgraded, and one command goes back."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop import cli
from desktop.store.backups.backups import backups, verify
from desktop.store.database.database import Database, as_it_lies
from desktop.store.errors import LibraryDamaged, LibraryNewer, StoreError
from desktop.store.files.folder import Folder
from desktop.store.library.library import create, revert, unlock
from tests.store.conftest import PASSPHRASE
from tests.store.test_frozen import FROZEN, HOLDS, check_holds

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(params=["library", "killed"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return shutil.copytree(FROZEN / request.param, tmp_path / request.param)


def schema(path: Path, key: bytes) -> int:
    with closing(Database(as_it_lies(path, key))) as database:
        return database.one("pragma user_version")


def test_it_is_backed_up_as_it_was_before_it_is_upgraded(old: Path) -> None:
    library = unlock(old, PASSPHRASE)
    key = library.key
    check_holds(library, HOLDS[old.name])
    library.close()
    [before] = [each for each in backups(Folder(old)) if each.before_upgrade]
    verify(before.path, key, before.head)
    assert (
        before.head == HOLDS[old.name].get("after closing", HOLDS[old.name])["trail"]["head"][:16]
    )
    assert schema(before.path, key) == 2
    assert before.keys.read_bytes() == (old / "library.keys").read_bytes()


def test_an_upgraded_library_is_not_upgraded_again(old: Path) -> None:
    for _ in range(3):
        unlock(old, PASSPHRASE).close()
    assert len([each for each in backups(Folder(old)) if each.before_upgrade]) == 1


def test_one_command_goes_back_and_the_way_forward_stays(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    library = unlock(old, PASSPHRASE)
    key = library.key
    library.backups.make()
    library.close()
    monkeypatch.setattr("desktop.commands.library.passphrase", lambda _: PASSPHRASE)
    assert cli.main(["library", "revert", "--library", str(old)]) == 0
    assert "the program of that time" in capsys.readouterr().out
    assert schema(old / "library.db", key) == 2
    [aside] = old.glob("set aside *.db")
    assert schema(aside, key) > 2
    again = unlock(old, PASSPHRASE)
    check_holds(again, HOLDS[old.name])
    again.close()


def test_a_library_that_was_never_upgraded_does_not_go_back(folder: Path) -> None:
    library, _ = create(folder, PASSPHRASE)
    library.close()
    with pytest.raises(StoreError, match="was not upgraded"):
        revert(folder, PASSPHRASE)
    unlock(folder, PASSPHRASE).close()


def test_a_damaged_library_is_not_upgraded(tmp_path: Path) -> None:
    old = shutil.copytree(FROZEN / "library", tmp_path / "library")
    path = old / "library.db"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(LibraryDamaged):
        unlock(old, PASSPHRASE)
    assert not [each for each in backups(Folder(old)) if each.before_upgrade]


def test_a_newer_library_is_left_as_it_is(folder: Path) -> None:
    library, _ = create(folder, PASSPHRASE)
    library.database.execute("pragma user_version=99")
    library.close()
    before = (folder / "library.db").read_bytes()
    with pytest.raises(LibraryNewer):
        unlock(folder, PASSPHRASE)
    assert (folder / "library.db").read_bytes() == before


def test_a_newer_case_is_kept_shown_and_blocks_nothing(folder: Path) -> None:
    from desktop.cases import case_file
    from desktop.cases.case import Case
    from desktop.store.database.digests import digest_of
    from desktop.store.errors import CaseNewer

    library, _ = create(folder, PASSPHRASE)
    newer, own = (
        library.cases.add(Case(case_number="CM26-1")),
        library.cases.add(Case(case_number="CM26-2", claim_number="findable")),
    )
    document = json.loads(case_file.dumps(Case(case_number="CM26-1")))
    written = json.dumps(document | {"version": case_file.VERSION + 1, "invented": True})
    library.database.execute(
        "update documents set document = ?, digest = ?, version = 2, indexed = 1 where id = ?",
        (written, digest_of(written), newer),
    )
    library.database.execute(
        "update cases set version = 2, format = ? where id = ?", (case_file.VERSION + 1, newer)
    )
    library.close()
    library = unlock(folder, PASSPHRASE)
    assert {row.id: row.newer for row in library.cases.rows()} == {newer: True, own: False}
    with pytest.raises(CaseNewer, match="Update the program"):
        library.cases.get(newer)
    assert [row.id for row in library.cases.search("findable")] == [own]
    library.cases.discard(newer)
    library.cases.put_back(newer)
    library.backups.make()
    assert not list(library.faults())
    library.close()
    library = unlock(folder, PASSPHRASE)
    stored = library.database.one("select document from documents where id = ?", (newer,))
    assert stored == written
    library.close()
