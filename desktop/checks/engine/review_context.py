"""A case as the rules see it: its texts read, each with its field path."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from desktop.cases.parties import parties_of
from desktop.checks.context.given_sides import Given
from desktop.records.walk import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.cases.case import Case, DisputedItem
    from desktop.cases.pack_words import Effect
    from desktop.checks.context.language import Reader, Sentence, Sided
    from desktop.checks.context.references import References, ReviewLanguage
    from desktop.checks.engine.check_settings import CheckSettings
    from desktop.guidelines.vocabulary.clinical_terms import ClinicalTerms
    from desktop.text.quantities import Amount

NARRATIVE = "summary.narrative"


class CaseText(NamedTuple):
    """A text of the case that is printed."""

    path: str
    words: str
    sentences: tuple[Sentence, ...]

    @property
    def name(self) -> str:
        """What a message calls it."""
        if self.path == NARRATIVE:
            return "the summary"
        return "the rationale" if self.path.endswith(".rationale") else "the text"


class ItemRead:
    """A disputed item with its request and its rationale read."""

    def __init__(self, at: int, item: DisputedItem, reader: Reader) -> None:
        self.item = item
        self.path = f"disputed_items.{at}"
        self.number = at + 1
        self._reader = reader

    @property
    def effect(self) -> Effect | None:
        """What its decision does to the treatment; None while it is undecided."""
        return self.item.decision.effect if self.item.decision else None

    @cached_property
    def request(self) -> tuple[Sentence, ...]:
        """The request as made."""
        return self._reader.sentences(self.item.request)

    @cached_property
    def requests(self) -> tuple[Sentence, ...]:
        """The request as made, the part authorized and the part under review."""
        parts = (self.item.authorized, self.item.remaining)
        return (*self.request, *(one for part in parts for one in self._reader.sentences(part)))

    @cached_property
    def rationale(self) -> tuple[Sentence, ...]:
        """The rationale."""
        return self._reader.sentences(self.item.rationale)

    @cached_property
    def sided(self) -> tuple[Sided, ...]:
        """The sides that are asked for."""
        return tuple(sided for sentence in self.requests for sided in sentence.sided)

    @cached_property
    def topics(self) -> frozenset[str]:
        """The subjects that the request as made names."""
        return names(self.request, "topic")

    @cached_property
    def treatments(self) -> frozenset[str]:
        """The treatments that the request as made names."""
        return names(self.request, "treatment")

    @cached_property
    def parts(self) -> frozenset[str]:
        """The parts of the body that the request names."""
        return frozenset(part for sentence in self.requests for part in sentence.parts)

    @cached_property
    def drugs(self) -> frozenset[str]:
        """The drugs that the request names."""
        return names(self.requests, "drug")

    @cached_property
    def own_drugs(self) -> frozenset[str]:
        """The drugs that the rationale names."""
        return names(self.rationale, "drug")

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """The quantities that the request names."""
        structured = (self.item.quantity, self.item.frequency, self.item.duration)
        more = (one for words in structured for one in self._reader.sentences(words))
        return tuple(amount for sentence in (*self.requests, *more) for amount in sentence.amounts)


class ReviewContext:
    """What is under check."""

    def __init__(
        self,
        case: Case,
        reader: Reader,
        references: References,
        edition: str | None,
        settings: CheckSettings,
    ) -> None:
        self.case = case
        self.reader = reader
        self.references = references
        self.settings = settings
        editions = references.program.editions
        self.names_nobody = editions[edition].names_nobody if edition else is_published_copy(case)
        """It is checked as the copy for the public."""

    @property
    def terms(self) -> ClinicalTerms:
        """The clinical terms that the rules know."""
        return self.references.terms

    @property
    def language(self) -> ReviewLanguage:
        """The words by which the rules read a sentence."""
        return self.references.language

    @cached_property
    def items(self) -> tuple[ItemRead, ...]:
        """The disputed items."""
        return tuple(
            ItemRead(at, item, self.reader) for at, item in enumerate(self.case.disputed_items)
        )

    @cached_property
    def summary(self) -> CaseText:
        """The narrative of the clinical case summary."""
        return self._text(NARRATIVE, self.case.summary.narrative)

    @cached_property
    def rationales(self) -> tuple[CaseText, ...]:
        """The rationales, one an item."""
        return tuple(
            CaseText(f"{item.path}.rationale", item.item.rationale, item.rationale)
            for item in self.items
        )

    @cached_property
    def texts(self) -> tuple[CaseText, ...]:
        """Every running text that is printed."""
        own = (
            self._text(f"own_words.{at}.words", passage.words)
            for at, passage in enumerate(self.case.own_words)
        )
        return tuple(
            text for text in (self.summary, *self.rationales, *self.opinions, *own) if text.words
        )

    @cached_property
    def opinions(self) -> tuple[CaseText, ...]:
        """The reasons of each opinion of a panel."""
        return tuple(
            self._text(f"{item.path}.opinions.{at}.reasons", one.reasons)
            for item in self.items
            for at, one in enumerate(item.item.opinions)
        )

    @cached_property
    def lines(self) -> tuple[CaseText, ...]:
        """The printed fields of a few words: requests, guideline lines."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[CaseText]:
        for at, item in enumerate(self.case.disputed_items):
            for name in ("request", "authorized", "remaining", "dates_of_service"):
                if words := getattr(item, name):
                    yield self._text(f"disputed_items.{at}.{name}", words)
            for side in ("claims_administrator_basis", "reviewer_basis"):
                if words := getattr(item, side).wording:
                    yield self._text(f"disputed_items.{at}.{side}.wording", words)

    @cached_property
    def small_words(self) -> frozenset[str]:
        """The words that the letter writes without a capital."""
        return frozenset[str]().union(
            *(sentence.small_words for text in self.texts for sentence in text.sentences)
        )

    @cached_property
    def facts(self) -> tuple[Sentence, ...]:
        """The sentences that say what the record holds: the summary, its fields, the notes."""
        return (*self.summary.sentences, *self._structured)

    @cached_property
    def asked_sides(self) -> tuple[Given, ...]:
        """The sides that each item asks for."""
        return tuple(Given(self.terms, pairs(item.requests)) for item in self.items)

    @cached_property
    def drugs(self) -> frozenset[str]:
        """The drugs that the facts name."""
        return names(self.facts, "drug")

    @cached_property
    def requested_drugs(self) -> frozenset[str]:
        """The drugs that the requests name."""
        return frozenset[str]().union(*(item.drugs for item in self.items))

    @cached_property
    def on_topics(self) -> dict[str, Sentence]:
        """The first of the facts on each subject."""
        found: dict[str, Sentence] = {}
        for sentence in self.facts:
            for term in sentence.of("topic"):
                found.setdefault(term.name, sentence)
        return found

    @cached_property
    def _structured(self) -> tuple[Sentence, ...]:
        return tuple(
            one for words in _fact_words(self.case) for one in self.reader.sentences(words)
        )

    def _text(self, path: str, words: str) -> CaseText:
        return CaseText(path, words, self.reader.sentences(words))


