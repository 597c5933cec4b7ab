"""The Word file and the PDF break their lines and pages at the same places.

LibreOffice stands in for Word here; it is asked once for all letters.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from msgspec.structs import replace

from desktop.letter.compose.compose import compose
from desktop.letter.write import docx, pdf
from desktop.readers.california_imr.reader import read
from tests import invented
from tests.letter import wordfiles
from tests.letter.test_long_words import WORDS, everywhere

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.letter.compose.pack import Pack
    from desktop.letter.model.blocks import Letter

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed"),
]
LETTERS = 40
LONG = "CM26-0104417, heard together with CM26-0104418, CM26-0104419, CM26-0104420, CM26-0104421, "
FOOT = re.compile(r"Page \d+ of \d+$")
Pages = list[list[str]]
Pair = tuple[Pages, Pages]


@pytest.fixture(scope="module")
def invented_letters(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> list[Pair]:
    """Invented letters of every length, in both editions."""
    cases = [invented.case(1 + at % 7, 2 + at * 5 % 13) for at in range(LETTERS)]
    cases[:2] = [replace(cases[at], case_number=LONG[: 70 + 20 * at]) for at in range(2)]
    letters = [
        compose(case, pack, "served" if at % 2 else "published") for at, case in enumerate(cases)
    ]
    return both(letters, pack, tmp_path_factory.mktemp("invented"))


@pytest.fixture(scope="module")
def published_letters(
    shared: Path, pack: Pack, tmp_path_factory: pytest.TempPathFactory
) -> list[Pair]:
    """Letters that the Division published, read and written again."""
    files = sorted((shared / "letters").glob("cm*.txt"))[:LETTERS]
    cases = [read(file.read_bytes(), file.name, pack).case for file in files]
    letters = [compose(case, pack, "published") for case in cases]
    return both(letters, pack, tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="module")
def long_words(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> list[Pair]:
    """Letters with words that no column holds, in every place."""
    letters = [compose(everywhere(word), pack, "served") for word in WORDS[:6]]
    return both(letters, pack, tmp_path_factory.mktemp("long"))


def both(letters: list[Letter], pack: Pack, folder: Path) -> list[Pair]:
    """The pages of our PDF and of LibreOffice's PDF of our Word file, for each letter."""
    for at, letter in enumerate(letters):
        (folder / f"{at}.pdf").write_bytes(pdf.write(letter, pack))
        (folder / f"{at}.docx").write_bytes(docx.write(letter, pack))
    office = wordfiles.printed_by_office(folder)
    return [
        (pages(folder / f"{at}.pdf"), pages(office / f"{at}.pdf")) for at in range(len(letters))
    ]


def pages(file: Path) -> Pages:
    """The lines of each page, spaces folded."""
    document = pypdfium2.PdfDocument(file)
    words = [sheet.get_textpage().get_text_bounded().splitlines() for sheet in document]
    return [[" ".join(line.split()) for line in lines if line.strip()] for lines in words]


@pytest.mark.timeout(400)
@pytest.mark.parametrize("letters", ["invented_letters", "published_letters"])
def test_every_letter_has_the_same_number_of_pages(
    letters: str, request: pytest.FixtureRequest
) -> None:
    pairs: list[Pair] = request.getfixturevalue(letters)
    assert [len(ours) for ours, _ in pairs] == [len(office) for _, office in pairs]


@pytest.mark.timeout(400)
@pytest.mark.parametrize("letters", ["invented_letters", "published_letters"])
def test_the_lines_are_the_same(letters: str, request: pytest.FixtureRequest) -> None:
    pairs: list[Pair] = request.getfixturevalue(letters)
    same = total = 0
    for ours, office in pairs:
        mine = [(at, line) for at, page in enumerate(ours) for line in page]
        theirs = {(at, line) for at, page in enumerate(office) for line in page}
        same += sum(line in theirs for line in mine)
        total += len(mine)
    assert same / total >= 0.995


@pytest.mark.timeout(400)
def test_words_that_no_column_holds_are_broken_at_the_same_places(long_words: list[Pair]) -> None:
    same = total = 0
    for ours, office in long_words:
        mine, theirs = (
            Counter(line for page in pages for line in page if not FOOT.search(line))
            for pages in (ours, office)
        )
        same += (mine & theirs).total()
        total += mine.total()
    assert same / total >= 0.99
