"""What a Word file shows is read as words, or named: looks, symbols, equations, strict names."""

from __future__ import annotations

import io
import zipfile

import pytest

from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.model.blocks import Letter, Paragraph, Run
from desktop.letter.read import docx
from desktop.letter.read.word import symbols
from desktop.letter.write import pdf
from desktop.letter.write.formats import write
from desktop.platform import assets
from desktop.readers.california_imr import reader
from tests import invented
from tests.letter import wordfiles

PACK = Pack(assets.templates("california-imr"))
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def word(body: str, **parts: str) -> bytes:
    """A Word file with this body and these further parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        wrap = f'<w:{{0}} xmlns:w="{W}" xmlns:m="{M}">{{1}}</w:{{0}}>'
        document = wrap.format("document", f"<w:body>{body}</w:body>")
        package.writestr("word/document.xml", document)
        for name, words in parts.items():
            package.writestr(f"word/{name}.xml", wrap.format(name, words))
    return packed.getvalue()


def run(words: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def p(*runs: str, mark: str = "") -> str:
    return f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{''.join(runs)}</w:p>"


def lines(body: str) -> list[str]:
    return list(docx.text(word(body)).lines())


def fraction(over: str, under: str) -> str:
    part = "<m:{0}><m:r><m:t>{1}</m:t></m:r></m:{0}>"
    return f"<m:oMath><m:f>{part.format('num', over)}{part.format('den', under)}</m:f></m:oMath>"


@pytest.mark.parametrize("off", ["0", "false", "off"])
@pytest.mark.parametrize("name", ["vanish", "strike", "dstrike"])
def test_what_is_turned_off_is_off(name: str, off: str) -> None:
    found = docx.text(word(p(run("Seen.", f'<w:{name} w:val="{off}"/>'))))
    assert list(found.lines()) == ["Seen."]
    assert found.notes == ()


@pytest.mark.parametrize("on", ["", ' w:val="1"', ' w:val="true"', ' w:val="on"'])
def test_hidden_words_are_left_out_and_named(on: str) -> None:
    found = docx.text(word(p(run("Seen "), run("not ", f"<w:vanish{on}/>"), run("here."))))
    assert list(found.lines()) == ["Seen here."]
    assert found.notes == ("The hidden text “not” is left out.",)


@pytest.mark.parametrize(
    ("runs", "words", "named"),
    [
        (run("no deficit", "<w:strike/>"), "no deficit", "“no deficit” is struck through"),
        (run("no ", "<w:strike/>") + run("deficit", "<w:dstrike/>"), "no deficit",
         "“no deficit” is struck through"),
        (run("cm") + run("2", '<w:vertAlign w:val="superscript"/>'), "cm²", ""),
        (run("10") + run("0", '<w:vertAlign w:val="superscript"/>'), "10^0", "“0” is raised"),
        (run("1") + run("st", '<w:vertAlign w:val="superscript"/>'), "1st", "“st” is raised"),
        (run("B") + run("12", '<w:vertAlign w:val="subscript"/>'), "B₁₂", ""),
        (run("x") + run("max", '<w:vertAlign w:val="subscript"/>'), "xmax", "“max” is lowered"),
        (fraction("3", "4"), "3/4", "An equation is taken as the words “3/4”."),
        (fraction("a+b", "4"), "(a+b)/4", "“(a+b)/4”"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run(" 4"), "≥ 4", ""),
        ('<w:r><w:sym w:font="Symbol" w:char="B1"/></w:r>', "±", ""),
        ('<w:r><w:sym w:font="Arial" w:char="00B5"/></w:r>', "µ", ""),
        (run("a ") + '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>' + run("b"), "a b",
         "A symbol (Wingdings F04A) stands in the paragraph “a b”"),
        ('<w:r><w:sym w:font="Symbol" w:char="zz"/></w:r>' + run("b"), "b", "A symbol (Symbol zz)"),
        (run("\uf0a3 5", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), "≤ 5", ""),
        (run("See: ") + "<w:r><w:drawing/></w:r>", "See: ",
         "A picture or drawing stands in the paragraph “See:”"),
        (run("See: ") + "<w:r><w:object/></w:r>", "See: ", "An embedded object stands in"),
    ],
)  # fmt: skip
def test_what_looks_otherwise_is_kept_as_words_or_named(runs: str, words: str, named: str) -> None:
    found = docx.text(word(p(runs)))
    assert list(found.lines()) == [words]
    assert (named in " ".join(found.notes)) if named else found.notes == ()


def test_a_paragraph_that_runs_on_is_one() -> None:
    for mark in ("<w:del/>", "<w:moveFrom/>"):
        assert lines(p(run("One. "), mark=mark) + p(run("Two."))) == ["One. Two."]


def test_a_row_that_was_deleted_is_gone() -> None:
    cell = "<w:tc>{}</w:tc>"
    kept = f"<w:tr>{cell.format(p(run('kept')))}</w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell.format(p(run('gone')))}</w:tr>"
    found = docx.text(word(f"<w:tbl>{kept}{gone}{kept}</w:tbl>"))
    assert list(found.lines()) == ["kept", "kept"]
    assert [(cell.row, cell.column) for cell in found.cells if cell] == [(0, 0), (2, 0)]


def test_a_comment_is_named() -> None:
    found = docx.text(word(p(run("Words.")), comments=f"<w:comment>{p(run('Why?'))}</w:comment>"))
    assert found.notes == ("A comment in the file says “Why?”; it is not taken over.",)


def test_another_document_that_is_taken_in_is_named() -> None:
    assert docx.text(word("<w:altChunk/>")).notes == (
        "The file takes in another document, which was not read.",
    )


def test_strict_files_are_read_as_all_others() -> None:
    def strict(xml: str) -> str:
        return xml.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
            M, "http://purl.oclc.org/ooxml/officeDocument/math"
        )

    data = wordfiles.changed(word(p(run("Seen."), fraction("1", "2"))), strict)
    assert list(docx.text(data).lines()) == ["Seen.1/2"]


def test_a_strict_letter_becomes_the_same_case() -> None:
    data = write(compose(invented.case(2), PACK, "published"), PACK, "docx")
    strict = wordfiles.changed(
        data, lambda xml: xml.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    )
    assert reader.read(strict, "x.docx", PACK) == reader.read(data, "x.docx", PACK)


def test_the_text_may_stand_in_a_part_of_another_name() -> None:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word(p(run("Seen."))))) as source,
        zipfile.ZipFile(packed, "w") as target,
    ):
        target.writestr("word/document2.xml", source.read("word/document.xml"))
        target.writestr(
            "_rels/.rels",
            '<Relationships><Relationship Id="r1" Target="/word/document2.xml" Type="http://schemas.'
            'openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
        )
    assert list(docx.text(packed.getvalue()).lines()) == ["Seen."]


def test_every_symbol_that_is_read_can_be_written() -> None:
    shown = (
        {
            char
            for font in ("Symbol", "Wingdings")
            for code in range(0x20, 0x100)
            if (char := symbols.symbol(font, code))
        }
        | {symbols.raised(char) for char in "123456789n"}
        | {symbols.lowered(c) for c in "0123456789"}
    )
    letter = Letter(blocks=(Paragraph(runs=(Run(" ".join(sorted(shown))),)),), title="Symbols")
    assert pdf.write(letter, PACK).startswith(b"%PDF")
