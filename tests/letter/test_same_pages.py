"""The Word file and the PDF break their lines and pages at the same places.

LibreOffice stands in for Word here; it is asked once for all letters.
"""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from desktop import assets
from desktop.letter import docx, pdf
from desktop.letter.compose import compose
from desktop.letter.pack import Pack
from tests import invented

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed"),
]
LETTERS = 40


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Path]]:
    """Our PDF and LibreOffice's PDF of our Word file, for each of many letters."""
    folder = tmp_path_factory.mktemp("letters")
    pack = Pack(assets.templates("california-imr"))
    for at in range(LETTERS):
        case = invented.case(1 + at % 7, 2 + at * 5 % 13)
        letter = compose(case, pack, "served" if at % 2 else "published")
        (folder / f"{at}.pdf").write_bytes(pdf.write(letter, pack))
        (folder / f"{at}.docx").write_bytes(docx.write(letter, pack))
    office = folder / "office"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", office, *folder.glob("*.docx")],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return [(folder / f"{at}.pdf", office / f"{at}.pdf") for at in range(LETTERS)]


def pages(file: Path) -> list[list[str]]:
    """The lines of each page, spaces folded."""
    document = pypdfium2.PdfDocument(file)
    words = [sheet.get_textpage().get_text_bounded().splitlines() for sheet in document]
    return [[" ".join(line.split()) for line in lines if line.strip()] for lines in words]


@pytest.mark.timeout(400)
def test_every_letter_has_the_same_number_of_pages(pairs: list[tuple[Path, Path]]) -> None:
    assert [len(pages(ours)) for ours, _ in pairs] == [len(pages(office)) for _, office in pairs]


@pytest.mark.timeout(400)
def test_the_lines_are_the_same(pairs: list[tuple[Path, Path]]) -> None:
    same = total = 0
    for ours, office in pairs:
        mine = [(at, line) for at, page in enumerate(pages(ours)) for line in page]
        theirs = {(at, line) for at, page in enumerate(pages(office)) for line in page}
        same += sum(line in theirs for line in mine)
        total += len(mine)
    assert same / total >= 0.995
