"""A pack's own style sheet is set apart from the program, and comes to an end."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest

from desktop.letter.compose.compose import LetterError, compose
from desktop.letter.compose.pack import Pack
from desktop.letter.write import pdf
from desktop.platform import assets
from tests import invented

if TYPE_CHECKING:
    from pathlib import Path

ENDLESS = (
    "#for a in range(100000) { for b in range(100000) { let c = a * b } }",
    '#let s = "x"\n#for i in range(60) { s = s + s }\n#s',
    "#for a in range(10000000) [x #pagebreak()]",
    "#(range(100000000).map(x => x * x).sum())",
)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """The style sheet of a pack that may be edited."""
    shutil.copytree(assets.templates("california-imr"), tmp_path / "pack")
    return tmp_path / "pack" / pdf.SHEET


def written(folder: Path) -> bytes:
    pack = Pack(folder)
    return pdf.write(compose(invented.case(), pack, "published"), pack)


@pytest.mark.parametrize("program", assets.programs())
def test_the_program_s_own_sheets_are_known_to_end(program: str) -> None:
    """After a change to a sheet, put its new digest into `pdf.KNOWN`."""
    data = (assets.templates(program) / pdf.SHEET).read_bytes()
    assert hashlib.sha256(data).hexdigest() in pdf.KNOWN


def test_an_edited_sheet_makes_the_same_letter(sheet: Path) -> None:
    before = written(sheet.parent)
    sheet.write_bytes(sheet.read_bytes() + b"\n// mine\n")
    assert written(sheet.parent) == before


def test_what_is_wrong_with_an_edited_sheet_is_said(sheet: Path) -> None:
    sheet.write_bytes(sheet.read_bytes() + b"\n#nothing\n")
    with pytest.raises(LetterError, match="unknown variable: nothing"):
        written(sheet.parent)


@pytest.mark.parametrize("words", ENDLESS)
def test_a_sheet_without_end_is_refused(
    sheet: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], words: str
) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 1)
    sheet.write_bytes(sheet.read_bytes() + f"\n{words}\n".encode())
    with pytest.raises(LetterError, match=r"letter\.typ takes more time or memory"):
        written(sheet.parent)
    assert capfd.readouterr().err == ""
