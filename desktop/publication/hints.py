"""Names in disguise: initials, nicknames, misspellings, and people known by what they are."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from desktop.publication.folding import folded_word
from desktop.publication.identities import parts
from desktop.publication.places import NamePlace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from desktop.checks.context.references import Names
    from desktop.publication.identities import Identity

SOMEBODY = "[name removed]"
SHORTEST = 3
"""Letters of the shortest short form."""
_LONG = 7
"""Letters of a name above which two of them may be wrong."""
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
        letters = "".join(_CAPITALS.findall(match["initials"]))
        roles = _roles_of(letters, people) or _single(letters, people)
        yield from _each(match.span(), roles or (SOMEBODY,), certain=bool(roles))
    for match in _DOTTED.finditer(text):
        letters = "".join(_CAPITALS.findall(match["initials"]))
        roles, usual = _roles_of(letters, people), letters.casefold() in abbreviations
        spaced = len(letters) > 2 and " " in match["initials"] and not usual
        if roles or spaced:
            certain = bool(roles) and not usual
            yield from _each(match.span("initials"), roles or (SOMEBODY,), certain=certain)
    for match in itertools.chain(_PLAIN.finditer(text), _PAIR.finditer(text)):
        if match["initials"].casefold() not in abbreviations:
            roles = _roles_of(match["initials"], people)
            yield from _each(match.span("initials"), roles, certain=False)


def nicknames(
    text: str,
    people: Sequence[Identity],
    known: Mapping[str, frozenset[str]],
    is_usual: Callable[[str], bool],
) -> Iterator[NamePlace]:
    """What friends may call one of `people`; a word that is one otherwise is asked about."""
    named = [person for person in people if not person.is_firm]
    words = [part for person in named for part in person.words]
    fronts = {one[:SHORTEST] for part in words for one in (part, *known.get(part, ()))}
    seen: dict[str, tuple[tuple[str, bool], ...]] = {}
    for match in _SHORT_FORM.finditer(text):
        word = folded_word(match[0])
        if word[:SHORTEST] in fronts and word not in seen:
            seen[word] = tuple(_shortened(word, named, known, is_usual))
        for role, certain in seen.get(word, ()):
            yield NamePlace(match.start(), match.end(), role, certain)


def _shortened(
    word: str,
    people: Sequence[Identity],
    known: Mapping[str, frozenset[str]],
    is_usual: Callable[[str], bool],
) -> Iterator[tuple[str, bool]]:
    """Whom of `people` the short form `word` may mean, and whether surely."""
    for person in people:
        if word in person.words:
            continue
        if any(word in known.get(part, ()) for part in person.words):
            yield person.role, not is_usual(word)
        elif any(_sounds_like(word, part) for part in person.words) and not is_usual(word):
            yield person.role, False


def misspelled(
    text: str, people: Sequence[Identity], common: frozenset[str]
) -> Iterator[NamePlace]:
    """A word that differs from a name of one of `people` by a letter or, in a long one, two."""
    names = {part: one.role for one in people for part in parts(one) if len(part) > SHORTEST + 1}
    letters = [(name, frozenset(name), _most(name)) for name in names]
    seen: dict[str, str] = {}
    for match in _WORD.finditer(text):
        found = folded_word(match[0].removesuffix("s"))
        if found in common or match[0].lower() in common:
            continue
        if found not in seen:
            seen[found] = "" if found in names else _nearest(found, letters)
        if seen[found]:
            yield NamePlace(match.start(), match.end(), names[seen[found]], False)


def _most(name: str) -> int:
    """How many letters of `name` may be wrong."""
    return 2 if len(name) > _LONG else 1


def _nearest(word: str, names: Sequence[tuple[str, frozenset[str], int]]) -> str:
    """The first of `names` that `word` nearly is; empty where it is none."""
    length, own = len(word), set(word)
    for name, letters, most in names:
        if abs(length - len(name)) <= most and (most > 1 or word[0] == name[0]):
            near = len(own ^ letters) <= 2 * most and _distance(word, name) <= most
            if near:
                return name
    return ""


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


def _each(span: tuple[int, int], roles: Sequence[str], *, certain: bool) -> Iterator[NamePlace]:
    """The place at `span` as each of `roles`."""
    return (NamePlace(*span, role, certain) for role in roles)


def _roles_of(letters: str, people: Sequence[Identity]) -> tuple[str, ...]:
    """Whose initials `letters` are."""
    plain = letters.casefold()
    return tuple(dict.fromkeys(one.role for one in people if plain in one.letters))


def _single(letter: str, people: Sequence[Identity]) -> tuple[str, ...]:
    """Who is called by one `letter` behind a title: of the family name, else of another."""
    plain = letter.casefold()
    named = [(one.role, [part[0] for part in parts(one)]) for one in people]
    found = [role for role, firsts in named if plain in firsts[-1:]]
    return tuple(dict.fromkeys(found or (role for role, firsts in named if plain in firsts)))


def _sounds_like(word: str, given: str) -> bool:
    """Whether `word` is a short form of `given` that no list has: "Rosie" of Rosalind."""
    if given.startswith(word):
        return True
    if word[:SHORTEST] != given[:SHORTEST]:
        return False
    stem = re.sub(r"(?:ie|y|i|o|a)$", "", word)
    doubled = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
    ends = stem != word
    return ends and len(doubled) >= 3 and len(word) < len(given) and given.startswith(doubled)


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
