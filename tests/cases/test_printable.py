"""Characters that no letter can show are known from the fonts, and named with their place."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from desktop.cases.case import Case, DisputedItem, Document, Summary
from desktop.cases.printable import flaws
from desktop.platform import assets, font_file, typefaces
from desktop.records.questions import Prose
from tests import invented
from tests.growth import too_slow

SHOWN = typefaces.characters()


def said(narrative: str) -> list[str]:
    case = Case(summary=Summary(narrative=Prose(narrative)))
    return [flaw.sentence for flaw in flaws(case, SHOWN)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("It says 漢 here.", "“漢” (U+6F22), character 9, in “It says 漢 here.”."),
        ("One.\nTwo \U0001f980.", "(U+1F980, crab), character 5 of paragraph 2, in “Two 🦀.”."),
        ("Ticked: \uf123", "U+F123 (private use), character 9, in “Ticked: \ufffd”."),
        ("No \ufdd0", "U+FDD0 (no character of Unicode), character 4"),
        ("漢字漢", "Nor can they show “字” (U+5B57)."),
    ],
)
def test_the_sentence_names_the_character_and_its_place(words: str, told: str) -> None:
    (sentence,) = said(words)
    assert sentence.startswith("Clinical case summary: narrative has a character that the letter's")
    assert told in sentence
    assert sentence.endswith(" Replace it or leave it out.")


@pytest.mark.parametrize(
    "words",
    [
        "plain",
        "Nguyễn Thị Ánh",
        "שָׁלוֹם",
        "مرحبا",
        "☑ ✓ ≥ 😀 ❤\ufe0f",
        "\uf0b7 a\x00b\ufeff\ud800c\u200b",
    ],
)
def test_what_a_letter_shows_or_leaves_out_is_no_fault(words: str) -> None:
    assert said(words) == []


def test_a_field_that_is_never_printed_may_hold_anything() -> None:
    case = Case(documents=(Document(notes=Prose("漢"), type="a"),))
    assert not list(flaws(case, SHOWN))


def test_a_whole_case_is_looked_through_at_once() -> None:
    words = Prose("The patient’s pain “7/10” was – as said – worse. " * 400)
    items = tuple(DisputedItem(request=f"Item {at}", rationale=words) for at in range(20))
    case = replace(invented.case(0), disputed_items=items)
    assert not list(flaws(case, SHOWN))
    assert not too_slow(lambda: list(flaws(case, SHOWN)), 0.06), "400,000 characters"


def test_a_font_says_what_it_shows() -> None:
    fonts = {file.name: font_file.characters(file.read_bytes()) for file in
             assets.resource("fonts").glob("*.ttf")}  # fmt: skip
    assert {"a", "é", "ễ", "א", "“"} <= fonts["LiberationSerif-Regular.ttf"]
    assert not {"م", "漢", "\ud800"} & fonts["LiberationSerif-Regular.ttf"]
    assert {"م", "☑", "😀", "\u0567"} <= fonts["DejaVuSans.ttf"]


def test_a_file_that_is_no_font_is_refused() -> None:
    with pytest.raises(ValueError, match="no table cmap"):
        font_file.characters(b"\x00\x01\x00\x00" + bytes(60))
