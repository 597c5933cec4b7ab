"""Letters that another program printed to PDF: paragraphs, page feet, pages put in or behind."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import msgspec
import pytest

from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.read.page_feet import without_counts
from desktop.letter.read.page_lines import PageLines
from desktop.letter.write import docx, plain_text
from desktop.platform import assets
from desktop.readers.california_imr import reader
from desktop.records.questions import Prose
from tests import invented
from tests.letter import wordfiles
from tests.letter.read.printed import printed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.cases.case import Case

PACK = Pack(assets.templates("california-imr"))
FOOT = "CM26-0000003"


def told_in_paragraphs(items: int) -> Case:
    """A case whose summary and rationales have several paragraphs each."""
    case = invented.case(items)
    several = Prose("\n".join(invented.prose(2 + at % 4, at) for at in range(4)))
    longer = tuple(msgspec.structs.replace(one, rationale=several) for one in case.disputed_items)
    summary = msgspec.structs.replace(case.summary, narrative=several)
    return msgspec.structs.replace(case, summary=summary, disputed_items=longer)


CASE = told_in_paragraphs(3)
PLAIN = plain_text.write(compose(CASE, PACK, "published")).decode()
PARAGRAPHS = [block for block in PLAIN.split("\n") if block.strip()]


def prose(case: Case) -> list[str]:
    """What a letter says in paragraphs."""
    return [case.summary.narrative, *(item.rationale for item in case.disputed_items)]


def prose_of(data: bytes) -> list[str]:
    return prose(reader.read(data, "letter.pdf", PACK).case)


@pytest.mark.parametrize("space", [4, 7, 14])
def test_the_space_between_lines_tells_the_paragraphs(space: int) -> None:
    assert prose_of(printed(PARAGRAPHS, space=space)) == prose(CASE)


@pytest.mark.parametrize("extra", [(), (0,), (1,), (-1,), (0, 2, -1)], ids=str)
def test_a_page_put_in_changes_no_word(extra: tuple[int, ...]) -> None:
    pages = printed(PARAGRAPHS, foot=FOOT, extra=extra)
    found = reader.read(pages, "letter.pdf", PACK).case
    assert prose(found) == prose(CASE)
    assert found.own_words == ()


def test_what_only_speaks_of_a_page_stays() -> None:
    pages = ["The report says so.\nThe note is on Page 3 of 9", "It ends here.\nSigned"]
    assert without_counts(pages) == pages


@pytest.mark.parametrize("foot", ["", "CM26-1 ", "Letter of Ana, "])
def test_feet_that_agree_are_left_out(foot: str) -> None:
    pages = ["", f"One\n{foot}Page 1 of 2", f"Two \n{foot}Page 2 of 2\n", "Fax"]
    assert without_counts(pages) == ["", "One\n", "Two \n", "Fax"]


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_our_word_letter_printed_by_libreoffice_keeps_its_paragraphs(tmp_path: Path) -> None:
    for edition in ("served", "published"):
        letter = tmp_path / f"{edition}.docx"
        letter.write_bytes(docx.write(compose(CASE, PACK, edition), PACK))
    made = sorted(wordfiles.printed_by_office(tmp_path).iterdir())
    assert [prose_of(file.read_bytes()) for file in made] == [prose(CASE)] * 2


class Twice:
    """A page whose words pypdf tells twice, as older versions do inside of forms."""

    def extract_text(self, visitor_text: Callable[..., None]) -> str:
        for height in (700, 600, 590):
            visitor_text("One\n", [1, 0, 0, 1, 0, 0], [1, 0, 0, 1, 72, height], None, 11)
        return "One\nTwo"


def test_words_that_were_told_twice_are_read_once() -> None:
    assert PageLines(Twice()).text(10) == "One\nTwo"
