"""Whatever happens to a letter's file: a case or a sentence, in seconds, and never a fault."""

from __future__ import annotations

import time

import pytest

from desktop import assets
from desktop.domain import casefile
from desktop.letter import read
from desktop.letter.pack import Pack
from desktop.letter.reading.script import squeezed
from tests import damage
from tests.letter.reading.published import written

SECONDS = 10
PACK = Pack(assets.templates("california-imr"))
LETTERS = damage.letters()


def is_sentence(words: str) -> bool:
    return words.endswith(".") and "\n" not in words and "Traceback" not in words


def told_of(data: bytes, name: str) -> str:
    """Why the file was refused; a case that was read instead is proved to be like any other."""
    try:
        reading = read.read(data, name, PACK)
    except read.ReadError as refusal:
        return str(refusal)
    assert casefile.loads(casefile.dumps(reading.case)) == reading.case
    assert squeezed(written(reading.case, PACK))
    assert all(map(is_sentence, reading.doubtful))
    return "It was read."


@pytest.mark.parametrize("form", LETTERS)
def test_a_damaged_letter_is_a_case_or_a_sentence(form: str) -> None:
    for data in damage.damaged(form, LETTERS[form]):
        started = time.monotonic()
        assert is_sentence(told_of(data, f"letter.{form}"))
        assert time.monotonic() - started < SECONDS
