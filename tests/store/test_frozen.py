"""What release 0.1.0 left behind is opened by today's program, and holds what was in it."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from desktop import cli
from desktop.cases import case_file
from desktop.readers.california_imr.reader import read as read_letter
from desktop.store.backups.backups import Backup, backups
from desktop.store.files.files import read_case
from desktop.store.files.folder import Folder
from desktop.store.library.library import recover, restore, unlock
from desktop.store.team.team_cases import TeamCases
from tests.cases import version_1
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.letter.compose.pack import Pack
    from desktop.store.library.library import Library
    from tests.store.postgres import Server

FROZEN = ROOT / "tests" / "frozen" / "0.1.0"
HOLDS = json.loads((FROZEN / "holds.json").read_text(encoding="utf-8"))
PASSPHRASE = HOLDS["passphrase"]
CASE_FILES = sorted((FROZEN / "cases").glob("*.ddcase"))


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """A copy of everything, which may be written to."""
    return shutil.copytree(FROZEN, tmp_path / "frozen")


def read(document: dict[str, Any]) -> Any:
    return case_file.loads(json.dumps(document).encode())


def check_holds(library: Library, told: dict[str, Any]) -> None:
    """The library holds the cases that 0.1.0 told of, and its trail goes on from there."""
    found = {row.id for row in (*library.cases.rows(), *library.cases.bin())}
    assert found == {case["id"] for case in told["cases"]}
    for case in told["cases"]:
        check_case(library, case)
    chain = library.trail.verify()
    assert chain.sound
    assert chain.entries >= told["trail"]["entries"]
    head = library.trail.knows(told["trail"]["head"])
    assert head is not None
    assert head.seq == told["trail"]["entries"]


def check_case(library: Library, told: dict[str, Any]) -> None:
    id, row = told["id"], library.cases.row(told["id"])
    kept = library.cases.get(id)
    assert kept.case == read(told["document"])
    assert (row.number, kept.state, kept.version) == (
        told["number"],
        told["state"],
        told["version"],
    )
    assert (row.discarded is not None) == told["binned"]
    for version in told["versions"]:
        assert library.versions.get(id, version["number"]).claim_number == version["claim_number"]
    attached = {one.name: library.attachments.content(one.id) for one in library.attachments.of(id)}
    assert {name: len(content) for name, content in attached.items()} == {
        one["name"]: one["size"] for one in told["attachments"]
    }


@pytest.mark.parametrize("name", ["library", "killed"])
def test_a_library_holds_what_it_held(frozen: Path, name: str) -> None:
    library = unlock(frozen / name, PASSPHRASE)
    check_holds(library, HOLDS[name])
    library.close()
    again = unlock(frozen / name, PASSPHRASE)
    check_holds(again, HOLDS[name])
    again.close()


def test_its_settings_are_there(frozen: Path) -> None:
    library = unlock(frozen / "library", PASSPHRASE)
    for name, value in HOLDS["library"]["settings"].items():
        assert library.settings.get(name, type(value)) == value
    library.close()


@pytest.mark.parametrize("name", ["library", "killed"])
def test_its_recovery_key_opens_it(frozen: Path, name: str) -> None:
    library = recover(frozen / name, HOLDS["recovery keys"][name])
    check_holds(library, HOLDS[name])
    library.close()


@pytest.mark.parametrize(("at", "cases"), [(0, 7), (1, 6)])
def test_its_backups_go_back(frozen: Path, at: int, cases: int) -> None:
    folder = frozen / "library"
    backup: Backup = backups(Folder(folder))[at]
    assert backup.path.name == HOLDS["library"]["backups"][at]
    library = restore(folder, PASSPHRASE, backup)
    assert len((*library.cases.rows(), *library.cases.bin())) == cases
    assert library.trail.verify().sound
    library.close()


# -- case files and letters ----------------------------------------------------------------------


@pytest.mark.parametrize("path", CASE_FILES, ids=lambda path: path.stem)
def test_a_case_file_opens_with_every_field(path: Path) -> None:
    case = read_case(path)
    written = json.loads(path.read_bytes())
    told = json.loads(version_1.dumps(case))
    for key, value in written.items():
        assert told[key] == value, key
    assert case_file.loads(case_file.dumps(case)) == case


@pytest.mark.parametrize("edition", ["served", "published"])
def test_an_exported_letter_is_read(edition: str, pack: Pack) -> None:
    path = FROZEN / "letters" / edition / "CM26-0104417.docx"
    case = read_letter(path.read_bytes(), path.name, pack).case
    assert case.case_number == "CM26-0104417"
    assert len(case.disputed_items) == 3


@pytest.mark.parametrize("edition", ["served", "published"])
def test_an_edited_letter_comes_back_onto_its_case(edition: str, tmp_path: Path) -> None:
    letter = FROZEN / "letters" / edition / "edited.docx"
    case = FROZEN / "cases" / "CM26-0104417.ddcase"
    assert cli.main(["import", str(letter), "--out", str(tmp_path), "--onto", str(case)]) == 0
    edited = read_case(tmp_path / case.name)
    assert edited == read_case(FROZEN / "cases" / "CM26-0104417 edited.ddcase")


# -- the team's server ---------------------------------------------------------------------------


@pytest.fixture
def old_server(server: Server) -> Server:
    """A server with the library of a team that 0.1.0 made."""
    server.new_database()
    words = ["psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", server.url()]
    dump = (FROZEN / "team.sql").read_bytes()
    subprocess.run(words, input=dump, check=True, capture_output=True)
    return server


def test_a_team_s_library_holds_what_it_held(old_server: Server) -> None:
    told = HOLDS["team"]
    with TeamCases(old_server.url("lena")) as lena:
        for case in told["cases"]:
            theirs = lena.whole(case["id"])
            assert theirs.case == read(case["document"])
            assert (theirs.version, theirs.state, theirs.discarded) == (
                case["version"],
                case["state"],
                case["discarded"],
            )
        chain = lena.verify()
        assert chain.sound
        assert (chain.entries, chain.head) == (told["trail"]["entries"], told["trail"]["head"])


def test_its_people_see_their_own(old_server: Server) -> None:
    with TeamCases(old_server.url("alice")) as alice, TeamCases(old_server.url("bob")) as bob:
        assert [row.number for row in alice.rows()] == ["CM26-0001100"]
        assert {row.number for row in bob.rows()} == {"CM26-0001200", "CM26-0001400"}
    with psycopg.connect(old_server.url("alice")) as connection:
        assert connection.execute("select count(*) from desk.cases").fetchone() == (1,)
