"""The commands on the library: where it is, its backups, its trail, and whose a letter is."""

from __future__ import annotations

import hashlib
import io
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from desktop import cli
from desktop.letter.compose.compose import compose
from desktop.letter.write.formats import write
from desktop.letter.write.seal import read_seal, sealed
from desktop.store.backups.backups import backups
from desktop.store.files.folder import Folder
from desktop.store.library.library import create, unlock, unlock_as_it_is

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.cases.case import Case
    from desktop.letter.compose.pack import Pack

PASSPHRASE = "four invented words here"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed library in the place where the program looks for one."""
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("DETERMINATION_DESK_LIBRARY", raising=False)
    from desktop.store.files.folder import usual

    library, _ = create(usual(), PASSPHRASE, who="dr. invented")
    library.close()
    return library.files.path


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable:
    """Runs a command with the passphrase as its input; gives status, output and errors."""

    def run(*words: object, passphrase: str = PASSPHRASE) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{passphrase}\n"))
        status = cli.main([str(word) for word in words])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


@pytest.fixture
def letter(folder: Path, tmp_path: Path, sample: Case, pack: Pack) -> Callable[[str], Path]:
    """Exports the sample's letter from the library, as the window does."""

    def export(form: str) -> Path:
        library = unlock(folder, PASSPHRASE)
        id = library.cases.add(sample)
        whole = replace(compose(sample, pack, "served"), seal=sealed(library.trail.head))
        data = write(whole, pack, form)
        path = tmp_path / f"letter.{form}"
        path.write_bytes(data)
        library.exported(id, hashlib.sha256(data).hexdigest(), form, "served")
        library.close()
        return path

    return export


def test_where_names_the_folder_and_its_backups(folder: Path, command: Callable) -> None:
    assert command("library", "backup")[0] == 0
    status, out, _ = command("library", "where")
    assert status == 0
    assert str(folder) in out
    assert backups(Folder(folder))[0].path.name in out


def test_where_says_that_there_is_none(tmp_path: Path, command: Callable) -> None:
    status, out, _ = command("library", "where", "--library", tmp_path / "nowhere")
    assert status == 0
    assert "no library" in out


def test_a_moved_library_is_found_where_it_is(
    folder: Path, tmp_path: Path, command: Callable
) -> None:
    new = tmp_path / "elsewhere"
    assert command("library", "move", new)[0] == 0
    assert not folder.exists()
    assert str(new) in command("library", "where")[1]
    assert command("audit", "verify")[0] == 0


def test_a_library_does_not_move_into_a_full_folder(
    folder: Path, tmp_path: Path, command: Callable
) -> None:
    status, _, err = command("library", "move", tmp_path)
    assert status == 1
    assert "not empty" in err
    assert folder.exists()


def test_restore_goes_back_to_the_last_backup(
    folder: Path, sample: Case, command: Callable
) -> None:
    command("library", "backup")
    library = unlock(folder, PASSPHRASE)
    library.cases.add(sample)
    library.close()
    assert command("library", "restore")[0] == 0
    library = unlock(folder, PASSPHRASE)
    assert library.cases.rows() == ()
    library.close()


def test_restore_names_a_backup_that_is_not_there(folder: Path, command: Callable) -> None:
    status, _, err = command("library", "restore", "--from", "yesterday.db")
    assert status == 1
    assert "no such backup" in err


@pytest.mark.parametrize("words", [("audit", "verify"), ("library", "backup"), ("verify", "x")])
def test_a_wrong_passphrase_is_one_sentence(
    folder: Path, command: Callable, words: tuple[str, ...]
) -> None:
    status, out, err = command(*words, passphrase="not the passphrase")
    assert (status, out) == (1, "")
    assert err.startswith("That is not this library's passphrase.")
    assert err.count("\n") == 1


def test_audit_verify_tells_a_sound_chain_from_a_broken_one(
    folder: Path, command: Callable
) -> None:
    status, out, _ = command("audit", "verify")
    assert status == 0
    assert "sound" in out
    library = unlock(folder, PASSPHRASE)
    library.database.execute("drop trigger trail_is_not_changed")
    library.database.execute("update trail set who = 'somebody else' where seq = 1")
    library.close()
    status, out, _ = command("audit", "verify")
    assert status == 1
    assert "broken at entry 1" in out


def test_audit_show_reads_as_sentences(letter: Callable, command: Callable) -> None:
    letter("pdf")
    out = command("audit", "show")[1]
    assert "dr. invented: library created" in out
    assert "CM26-0104417 exported (sha256: " in out


def test_audit_export_writes_every_entry(folder: Path, tmp_path: Path, command: Callable) -> None:
    path = tmp_path / "trail.jsonl"
    assert command("audit", "export")[0] == 2
    assert command("audit", "export", "--out", path)[0] == 0
    assert path.read_text().count("\n") >= 2


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_an_exported_letter_is_known(letter: Callable, command: Callable, form: str) -> None:
    status, out, _ = command("verify", letter(form))
    assert status == 0
    assert f"as it was exported: case CM26-0104417, {form}" in out


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_letter_changed_since_is_told(letter: Callable, command: Callable, form: str) -> None:
    path = letter(form)
    path.write_bytes(path.read_bytes() + b"\n")
    status, out, _ = command("verify", path)
    assert status == 1
    assert "changed since" in out


@pytest.mark.parametrize("damage", ["cut short", "spoilt properties", "noise"])
def test_a_damaged_file_is_one_sentence_and_the_others_are_told_of(
    letter: Callable, tmp_path: Path, command: Callable, damage: str
) -> None:
    whole = letter("docx")
    path = tmp_path / "damaged.docx"
    path.write_bytes(damaged(whole.read_bytes(), damage))
    status, out, err = command("verify", path, whole)
    assert status == 1
    assert err == (
        f"{path}: It is damaged, and so not as it was exported: what is inside cannot be read.\n"
    )
    assert f"{whole}: as it was exported" in out


def damaged(data: bytes, how: str) -> bytes:
    """The Word file `data` after an accident."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        core = package.getinfo("docProps/core.xml").header_offset
    if how == "cut short":
        return data[: len(data) // 2]
    if how == "noise":
        return data[:4] + bytes(range(256)) * 4
    return data[: core + 60] + b"\xff" * 40 + data[core + 100 :]


def test_a_cut_tail_shows_by_the_letter_that_came_after(
    letter: Callable, folder: Path, command: Callable
) -> None:
    path = letter("pdf")
    library = unlock(folder, PASSPHRASE)
    library.database.execute("drop trigger trail_is_not_cut")
    library.database.execute("delete from trail where seq > 1")
    library.database.connection.commit()
    library.close()
    status, _, err = command("verify", path)
    assert status == 1
    assert "lacks entry" in err
    unlock_as_it_is(folder, PASSPHRASE).close()
    status, out, _ = command("verify", path)
    assert status == 1
    assert "cut short" in out


def test_any_other_file_is_not_ours(folder: Path, sample_file: Path, command: Callable) -> None:
    status, out, err = command("verify", sample_file, sample_file.parent / "nowhere.pdf")
    assert status == 1
    assert "not a file that this library exported" in out
    assert "no such file" in err


def test_a_letter_without_a_seal_carries_no_keywords(sample: Case, pack: Pack) -> None:
    for form in ("pdf", "docx"):
        data = write(compose(sample, pack, "served"), pack, form)
        assert read_seal(data) == ""
        assert b"determination-desk:" not in data
