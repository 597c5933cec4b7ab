"""Compares an edited Word file with the exported letter, and gives the changes to the case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.letter.compose.compose import compose
from desktop.letter.read import docx
from desktop.letter.read.refusal import ReadError
from desktop.letter.read.script import squeezed
from desktop.letter.reimport import belonging
from desktop.letter.reimport.account import Account
from desktop.letter.reimport.edits import Edited, FieldEdit, Removal
from desktop.letter.reimport.paragraphs import paragraphs
from desktop.letter.reimport.quoting import quoted
from desktop.letter.write.docx import write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.cases.case import Case
    from desktop.letter.compose.pack import Pack
    from desktop.letter.read.docx import WordText
    from desktop.letter.reimport.edits import Edit
    from desktop.letter.reimport.exported import Export

_MOST = 2_000
"""Paragraphs that a letter may have more than it was exported with."""
_PAGE = re.compile(r"(?<!\d)\d{1,3}(?!\d)")


def read(data: bytes, name: str, case: Case, pack: Pack) -> Edited:
    """`case` as the edited letter in `data`, the file `name`, leaves it; raises `ReadError`."""
    return compare(belonging.word_file(data, name), case, pack)


def compare(word: WordText, case: Case, pack: Pack) -> Edited:
    """`case` as the edited letter `word` leaves it; raises `ReadError` where it is none of it."""
    letter = belonging.prove(word, case, pack)
    found = paragraphs(word, letter)
    if len(found) > len(letter.lines) + _MOST:
        raise ReadError(f"It has {len(found):,} paragraphs, far more than the letter.")
    account = Account(case, pack, letter, found)
    return Edited(
        original=case,
        changes=account.edits,
        notes=(*word.notes, *account.notes, *_margins(word, case, pack, letter)),
        too_many=too_many(letter, account.edits),
    )


def _margins(word: WordText, case: Case, pack: Pack, letter: Export) -> Iterator[str]:
    """A sentence for each line of the pages' headers and footers that was not exported so."""
    if word.margins:
        exported = docx.text(write(compose(case, pack, letter.edition), pack))
        known = set(map(_without_pages, exported.margins))
        for line in dict.fromkeys(word.margins):
            if _without_pages(line) not in known:
                yield f"The header or footer {quoted(line)} was changed; the case keeps its own."


def _without_pages(line: str) -> str:
    """A line of a page's header or footer, its page numbers left out."""
    return _PAGE.sub("#", squeezed(line))


def too_many(letter: Export, edits: tuple[Edit, ...]) -> str:
    """Why a person has to agree to `edits`; empty where they change few of the filled fields."""
    filled = {spot.path for spot in letter.spots() if spot.path and spot.text}
    changed = [edit.path for edit in edits if isinstance(edit, FieldEdit | Removal)]
    touched = sum(any(f"{path}.".startswith(f"{edit}.") for edit in changed) for path in filled)
    if touched * 2 <= len(filled):
        return ""
    return f"It would change {touched} of the {len(filled)} fields that the letter fills."
