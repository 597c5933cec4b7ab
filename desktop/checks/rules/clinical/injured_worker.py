"""Rules: the injured worker's age and sex, and the words for the worker."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.cases.case import Summary
from desktop.cases.terms import Sex
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.checks.engine.review_context import told_in
from desktop.records.questions import Prose
from desktop.text.nearby import before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.checks.context.language import Sentence
    from desktop.checks.context.lexicon import Term
    from desktop.checks.engine.review_context import CaseText, ReviewContext

_AGE = re.compile(
    r"\b(?P<age>\d{1,3})[\s-]?(?:years?|yrs?)?[\s-]?(?:old\b|y/?o\b|of age\b)"
    r"|\baged (?P<aged>\d{1,3})\b",
    re.IGNORECASE,
)
_SEX_BEHIND = re.compile(
    r"[\s,]*(?:\w+[\s-]+){0,2}?(?P<sex>female|male|woman|man|lady|gentleman)\b", re.I
)
_OVER = re.compile(
    r"\b(?P<how>over|under|above|below|older than|younger than)\s(?:the age of\s)?\s*$", re.I
)
_FEMALE = ("female", "woman", "lady")


@rule(
    "worker.age",
    fires=(
        letter("This 47 year old female fell.", summary="A 49-year-old female."),
        letter(summary=Summary(age=50, narrative=Prose("She is a 51 year old female."))),
    ),
    quiet=(
        letter("For those aged 55 years or older it is recommended.", summary="A 49-year-old."),
    ),
)
def ages_differ(context: ReviewContext) -> Iterator[Hit]:
    """Two places give the worker different ages."""
    known: int | None = context.case.summary.age
    source = "summary.age"
    for text, age in _ages(context):
        if known is None:
            known, source = age, text.path
        elif age != known:
            message = (
                f"{text.name.capitalize()} gives the age {age}; elsewhere the letter says {known}."
            )
            yield Hit(text.path, message, also=(source,) if source != text.path else ())


@rule(
    "worker.age-bound",
    fires=(letter("The patient is over 50 years of age.", summary="A 34-year-old male."),),
    quiet=(letter("The patient is over 50 years of age.", summary="A 58-year-old male."),),
)
def age_out_of_bound(context: ReviewContext) -> Iterator[Hit]:
    """A text says that the worker is over or under an age, and the worker is not."""
    known = context.case.summary.age or next((age for _, age in _ages(context)), None)
    for text, how, bound in _bounds(context):
        over = how in ("over", "above", "older than")
        if known is not None and (known < bound if over else known > bound):
            yield Hit(text.path, f"The worker is {known}, which is not {how} {bound}.")


@rule(
    "worker.sex",
    fires=(
        letter("His diagnoses include a sprain.", summary="A 59 year old female."),
        letter(summary=Summary(sex=Sex.MALE, narrative=Prose("A 51 year old female."))),
    ),
    quiet=(
        letter("He/she sent the file. The surgeon gave his view.", summary="A 59 year old female."),
    ),
)
def sexes_differ(context: ReviewContext) -> Iterator[Hit]:
    """A text speaks of the worker as of the other sex."""
    known, source = _known_sex(context)
    for text in context.texts if known is not None else ():
        other = next((words for words, sex in _sexes(text.sentences) if sex is not known), None)
        if other is not None:
            yield Hit(
                text.path,
                f'{text.name.capitalize()} has "{other}"; elsewhere the worker is {known}.',
                also=(source,) if source != text.path else (),
            )


@rule(
    "worker.sex-bound",
    fires=(letter("The patient is pregnant.", summary="A 39 year old male."),),
    quiet=(letter("The patient is pregnant.", summary="A 39 year old female."),),
)
def condition_of_the_other_sex(context: ReviewContext) -> Iterator[Hit]:
    """A condition that the worker's sex cannot have, as in a paste from another letter."""
    known, _ = _known_sex(context)
    for text, sentence in told_in(context.texts if known else ()):
        for term in sentence.of("sex-bound") if not sentence.general else ():
            if term.name != known:
                yield Hit(text.path, f'"{term.words}" does not go with a {known} worker.')


@rule(
    "worker.terms",
    fires=(letter("The patient fell. The claimant reported pain. The patient is well."),),
    quiet=(letter("The patient fell. The patient reported pain."),),
)
def mixed_terms(context: ReviewContext) -> Iterator[Hit]:
    """One text calls the worker by several words."""
    kinds = set(context.language.worker.kinds)
    for text in context.texts:
        used = Counter(_worker_terms(text.sentences, kinds))
        if len(used) > 1:
            words = " and ".join(f'"{name}"' for name, _ in used.most_common())
            yield Hit(text.path, f"{text.name.capitalize()} calls the worker {words}.")


