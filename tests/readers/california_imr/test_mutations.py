"""Published letters come in many shapes, and damaged: none costs a word, and none a traceback."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop.letter.compose.pack import Pack
from desktop.letter.read.script import from_text, squeezed
from desktop.platform import assets
from desktop.readers.california_imr import reader
from desktop.readers.california_imr.outline import is_letter, outline
from desktop.text.characters import clean
from tests.readers.california_imr.published import TEXTS, written

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(not TEXTS, reason="the folder of published letters is not there")
PACK = Pack(assets.templates("california-imr"))


def read_text(letter: str) -> reader.Reading:
    return reader.read(letter.encode(), "letter.txt", PACK)


def without_layout(letter: str) -> str:
    """The words line by line, no space more than one and no empty line."""
    lines = (" ".join(line.split()) for line in letter.splitlines())
    return "\n".join(filter(None, lines))


def by_column(letter: str) -> str:
    """The header's labels first and then its values, as text tools give a table's columns."""
    header = letter[: letter.find("HOW THE")]
    values = re.findall(r"CM\d\d-\d+|\d\d/\d\d/\d{4}|Standard|Expedited", header)
    labels = ("Case Number:", "Date Assigned:", "Date of Injury:", "Decision Date:",
              "UR Denial Date:", "Priority:", "Application Received:")  # fmt: skip
    if len(values) != len(labels):
        return letter
    table = [*labels, "", *values, ""]
    return "\n".join(table) + "\n" + letter[len(header) :]


SHAPES: dict[str, Callable[[str], str]] = {
    "CRLF": lambda letter: letter.replace("\n", "\r\n"),
    "byte order mark": lambda letter: "\ufeff" + letter,
    "form feeds": lambda letter: letter.replace("\n\n", "\n\n\f", 3),
    "double-spaced": lambda letter: letter.replace("\n", "\n\n"),
    "spaces at line ends": lambda letter: letter.replace("\n", " \n"),
    "tabs": lambda letter: letter.replace("    ", "\t"),
    "header by column": by_column,
}


def facts(case: object) -> str:
    """All that a case says, its curly quotes straight and its paragraphs as one."""
    words = str(case).replace("\\n", " ").replace("- ", "-").replace("/ ", "/")
    return " ".join(words.split())


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem[:12])
def test_a_letter_of_another_shape_is_the_same_case(file: Path, shape: str) -> None:
    letter = file.read_text(encoding="utf-8")
    assert facts(read_text(SHAPES[shape](letter)).case) == facts(read_text(letter).case)


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem[:12])
def test_a_letter_without_its_layout_has_the_same_items(file: Path) -> None:
    letter = file.read_text(encoding="utf-8")
    found, usual = read_text(without_layout(letter)), read_text(letter)
    assert facts(found.case.disputed_items) == facts(usual.case.disputed_items)
    assert facts(found.case) == facts(usual.case)


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem[:12])
def test_a_letter_on_one_line_keeps_its_items(file: Path) -> None:
    letter = file.read_text(encoding="utf-8")
    found, usual = read_text(" ".join(letter.split())), read_text(letter)
    assert facts(found.case.disputed_items) == facts(usual.case.disputed_items)


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem[:12])
def test_curly_quotes_stay_curly(file: Path) -> None:
    letter = file.read_text(encoding="utf-8").replace("'", "’").replace('"', "“")
    assert sorted(squeezed(written(read_text(letter).case, PACK))) == sorted(squeezed(letter))


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem[:12])
def test_a_letter_without_its_header_keeps_all_else(file: Path) -> None:
    letter = file.read_text(encoding="utf-8")
    headless = letter[letter.find("HOW THE") :]
    found, usual = read_text(headless).case, read_text(letter).case
    assert found.disputed_items == usual.disputed_items
    assert found.reviewer == usual.reviewer
    assert squeezed(written(found, PACK)) == squeezed(headless)


def _cut(lines: list[str], luck: random.Random) -> list[str]:
    start = luck.randrange(len(lines))
    return lines[:start] + lines[start + luck.randrange(1, 40) :]


def _doubled(lines: list[str], luck: random.Random) -> list[str]:
    start = luck.randrange(len(lines))
    return lines[:start] + lines[start : start + luck.randrange(1, 40)] + lines[start:]


def _shuffled(lines: list[str], luck: random.Random) -> list[str]:
    return luck.sample(lines, len(lines))


def _garbled(lines: list[str], luck: random.Random) -> list[str]:
    at = luck.randrange(len(lines))
    noise = "".join(
        chr(luck.choice((*range(32, 127), 0, 9, 233, 0x2019, 0xF0B7))) for _ in range(60)
    )
    return [*lines[:at], noise, "".join(luck.sample(lines[at], len(lines[at]))), *lines[at + 1 :]]


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(TEXTS or [None]),
    st.lists(st.sampled_from([_cut, _doubled, _shuffled, _garbled]), min_size=1, max_size=4),
    st.randoms(use_true_random=False),
)
def test_a_damaged_letter_keeps_the_words_that_it_has(file, damages, luck) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    for damage in damages:
        lines = damage(lines, luck) or [""]
    letter = "\n".join(lines)
    script = from_text(letter)
    assume(is_letter(script, outline(script)))
    try:
        found = read_text(letter)
    except reader.ReadError as refusal:
        if _doubled not in damages or "more than one letter" not in str(refusal):
            raise
        return
    assert sorted(squeezed(written(found.case, PACK))) == sorted(squeezed(clean(letter)))
