"""Rules: the letter can be written, in each of its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cases.case import Document, Organization, Party
from desktop.cases.printable import overlong_fields, unshown_fields
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.records.questions import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.checks.engine.review_context import ReviewContext


@rule(
    "letter.character",
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
    weight="error",
    source="ISO 14289-1 (PDF/UA), 7.21.8",
    always=True,
)
def character_without_shape(context: ReviewContext) -> Iterator[Hit]:
    """A field has a character that the letter's fonts cannot show."""
    shown = context.references.shown
    for flaw in unshown_fields(context.case, shown) if shown is not None else ():
        yield Hit(flaw.path, flaw.sentence)


@rule(
    "letter.length",
    fires=(
        letter("It hurts.", case_number="CM26-0104417, " * 20),
        letter("It hurts.", organization=Organization(name="Review " * 40)),
        letter("It hurts.", request="Physical therapy. " * 200),
    ),
    quiet=(
        letter("It hurts.", case_number="CM26-0104417, " * 12),
        letter("It hurts.", organization=Organization(name="Review " * 10), claim_number="W" * 300),
        letter("It hurts. " * 2_000, request="Physical therapy. " * 50),
    ),
    weight="error",
    source="The room on the page",
    always=True,
)
def longer_than_the_edge(context: ReviewContext) -> Iterator[Hit]:
    """A field is longer than the head or foot of a page, or a heading, has room for."""
    for flaw in overlong_fields(context.case):
        yield Hit(flaw.path, flaw.sentence)
