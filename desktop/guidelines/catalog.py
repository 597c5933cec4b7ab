"""The installed guidelines: those that ship, and an organization's own, which win by id."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.cases import pack_words
from desktop.cases.summary import Diagnosis
from desktop.guidelines import consultation
from desktop.guidelines.consultation import Consulted
from desktop.guidelines.editions.item_days import ItemDays, item_days
from desktop.guidelines.editions.timetable import NO_EDITIONS, Timetable
from desktop.guidelines.guideline_file import GuidelineSource, guidelines_of, read_source
from desktop.guidelines.ranking import Offer, rank
from desktop.guidelines.vocabulary.case_words import DIAGNOSIS, CaseWords
from desktop.records.toml_files import TomlError, wrong

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from desktop.cases.case import Case, DisputedItem
    from desktop.guidelines.guideline import Guideline
    from desktop.guidelines.vocabulary.request_words import RequestWords
    from desktop.records.toml_files import Path

    Kept = Callable[[], Iterable[tuple[Guideline, str]]]
    """Gives guidelines as they were, the newest first, each with the words for where it is from."""


NONE_KEPT: Kept = tuple
"""No earlier form is kept."""


class GuidelineCatalog:
    """Guidelines by id, and the vocabulary by which they are found."""

    def __init__(
        self,
        guidelines: Iterable[Guideline],
        vocabulary: RequestWords,
        refused: Iterable[ValueError] = (),
        systems: Iterable[str] = (),
    ) -> None:
        self._systems = frozenset(systems)
        self._kept = NONE_KEPT
        self._guidelines = {guideline.id: guideline for guideline in guidelines}
        self.vocabulary = vocabulary
        self._case_words = CaseWords(vocabulary)
        self.refused = tuple(refused)
        """Why files were left out; of a wrong one with file, line, key and what was expected."""

    def keep(self, kept: Kept) -> None:
        """Lets `kept` give guidelines as they were, by which cases may have been decided."""
        self._kept = cache(kept)

    def __iter__(self) -> Iterator[Guideline]:
        return iter(self._guidelines.values())

    def __len__(self) -> int:
        return len(self._guidelines)

    def __getitem__(self, id: str) -> Guideline:
        return self._guidelines[id]

    def get(self, id: str) -> Guideline | None:
        """The guideline with this id, None where there is none."""
        return self._guidelines.get(id)

    def consulted(self, item: DisputedItem) -> tuple[Consulted, ...]:
        """The guidelines that `item` consults, each in the form in which it was consulted.

        One whose form is not kept is given as it is now, and left out where there is none.
        """
        found = (self._consulted(id, consultation.form(item, id)) for id in item.guidelines)
        return tuple(one for one in found if one is not None)

    def _consulted(self, id: str, form: str) -> Consulted | None:
        present = self.get(id)
        if present is not None and form in ("", present.fingerprint):
            return Consulted(present, present)
        for one, source in self._kept():
            if one.id == id and form in ("", one.fingerprint):
                return Consulted(one, present, source)
        return Consulted(present, present, changed=True) if present is not None else None

    def offer(self, request: str, decided: dt.date | None, context: str = "") -> tuple[Offer, ...]:
        """The guidelines that govern a `request` `decided` on that day, the nearest first.

        `context` (diagnoses, say) tells the part of the body where the request does not.
        """
        parts = self._case_words.named_by(Diagnosis(name=context))
        told = tuple(replace(one, source=DIAGNOSIS) for one in parts)
        return rank(self, self.vocabulary, request, ItemDays(decided), told)

    def offer_for(self, case: Case, item: DisputedItem) -> tuple[Offer, ...]:
        """The guidelines that govern `item` of `case` by its own days, the nearest first.

        Where its request names no part of the body, the rest of the case tells it.
        """
        guidelines = self._of_program(case.program)
        parts = self._case_words.parts(case, item)
        return rank(guidelines, self.vocabulary, item.request, item_days(case, item), parts)

    def _of_program(self, program: str) -> list[Guideline]:
        """The guidelines for the cases of `program`: those that ship only where it cites them."""
        sources = pack_words.of(program).sources
        others = self._systems.difference(*(source.organisations for source in sources))
        return [one for one in self if one.organisation not in others]


def read_library(
    files: Iterable[tuple[str, str]],
    vocabulary: RequestWords,
    refused: Iterable[ValueError] = (),
    timetable: Timetable = NO_EDITIONS,
    shipped: Container[str] = (),
) -> GuidelineCatalog:
    """The library in `files`, pairs of name and text; of two with one id the later wins.

    Chapters that give no days of their own have those of the `timetable`. The organisations of the
    files `shipped` are guideline systems, which a program is offered where its sources name them.

    A wrong file is left out and named in the library's ``refused``, after those refused before.
    """
    sources: list[GuidelineSource] = []
    guidelines: list[Guideline] = []
    complaints = list(refused)
    for name, text in files:
        try:
            sources.append(read_source(text, name))
        except TomlError as error:
            complaints.append(error)
    general = {id: source for source in sources if source.general for id in source.ids}
    for source in sources:
        try:
            guidelines += checked(source, general, vocabulary, timetable)
        except TomlError as error:
            complaints.append(error)
    systems = chain(*(source.organisations for source in sources if source.name in shipped))
    return GuidelineCatalog(guidelines, vocabulary, complaints, systems)


def checked(
    source: GuidelineSource,
    general: Mapping[str, GuidelineSource],
    vocabulary: RequestWords,
    timetable: Timetable,
) -> tuple[Guideline, ...]:
    """The guidelines of `source`, whose every name is known; raises `TomlError`."""
    guidelines = guidelines_of(source, general, timetable)
    for guideline in guidelines:
        _check_words(guideline, vocabulary, source)
    return guidelines


def _check_words(guideline: Guideline, vocabulary: RequestWords, source: GuidelineSource) -> None:
    """Raises `TomlError` where `guideline` governs what the vocabulary has no words for."""
    for key, names, allowed in (
        ("services", guideline.services, vocabulary.services),
        ("body_parts", guideline.body_parts, vocabulary.body_parts),
        ("needs", guideline.needs, vocabulary.meanings),
        ("unless", guideline.unless, vocabulary.meanings),
        ("stronger_with", guideline.stronger_with, vocabulary.meanings),
        ("not_with", guideline.not_with, vocabulary.meanings),
    ):
        for strange in (name for name in names if name not in allowed):
            expected = f'the vocabulary has no words for "{strange}".'
            raise wrong(source.text, source.name, _place(source, guideline, key), expected)


def _place(source: GuidelineSource, guideline: Guideline, key: str) -> Path:
    """Where the file says `key` of `guideline`: in its edition or at its head."""
    for at, edition in enumerate(source.file.editions):
        if edition.id == guideline.id and getattr(edition, key) is not None:
            return ("editions", at, key)
    return (key,)
