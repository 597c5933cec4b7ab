"""Words that are wider than their column: they stay in it, on the same lines in PDF and Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from msgspec.structs import replace

from desktop.cases.case import Address, Document, Party
from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.model.blocks import runs
from desktop.letter.write import pdf
from desktop.platform import assets
from desktop.records.questions import Prose
from tests import invented

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.cases.case import Case

PACK = Pack(assets.templates("california-imr"))
LEFT, RIGHT = 72, 540
"""The margins of the page, in points."""
WORDS = [
    "w" * 200,
    "W" * 90,
    "progress_report-of_2026-03-03-PR-2-scan.of.page.pdf" * 3,
    "https://www.example.org/dwc/medical-unit/imr_faq/file-name-2026.html?id=77&page=20" * 2,
    "C:\\Users\\reviewer\\Documents\\case\\report.pdf;" * 4,
    "firstname.middlename.lastname-of-the-sender@a-very-long-name-of-a-department.example.org",
    "שלום" * 40,
    "x\u0304" * 120,
]


def everywhere(word: str) -> Case:
    """A case that says `word` in each place of a letter."""
    case = invented.case(2)
    party = Party(name=word, contact=word, address=Address(street=word, city="Fresno"))
    item = replace(
        case.disputed_items[0],
        request=f"Therapy {word}",
        rationale=Prose(f"It says {word}, {word}"),
    )
    return replace(
        case,
        case_number=f"CM26-1 {word}"[:200],
        claim_number=word,
        organization=replace(case.organization, name=word[:200], short_name=word),
        attorney=party,
        employer=party,
        reviewer=replace(case.reviewer, specialties=(word, "Pain")),
        summary=replace(case.summary, narrative=Prose(f"{word} and {word}")),
        documents=tuple(Document(type=f"Q {word}", author=word) for _ in range(3)),
        disputed_items=(item, *case.disputed_items[1:]),
    )


def boxes(data: bytes) -> Iterator[tuple[float, float, str]]:
    """Where each character begins and ends, from the left of its page."""
    for sheet in pypdfium2.PdfDocument(data):
        page = sheet.get_textpage()
        for at in range(page.count_chars()):
            char = page.get_text_range(at, 1)
            if char.strip():
                left, _, right, _ = page.get_charbox(at)
                yield left, right, char


@pytest.mark.parametrize("edition", ["published", "served"])
@pytest.mark.parametrize("word", WORDS)
def test_nothing_leaves_the_page(word: str, edition: str) -> None:
    data = pdf.write(compose(everywhere(word), PACK, edition), PACK)
    beyond = [one for one in boxes(data) if one[0] < LEFT - 1 or one[1] > RIGHT + 1]
    assert beyond == []


@pytest.mark.parametrize("word", WORDS[:6])
def test_each_column_keeps_its_words(word: str) -> None:
    case = invented.case(1)
    documents = (Document(type=word.translate(SIGNS), author="Q" * 30),)
    data = pdf.write(compose(replace(case, documents=documents), PACK, "served"), PACK)
    middle = (RIGHT - LEFT - 2 * 72) / 2 + LEFT
    marked = [(left, right) for left, right, char in boxes(data) if char in SIGNS.values()]
    assert marked
    assert max(right for _, right in marked) < middle
    assert min(left for left, _, char in boxes(data) if char == "Q") > middle


SIGNS = dict(
    zip(map(ord, "wWabcdefghijklmnopqrstuvxyz"), "ΩΨαβγδεζηθικλμνξοπρστυφχψωϊϋό", strict=False)
)
"""Signs that stand nowhere else in the letter."""


def test_the_words_of_the_page_are_the_letters_in_order() -> None:
    letter = compose(everywhere(WORDS[2]), PACK, "published")
    document = pypdfium2.PdfDocument(pdf.write(letter, PACK))
    pages, foot = len(document), "".join(letter.footer.split())
    said = ""
    for number, sheet in enumerate(document, start=1):
        words = "".join(sheet.get_textpage().get_text_range().split())
        said += (
            words.replace("\x02", "-")
            .replace("\ufffe", "-")
            .replace("\u00ad", "-")
            .removesuffix(f"{foot}Page{number}of{pages}")
        )
    said = said.removeprefix("".join(letter.letterhead.split()))
    assert said == "".join("".join(run.text for run in runs(letter)).split())