def _worker_terms(sentences: Iterable[Sentence], kinds: set[str]) -> Iterator[str]:
    """The words of `kinds` by which `sentences` call the worker, in the singular."""
    for sentence in sentences:
        for term in sentence.of("worker") if not sentence.general else ():
            if term.name in kinds:
                yield term.name.rstrip("s")


def _ages(context: ReviewContext) -> Iterator[tuple[CaseText, int]]:
    """The worker's age wherever a text gives it."""
    for text, sentence in told_in(context.texts):
        for match in _AGE.finditer(sentence.text):
            bounded = before(_OVER, sentence.text, match.start())
            if not (bounded or _general_age(sentence, match)):
                yield text, int(match["age"] or match["aged"])


def _general_age(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether an age is of people in general: "age 55 years or older"."""
    worker = _SEX_BEHIND.match(sentence.text, match.end()) is not None
    return sentence.quoted or (not worker and (sentence.general or "of age" in match[0]))


def _bounds(context: ReviewContext) -> Iterator[tuple[CaseText, str, int]]:
    for text, sentence in told_in(context.texts):
        for match in _BOUND.finditer(sentence.text):
            if "worker" in sentence.kinds and not sentence.general:
                yield text, match["how"].lower(), int(match["age"])


_BOUND = re.compile(
    r"\b(?<!not )(?<!nor )(?P<how>over|under|above|below|older than|younger than)\s"
    r"(?:the age of\s)?(?P<age>\d{2})\b(?=\s(?:years|and|or)\b|\s?[.,;]|$)"
    r"(?! (?:pounds|percent|degrees))",
    re.IGNORECASE,
)


def _known_sex(context: ReviewContext) -> tuple[Sex | None, str]:
    """The worker's sex and the field that gives it: the fact, or what most of the letter says."""
    if context.case.summary.sex:
        return context.case.summary.sex, "summary.sex"
    mentions = [(text.path, *one) for text in context.texts for one in _sexes(text.sentences)]
    if not mentions:
        return None, ""
    votes = Counter[Sex]()
    for _, words, sex in mentions:
        votes[sex] += 3 if words.lower() in _NOUNS else 1
    most = votes.most_common(1)[0][0]
    return most, next(path for path, _, sex in mentions if sex is most)


_GOES_ON = ("he", "she", "his", "her")
"""First words of a sentence that goes on about the person of the one before."""
_NOUNS = ("female", "male", "woman", "man", "lady", "gentleman")


@lru_cache(1024)
def _sexes(sentences: tuple[Sentence, ...]) -> tuple[tuple[str, Sex], ...]:
    """Each word in `sentences` that tells the worker's sex."""
    return tuple(_told_sexes(sentences))


def _told_sexes(sentences: tuple[Sentence, ...]) -> Iterator[tuple[str, Sex]]:
    of_others = False
    for sentence in sentences:
        if sentence.quoted:
            continue
        yield from _sexes_behind_ages(sentence.text)
        others = bool(sentence.of("other"))
        if not (others or (of_others and _goes_on(sentence))):
            yield from _pronouns(sentence)
        of_others = others


def _sexes_behind_ages(text: str) -> Iterator[tuple[str, Sex]]:
    for match in _AGE.finditer(text):
        if found := _SEX_BEHIND.match(text, match.end()):
            yield found["sex"], _sex(found["sex"].lower())


def _goes_on(sentence: Sentence) -> bool:
    """Whether `sentence` may still speak of the person of the sentence before it."""
    first = sentence.tokens[0].word if sentence.tokens else ""
    return first in _GOES_ON or not sentence.of("worker")


def _pronouns(sentence: Sentence) -> Iterator[tuple[str, Sex]]:
    for term in sentence.of("pronoun"):
        if not _slashed(sentence.text, term) and not sentence.general:
            yield sentence.text[term.start : term.end], Sex(term.name)


def _slashed(text: str, term: Term) -> bool:
    """Whether the pronoun is one half of "he/she"."""
    return "/" in text[max(term.start - 1, 0) : term.end + 1]


def _sex(word: str) -> Sex:
    return Sex.FEMALE if word in _FEMALE else Sex.MALE
