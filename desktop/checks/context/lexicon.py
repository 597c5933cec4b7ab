"""Known words and phrases found in a sentence: sides, parts of the body, drugs, absences."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from desktop.checks.context.references import ReviewLanguage
    from desktop.guidelines.vocabulary.clinical_terms import ClinicalTerms, Words

_TOKEN = re.compile(r"[^\W_]+(?:['’](?:s|t)\b|['’](?=[A-Z]))?(?:(?<=['’])[^\W_]+)?")


class Token(NamedTuple):
    """A word of a sentence, in lower case."""

    word: str
    start: int
    end: int


class Term(NamedTuple):
    """A known word or phrase in a sentence."""

    kind: str
    name: str
    """What it means: "norflex" and "orphenadrine" have one name."""
    words: str
    """As it stands there, in lower case."""
    first: int
    """Its first token, and the one after its last."""
    last: int
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """The words of `text`."""
    low = text.lower()
    if len(low) != len(text):
        return tuple(_token(match[0].lower(), *match.span()) for match in _TOKEN.finditer(text))
    spans = (match.span() for match in _TOKEN.finditer(text))
    return tuple(_token(low[start:end], start, end) for start, end in spans)


def _token(word: str, start: int, end: int) -> Token:
    return Token(word.replace("’", "'") if "’" in word else word, start, end)


class Lexicon:
    """Phrases by their first word."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """`entries` are kind, name and phrase."""
        self._phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for kind, name, phrase in entries:
            first, *rest = _words(phrase)
            self._phrases.setdefault(first, []).append((tuple(rest), kind, name))
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))

    def terms(self, words: tuple[Token, ...]) -> tuple[Term, ...]:
        """The terms among `words`; of one kind the longer hides the shorter inside it."""
        return tuple(self._terms(words))

    def _terms(self, words: tuple[Token, ...]) -> Iterator[Term]:
        taken: dict[str, int] = {}
        for at, token in enumerate(words):
            for rest, kind, name in self._starting_with(token.word):
                end = at + 1 + len(rest)
                if taken.get(kind, 0) <= at and (not rest or _spells(words, at + 1, rest)):
                    taken[kind] = end
                    yield _term(kind, name, words[at:end], at)

    def _starting_with(self, word: str) -> list[tuple[tuple[str, ...], str, str]]:
        found = self._phrases.get(word)
        if found is None and word.endswith("'s"):
            found = self._phrases.get(word[:-2])
        return found or []


def _words(phrase: str) -> list[str]:
    """The words of a phrase; of plain ones without looking for marks."""
    parts = phrase.split()
    if all(map(str.isalnum, parts)):
        return [part.lower() for part in parts]
    return [token.word for token in tokens(phrase)]


def _spells(words: tuple[Token, ...], at: int, rest: tuple[str, ...]) -> bool:
    """Whether `words` go on with `rest` from the token `at`."""
    if at + len(rest) > len(words):
        return False
    for place, want in enumerate(rest, start=at):
        word = words[place].word
        if word != want and word != want + "'s":
            return False
    return True


def _term(kind: str, name: str, words: tuple[Token, ...], at: int) -> Term:
    spelled = words[0].word if len(words) == 1 else " ".join(token.word for token in words)
    return Term(kind, name, spelled, at, at + len(words), words[0].start, words[-1].end)


def lexicon(terms: ClinicalTerms, language: ReviewLanguage) -> Lexicon:
    """The lexicon of the clinical `terms` and of the words by which sentences are read."""
    return Lexicon((*_named(terms, language), *_unnamed(terms, language), *_drugs(terms)))


def _named(terms: ClinicalTerms, language: ReviewLanguage) -> Iterator[tuple[str, str, str]]:
    """Phrases that have a name which they share."""
    lists: dict[str, Mapping[str, Words]] = {
        "side": terms.sides,
        "part": {name: part.words for name, part in terms.parts.items()},
        "sex": language.sexes,
        "pronoun": language.pronouns,
        "sex-bound": terms.sex_bound,
        "topic": {name: subject.words for name, subject in terms.subjects.items()},
    }
    for kind, named in lists.items():
        yield from ((kind, name, phrase) for name, some in named.items() for phrase in some)


def _drugs(terms: ClinicalTerms) -> Iterator[tuple[str, str, str]]:
    return (("drug", drug.name, phrase) for drug in terms.drugs for phrase in drug.names)


def _unnamed(terms: ClinicalTerms, language: ReviewLanguage) -> Iterator[tuple[str, str, str]]:
    """Phrases that are known by their own words."""
    lists = {
        "general": (*language.sentences.general, *language.sentences.sources),
        "source": language.sentences.sources,
        "specific": language.sentences.specific,
        "naming": language.sentences.naming,
        "worker": language.worker.terms,
        "other": language.worker.others,
        "absence": language.absence.phrases,
        "none": ("no",),
        "quality": language.absence.qualities,
        "treatment": terms.treatments,
        "unshown": language.absence.unshown,
        "improved": language.improvement.reported,
        "unless": language.improvement.unless,
        "unimproved": language.improvement.denied,
        "weighed": language.improvement.weighed,
        "surgery": terms.surgery.words,
        "associated": terms.surgery.associated,
        "no-surgery": terms.surgery.other,
    }
    for kind, phrases in lists.items():
        yield from ((kind, phrase, phrase) for phrase in phrases)


def between(terms: tuple[Term, ...], first: int, last: int) -> tuple[Term, ...]:
    """Those of `terms`, which are in order, that begin from the token `first` to before `last`."""
    start = bisect_left(terms, first, key=_first)
    return terms[start : bisect_left(terms, last, start, key=_first)]


def _first(term: Term) -> int:
    return term.first
