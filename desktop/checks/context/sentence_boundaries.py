"""Where a sentence begins inside another: a full stop is missing, or the end before it was cut."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop.checks.context.language import Sentence
    from desktop.checks.context.references import ProseWords
    from desktop.checks.engine.review_context import ReviewContext

_JOINT = re.compile(
    r"\s(?P<word>[A-Z][a-z]+|[A-Z]{2,}s|[A-Z]{3,})(?:['’]s)?"
    r"(?=(?P<after>,\s[a-z]|(?:\s[a-z(][\w()/-]*){1,7}))"
)
_BEFORE = re.compile(r"(?:[A-Za-z][\w'’-]*|\d+%?|(?<=[a-z])[a-z][)\"”])$")
_LONGEST = 40
"""Characters of a word before a joint, at most."""
_CAPITAL = re.compile(r"\s[A-Z]")
"""Stands in every sentence that holds the beginning of another."""
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
_AFTER_MARK = re.compile(r",\s(?P<word>[A-Z][a-z]*)(?=(?P<after>\s[a-z]+\b(?:,|\s[a-z(])))")
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


class SentenceBoundary(NamedTuple):
    """Two words of which the second may begin a sentence."""

    before: str
    word: str
    after: str

    @property
    def words(self) -> str:
        """Both, as a message names the place."""
        return f"{self.before} {self.word}"


def joined(sentence: Sentence, context: ReviewContext) -> str:
    """The place in a sentence where another begins with no stop between; empty where none does."""
    if _CAPITAL.search(sentence.text) is None:
        return ""
    places = (_of_words, _of_marks, _of_letters)
    return next(filter(None, (find(sentence, context) for find in places)), "")


def _of_words(sentence: Sentence, context: ReviewContext) -> str:
    """Two words of which the second begins a sentence."""
    joints = _joints(_JOINT, sentence.text)
    return next((joint.words for joint in joints if _is_joint(joint, context)), "")


def _is_joint(joint: SentenceBoundary, context: ReviewContext) -> bool:
    words = context.language.prose
    if joint.word in words.openers:
        begins = _opens(joint, words)
    else:
        begins = joint.before not in words.leading and _begins(joint, context)
    return (begins or _is_adverb(joint) or _is_subject(joint)) and _may_end(joint)


def _opens(joint: SentenceBoundary, words: ProseWords) -> bool:
    """Whether an opener begins a sentence: behind "that" a few do so always."""
    told = joint.before == "that" and (_has_verb(joint) or _PAST.search(joint.after))
    sure = told or joint.word in _CONNECTIVES
    return bool(sure) or joint.before not in words.before_openers


def _may_end(joint: SentenceBoundary) -> bool:
    """Whether a sentence may end before: with a capital only if an opener is plain enough."""
    before = joint.before
    conjunction = before in ("AND", "OR", "OF", "THE", "FOR")
    return not before[0].isupper() or (joint.word in _ARTICLES and not conjunction)


def _is_adverb(joint: SentenceBoundary) -> bool:
    return joint.after.startswith(",") and _ADVERB.match(joint.word) is not None


def _is_subject(joint: SentenceBoundary) -> bool:
    """Whether an acronym stands between two auxiliary verbs: "may NSAIDs should"."""
    acronym = joint.word[:2].isupper() and joint.before in _AUXILIARY
    return acronym and joint.after.split()[0] in _AUXILIARY


def _has_verb(joint: SentenceBoundary) -> bool:
    return _VERB.search(joint.after) is not None


def _begins(joint: SentenceBoundary, context: ReviewContext) -> bool:
    """Whether a word that is written small elsewhere has a capital here, and a verb behind it."""
    word, words = joint.word, context.language
    if word.isupper():
        return word.lower() in words.sentences.sources and _STATES.match(joint.after) is not None
    small = word in words.prose.nouns or word.lower() in context.small_words
    return (small or _ADJECTIVE.match(word) is not None) and _has_verb(joint)


def _of_marks(sentence: Sentence, context: ReviewContext) -> str:
    """A comma behind which a sentence begins, in one that no clause introduces."""
    words = context.language.prose
    if sentence.quoted or _INTRODUCES.match(sentence.text):
        return ""
    for joint in _joints(_AFTER_MARK, sentence.text):
        plain = joint.before[0].islower() and joint.before not in words.before_openers
        if plain and joint.word in words.openers:
            return f"{joint.before}, {joint.word}"
    return ""


def _of_letters(sentence: Sentence, _context: ReviewContext) -> str:
    """An "A" or "I" that begins a sentence."""
    for match in spots(_FIRST_PERSON, sentence.text):
        if match["before"] in _GOVERNS:
            return match[0]
    for match in spots(_ARTICLE, sentence.text):
        if match["before"] not in _LETTERED and _VERB.search(match["after"]):
            return match[0]
    return ""


@lru_cache(16384)
def _joints(pattern: re.Pattern[str], text: str) -> tuple[SentenceBoundary, ...]:
    """Where `text` has `pattern` behind a word: remembered, as most sentences stay."""
    found = []
    for match in pattern.finditer(text):
        before = _BEFORE.search(text[max(match.start() - _LONGEST, 0) : match.start()])
        if before:
            found.append(SentenceBoundary(before[0], match["word"], match["after"]))
    return tuple(found)


@lru_cache(16384)
def spots(pattern: re.Pattern[str], words: str) -> tuple[re.Match[str], ...]:
    """Where `words` have `pattern`: remembered, because most texts do not change."""
    return tuple(pattern.finditer(words))
