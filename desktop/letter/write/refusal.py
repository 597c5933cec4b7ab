"""What no writer accepts, so that a letter has all of its forms or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cases.printable import sentence, unshown
from desktop.letter.compose.compose import LetterError
from desktop.letter.model.blocks import runs
from desktop.platform import typefaces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.letter.model.blocks import Letter


def refuse_unshown(letter: Letter) -> None:
    """Raises `LetterError`, naming the field, where a character has no shape in the fonts."""
    for flaw in letter.flaws:
        raise LetterError(flaw.sentence, flaw.path)
    shown = typefaces.characters()
    for path, words in _words(letter):
        if not words.isascii() and (odd := unshown(words, shown)):
            raise LetterError(sentence(letter.kind, path, words, odd), path)


def _words(letter: Letter) -> Iterator[tuple[str, str]]:
    """All that is printed, each with the path of its field."""
    for words in (letter.title, letter.letterhead, letter.footer):
        yield "", words
    for run in runs(letter):
        yield run.path, run.text
