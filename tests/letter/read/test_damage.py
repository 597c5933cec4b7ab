"""Whatever happens to a letter's file: a case or a sentence, in seconds, and never a fault."""

from __future__ import annotations

from functools import partial
from time import monotonic

import pytest

from desktop.cases import case_file
from desktop.letter.compose.pack import Pack
from desktop.letter.read.script import squeezed
from desktop.platform import assets
from desktop.readers.california_imr import reader
from tests import damage
from tests.growth import too_slow
from tests.readers.california_imr.published import written

SECONDS = 10
PACK = Pack(assets.templates("california-imr"))
LETTERS = damage.letters()


def is_sentence(words: str) -> bool:
    return words.endswith(".") and "\n" not in words and "Traceback" not in words


def told_of(data: bytes, name: str) -> str:
    """Why the file was refused; a case that was read instead is proved to be like any other."""
    try:
        reading = reader.read(data, name, PACK)
    except reader.ReadError as refusal:
        return str(refusal)
    assert case_file.loads(case_file.dumps(reading.case)) == reading.case
    assert squeezed(written(reading.case, PACK))
    assert all(map(is_sentence, reading.doubtful))
    return "It was read."


@pytest.mark.parametrize("form", LETTERS)
def test_a_damaged_letter_is_a_case_or_a_sentence(form: str) -> None:
    for data in damage.damaged(form, LETTERS[form]):
        told: list[str] = []
        read = partial(told_of, data, f"letter.{form}")
        assert not too_slow(lambda told=told, read=read: told.append(read()), SECONDS, monotonic)
        assert is_sentence(told[-1])
