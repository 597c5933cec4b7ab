"""Two letters in one file never become one patient's case."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import msgspec
import pikepdf
import pytest
from docx import Document

from desktop import cli
from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.write import docx, pdf, plain_text
from desktop.platform import assets
from desktop.readers.california_imr import reader
from tests import invented
from tests.readers.california_imr.published import TEXTS
from tests.readers.california_imr.test_other_wordings import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.cases.case import Case

PACK = Pack(assets.templates("california-imr"))
FIRST, SECOND = invented.case(1), invented.case(2, 4)
REFUSED = rf"more than one letter: a second one has the case number {SECOND.case_number}\. Save"


def plain(case: Case, edition: str = "published") -> str:
    return plain_text.write(compose(case, PACK, edition)).decode()


def reading(letter: str) -> reader.Reading:
    return reader.read(letter.encode(), "letters.txt", PACK)


@pytest.mark.parametrize("between", ["\n", "\n\n", "\f", "\n\f\n", "\n----\n"], ids=repr)
@pytest.mark.parametrize("edition", ["published", "served"])
def test_a_second_letter_is_refused_by_its_number(edition: str, between: str) -> None:
    with pytest.raises(reader.ReadError, match=REFUSED):
        reading(plain(FIRST, edition) + between + plain(SECOND, edition))


def test_a_second_letter_behind_one_without_a_number_is_refused_by_its_number() -> None:
    headless = plain(FIRST)
    headless = headless[headless.index("HOW THE") :]
    with pytest.raises(reader.ReadError, match=REFUSED):
        reading(headless + "\n\n" + plain(SECOND))


def test_a_second_letter_without_a_number_is_refused() -> None:
    told = "Another person was hurt on a ladder in 2019 and saw four physicians for the left elbow."
    summary = msgspec.structs.replace(SECOND.summary, narrative=told)
    headless = plain(msgspec.structs.replace(SECOND, summary=summary))
    headless = headless[headless.index("HOW THE") :]
    with pytest.raises(reader.ReadError, match=r"more than one letter: a second one "):
        reading(plain(FIRST) + "\n\n" + headless)


def test_two_letters_in_one_pdf_are_refused() -> None:
    joined = pikepdf.new()
    for case in (FIRST, SECOND):
        with pikepdf.open(io.BytesIO(pdf.write(compose(case, PACK, "published"), PACK))) as letter:
            joined.pages.extend(letter.pages)
    saved = io.BytesIO()
    joined.save(saved)
    with pytest.raises(reader.ReadError, match=REFUSED):
        reader.read(saved.getvalue(), "letters.pdf", PACK)


def test_two_letters_in_one_word_file_are_refused() -> None:
    both = [
        Document(io.BytesIO(docx.write(compose(case, PACK, "published"), PACK)))
        for case in (FIRST, SECOND)
    ]
    end = both[0].element.body[-1]
    for block in list(both[1].element.body)[:-1]:
        end.addprevious(block)
    saved = io.BytesIO()
    both[0].save(saved)
    with pytest.raises(reader.ReadError, match=REFUSED):
        reader.read(saved.getvalue(), "letters.docx", PACK)


def test_the_same_letter_twice_is_no_second_patient() -> None:
    assert reading(plain(FIRST) * 2).case.case_number == FIRST.case_number


@pytest.mark.parametrize("edition", ["published", "served"])
def test_a_letter_that_names_other_cases_is_one(edition: str) -> None:
    summary = msgspec.structs.replace(
        SECOND.summary,
        narrative="A determination of 2024, case number CM24-0000009, and that of CM23-0000008, "
        "Date of Injury: 01/02/2020, upheld the denial.",
    )
    case = msgspec.structs.replace(
        SECOND, case_number=f"{SECOND.case_number}, heard with CM26-7654321", summary=summary
    )
    assert reading(plain(case, edition)).case.disputed_items


@pytest.mark.parametrize(
    "file", [*TEXTS, *sorted(FOLDER.glob("*.txt"))], ids=lambda file: file.stem[:30]
)
def test_one_letter_is_one_and_another_behind_it_is_told(file: Path) -> None:
    letter = file.read_text(encoding="utf-8")
    reading(letter)
    with pytest.raises(reader.ReadError, match=REFUSED):
        reading(letter + "\n\n" + plain(SECOND))


def test_the_command_names_the_file_and_reads_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both, one = tmp_path / "both.txt", tmp_path / "one.txt"
    both.write_text(plain(FIRST) + "\n\n" + plain(SECOND), encoding="utf-8")
    one.write_text(plain(FIRST), encoding="utf-8")
    assert cli.main(["import", str(both), str(one), "--out", str(tmp_path / "cases")]) == 1
    told = capsys.readouterr()
    assert (
        f"both.txt: It holds more than one letter: a second one has the case number "
        f"{SECOND.case_number}" in told.err
    )
    assert [path.stem for path in (tmp_path / "cases").iterdir()] == [FIRST.case_number]
