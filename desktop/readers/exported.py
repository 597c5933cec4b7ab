"""A Word file that this program made, of whatever review program, becomes its case again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cases.case import Citation
from desktop.cases.packs.pack_fields import type_of
from desktop.letter.read import source
from desktop.letter.read.refusal import ReadError
from desktop.letter.read.script import squeezed
from desktop.letter.reimport.exported import export
from desktop.readers import controls
from desktop.readers.own_words import with_own_words
from desktop.readers.reading import Reading, VerbatimWords

if TYPE_CHECKING:
    from desktop.cases.case import Case
    from desktop.letter.compose.pack import Pack
    from desktop.letter.read.docx import WordText


def read(data: bytes, name: str, pack: Pack) -> Reading:
    """The letter in `data`, the content of the file `name`; raises `ReadError`."""
    found, program = source.read(data, name), pack.program
    kind = type_of(program.id)
    word, case = found.word, kind(program=program.id)
    if word is not None:
        case = controls.completed(case, word, controls.fields(kind), program)
    if word is None or case == kind(program=program.id):
        raise ReadError(
            f"Of the program “{program.id}” only Word files can be read that were made here and "
            "still have the content controls of their fields."
        )
    whole = with_own_words(case, word, pack, _edition(case, word, pack))
    own = tuple(VerbatimWords(one.place, one.words) for one in whole.own_words)
    return Reading(whole, own, found.notes)


def cited(line: str) -> tuple[Citation, ...]:
    """The line as it stands: nothing is known of how the program's letters cite."""
    return (Citation(title=line),)


def _edition(case: Case, word: WordText, pack: Pack) -> str:
    """The edition of whose lines `word` has the most, and the fewest more."""
    there = set(map(squeezed, word.lines()))

    def differing(edition: str) -> int:
        return len(there ^ {squeezed(line.text) for line in export(case, pack, edition).lines})

    return min(pack.program.editions, key=differing)
