"""The import command: what can be read is written, what cannot is named."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import msgspec
import pytest

from desktop import cli
from desktop.cases import case_file
from desktop.cases.case import Basis
from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.write.formats import write
from desktop.platform import assets
from desktop.store.files.files import read_case, write_atomically
from tests import invented
from tests.conftest import ROOT
from tests.letter import wordfiles

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.cases.case import Case

PACK = Pack(assets.templates("california-imr"))


def letter(folder: Path, case: Case, form: str) -> Path:
    path = folder / f"letter-{case.case_number}.{form}"
    path.write_bytes(write(compose(case, PACK, "published"), PACK, form))
    return path


def test_letters_of_every_kind_become_cases(tmp_path: Path) -> None:
    files = [
        str(letter(tmp_path, invented.case(items), form))
        for items, form in ((1, "txt"), (2, "docx"), (3, "pdf"))
    ]
    assert cli.main(["import", *files, "--out", str(tmp_path / "cases")]) == 0
    found = [read_case(path) for path in sorted((tmp_path / "cases").iterdir())]
    assert [len(case.disputed_items) for case in found] == [1, 2, 3]


def test_a_bad_file_is_named_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "aunt.txt"
    bad.write_text("Dear aunt, the weather is fine.")
    files = [
        str(bad),
        str(tmp_path / "missing.pdf"),
        str(letter(tmp_path, invented.case(1), "txt")),
    ]
    assert cli.main(["import", *files, "--out", str(tmp_path / "cases")]) == 1
    told = capsys.readouterr()
    assert "aunt.txt: It is not a determination letter" in told.err
    assert "missing.pdf: There is no such file or folder." in told.err
    assert "1 case written" in told.out
    assert len(list((tmp_path / "cases").iterdir())) == 1


def test_what_is_kept_verbatim_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = letter(tmp_path, invented.case(1), "txt")
    path.write_text(path.read_text().replace("more than five years", "more than two years"))
    assert cli.main(["import", str(path), "--out", str(tmp_path / "cases")]) == 0
    assert "Method: kept in its own words" in capsys.readouterr().out


def test_two_letters_of_one_number_do_not_replace_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(letter(tmp_path, invented.case(1), form)) for form in ("txt", "docx")]
    assert cli.main(["import", *files, "--out", str(tmp_path / "cases")]) == 1
    assert "A second “CM26-0000001” would replace that of" in capsys.readouterr().err


def test_edits_come_back_onto_a_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = invented.case(2)
    base = tmp_path / "base.ddcase"
    write_atomically(base, case_file.dumps(case))
    path = letter(tmp_path, case, "docx")
    path.write_bytes(wordfiles.replaced(path.read_bytes(), ("Tramadol 50mg", "Tramadol 25mg")))
    options = ["--onto", str(base), "--out", str(tmp_path / "cases")]
    assert cli.main(["import", str(path), *options]) == 0
    told = capsys.readouterr().out
    assert (
        "Item 2: request as made: “Tramadol 50mg #60, request 1” -> “Tramadol 25mg #60, request 1”"
        in told
    )
    edited = read_case(tmp_path / "cases" / "CM26-0000002.ddcase")
    assert edited.disputed_items[1].request == "Tramadol 25mg #60, request 1"
    assert edited.documents == case.documents


def test_a_manifest_becomes_a_case_a_row(tmp_path: Path, shared: Path) -> None:
    path = shared / "samples" / "noarfi-manifest-default.csv"
    assert cli.main(["import", str(path), "--out", str(tmp_path)]) == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "CM16-10000007.ddcase", "CM16-10000025.ddcase",
    ]  # fmt: skip


def test_a_folder_gives_its_letters_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for items, form in ((1, "txt"), (2, "docx")):
        letter(folder, invented.case(items), form)
    (folder / "notes.md").write_text("Nothing to import.")
    assert cli.main(["import", str(folder), "--out", str(tmp_path / "cases")]) == 0
    assert len(list((tmp_path / "cases").iterdir())) == 2


def test_onto_wants_one_file(tmp_path: Path) -> None:
    files = [str(letter(tmp_path, invented.case(items), "docx")) for items in (1, 2)]
    options = ["--onto", str(tmp_path / "base.ddcase"), "--out", str(tmp_path / "cases")]
    assert cli.main(["import", *files, *options]) == 2


def onto(tmp_path: Path, case: Case, edited: Case, *options: str) -> int:
    """The command's exit status for the letter of `edited`, read onto `case`."""
    base = tmp_path / "base.ddcase"
    write_atomically(base, case_file.dumps(case))
    path = letter(tmp_path, edited, "docx")
    words = ["--onto", str(base), "--out", str(tmp_path / "cases"), *options]
    return cli.main(["import", str(path), *words])


@pytest.mark.parametrize("options", [(), ("--force",)])
def test_another_patients_letter_stays_off_a_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    assert onto(tmp_path, invented.case(2), invented.case(3), *options) == 1
    told = capsys.readouterr().err
    assert "It is the letter of CM26-0000003, not of CM26-0000002." in told
    assert not list((tmp_path / "cases").iterdir())


def test_a_letter_that_changes_most_fields_needs_force(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = invented.case(1)
    cited = case.disputed_items[0].reviewer_basis.citations
    basis = Basis(
        citations=(
            msgspec.structs.replace(cited[0], title="Knee Complaints", year=2011),
            msgspec.structs.replace(cited[1], title="Another Book", topic="Patches"),
        )
    )
    other = msgspec.structs.replace(
        case,
        date_assigned=case.ur_denial_date,
        date_of_injury=case.ur_denial_date,
        decision_date=case.ur_denial_date,
        application_received=case.ur_denial_date,
        summary=msgspec.structs.replace(case.summary, narrative=invented.prose(2)),
        reviewer=msgspec.structs.replace(
            case.reviewer, licensures=("Maine", "Ohio"), specialties=("Neurology", "Pain")
        ),
        organization=msgspec.structs.replace(case.organization, name="Elm", short_name="ELM"),
        disputed_items=(
            msgspec.structs.replace(
                case.disputed_items[0],
                request="Lidocaine",
                rationale=invented.prose(3),
                reviewer_basis=basis,
            ),
        ),
    )
    assert onto(tmp_path, case, other) == 1
    assert "Add --force where that is meant." in capsys.readouterr().err
    assert onto(tmp_path, case, other, "--force") == 0
    assert read_case(tmp_path / "cases" / "CM26-0000001.ddcase").organization.name == "Elm"


def test_a_case_of_a_program_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = invented.case(1)
    assert onto(tmp_path, msgspec.structs.replace(case, program="nowhere"), case) == 1
    assert "The case is of the review program “nowhere”" in capsys.readouterr().err


@pytest.mark.parametrize("options", [("--force",), ("--program", "nowhere")])
def test_words_that_do_not_fit_are_wrong_use(tmp_path: Path, options: tuple[str, ...]) -> None:
    path = letter(tmp_path, invented.case(1), "docx")
    assert cli.main(["import", str(path), "--out", str(tmp_path), *options]) == 2


def test_a_terminal_that_lacks_a_character_ends_no_command(tmp_path: Path) -> None:
    path = letter(tmp_path, invented.case(1), "txt")
    path.write_text(path.read_text().replace("more than five years", "more than fünf years"))
    told = subprocess.run(
        [sys.executable, "-m", "desktop", "import", path, "--out", tmp_path / "cases"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        cwd=ROOT,
        timeout=100,
        check=True,
    )
    assert b"Method: kept in its own words: ?" in told.stdout
    assert b"unexpected fault" not in told.stderr
