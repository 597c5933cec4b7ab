"""The PDF: accessible, archival, and the same whenever it is made."""

from __future__ import annotations

import io
import itertools
import subprocess
import sys
from typing import TYPE_CHECKING

import msgspec
import page
import pikepdf
import pypdfium2
import pytest

from desktop.letter.compose.compose import LetterError, compose
from desktop.letter.compose.pack import Pack
from desktop.letter.model.blocks import runs
from desktop.letter.write import pdf
from desktop.platform import assets
from desktop.records.questions import Prose
from tests import invented

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.cases.case import Case

STREAM_LENGTH = "PDFA2A-STREAM-LENGTH-001"
"""A known false alarm of the validator: a stream whose data end in a line break."""
PACK = Pack(assets.templates("california-imr"))


def made(case: Case, edition: str = "published") -> bytes:
    return pdf.write(compose(case, PACK, edition), PACK)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def structure(document: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """The structure elements in reading order."""

    def walk(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
        if "/S" in node:
            yield node
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary):
                yield from walk(kid)

    return walk(document.Root.StructTreeRoot)


def tags(data: bytes) -> list[str]:
    document = opened(data)
    return [str(element["/S"]) for element in structure(document)]


@pytest.mark.parametrize("edition", ["published", "served"])
@pytest.mark.parametrize("items", [0, 1, 3, 21])
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_conforms_to_both_standards(edition: str, items: int, profile: str) -> None:
    report = page.validate_pdf_bytes(made(invented.case(items), edition), profile=profile)
    faults = [(f.rule_id, f.message) for f in report.failures if f.rule_id != STREAM_LENGTH]
    assert faults == []


@pytest.mark.parametrize("edition", ["published", "served"])
def test_has_one_title_heading_and_skips_no_level(edition: str) -> None:
    headings = [tag for tag in tags(made(invented.case(), edition)) if tag in {"/H1", "/H2", "/H3"}]
    assert headings[0] == "/H1"
    assert headings.count("/H1") == 1
    assert all(
        after <= before[:2] + str(int(before[2]) + 1)
        for before, after in itertools.pairwise(headings)
    )


def test_every_table_has_header_cells_with_a_scope() -> None:
    document = opened(made(invented.case(), "served"))
    heads = [element for element in structure(document) if element["/S"] == "/TH"]
    assert len(heads) == 4
    assert {
        str(
            head["/A"][0]["/Scope"]
            if isinstance(head["/A"], pikepdf.Array)
            else head["/A"]["/Scope"]
        )
        for head in heads
    } == {"/Column"}


def test_says_its_language_and_shows_its_title() -> None:
    document = opened(made(invented.case()))
    assert str(document.Root.Lang).startswith("en")
    assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
    assert str(document.docinfo["/Title"]) == "IMR Final Determination CM26-0000003"


def test_embeds_every_font_with_a_map_to_unicode() -> None:
    document = opened(made(invented.case(), "served"))
    fonts = [font for sheet in document.pages for font in sheet.Resources.Font.values()]
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor or (
            "/FontFile3" in font.DescendantFonts[0].FontDescriptor
        )


def test_names_nobody_in_its_metadata() -> None:
    document = opened(made(invented.case(), "published"))
    assert set(document.docinfo.keys()) <= {"/Title", "/Creator", "/CreationDate", "/ModDate"}
    told = bytes(document.Root.Metadata.read_bytes()).decode() + str(dict(document.docinfo.items()))
    assert not [name for name in ("Hidden", "Nguyễn", "Sample") if name in told]


def test_the_reviewers_name_is_nowhere() -> None:
    for edition in ("published", "served"):
        data = made(invented.case(), edition)
        document = pypdfium2.PdfDocument(data)
        words = " ".join(sheet.get_textpage().get_text_bounded() for sheet in document)
        assert "Hidden" not in words


def test_the_words_on_the_pages_are_the_letters_words_in_order() -> None:
    letter = compose(invented.case(5), PACK, "published")
    document = pypdfium2.PdfDocument(pdf.write(letter, PACK))
    pages = len(document)
    read = ""
    for number, sheet in enumerate(document, start=1):
        words = "".join(sheet.get_textpage().get_text_bounded().split()).replace("\ufffe", "-")
        words = words.removeprefix("".join(letter.letterhead.split())) if number == 1 else words
        read += words.removesuffix(f"{letter.footer}Page{number}of{pages}")
    assert read == "".join("".join(run.text for run in runs(letter)).split())


def test_the_same_letter_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib; from tests.letter.test_pdf import made; from tests import invented;"
        "print(hashlib.sha256(made(invented.case(2))).hexdigest())"
    )
    digests = {
        subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout
        for _ in range(2)
    }
    assert len(digests) == 1


