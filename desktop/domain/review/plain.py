"""Rules: words that a lay reader understands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.domain.review.finding import Hit, Severity
from desktop.domain.review.reading_grade import grade, hardest
from desktop.domain.review.registry import letter, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.review.matter import Matter

_PLAIN = "8 CCR 9792.10.6(b)(1)"


@rule(
    "prose.grade",
    Severity.ADVICE,
    _PLAIN,
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
def hard_to_read(matter: Matter) -> Iterator[Hit]:
    """A section reads harder than plain language does."""
    for text in matter.texts:
        own = [sentence.text for sentence in text.sentences if not sentence.quoted]
        level = grade(tuple(own))
        if level > matter.settings.reading_grade:
            yield Hit(
                text.path,
                f"{text.name.capitalize()} reads at grade {level:.0f}. The hardest sentence: "
                f'"{hardest(tuple(own))[:120]}"',
            )


_ACRONYM = re.compile(r"\b[A-Z]{2,6}s?\b(?![-/\d])")


@rule(
    "prose.acronym",
    Severity.ADVICE,
    _PLAIN,
    fires=(letter("The patient's ROM was limited."),),
    quiet=(
        letter("The range of motion (ROM) was limited. ROM is low."),
        letter("Magnetic resonance imaging was normal; the MRI is not needed. The MTUS is silent."),
    ),
)
def acronym_unexplained(matter: Matter) -> Iterator[Hit]:
    """Acronyms are never explained."""
    whole = " ".join(text.words for text in (*matter.texts, *matter.lines))
    told = whole.lower()
    for text in matter.texts:
        used = dict.fromkeys(_ACRONYM.findall(text.words))
        open_ones = [one for one in used if not _explained(one, whole, told, matter)]
        if open_ones:
            yield Hit(
                text.path, f"Not explained: {', '.join(_meant(one, matter) for one in open_ones)}."
            )


def _explained(acronym: str, whole: str, told: str, matter: Matter) -> bool:
    words = matter.vocabulary.acronyms
    stem = acronym.removesuffix("s").upper()
    meaning = words.meanings.get(stem) or words.meanings.get(acronym.upper(), "")
    return (
        stem in words.known
        or f"({stem}" in whole
        or f"{stem} (" in whole
        or f"{acronym} (" in whole
        or bool(meaning and meaning in told)
    )


def _meant(acronym: str, matter: Matter) -> str:
    """`acronym` with what it usually stands for."""
    meanings = matter.vocabulary.acronyms.meanings
    meaning = meanings.get(acronym.upper()) or meanings.get(acronym.removesuffix("s").upper())
    return f"{acronym} ({meaning})" if meaning else acronym
