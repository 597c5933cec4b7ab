"""Rules: the form of the sentences, whatever they say."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from operator import eq
from typing import TYPE_CHECKING

from desktop.checks.context.sentence_boundaries import joined, spots
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.text.nearby import before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.checks.context.language import Sentence
    from desktop.checks.engine.review_context import ReviewContext

_PLACEHOLDER = re.compile(
    r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}|<<(?:(?!<<).)*?>>"
    r"|<(?:name|date|insert|body part|side|number|drug)[^<>]*>"
    r"|\[(?:insert|enter|add|fill|name|date|number|side|body part|drug|quantity|tbd|todo|xx|_"
    r"|\.\.\.|(?-i:[A-Z][A-Z ]{3}))[^\[\]]*\]"
    r"|\b(?:TBD|TODO|FIXME|XXX+|xxx+)\b|_{3,}|\*{3,}|\?{3,}|\[\s*\]|\blorem ipsum\b|\$\{\w+\}",
    re.IGNORECASE,
)
"""None reaches over the beginning of another of its kind, or each would be read to the end."""


_SIGNS = ("{", "<", "[", "__", "**", "??", "tbd", "todo", "fixme", "xxx", "lorem")
"""One of these is in every placeholder."""


@rule(
    "prose.placeholder",
    fires=(
        letter("Seen on [date]."), letter(summary="A ___ year old."), letter(request="MRI of XXX"),
    ),
    quiet=(letter("The note (sic) reads [sic] 5/10 * 2, \"[the worker] fell\"."),),
)  # fmt: skip
def placeholder(context: ReviewContext) -> Iterator[Hit]:
    """A placeholder was left in."""
    for text in (*context.texts, *context.lines):
        for match in spots(_PLACEHOLDER, text.words) if _holds(text.words, _SIGNS) else ():
            yield Hit(text.path, f'The placeholder "{match[0]}" was left in.')


def _holds(words: str, signs: tuple[str, ...]) -> bool:
    """Whether one of `signs` is in `words`: cheap to see before looking closely."""
    low = words.lower()
    return any(sign in low for sign in signs)


_DOUBLED = re.compile(
    r"\b(?P<words>[a-z]+(?:\s+[a-z]+){0,2})\s+(?P=words)\b(?![-'’/])", re.IGNORECASE
)


@rule(
    "prose.doubled",
    fires=(letter("There is the the knee."), letter("A failure of failure of therapy.")),
    quiet=(letter("He had had a fall; face to face, 5 5."),),
)
def doubled_word(context: ReviewContext) -> Iterator[Hit]:
    """A word or two stand twice in a row."""
    single = context.language.prose.doubled
    for text in (*context.texts, *context.lines):
        for match in spots(_DOUBLED, text.words) if _echoes(text.words) else ():
            if not _may_stand_twice(match["words"].casefold().split(), single):
                yield Hit(
                    text.path,
                    f'"{match[0]}" stands twice.',
                    fix=text.words[: match.start()] + match["words"] + text.words[match.end() :],
                )


_LONGEST_ECHO = 3


@lru_cache(2048)
def _echoes(text: str) -> bool:
    """Whether up to three words of `text` are followed by the same words: a cheap look first."""
    words = [word.rstrip(".,;:!?)") for word in text.lower().split()]
    return any(
        b"\x01" * length in bytes(map(eq, words, words[length:]))
        for length in range(1, _LONGEST_ECHO + 1)
    )


def _may_stand_twice(words: list[str], single: tuple[str, ...]) -> bool:
    """Whether the words can follow themselves: "had had", "that is not known is not known"."""
    return words[0] in single or (len(words) > 1 and words[0] in ("is", "are", "was", "were"))


_PAIRS = {"(": ")", "[": "]", "“": "”"}
_MARK = re.compile(r"[()\[\]“”]")
_ENUMERATED = re.compile(r"(?:^|[\s\"“])(?:\d{1,2}|[a-z]|[ivx]{1,4})$", re.IGNORECASE)
"""What stands before the bracket of "1)" and "a)", which has no fellow."""
_INCHES = re.compile(r"(?<=\d)\"")


@rule(
    "prose.unclosed",
    fires=(
        letter('The ODG states, "Not recommended.'),
        letter(summary="Treated for abdominal [pain, strain."),
        letter("He saw “no change."),
    ),
    quiet=(letter('The ODG: "1) rest, 2) ice (cold)." and (a) heat (60 x 3).'),),
)
def unclosed(context: ReviewContext) -> Iterator[Hit]:
    """A quotation or a bracket is not closed, or not opened."""
    for text in (*context.texts, *context.lines):
        for mark in _unclosed(text.words):
            yield Hit(text.path, f"A {mark} has no counterpart in {text.name}.")


@lru_cache(2048)
def _unclosed(words: str) -> tuple[str, ...]:
    """The kinds of marks of which one lacks its fellow."""
    straight = words.count('"') % 2 and _INCHES.sub("", words).count('"') % 2
    lonely = _lonely(words)
    quotation = straight or any(mark in "“”" for mark in lonely)
    bracket = any(mark not in "“”" for mark in lonely)
    return ("quotation mark",) * bool(quotation) + ("bracket",) * bracket


def _lonely(words: str) -> list[str]:
    """The brackets and curly quotation marks without a fellow."""
    opened: list[re.Match[str]] = []
    lonely: list[str] = []
    for match in _MARK.finditer(words):
        if match[0] in _PAIRS:
            opened.append(match)
        elif opened and _closes(match, opened[-1]):
            opened.pop()
        else:
            lonely += _unopened(match)
    return lonely + [match[0] for match in opened]


def _closes(match: re.Match[str], opening: re.Match[str]) -> bool:
    return _PAIRS[opening[0]] == match[0] and not _is_number(match, opening)


def _unopened(match: re.Match[str]) -> list[str]:
    """The closing mark that has no opening one, unless it is that of "2)" in a list."""
    enumerates = before(_ENUMERATED, match.string, match.start(), _SHORT)
    return [] if enumerates else [match[0]]


def _is_number(match: re.Match[str], opening: re.Match[str]) -> bool:
    """Whether the bracket is of "2)" in a list, and too far from `opening` to be its fellow."""
    far = match.start() - opening.start() > _LIST
    return far and before(_ENUMERATED, match.string, match.start(), _SHORT) is not None


_LIST = 60


_CLOSERS = '"”’)]'


def _is_stopped(words: str) -> bool:
    """Whether `words` end with a stop, or with a bracket, and marks that close behind it."""
    bare = words.rstrip(_CLOSERS)
    return bare.endswith((".", "!", "?", ":", ";")) or not {*")]"}.isdisjoint(words[len(bare) :])


@rule(
    "prose.full-stop",
    fires=(
        letter("The request is not medically necessary"),
        letter("There was spasm The request is not medically necessary."),
        letter("It is also recommended Specifically, the ODG states so."),
        letter("He was taught a The documentation is silent."),
        letter("Tumor, infection, In this case there is none."),
        letter("There is no sign that would warrant Therefore, the request is not needed."),
        letter("The note shows that The worker complained of it."),
        letter("It is supported by chiropractic A trial of six visits is supported."),
        letter("At present, based on I am reversing the decision."),
        letter("There was no deficit to support MRI There is no sign of it."),
        letter("Therapy may NSAIDs should be given at the lowest dose."),
        letter("He had significant Patient's diagnosis is trauma."),
        letter("There are no imaging Diagnostic studies that identify it are needed."),
    ),
    quiet=(
        letter("The Utilization Review denied it. Per the ODG, The ACOEM is silent."),
        letter("Vitamin A was low. Hepatitis A antibodies were found. He is type A. I am sure."),
        letter("Based on the records, I am reversing it. He and I agree. Lumbar MRI was normal."),
        letter("It lists: a) The knee is stable. b) If it locks, c) An MRI is needed."),
        letter("The Physical therapy was denied. See In re Smith. Home Health is needed."),
    ),
)
def full_stop_missing(context: ReviewContext) -> Iterator[Hit]:
    """A sentence has no full stop."""
    for text in context.texts:
        words = text.words.rstrip()
        if words and not _is_stopped(words):
            yield Hit(
                text.path, f"{text.name.capitalize()} ends without a full stop.", fix=f"{words}."
            )
        for sentence in text.sentences:
            if place := joined(sentence, context):
                yield Hit(text.path, f'A full stop is missing at "{place}".')


@rule(
    "prose.unfinished",
    fires=(letter("The request was denied due to the."), letter("There is a lack of. He fell.")),
    quiet=(letter("What is it for? She was worn out."),),
)
def unfinished(context: ReviewContext) -> Iterator[Hit]:
    """A sentence breaks off."""
    endings = frozenset(context.language.prose.unfinished)
    for text in context.texts:
        for sentence in text.sentences:
            if _breaks_off(sentence, endings):
                yield Hit(text.path, f'A sentence breaks off: "… {sentence.text[-40:]}"')


def _breaks_off(sentence: Sentence, endings: frozenset[str]) -> bool:
    words = sentence.tokens
    if not words or sentence.text.rstrip().endswith(("?", ":", '"', "”", ")")):
        return False
    return words[-1].word in endings and sentence.text[words[-1].start].islower()


@rule(
    "prose.repeated",
    fires=(letter("The knee was stable that day. It hurt. The knee was stable that day."),),
    quiet=(letter("It hurt. The knee was stable. It hurt."),),
)  # fmt: skip
def repeated_sentence(context: ReviewContext) -> Iterator[Hit]:
    """A text has the same sentence twice."""
    for text in context.texts:
        counts = Counter(_folded(sentence) for sentence in text.sentences)
        for words, count in counts.items():
            if count > 1 and words.count(" ") >= _SHORT:
                yield Hit(text.path, f'{text.name.capitalize()} says twice: "{words[:80]}"')


_SHORT = 4


def _folded(sentence: Sentence) -> str:
    return " ".join(token.word for token in sentence.tokens)


_MARKS = re.compile(r"(?<![.\d])\.\.(?!\.)|,,|;;|\s[,;](?=\s)|(?<=\w)\s\.(?=\s|$)|,\.")


_STRAY_SIGNS = ("..", ",,", ";;", ",.", " ,", " ;", " .", "\n,", "\n;", "\n.")
"""One of these is in every text with a stray mark."""


@rule(
    "prose.marks",
    fires=(letter("It hurt.. He fell."), letter("It hurt , he fell.")),
    quiet=(letter("It hurt ... he fell, 0.5 cm."),),
)
def stray_marks(context: ReviewContext) -> Iterator[Hit]:
    """A punctuation mark is doubled or stands alone."""
    for text in context.texts:
        for match in spots(_MARKS, text.words) if _holds(text.words, _STRAY_SIGNS) else ():
            around = text.words[max(match.start() - 20, 0) : match.end() + 10].strip()
            yield Hit(
                text.path,
                f'A stray mark stands at "{around}".',
                fix=text.words[: match.start()] + match[0].strip()[-1] + text.words[match.end() :],
            )
