"""Words of a case in the form for the middle of a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.text import dates, requests

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.guidelines.vocabulary.request_words import RequestWords

_DATED = re.compile(rf",\s*(?:dated\s+)?(?={dates.LOOSE}|\d{{1,2}}/\d)")
"""Before the date of a document, the year of which may be missing."""
_CAPITALIZED = re.compile(r"[A-Z][a-z]+(?:-[a-z]+)*,?")
_TITLE = re.compile(r"[A-Z][a-z]{1,3}\. ")
"""As of "Dr. Example's report"."""
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)


def series(words: Sequence[str], last: str = "and") -> str:
    """`words` as one list, "a, b and c"; with semicolons where a comma would mislead."""
    if len(words) < 2:
        return "".join(words)
    mark = ";" if any("," in one or ":" in one for one in words) else ","
    before = ";" if mark == ";" else ""
    return f"{f'{mark} '.join(words[:-1])}{before} {last} {words[-1]}"


def in_sentence(words: str, vocabulary: RequestWords) -> str:
    """A request as it stands inside a sentence: without capitals that are no name's."""
    first, *others = words.strip().rstrip(".").split(" ")
    rest = (_small(one) if vocabulary.is_service(one) else one for one in others)
    return " ".join((first if vocabulary.is_name(first) else _small(first), *rest))


def _small(word: str) -> str:
    """`word` without its capital, unless it is an abbreviation."""
    return word.lower() if _CAPITALIZED.fullmatch(word) else word


def document_in_sentence(document: str) -> str:
    """A document and its date as they stand after "the": "progress note of 03/12/2015"."""
    words = _DATED.sub(" of ", _ARTICLE.sub("", document.strip(), count=1), count=1)
    plain = words[1:2].islower() and not _TITLE.match(words)
    return f"{words[:1].lower()}{words[1:]}" if plain else words


def is_plural(document: str) -> bool:
    """Whether a document's name is a plural: "therapy notes of 2016"."""
    noun = document.partition(" of ")[0].rsplit(" ", 1)[-1]
    return noun.endswith("s") and not noun.endswith(("ss", "is", "us"))


def schedule(words: str) -> str:
    """The sum of the visits in a request, "2 x 3 = 6 visits"; empty where it makes none."""
    asked = requests.read(words)
    named = asked.quantity.visits if asked.quantity else None
    return asked.sum if named in (None, asked.scheduled_visits) else ""


def with_article(words: str) -> str:
    """A noun with an article before it: "a baker", "an order picker"."""
    if not words or _ARTICLE.match(words):
        return words
    return f"{'an' if words[0] in 'aeiouAEIOU' else 'a'} {words}"


def named(person: str) -> str:
    """A person as a sentence names them: by name, or by what they are with "the" before it."""
    return (
        person if not person or person[0].isupper() or _ARTICLE.match(person) else f"the {person}"
    )


def indefinite(number: int) -> str:
    """The article before a number in figures: an 8-year-old, an 11-year-old, a 61-year-old."""
    return "an" if str(number).startswith("8") or number in (11, 18) else "a"
