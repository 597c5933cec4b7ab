"""Rules: the letter can be written, in each of its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.case import Document, Party
from desktop.domain.printable import flaws
from desktop.domain.question import Prose
from desktop.domain.review.finding import Hit, Severity
from desktop.domain.review.registry import letter, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.review.matter import Matter


@rule(
    "letter.character",
    Severity.ERROR,
    "ISO 14289-1 (PDF/UA), 7.21.8",
    fires=(
        letter("The patient signed as 王小明."),
        letter("The note says: no better \U0001f9d1."),
        letter("The form is ticked: \ue123."),
        letter("It hurts.", employer=Party(name="株式会社")),
    ),
    quiet=(
        letter("The patient signed as שרה כהן (Sarah Cohen), her husband as محمد."),
        letter("Pain ≥ 7/10 → 4/10; Nguyễn Thị Ánh ☑ ✓ \uf0b7 point\x00\ufeff."),
        letter("It hurts.", documents=(Document(notes=Prose("王小明")),)),
    ),
    always=True,
)
def character_without_shape(matter: Matter) -> Iterator[Hit]:
    """A field has a character that the letter's fonts cannot show."""
    shown = matter.references.shown
    for flaw in flaws(matter.case, shown) if shown is not None else ():
        yield Hit(flaw.path, flaw.sentence)