@pytest.mark.parametrize("character", ["漢", "\U0001f9d1", "\uf0ff", "\u0378", "\ufdd0"])
def test_names_the_field_whose_character_no_font_can_show(character: str) -> None:
    case = invented.case(2)
    items = list(case.disputed_items)
    items[1] = msgspec.structs.replace(items[1], rationale=Prose(f"It says {character} here."))
    with pytest.raises(LetterError) as refused:
        made(msgspec.structs.replace(case, disputed_items=tuple(items)))
    assert refused.value.path == "disputed_items.1.rationale"
    assert f"U+{ord(character):04X}" in str(refused.value)
    assert str(refused.value).startswith("Item 2: rationale")


MIXED = "She signed as שרה כהן, 12 Elm St., her husband as محمد الأمين (Amin), 45; no pain. " * 3


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_words_from_right_to_left_conform_to_both_standards(profile: str) -> None:
    case = invented.case(2)
    item = msgspec.structs.replace(
        case.disputed_items[0], request=MIXED[:60], rationale=Prose(MIXED)
    )
    named = msgspec.structs.replace(
        case, disputed_items=(item,), case_number=f"CM26-1 {MIXED[14:21]}",
        organization=msgspec.structs.replace(case.organization, name=MIXED[14:21]),
        injured_worker=msgspec.structs.replace(case.injured_worker, name=MIXED[14:40]),
    )  # fmt: skip
    report = page.validate_pdf_bytes(made(named, "served"), profile=profile)
    faults = [(f.rule_id, f.message) for f in report.failures if f.rule_id != STREAM_LENGTH]
    assert faults == []


def test_words_from_right_to_left_are_read_back_from_the_page() -> None:
    case = msgspec.structs.replace(
        invented.case(1),
        summary=msgspec.structs.replace(invented.case().summary, narrative=Prose(MIXED)),
    )
    sheet = pypdfium2.PdfDocument(made(case))[0].get_textpage().get_text_bounded()
    for word in ("שרה", "כהן", "محمد", "الأمين"):
        assert sheet.count(word) == 3


@pytest.mark.parametrize(
    "pasted",
    [
        "Nguyễn Thị Ánh",
        "José Peña Ñandú",
        "\uf0b7 a bullet",
        "nul\x00 and \x0b and \ufeff",
        "☐ ☑ ✓ ≥ → 😀",
        "שָׁלוֹם עולם",
        "مرحبا بالعالم",
        "",
    ],
)
def test_sets_what_people_paste(pasted: str) -> None:
    case = msgspec.structs.replace(
        invented.case(1),
        summary=msgspec.structs.replace(invented.case().summary, narrative=Prose(pasted)),
    )
    assert made(case).startswith(b"%PDF-")


@pytest.mark.parametrize(("items", "sentences", "least"), [(21, 6, 8), (70, 20, 40), (1, 900, 20)])
def test_sets_letters_of_every_length(items: int, sentences: int, least: int) -> None:
    assert len(pypdfium2.PdfDocument(made(invented.case(items, sentences)))) >= least


def test_sets_a_long_paragraph_full_of_strokes() -> None:
    summary = msgspec.structs.replace(
        invented.case().summary, narrative=Prose("His/her hands and/or wrists hurt. " * 2500)
    )
    assert made(msgspec.structs.replace(invented.case(0), summary=summary)).startswith(b"%PDF-")


def test_no_item_heading_stands_alone_at_the_foot_of_a_page() -> None:
    for sentences in range(1, 14):
        document = pypdfium2.PdfDocument(made(invented.case(9, sentences)))
        for sheet in document:
            lines = [line for line in sheet.get_textpage().get_text_bounded().splitlines() if line]
            body = [line for line in lines if not line.startswith(("CM26-", "Page "))]
            assert not body[-1].endswith(("Upheld", "Overturned"))


def test_a_row_of_the_header_grows_with_what_stands_in_it(sample: Case) -> None:
    long = f"{'CM26-0104417, ' * 12}CM26-0104418"
    for number in (sample.case_number, long):
        case = msgspec.structs.replace(sample, case_number=number)
        sheet = pypdfium2.PdfDocument(made(case))[0].get_textpage()
        tops = {}
        for words in ("Case Number", "Date Assigned", number.split()[-1]):
            found = sheet.search(words).get_next()
            tops[words] = sheet.get_charbox(found[0])
        bottom = tops[number.split()[-1]][1]
        below = tops["Date Assigned"][3]
        assert bottom > below + 3, "the last line of the number runs into the next row"
        if number == sample.case_number:
            assert tops["Case Number"][3] - below == pytest.approx(18, abs=0.6)
