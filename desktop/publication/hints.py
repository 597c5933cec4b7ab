"""Names in disguise: initials, nicknames, misspellings, and people known by what they are."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.publication.folding import fold
from desktop.publication.identities import parts
from desktop.publication.places import NamePlace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from desktop.checks.context.references import Names
    from desktop.publication.identities import Identity

SOMEBODY = "[name removed]"
_TITLED_INITIAL = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Patient|Nurse)\b\.?\s+(?P<initials>[A-Z]\b\.?(?:[\s-]?[A-Z]\b\.?){0,3}|[A-Z]{2,4}\b)"
    r"(?![\w'’])(?!\s[A-Z][a-z])"
)
_DOTTED = re.compile(r"(?<![\w.])(?P<initials>[A-Z]\.(?:[ -]?[A-Z]\.){1,4})(?![\w])")
_PLAIN = re.compile(r"(?<![\w/.-])(?P<initials>[A-Z]{3,6})(?![\w/-])")
_PAIR = re.compile(
    r"(?<![\w/.-])(?P<initials>[A-Z]{2})"
    r"(?=['’]s|\s(?:[a-z]+(?:ed|s)|had|said|fell|felt|will|did|wrote|saw|took|went|came|told|gave)\b)"
)
_SHORT_FORM = re.compile(r"(?<![^\W_])[A-Z][^\W\d_]{2,}(?![^\W_])")
_WORD = re.compile(r"(?<![^\W_])[A-Z][^\W\d_]{3,}(?![^\W_])")
_CAPITALS = re.compile(r"[A-Z]")
_NAME = r"(?P<name>[A-Z][a-zà-ÿ]+(?:['’-][A-Z][a-zà-ÿ]+)?)(?P<family>\s[A-Z][a-zà-ÿ]+)?"


def initials(
    text: str, people: Sequence[Identity], abbreviations: frozenset[str]
) -> Iterator[NamePlace]:
    """Initials of one of `people`: surely behind a title or with points, else perhaps."""
    for match in _TITLED_INITIAL.finditer(text):
        role = _role_of("".join(_CAPITALS.findall(match["initials"])), people, single=True)
        yield NamePlace(match.start(), match.end(), role or SOMEBODY, bool(role))
    for match in _DOTTED.finditer(text):
        letters = "".join(_CAPITALS.findall(match["initials"]))
        role, usual = _role_of(letters, people), letters.casefold() in abbreviations
        spaced = len(letters) > 2 and " " in match["initials"] and not usual
        if role or spaced:
            certain = bool(role) and not usual
            yield NamePlace(*match.span("initials"), role or SOMEBODY, certain)
    for match in itertools.chain(_PLAIN.finditer(text), _PAIR.finditer(text)):
        role = _role_of(match["initials"], people)
        if role and match["initials"].casefold() not in abbreviations:
            yield NamePlace(match.start("initials"), match.end("initials"), role, False)


def nicknames(
    text: str,
    people: Sequence[Identity],
    known: Mapping[str, frozenset[str]],
    is_usual: Callable[[str], bool],
) -> Iterator[NamePlace]:
    """What friends may call one of `people`; a word that is one otherwise is asked about."""
    for match in _SHORT_FORM.finditer(text):
        word = fold(match[0]).text
        for person in people:
            if person.is_firm or word in person.words:
                continue
            if any(word in known.get(part, ()) for part in person.words):
                yield NamePlace(match.start(), match.end(), person.role, not is_usual(word))
            elif not is_usual(word) and _shortens(word, person):
                yield NamePlace(match.start(), match.end(), person.role, False)


def misspelled(
    text: str, people: Sequence[Identity], common: frozenset[str]
) -> Iterator[NamePlace]:
    """A word that is a name of one of `people` but for a letter or, in a long one, two."""
    for match in _WORD.finditer(text):
        found = fold(match[0].removesuffix("s")).text
        if found in common or match[0].lower() in common:
            continue
        for person in people:
            if _misspells(found, person):
                yield NamePlace(match.start(), match.end(), person.role, False)


@lru_cache(65_536)
def _shortens(word: str, person: Identity) -> bool:
    """Whether `word` is a short form of a name of `person`, and none of the names."""
    return word not in person.words and any(_sounds_like(word, part) for part in person.words)


@lru_cache(65_536)
def _misspells(word: str, person: Identity) -> bool:
    """Whether `word` is nearly a name of `person`, and none of the names."""
    names = [name for name in parts(person) if len(name) > 4]
    return word not in names and any(_is_near(word, name) for name in names)


def called_by_trade(text: str, names: Names) -> Iterator[NamePlace]:
    """Somebody who is named behind what they are: "nurse Kelly", "her husband Otto"."""
    pattern = re.compile(rf"\b(?i:{'|'.join(names.trades)})\b,?\s+{_NAME}")
    for match in pattern.finditer(text):
        first, family = match["name"].casefold(), (match["family"] or "").strip().casefold()
        usual = names.nobodies | {*names.no_names, *names.firms, *names.trades}
        if first in usual or (family and family in usual and first not in names.given):
            continue
        known = first in names.given_names or first in names.family_names
        end = match.end("family") if family and family not in usual else match.end("name")
        yield NamePlace(match.start("name"), end, SOMEBODY, known)


def _role_of(letters: str, people: Sequence[Identity], *, single: bool = False) -> str:
    """Whose initials `letters` are; behind a title a single one of them is enough."""
    small = letters.casefold()
    for person in people:
        if small in person.letters:
            return person.role
        if single and small in {part[0] for part in parts(person)}:
            return person.role
    return ""


@lru_cache(65_536)
def _sounds_like(word: str, given: str) -> bool:
    """Whether `word` is a short form of `given` that no list has: "Rosie" of Rosalind."""
    if given.startswith(word):
        return True
    stem = re.sub(r"(?:ie|y|i|o|a)$", "", word)
    doubled = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
    ends = stem != word
    return ends and len(doubled) >= 3 and len(word) < len(given) and given.startswith(doubled)


@lru_cache(65_536)
def _is_near(word: str, name: str) -> bool:
    """Whether the two differ by one letter; by two where the name is long."""
    most = 2 if len(name) > 7 else 1
    if abs(len(word) - len(name)) > most or (word[0] != name[0] and most == 1):
        return False
    return len(set(word) ^ set(name)) <= 2 * most and _distance(word, name) <= most


def _distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out, replaced or swapped."""
    rows = [list(range(len(other) + 1))]
    for at, letter in enumerate(one, start=1):
        row = [at]
        for place, theirs in enumerate(other, start=1):
            least = min(rows[-1][place] + 1, row[-1] + 1, rows[-1][place - 1] + (letter != theirs))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == theirs:
                least = min(least, rows[-2][place - 2] + 1)
            row.append(least)
        rows.append(row)
    return rows[-1][-1]
