"""The names and numbers by which a case tells who its people are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from desktop.cases.parties import parties_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.cases.case import Case, Party
    from desktop.guidelines.vocabulary.clinical_terms import Words


class Secret(NamedTuple):
    """Words of the case that the public must not see."""

    label: str
    words: str


def secrets(case: Case) -> tuple[Secret, ...]:
    """The names, addresses and numbers of the parties, as far as the case knows them."""
    found = [
        secret
        for known, party in parties_of(case)
        for secret in _of_party(party, known.label.lower())
    ]
    found.append(Secret("claim number", case.claim_number))
    found += [Secret("author of a document", document.author) for document in case.documents]
    return tuple(secret for secret in found if secret.words.strip())


def _of_party(party: Party, label: str) -> Iterator[Secret]:
    yield Secret(label, party.name)
    yield Secret(f"contact of the {label}", party.contact)
    yield Secret(f"telephone of the {label}", party.telephone)
    yield Secret(f"address of the {label}", party.address.street)


_TITLES = r"\b(?:Dr|Mr|Mrs|Ms|Miss|Doctor)\b\.?\s*"
_DEGREES = (
    r",?\s*\b(?:M\.?D|D\.?O|D\.?C|Ph\.?D|Psy\.?D|L\.?Ac|Esq|Jr|Sr|II|III|Inc|LLC|LLP|PA-C|N\.?P|"
    r"R\.?N|Co|Corp)\b\.?"
)


def mentions(text: str, name: str, firms: Words = ()) -> Iterator[str]:
    """The places in `text` that name `name`, as they stand there.

    Found in any inflection: whole, turned round, with a title, possessive, or the family name
    alone; of a firm, in whose name one of the words `firms` stands, only the whole.
    """
    pattern = name_pattern(name, firms)
    if pattern is not None and any(word in _folded(text) for word in _folded_words(name)):
        yield from (match[0] for match in pattern.finditer(text))


@lru_cache(128)
def _folded(text: str) -> str:
    return text.casefold()


@lru_cache(256)
def _folded_words(name: str) -> tuple[str, ...]:
    """The words of a name, of which one is in every mention: cheap to look for first."""
    return tuple(map(str.casefold, _words(_bare(name))))


@lru_cache(256)
def name_pattern(name: str, firms: Words = ()) -> re.Pattern[str] | None:
    """What finds `name` as `mentions` does; None where the name has no letters."""
    bare = _bare(name)
    words = _words(bare)
    if not words:
        return None
    forms = [r"[\s,]+(?:[A-Z]\.\s+)?".join(map(re.escape, words))]
    if len(words) > 1:
        turned = (*words[1:], words[0]) if "," in bare else (words[-1], *words[:-1])
        forms.append(r",?\s+".join(map(re.escape, turned)))
    if not any(word.casefold() in firms for word in words):
        alone = [re.escape(word) for word in words if _is_telling(word)]
        forms += [rf"(?-i:{word}|{word.upper()})" for word in alone]
    return re.compile(
        rf"(?:{_TITLES})?\b(?:[A-Z]\.\s?){{0,4}}(?:{'|'.join(forms)})(?:{_DEGREES})?(?P<of>['’]s)?(?!\w)",
        re.IGNORECASE,
    )


def _bare(name: str) -> str:
    """A name without titles and degrees."""
    return re.sub(_DEGREES, "", re.sub(_TITLES, "", " ".join(name.split()))).strip(" ,.")


def _words(bare: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", bare)[:MOST_WORDS]


MOST_WORDS = 24
"""Words of a name that are sought: of a longer one, its first."""


def _is_telling(word: str) -> bool:
    """Whether `word` of a name gives it away alone."""
    return word[0].isupper() and len(word) > 2
