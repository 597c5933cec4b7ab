"""The guidelines at hand: those that ship, and an organisation's own, which win by id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.guideline import Checklist, Guideline, read_guidelines
from desktop.domain.offer import Offer, rank
from desktop.domain.tomlplace import TomlError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from desktop.domain.vocabulary import Vocabulary

Files = "Iterable[tuple[str, str]]"
"""Guideline files as pairs of name and text."""


class Library:
    """Guidelines by id, and the vocabulary by which they are found."""

    def __init__(self, guidelines: Iterable[Guideline], vocabulary: Vocabulary) -> None:
        self._guidelines = {guideline.id: guideline for guideline in guidelines}
        self.vocabulary = vocabulary

    def __iter__(self) -> Iterator[Guideline]:
        return iter(self._guidelines.values())

    def __len__(self) -> int:
        return len(self._guidelines)

    def __getitem__(self, id: str) -> Guideline:
        return self._guidelines[id]

    def get(self, id: str) -> Guideline | None:
        """The guideline with this id, None where there is none."""
        return self._guidelines.get(id)

    def offer(self, request: str, day: dt.date | None, context: str = "") -> tuple[Offer, ...]:
        """The guidelines in force on `day` that govern `request`, the nearest first.

        `context` (diagnoses, say) tells the part of the body where the request does not.
        """
        return rank(self, self.vocabulary, request, day, context)


def read_library(files: Iterable[tuple[str, str]], vocabulary: Vocabulary) -> Library:
    """The library in `files`, pairs of name and text; of two with one id the later wins.

    Raises `TomlError`. Files of general rules are those without an ``asks``; others use them.
    """
    given = list(files)
    general: dict[str, Checklist] = {}
    guidelines: list[Guideline] = []
    for name, text in sorted(given, key=lambda file: "\nuses" in file[1]):
        read = read_guidelines(text, name, general)
        for guideline in read:
            check_words(guideline, vocabulary, name)
        general |= {one.id: one.checklist for one in read if not one.asks}
        guidelines += read
    return Library(guidelines, vocabulary)


def check_words(guideline: Guideline, vocabulary: Vocabulary, name: str) -> None:
    """Raises `TomlError` where `guideline` governs what the vocabulary has no words for."""
    known = vocabulary.services | vocabulary.body_parts | vocabulary.settings
    for key, names, allowed in (
        ("services", guideline.services, vocabulary.services),
        ("body_parts", guideline.body_parts, vocabulary.body_parts),
        ("needs", guideline.needs, known),
        ("unless", guideline.unless, known),
    ):
        for strange in sorted(set(names) - allowed):
            raise TomlError(name, 1, key, f'the vocabulary has no words for "{strange}".')