def is_published_copy(case: Case) -> bool:
    """Whether `case` holds no party and no document, as a copy for the public does."""
    named = any(party.name for _, party in parties_of(case))
    reviewed = any(one.name for one in case.reviewers)
    return not (named or reviewed or case.claim_number or case.documents)


def told_in(texts: Iterable[CaseText]) -> Iterator[tuple[CaseText, Sentence]]:
    """Each sentence of `texts`, with its text."""
    return ((text, sentence) for text in texts for sentence in text.sentences)


def pairs(sentences: Iterable[Sentence]) -> Iterator[tuple[str, str]]:
    """The parts of the body in `sentences`, each with a side that is given to it."""
    return ((one.part, one.side) for sentence in sentences for one in sentence.sided)


def names(sentences: tuple[Sentence, ...], kind: str) -> frozenset[str]:
    """What the terms of `kind` in `sentences` mean."""
    return frozenset(term.name for sentence in sentences for term in sentence.of(kind))


def _fact_words(case: Case) -> Iterator[str]:
    """The words of the facts outside the narrative: fields of the summary, notes on documents."""
    summary = case.summary
    yield from (summary.mechanism, summary.work_status, *summary.treatments)
    studies = (*summary.examinations, *summary.imaging)
    yield from (words for _, words in texts((*summary.diagnoses, *studies, *summary.medications)))
    yield from (document.notes for document in case.documents)
    for item in case.disputed_items:
        yield from (answer.evidence for answer in item.answers)
