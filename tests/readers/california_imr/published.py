"""The published letters, and how their words are compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.letter.compose.compose import compose
from desktop.letter.read.script import squeezed
from desktop.letter.write import plain_text

if TYPE_CHECKING:
    from desktop.cases.case import Case
    from desktop.letter.compose.pack import Pack

FOLDER = Path(__file__).resolve().parents[3].parent / "shared" / "letters"
TEXTS = sorted(FOLDER.glob("*.txt"))
PDFS = sorted((FOLDER / "pdf").glob("*.pdf"))


def written(case: Case, pack: Pack) -> str:
    """The published edition of `case` as text."""
    return plain_text.write(compose(case, pack, "published")).decode()


def words(letter: str) -> str:
    """The words of `letter` without white space, its header's last label made whole.

    The layout of the published PDFs breaks "Application Received:" around its value.
    """
    run = squeezed(letter)
    head, mark, rest = run.partition("Received:")
    label, found, date = head.rpartition("Application")
    broken = found and date and not date.isalpha() and len(date) == len("01/31/2017")
    return f"{label}ApplicationReceived:{date}{rest}" if mark and broken else run
