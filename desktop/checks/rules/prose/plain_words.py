"""Rules: words that a lay reader understands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.text.reading_grade import grade, hardest
from desktop.text.sentences import LONGEST, longest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.checks.engine.review_context import ReviewContext


@rule(
    "prose.grade",
    fires=(
        letter(
            "Notwithstanding the aforementioned electrodiagnostic abnormalities, radiographically "
            "demonstrable intervertebral degeneration necessitates individualized "
            "interdisciplinary rehabilitation, irrespective of contemporaneous pharmacological "
            "interventions previously authorized by administrative determinations."
        ),
    ),
    quiet=(letter("The knee hurts. It was hurt at work. The pain is worse now. He can walk."),),
)
def hard_to_read(context: ReviewContext) -> Iterator[Hit]:
    """A section reads harder than plain language does."""
    for text in context.texts:
        own = [sentence.text for sentence in text.sentences if not sentence.quoted]
        level = grade(tuple(own))
        if level > context.settings.reading_grade:
            yield Hit(
                text.path,
                f"{text.name.capitalize()} reads at grade {level:.0f}. The hardest sentence: "
                f'"{hardest(tuple(own))[:120]}"',
            )


@rule(
    "prose.long",
    fires=(letter(summary="The knee hurts and " * 200), letter("no" * LONGEST)),
    quiet=(letter("The knee hurts. " * 200),),
)
def sentence_too_long(context: ReviewContext) -> Iterator[Hit]:
    """A sentence is so long that the check reads it in pieces."""
    for text in (*context.texts, *context.lines):
        if (length := longest(text.words)) > LONGEST:
            yield Hit(
                text.path,
                f"A sentence has {length} characters. It is read in pieces of {LONGEST}: what "
                "stands across two of them may be missed.",
            )


_ACRONYM = re.compile(r"\b[A-Z]{2,6}s?\b(?![-/\d])")


@rule(
    "prose.acronym",
    fires=(letter("The patient's ROM was limited."),),
    quiet=(
        letter("The range of motion (ROM) was limited. ROM is low."),
        letter("Magnetic resonance imaging was normal; the MRI is not needed. The ODG is silent."),
    ),
)
def acronym_unexplained(context: ReviewContext) -> Iterator[Hit]:
    """Acronyms are never explained."""
    whole = " ".join(text.words for text in (*context.texts, *context.lines))
    beside, lowered = _beside_brackets(whole), whole.lower()
    for text in context.texts:
        used = dict.fromkeys(_ACRONYM.findall(text.words))
        open_ones = [one for one in used if not _explained(one, beside, lowered, context)]
        if open_ones:
            yield Hit(
                text.path, f"Not explained: {', '.join(_meant(one, context) for one in open_ones)}."
            )


def _beside_brackets(whole: str) -> frozenset[str]:
    """The capitals next to an opening bracket, with the bracket: "(ROM" and "ROM ("."""
    found: set[str] = set()
    for match in _BEHIND_BRACKET.finditer(whole):
        found.update(match[0][:length] for length in range(3, len(match[0]) + 1))
    for match in _BEFORE_BRACKET.finditer(whole):
        found.update(match[0][at:] for at in range(len(match[0]) - 3))
    return frozenset(found)


_BEHIND_BRACKET = re.compile(r"\([A-Z]{2,7}")
_BEFORE_BRACKET = re.compile(r"[A-Z]{2,7}s? \(")


def _explained(acronym: str, beside: frozenset[str], lowered: str, context: ReviewContext) -> bool:
    words = context.language.acronyms
    stem = acronym.removesuffix("s").upper()
    meaning = words.meanings.get(stem) or words.meanings.get(acronym.upper(), "")
    return (
        stem in words.known
        or f"({stem}" in beside
        or f"{stem} (" in beside
        or f"{acronym} (" in beside
        or bool(meaning and meaning in lowered)
    )


def _meant(acronym: str, context: ReviewContext) -> str:
    """`acronym` with what it usually stands for."""
    meanings = context.language.acronyms.meanings
    meaning = meanings.get(acronym.upper()) or meanings.get(acronym.removesuffix("s").upper())
    return f"{acronym} ({meaning})" if meaning else acronym
