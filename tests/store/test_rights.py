"""Files that this person may not read or write: one sentence that names the file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop import cli
from desktop.app.library.library_access import LibraryAccess
from desktop.store.errors import LibraryForbidden, StoreError
from desktop.store.files.folder import VARIABLE, Folder, usual
from desktop.store.library.library import create, restore, unlock
from desktop.store.library.moving import move
from tests.store.conftest import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.store.backups.backups import Backup

pytestmark = pytest.mark.skipif(not hasattr(os, "seteuid"), reason="the system has other rights")
NOBODY = 65534
FILES = ("", "library.db", "library.keys", "library.lock", "backups")


@pytest.fixture
def made() -> Iterator[tuple[Path, Backup]]:
    """A closed library with a backup, of somebody who has no more rights than anybody."""
    cli.parser()  # what is loaded now need not be loaded by somebody without rights
    with tempfile.TemporaryDirectory() as place:
        library, _ = create(Path(place) / "library", PASSPHRASE)
        backup = library.backups.make()
        library.close()
        if not os.getuid():
            for path in (Path(place), *Path(place).rglob("*")):
                os.chown(path, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield library.files.path, backup
        finally:
            os.seteuid(os.getuid())


@pytest.mark.parametrize("name", FILES)
def test_what_forbids_the_library_is_named(made: tuple[Path, Backup], name: str) -> None:
    folder, backup = made
    path = folder / name if name else folder
    rights = path.stat().st_mode
    path.chmod(0)
    try:
        for act in (
            lambda: unlock(folder, PASSPHRASE),
            lambda: restore(folder, PASSPHRASE, backup),
            lambda: move(folder, folder.with_name("new"), PASSPHRASE),
        ):
            with pytest.raises(LibraryForbidden, match=f"{path.name}” forbid it"):
                act()
        assert LibraryAccess(folder).exists()
    finally:
        path.chmod(rights)
    unlock(folder, PASSPHRASE).close()


@pytest.mark.parametrize(
    "words", [("audit", "verify"), ("library", "where"), ("library", "backup")]
)
def test_a_command_says_it_in_one_sentence(
    made: tuple[Path, Backup],
    words: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder, _ = made
    monkeypatch.setenv(VARIABLE, str(folder))
    monkeypatch.setattr("desktop.commands.unlocking.passphrase", lambda _: PASSPHRASE)
    folder.chmod(0)
    try:
        assert cli.main(list(words)) == 1
    finally:
        folder.chmod(0o700)
    said = capsys.readouterr().err
    assert said.startswith("The library cannot be used: the permissions of “")
    assert said.count("\n") == 1


def test_a_folder_that_may_not_be_written_takes_no_new_library(made: tuple[Path, Backup]) -> None:
    folder, _ = made
    closed = folder.with_name("closed")
    closed.mkdir(mode=0o500)
    with pytest.raises(LibraryForbidden, match="forbid it"):
        create(closed / "library", PASSPHRASE)
    assert not Folder(closed / "library").path.exists()


@pytest.mark.parametrize("name", ["closed/case.ddcase", "closed", "."])
def test_a_case_or_a_folder_that_is_not_open_is_named_and_not_passed_over(
    made: tuple[Path, Backup], capsys: pytest.CaptureFixture[str], name: str
) -> None:
    place = made[0].parent
    closed = place / "closed"
    closed.mkdir()
    (closed / "case.ddcase").write_text("{")
    assert cli.main(["check", str(closed)]) == 1  # loads what it needs
    closed.chmod(0)
    try:
        assert cli.main(["check", str(place / name)]) == 1
    finally:
        closed.chmod(0o700)
    said = capsys.readouterr().err.splitlines()[-1]
    assert "closed" in said
    assert said.endswith("its permissions forbid it.")


def test_a_folder_whose_name_is_too_long_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / ("x" * 5000)
    for go_in in (unlock, create):
        with pytest.raises(StoreError, match="folder cannot be used"):
            go_in(place, PASSPHRASE)
    monkeypatch.setenv(VARIABLE, str(place))
    assert cli.main(["library", "where"]) == 1
    assert "cannot be used" in capsys.readouterr().err
    assert LibraryAccess(usual()).exists()


def test_a_note_that_leads_nowhere_is_passed_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    for note in ("x" * 5000, "a\nb", "", str(tmp_path)):
        (tmp_path / "moved to").write_text(note)
        assert usual() == tmp_path
