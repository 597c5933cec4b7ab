"""Rule: a dose keeps its unit; 50 mcg that became 50 mg is a thousand times as much."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.checks.context.language import Sentence
    from desktop.checks.engine.review_context import CaseText, ItemRead, ReviewContext
    from desktop.text.quantities import Amount

Dose = tuple[str, float]
"""The last word before a figure, and the figure."""
_MASS = frozenset(("mcg", "mg", "g"))
_WORD = re.compile(r"[A-Za-z]{4,}")
_REACH = 40
"""Characters between the drug and its dose."""


@rule(
    "drug.unit",
    fires=(
        letter("The requested liothyronine 25 mg #30 is not needed.",
               request="Liothyronine 25 mcg #30"),
        letter(request="Clonidine 0.1 mg #60", summary="She takes clonidine 0.1 mcg."),
    ),
    quiet=(
        letter("The requested liothyronine 25 mcg #30 is not needed.",
               request="Liothyronine 25 mcg #30"),
        letter("Calcium 1 g and vitamin 1 mg are taken.", request="Calcium 1 g"),
        letter("Folate was changed from 1 mg to 1000 mcg.", request="Folate 1 mg"),
    ),
)  # fmt: skip
def unit_differs(context: ReviewContext) -> Iterator[Hit]:
    """A text gives a requested drug the same figure in another unit."""
    for item in context.items:
        yield from _other_units(context, item)


def _other_units(context: ReviewContext, item: ItemRead) -> Iterator[Hit]:
    asked = _units(item)
    for text in (context.rationales[item.number - 1], context.summary) if asked else ():
        for dose, found in _doses(text.sentences):
            if found.unit not in asked.get(dose, (found.unit,)):
                yield _hit(text, item, f"{dose[0]} {found.words.strip()}")


def _units(item: ItemRead) -> dict[Dose, set[str]]:
    """The units in which each requested dose is given."""
    units: dict[Dose, set[str]] = {}
    for dose, amount in _doses(item.requests):
        units.setdefault(dose, set()).add(amount.unit)
    return units


def _hit(text: CaseText, item: ItemRead, words: str) -> Hit:
    return Hit(
        text.path,
        f"{text.name.capitalize()} says {words}; the request of item {item.number} is "
        f'"{item.item.request}".',
        also=(f"{item.path}.request",),
    )


def _doses(sentences: Iterable[Sentence]) -> Iterator[tuple[Dose, Amount]]:
    """Each dose in a unit of mass, and the amount that says it."""
    for sentence in sentences:
        for one in _masses(sentence):
            words = _WORD.findall(sentence.text, max(one.start - _REACH, 0), one.start)
            if words:
                yield (words[-1].lower(), one.low), one


def _masses(sentence: Sentence) -> Iterator[Amount]:
    """The strengths in `sentence` that are given in a unit of mass."""
    return (one for one in sentence.amounts if one.kind == "strength" and one.unit in _MASS)
