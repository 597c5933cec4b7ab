"""Where a sentence begins inside another: a full stop is missing, or the end before it was cut."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.review.language import Sentence
    from desktop.domain.review.matter import Matter
    from desktop.domain.review.references import ProseWords

_JOINT = re.compile(
    r"(?P<before>[A-Za-z][\w'’-]*|\d+%?|(?<!\()[a-z][)\"”])\s"
    r"(?P<word>[A-Z][a-z]+|[A-Z]{2,}s|[A-Z]{3,})(?:['’]s)?"
    r"(?=(?P<after>,\s[a-z]|(?:\s[a-z(][\w()/-]*){1,7}))"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|had|have|should|may|can|will|would|did|does|do|includes?|included|"
    r"indicates?|indicated|revealed|reveals?|showed|shows?|noted|supports?|consists?|consisted|"
    r"recommends?|states?|suggests?|requires?|identify|identifies|remains?)\b"
)
_STATES = re.compile(r"\s(?:states?|supports?|recommends?|notes?|does|is)\b")
_PAST = re.compile(r"\b[a-z]{3,}ed\b")
_ADVERB = re.compile(r"[A-Z][a-z]{2,}ly$")
_ADJECTIVE = re.compile(r"[A-Z][a-z]{2,}(?:al|ic|ive|ous|able|ible|ant|ary)$")
"""A word that is seldom a name: with a capital it begins a sentence."""
_AUXILIARY = frozenset(
    {"may", "can", "should", "will", "would", "must", "could", "is", "are", "be"}
)
_CONNECTIVES = frozenset(
    {"However", "Therefore", "Additionally", "Furthermore", "Moreover", "Thus", "Subsequently"}
)
_ARTICLES = ("The", "There", "This", "It", "However", "Therefore", "He", "She")
"""Openers that begin a sentence even behind a capital: "Naproxen The plan …"."""
_AFTER_MARK = re.compile(
    r"(?P<before>[a-z][\w)]+),\s(?P<word>[A-Z][a-z]*)(?=\s[a-z]+\b(?:,|\s[a-z(]))"
)
"""A capital behind a comma."""
_INTRODUCES = re.compile(
    r"(?:Per|According|In|On|As|While|Although|Since|If|When|Given|For|Based|Due|With|Without|Under|"
    r"After|Before|At|Regarding|Because|Also|[A-Z][a-z]+ly)\b"
)
"""Begins a clause that a comma closes."""
_FIRST_PERSON = re.compile(
    r"\b(?P<before>[a-z]+)\sI\s(?:am|have|agree|disagree|find|will|would|recommend)\b"
)
_GOVERNS = frozenset(
    {"a", "an", "the", "of", "on", "in", "to", "for", "with", "by", "from", "at", "per", "under"}
)
"""Words that no "I" follows."""
_ARTICLE = re.compile(r"\b(?P<before>[a-z]+)\sA\s(?P<after>[a-z]+(?:\s(?:[a-z()-]+|\d+)){2,8})")
_LETTERED = frozenset(
    {"vitamin", "hepatitis", "type", "group", "class", "category", "grade", "schedule", "part",
     "section", "appendix", "exhibit", "option", "plan", "level", "factor", "toxin"}
)  # fmt: skip
"""Words that a letter of the alphabet follows."""


def joined(sentence: Sentence, matter: Matter) -> str:
    """The place in a sentence where another begins with no stop between; empty where none does."""
    places = (_of_words, _of_marks, _of_letters)
    return next(filter(None, (find(sentence, matter) for find in places)), "")


def _of_words(sentence: Sentence, matter: Matter) -> str:
    """Two words of which the second begins a sentence."""
    for match in _spots(_JOINT, sentence.text):
        if _is_joint(match, matter):
            return match[0]
    return ""


def _is_joint(match: re.Match[str], matter: Matter) -> bool:
    words = matter.vocabulary.prose
    if match["word"] in words.openers:
        begins = _opens(match, words)
    else:
        begins = match["before"] not in words.leading and _begins(match, matter)
    return (begins or _is_adverb(match) or _is_subject(match)) and _may_end(match)


def _opens(match: re.Match[str], words: ProseWords) -> bool:
    """Whether an opener begins a sentence: behind "that" a few do so always."""
    told = match["before"] == "that" and (_has_verb(match) or _PAST.search(match["after"]))
    sure = told or match["word"] in _CONNECTIVES
    return bool(sure) or match["before"] not in words.before_openers


def _may_end(match: re.Match[str]) -> bool:
    """Whether a sentence may end before: with a capital only if an opener is plain enough."""
    before = match["before"]
    conjunction = before in ("AND", "OR", "OF", "THE", "FOR")
    return not before[0].isupper() or (match["word"] in _ARTICLES and not conjunction)


def _is_adverb(match: re.Match[str]) -> bool:
    return match["after"].startswith(",") and _ADVERB.match(match["word"]) is not None


def _is_subject(match: re.Match[str]) -> bool:
    """Whether an acronym stands between two auxiliary verbs: "may NSAIDs should"."""
    acronym = match["word"][:2].isupper() and match["before"] in _AUXILIARY
    return acronym and match["after"].split()[0] in _AUXILIARY


def _has_verb(match: re.Match[str]) -> bool:
    return _VERB.search(match["after"]) is not None


def _begins(match: re.Match[str], matter: Matter) -> bool:
    """Whether a word that is written small elsewhere has a capital here, and a verb behind it."""
    word, words = match["word"], matter.vocabulary
    if word.isupper():
        return word.lower() in words.language.sources and _STATES.match(match["after"]) is not None
    small = word in words.prose.nouns or word.lower() in matter.small_words
    return (small or _ADJECTIVE.match(word) is not None) and _has_verb(match)


def _of_marks(sentence: Sentence, matter: Matter) -> str:
    """A comma behind which a sentence begins, in one that no clause introduces."""
    words = matter.vocabulary.prose
    for match in _spots(_AFTER_MARK, sentence.text):
        known = match["word"] in words.openers and match["before"] not in words.before_openers
        if known and not sentence.quoted and not _INTRODUCES.match(sentence.text):
            return match[0]
    return ""


def _of_letters(sentence: Sentence, _matter: Matter) -> str:
    """An "A" or "I" that begins a sentence."""
    for match in _spots(_FIRST_PERSON, sentence.text):
        if match["before"] in _GOVERNS:
            return match[0]
    for match in _spots(_ARTICLE, sentence.text):
        if match["before"] not in _LETTERED and _VERB.search(match["after"]):
            return match[0]
    return ""


@lru_cache(16384)
def _spots(pattern: re.Pattern[str], words: str) -> tuple[re.Match[str], ...]:
    """Where `words` have `pattern`: remembered, for most sentences stay as they are."""
    return tuple(pattern.finditer(words))
