"""Files that are no letters, broken or made to do harm: one sentence each, in bounded time."""

from __future__ import annotations

import io
import random
import time
import zipfile
from typing import TYPE_CHECKING

import pikepdf
import pypdf
import pytest

from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.write import docx, pdf
from desktop.platform import assets
from desktop.readers.california_imr import reader
from tests import invented
from tests.growth import too_slow
from tests.letter import wordfiles

if TYPE_CHECKING:
    from collections.abc import Callable

PACK = Pack(assets.templates("california-imr"))
LETTER = compose(invented.case(2), PACK, "published")
SECONDS = 30


def made_pdf() -> bytes:
    return pdf.write(LETTER, PACK)


def made_docx() -> bytes:
    return docx.write(LETTER, PACK)


def blank_pages(count: int) -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(count):
        writer.add_blank_page(612, 792)
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


def locked_pdf(user: str) -> bytes:
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(made_pdf())) as document:
        forbidden = pikepdf.Permissions(extract=False)
        lock = pikepdf.Encryption(user=user, owner="owner", R=4, allow=forbidden)
        document.save(packed, encryption=lock)
    return packed.getvalue()


def package(**parts: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def bomb() -> bytes:
    return package(**{"word__document.xml": b"<a>" + b" " * 60_000_000 + b"</a>"})


def deep() -> bytes:
    depth = 200_000
    return package(**{"word__document.xml": b"<a>" * depth + b"</a>" * depth})


def with_entities() -> bytes:
    lol = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    return wordfiles.changed(
        made_docx(), lambda xml: xml.replace("<w:document", f"{lol}<w:document")
    )


def unfolding_pdf() -> bytes:
    """A page whose content is a hundred thousand times its size."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(612, 792))
    document.pages[0].Contents = document.make_stream(b"q Q " * 60_000_000)
    packed = io.BytesIO()
    document.save(packed, compress_streams=True)
    return packed.getvalue()


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "an empty file": ("x.txt", lambda: b""),
    "white space": ("x.txt", lambda: b" \n\t\n"),
    "another text": ("x.txt", lambda: b"Dear aunt, the weather is fine. " * 20),
    "binary noise": ("x.txt", lambda: random.Random(1).randbytes(100_000)),
    "noise called PDF": ("x.pdf", lambda: random.Random(2).randbytes(100_000)),
    "noise called Word": ("x.docx", lambda: random.Random(3).randbytes(100_000)),
    "a picture": ("x.png", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 500),
    "an old Word file": ("x.doc", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 2000),
    "a case": ("x.ddcase", lambda: b'{"format": "determination-desk.case", "version": 1}'),
    "a scan": ("x.pdf", lambda: blank_pages(3)),
    "2,000 pages": ("x.pdf", lambda: blank_pages(2000)),
    "a PDF cut short": ("x.pdf", lambda: made_pdf()[:3000]),
    "only a PDF's first line": ("x.pdf", lambda: b"%PDF-1.7\n"),
    "a locked PDF": ("x.pdf", lambda: locked_pdf("secret")),
    "a PDF that unfolds": ("x.pdf", unfolding_pdf),
    "a ZIP bomb": ("x.docx", bomb),
    "too many parts": ("x.docx", lambda: package(**{f"p{at}": b"" for at in range(2500)})),
    "endless depth": ("x.docx", deep),
    "XML entities": ("x.docx", with_entities),
    "a Word file cut short": ("x.docx", lambda: made_docx()[:4000]),
    "a spreadsheet": ("x.xlsx", lambda: package(**{"xl__workbook.xml": b"<a/>"})),
    "broken XML": ("x.docx", lambda: wordfiles.changed(made_docx(), lambda xml: xml[:900])),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_is_refused_in_one_sentence_and_in_time(kind: str) -> None:
    name, make = HOSTILE[kind]
    data = make()
    sentence = ""

    def read() -> None:
        nonlocal sentence
        with pytest.raises(reader.ReadError) as refused:
            reader.read(data, name, PACK)
        sentence = str(refused.value)

    assert not too_slow(read, SECONDS, time.monotonic)
    assert 10 < len(sentence) < 300
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "Traceback" not in sentence


def test_a_scan_is_told_what_to_do() -> None:
    with pytest.raises(reader.ReadError, match=r"text recognition \(OCR\)"):
        reader.read(blank_pages(2), "x.pdf", PACK)


def test_the_number_of_pages_is_told() -> None:
    with pytest.raises(reader.ReadError, match="2,000 pages"):
        reader.read(blank_pages(2000), "x.pdf", PACK)


def test_a_pdf_that_only_forbids_copying_is_read() -> None:
    assert len(reader.read(locked_pdf(""), "x.pdf", PACK).case.disputed_items) == 2


def test_a_word_file_that_refers_to_others_is_read_and_fetches_nothing() -> None:
    link = (
        '<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/attachedTemplate" Target="http://localhost:9/x.dotm" '
        'TargetMode="External"/></Relationships>'
    )
    data = wordfiles.changed(
        made_docx(),
        lambda xml: xml.replace("</Relationships>", link),
        part="word/_rels/document.xml.rels",
    )
    found = reader.read(data, "x.docx", PACK)
    assert len(found.case.disputed_items) == 2
    assert found.doubtful == ("The file refers to other files: nothing was fetched from them.",)


def test_a_field_that_would_fetch_is_not_run() -> None:
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
        'INCLUDETEXT "/etc/passwd"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    data = wordfiles.changed(made_docx(), lambda xml: xml.replace("<w:p>", f"{field}<w:p>", 1))
    found = reader.read(data, "x.docx", PACK)
    assert "The file refers to other files: nothing was fetched from them." in found.doubtful
    assert "INCLUDETEXT" not in str(found.case)


def test_a_few_characters_that_cannot_be_read_are_told() -> None:
    letter = "Decision rationale: The patient\u2019s pain is not medically necessary. " * 9
    found = reader.read(letter.encode() + b"\xff\xfe broken", "x.txt", PACK)
    assert found.doubtful


@pytest.mark.parametrize(
    "words",
    [
        "Claims Administrator guideline: " * 60_000,
        ": Upheld\nClaims Administrator guideline: x\nDecision rationale: y\n" * 20_000,
        "MTUS\n" + "x: \n" * 300_000,
        "MTUS CLINICAL CASE SUMMARY\n" + "44 year old, injury on " * 50_000,
        "MTUS CLINICAL CASE SUMMARY\nDiagnoses include " + "a, " * 300_000,
        "Case Number: " * 100_000 + "MTUS",
    ],
    ids=["labels", "items", "lines", "facts", "diagnoses", "header"],
)
def test_text_without_end_is_read_in_bounded_time(words: str) -> None:
    letter = f"HOW THE IMR FINAL DETERMINATION WAS MADE\nCLINICAL CASE SUMMARY\n{words}"
    assert not too_slow(lambda: reader.read(letter.encode(), "x.txt", PACK), 15)


def test_more_text_than_a_letter_can_have_is_refused() -> None:
    with pytest.raises(reader.ReadError, match="3 million characters"):
        reader.read(b"MTUS " * 1_000_000, "x.txt", PACK)
