"""What SECURITY.md promises of the library's files, by commands as a person gives them."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from desktop.cases import case_file
from desktop.cases.case import Case, Party
from desktop.store.files.folder import Folder
from desktop.store.library.library import create, slots, unlock
from desktop.store.security import keys
from tests.conftest import ROOT
from tests.patience import PATIENCE
from tests.platform.test_privacy import NOBODY
from tests.store.conftest import PASSPHRASE
from tests.store.test_traces import SENTINEL, environment, traces
from tests.window.screen import PROGRAM

pytestmark = pytest.mark.skipif(os.name != "posix", reason="what is looked at here is POSIX's")
BREAKS = f"""
import tempfile
def broken(*_, **__):
    raise RuntimeError("{SENTINEL} was examined in " + __file__)
tempfile.mkstemp = broken
"""
"""Breaks a part of Python on which writing a letter stands, with a name in what it says."""


class Home:
    """A person's folders, where files are everybody's unless a program sees to it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder
        for name in ("tmp", "config", "data", "state", "cache"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        self.library = Folder(folder / "data/determination-desk/library")

    def says(
        self, *words: str, passphrase: str = PASSPHRASE, python: Path | None = None
    ) -> tuple[int, str]:
        """What a command says, and its exit status; `python` is a folder for Python itself."""
        done = subprocess.run(
            [*PROGRAM, *words],
            cwd=self.path,
            env=environment(self.path) | {"PYTHONPATH": f"{python or ROOT}{os.pathsep}{ROOT}"},
            input=f"{passphrase}\n",
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            umask=0,
        )
        return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a closed library, which holds a case full of a sentinel, and its backup."""
    home = Home(tmp_path_factory.mktemp("made") / "home")
    library, _ = create(home.library.path, PASSPHRASE)
    id = library.cases.add(Case(case_number="CM26-1", injured_worker=Party(name=SENTINEL)))
    library.attachments.add(id, f"{SENTINEL}.pdf", SENTINEL.encode() * 1000)
    library.close()
    assert home.says("library", "backup")[0] == 0
    return home.path


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Home:
    """A copy of that home, to be altered."""
    return Home(Path(shutil.copytree(made, tmp_path / "home")))


def test_the_passphrase_alone_opens_it(home: Home) -> None:
    assert home.says("audit", "verify")[0] == 0
    for wrong in ("", PASSPHRASE.upper()):
        status, said = home.says("audit", "show", passphrase=wrong)
        assert (status, said.count("\n")) == (1, 1)
        assert said.startswith("That is not this library's passphrase.")


def test_no_file_shows_a_name_or_that_it_is_a_database(home: Home) -> None:
    assert list(traces(home.path)) == []
    files = [path for path in home.library.path.rglob("*") if path.is_file()]
    assert len(files) >= 5
    assert not [path for path in files if path.read_bytes().startswith(b"SQLite format 3")]
    assert list(home.library.backups.glob("*.db"))


def test_the_key_is_in_no_file_but_wrapped(home: Home) -> None:
    key = keys.unwrapped(slots(home.library.path), PASSPHRASE)
    written = (key, key.hex().encode(), base64.b64encode(key), PASSPHRASE.encode())
    for path in filter(Path.is_file, home.path.rglob("*")):
        assert not [one for one in written if one in path.read_bytes()], path
    told = json.loads(home.library.keys.read_bytes())
    assert {one["derivation"] for one in told["slots"]} == {"argon2id", "hkdf-sha256"}


def test_every_file_is_its_owner_s_alone_whatever_the_mask(home: Home) -> None:
    case = home.path / "case.ddcase"
    case.write_bytes(case_file.dumps(Case(case_number="CM26-1")))
    assert home.says("render", str(case), "--to", "docx,pdf,txt", "--out", "letters")[0] == 0
    letters = home.path / "letters"
    assert home.says("audit", "export", "--out", str(letters / "trail"))[0] == 0
    mine = (letters, *letters.rglob("*"), home.library.path, *home.library.path.rglob("*"))
    assert len(list(letters.iterdir())) == 4
    assert [path for path in mine if path.stat().st_mode & 0o077] == []


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root becomes somebody else"
)
def test_another_account_reads_nothing(home: Home, tmp_path: Path) -> None:
    for folder in (home.library.path, *home.library.path.parents):
        if folder.is_relative_to(tmp_path.parents[1]) and folder != home.library.path:
            folder.chmod(0o755)
    files = [str(path) for path in (home.library.path, *home.library.path.rglob("*"))]
    look = ["sh", "-c", 'for file; do cat "$file" || ls "$file"; done', "look", *files]
    mine = subprocess.run(look, capture_output=True)
    theirs = subprocess.run(look, capture_output=True, user=NOBODY, group=NOBODY, extra_groups=[])
    assert home.library.keys.read_bytes() in mine.stdout
    assert theirs.stdout == b""
    assert theirs.stderr.count(b"ermission denied") == 2 * len(files)


def test_a_trail_that_was_changed_is_told_by_the_audit(home: Home) -> None:
    library = unlock(home.library.path, PASSPHRASE)
    library.database.execute("drop trigger trail_is_not_changed")
    library.database.execute("update trail set who = 'somebody else' where seq = 2")
    library.close()
    status, said = home.says("audit", "verify")
    assert status == 1
    assert "broken at entry 2" in said


def test_a_library_that_was_altered_or_went_back_is_refused_and_the_backup_mends_it(
    home: Home,
) -> None:
    (backup,) = home.library.backups.glob("*.db")
    whole = home.library.cases.read_bytes()
    for altered in (whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:], b"", whole[:-4096]):
        home.library.cases.write_bytes(altered)
        status, said = home.says("audit", "verify")
        assert status == 1
        assert "backup" in said
    assert home.says("library", "restore", "--from", backup.name)[0] == 0
    (aside,) = home.library.path.glob("set aside *.db")
    assert aside.read_bytes() == whole[:-4096]
    assert home.says("audit", "verify")[0] == 0


def test_a_moved_library_leaves_nothing_and_takes_nothing_else_along(home: Home) -> None:
    (home.library.path / "mine.txt").write_text("kept here")
    new = Folder(home.path / "elsewhere")
    assert home.says("library", "move", str(new.path))[0] == 0
    assert [path.name for path in home.library.path.iterdir()] == ["mine.txt"]
    assert list(new.backups.glob("*.db"))
    assert home.says("audit", "verify")[0] == 0
    assert str(new.path) in home.says("library", "where")[1]


def test_what_killed_programs_left_is_cleared_away(home: Home) -> None:
    letters = home.path / "letters"
    letters.mkdir()
    left = [folder / ".determination-desk-abcd_123.part" for folder in (letters, home.library.path)]
    for path in left:
        path.write_bytes(b"half")
    os.utime(left[0], (1, 1))
    case = home.path / "case.ddcase"
    case.write_bytes(case_file.dumps(Case(case_number="CM26-1")))
    assert home.says("render", str(case), "--to", "txt", "--out", "letters")[0] == 0
    assert home.says("audit", "verify")[0] == 0
    assert [path for path in left if path.exists()] == []


def test_the_log_of_faults_holds_places_and_no_values(home: Home) -> None:
    case = home.path / f"{SENTINEL}.ddcase"
    party = Party(name=SENTINEL)
    case.write_bytes(case_file.dumps(Case(case_number=SENTINEL, injured_worker=party)))
    broken = home.path / "python"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(BREAKS)
    status, said = home.says("render", str(case), "--to", "txt", "--out", "out", python=broken)
    (log,) = (home.path / "state").rglob("*.log")
    assert (status, "RuntimeError" in said) == (1, True)
    assert "desktop.store.files.files" in log.read_text()
    assert list(traces(home.path / "state")) == []
    assert log.stat().st_mode & 0o077 == 0
