"""The Word file: styles and content controls, clean, accessible, the same whenever it is made."""

from __future__ import annotations

import io
import itertools
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import docx
import msgspec
import pytest
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.model.blocks import runs
from desktop.letter.model.outline import printable
from desktop.letter.write import docx as word
from desktop.letter.write import reference_document
from desktop.platform import assets
from desktop.records.questions import Prose
from tests import invented

if TYPE_CHECKING:
    from desktop.cases.case import Case

PACK = Pack(assets.templates("california-imr"))
FORMATTING = {qn(f"w:{name}") for name in ("b", "i", "u", "sz", "color", "rFonts", "jc", "ind",
                                           "spacing", "shd", "keepNext")}  # fmt: skip


def made(case: Case, edition: str = "published") -> bytes:
    return word.write(compose(case, PACK, edition), PACK)


def opened(data: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(data))


def controls(data: bytes) -> list[tuple[str, str, str]]:
    """Tag, title and text of every content control."""
    return [
        (
            control.find(f".//{qn('w:tag')}").get(qn("w:val")),
            control.find(f".//{qn('w:alias')}").get(qn("w:val")),
            "".join(
                "-" if part.tag == qn("w:noBreakHyphen") else part.text or ""
                for part in control.iter(qn("w:t"), qn("w:noBreakHyphen"))
            ),
        )
        for control in opened(data).element.body.iter(qn("w:sdt"))
    ]


@pytest.mark.parametrize("edition", ["published", "served"])
@pytest.mark.parametrize("items", [0, 1, 3, 21])
def test_the_open_xml_rules_find_nothing(edition: str, items: int, tmp_path) -> None:
    file = tmp_path / "letter.docx"
    file.write_bytes(made(invented.case(items), edition))
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []


@pytest.mark.parametrize("edition", ["published", "served"])
def test_is_accessible(edition: str) -> None:
    document = opened(made(invented.case(), edition))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    levels = [int(name.split()[1]) for name in styles if name.lower().startswith("heading")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert document.core_properties.title
    assert document.core_properties.language == "en-US"
    assert 'w:lang w:val="en-US"' in document.styles.element.xml
    assert not list(document.element.body.iter(qn("w:drawing")))
    for table in document.tables:
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
    data_tables = [table for table in document.tables if table.style.name == "Letter Table"]
    assert len(data_tables) == (edition == "served")
    for table in data_tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert not [p for p in document.paragraphs if not list(p._p.iter(qn("w:t")))]


def test_formats_nothing_directly() -> None:
    body = opened(made(invented.case(), "served")).element.body
    properties = [*body.iter(qn("w:rPr")), *body.iter(qn("w:pPr"))]
    assert not [child.tag for part in properties for child in part if child.tag in FORMATTING]


def test_every_style_that_it_names_is_in_the_reference_document() -> None:
    document = opened(made(invented.case(), "served"))
    known = {style.style_id for style in document.styles}
    named = {
        element.get(qn("w:val"))
        for element in document.element.body.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
    }
    assert named <= known


@pytest.mark.parametrize("edition", ["published", "served"])
def test_every_field_is_a_control_tagged_with_its_link(edition: str) -> None:
    letter = compose(invented.case(), PACK, edition)
    fields = [
        (word.tag(run.path, letter.elements), run.text)
        for block in printable(letter.blocks)
        for line in block.lines()
        for run in line
        if run.path and run.text
    ]
    assert [(tag, words) for tag, _, words in controls(word.write(letter, PACK))] == fields


def test_tags_and_titles_fit_and_titles_are_unique() -> None:
    found = controls(made(invented.case(21), "served"))
    titles = [title for _, title, _ in found]
    assert len(set(titles)) == len(titles)
    assert max(len(word) for tag, title, _ in found for word in (tag, title)) <= 64
    assert "Item 2: rationale" in titles


def test_the_words_are_the_letters_words_in_order() -> None:
    letter = compose(invented.case(5), PACK, "served")
    body = opened(word.write(letter, PACK)).element.body
    read = "".join(
        "-" if part.tag == qn("w:noBreakHyphen") else part.text or ""
        for part in body.iter(qn("w:t"), qn("w:noBreakHyphen"))
    )
    assert "".join(read.split()) == "".join("".join(run.text for run in runs(letter)).split())


def test_names_nobody_in_its_properties() -> None:
    with zipfile.ZipFile(io.BytesIO(made(invented.case()))) as package:
        told = package.read("docProps/core.xml").decode()
    assert "python-docx" not in told
    assert not [name for name in ("Hidden", "Nguyễn", "Sample") if name in told]


def test_the_reviewers_name_is_nowhere() -> None:
    for edition in ("published", "served"):
        with zipfile.ZipFile(io.BytesIO(made(invented.case(), edition))) as package:
            told = [name for name in package.namelist() if b"R. Hidden" in package.read(name)]
        assert told == []


def test_the_same_letter_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib; from tests.letter.test_docx import made; from tests import invented;"
        "print(hashlib.sha256(made(invented.case(2))).hexdigest())"
    )
    digests = {
        subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout
        for _ in range(2)
    }
    assert len(digests) == 1


@pytest.mark.parametrize(
    "pasted", ["\x00\x0b\x1b\ufeff nul", "Nguyễn", "漢字 😀", "\uf0b7 x", "<&>"]
)
def test_takes_what_people_paste(pasted: str) -> None:
    summary = msgspec.structs.replace(invented.case().summary, narrative=Prose(pasted))
    assert opened(made(msgspec.structs.replace(invented.case(1), summary=summary)))


def test_the_reference_document_is_the_one_that_its_maker_makes(tmp_path) -> None:
    reference_document.main(str(tmp_path / "made.docx"))
    with (
        zipfile.ZipFile(tmp_path / "made.docx") as fresh,
        zipfile.ZipFile(io.BytesIO(PACK.bytes("reference.docx"))) as kept,
    ):
        assert {name: fresh.read(name) for name in fresh.namelist()} == {
            name: kept.read(name) for name in kept.namelist()
        }
