"""Words are read in their letters, whatever typesetting made of them, out of every kind of file."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest

from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.write import docx as word
from desktop.letter.write import pdf, plain_text
from desktop.platform import assets
from desktop.readers.california_imr import reader
from desktop.text.characters import legible
from tests import invented
from tests.letter import wordfiles

if TYPE_CHECKING:
    from collections.abc import Callable

PACK = Pack(assets.templates("california-imr"))
LETTER = compose(invented.case(2), PACK, "published")
PLAIN = plain_text.write(LETTER).decode()
CASE = reader.read(PLAIN.encode(), "letter.txt", PACK).case

TYPESET: dict[str, Callable[[str], str]] = {
    "ligatures": lambda words: words.replace("ffi", "\ufb03").replace("fi", "\ufb01").replace(
        "ff", "\ufb00").replace("fl", "\ufb02").replace("st", "\ufb06"),
    "soft hyphens": lambda words: words.replace("tio", "ti\u00ado").replace("men", "me\u00adn"),
    "no-break spaces": lambda words: words.replace(" of ", "\u00a0of\u202f"),
    "hyphens": lambda words: words.replace("-", "\u2010"),
    "no-break hyphens": lambda words: words.replace("-", "\u2011"),
    "spaces without width": lambda words: words.replace("in", "i\u200bn").replace("t", "\u2060t"),
    "joiners": lambda words: words.replace("er", "e\u200dr").replace("se", "s\u200ce"),
    "byte order marks": lambda words: words.replace("Case", "\ufeffCase"),
}  # fmt: skip


@pytest.mark.parametrize("kind", TYPESET)
def test_a_text_says_the_same_words(kind: str) -> None:
    data = TYPESET[kind](PLAIN).encode()
    assert data != PLAIN.encode()
    assert reader.read(data, "letter.txt", PACK).case == CASE


@pytest.mark.parametrize("kind", TYPESET)
def test_a_word_file_says_the_same_words(kind: str) -> None:
    document = docx.Document(io.BytesIO(wordfiles.without_controls(word.write(LETTER, PACK))))
    for run in document.element.body.iter("{*}t"):
        run.text = TYPESET[kind](run.text or "")
    saved = io.BytesIO()
    document.save(saved)
    assert reader.read(saved.getvalue(), "letter.docx", PACK).case == CASE


def test_a_pdf_that_was_set_with_ligatures_says_the_same_words() -> None:
    case = invented.case(2)
    written = pdf.write(compose(case, PACK, "published"), PACK)
    assert reader.read(written, "letter.pdf", PACK).case == CASE
    pages = reader.source.pdf.pages(written)
    assert pages.text == legible(pages.text)


def test_a_word_that_a_soft_hyphen_breaks_over_lines_is_whole() -> None:
    broken = PLAIN.replace("submitted", "sub\u00ad\nmitted").replace("Medical", "Medi\u00ad \n cal")
    assert reader.read(broken.encode(), "letter.txt", PACK).case == CASE


@pytest.mark.parametrize(
    ("typeset", "plain"),
    [
        ("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", "fffiflffifflstst"),
        ("re\u00adpor\u00adted", "reported"),
        ("11\u00ad21", "1121"),
        ("pain \u00ad mild", "pain - mild"),
        ("re\u00ad\nported", "re\u00ad\nported"),
        ("na\u00efve", "na\u00efve"),
        ("\uff23\uff2d\uff12\uff16\uff0d\uff10\uff11\u3000\uff21", "CM26-01 A"),
    ],
)
def test_letters_stand_for_what_typesetting_made_of_them(typeset: str, plain: str) -> None:
    assert legible(typeset) == plain


@pytest.mark.parametrize(
    "words", ["\u200b", "\ufeff\u2060\n\u200d", "\u3164 \u00ad", "\u2028", "- . -"]
)
def test_a_file_without_a_word_is_told(words: str) -> None:
    with pytest.raises(reader.ReadError, match=r"^It holds no text\.$"):
        reader.read(words.encode(), "letter.txt", PACK)
