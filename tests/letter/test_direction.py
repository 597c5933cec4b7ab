"""Words from right to left: found in a line, marked in Word, reached from the preview's page."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree
from msgspec.structs import replace

from desktop.letter.compose.compose import compose
from desktop.letter.model.blocks import Run, plain
from desktop.letter.model.direction import directed
from desktop.letter.write import docx
from desktop.records.questions import Prose
from tests import invented

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize(
    ("words", "leftward"),
    [
        ("plain words, 12", []),
        ("Nguyễn → 4/10", []),
        ("He is שרה כהן here", ["שרה כהן"]),
        ("He is שרה, כהן. Here", ["שרה, כהן"]),
        ("12 שרה 12 (34) Elm", ["שרה 12 (34"]),
        ("שרה", ["שרה"]),
        ("שָׁ x مرحبا", ["שָׁ", "مرحبا"]),
        ("x\u0607\u2080 y", ["\u0607\u2080"]),
        ("שרה\n12 Elm", ["שרה"]),
    ],
)
def test_a_stretch_holds_what_stands_between_its_words(words: str, leftward: list[str]) -> None:
    line = (Run(words[:3]), Run(words[3:], path="case_number", strong=True))
    found = directed(line)
    assert plain(found) == words
    assert "".join(run.text for run in found if run.rtl) == "".join(leftward)
    assert all(run.strong == bool(run.path) for run in found)


def test_word_is_told_of_each_stretch_inside_one_control(pack) -> None:
    case = invented.case(1)
    item = replace(case.disputed_items[0], rationale=Prose("He is שרה כהן here."))
    letter = compose(replace(case, disputed_items=(item,)), pack, "published")
    with zipfile.ZipFile(io.BytesIO(docx.write(letter, pack))) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    (control,) = [
        one for one in body.iter(f"{W}sdt")
        if one.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == "disputed_items.i1.rationale"
    ]  # fmt: skip
    runs = [
        ("".join(run.itertext()), run.find(f"{W}rPr/{W}rtl") is not None)
        for run in control.iter(f"{W}r")
    ]
    assert runs == [("He is ", False), ("שרה כהן", True), (" here.", False)]


def test_the_foot_of_one_letter_leaves_nothing_in_the_next(pack) -> None:
    case = invented.case(1)
    numbers = ("CM26-1 שרה and כהן", "CM26-2")
    for number, runs in zip((*numbers, numbers[0]), (3 + 1, 1, 3 + 1), strict=True):
        letter = compose(replace(case, case_number=number), pack, "served")
        with zipfile.ZipFile(io.BytesIO(docx.write(letter, pack))) as package:
            foot = etree.fromstring(package.read("word/footer1.xml"))
        own = list(foot.iter(f"{W}r"))[:runs]
        assert "".join("".join(run.itertext()) for run in own) == number
        assert len(list(foot.iter(f"{W}rtl"))) == runs // 2
