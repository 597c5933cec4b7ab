"""Where a text tells who somebody is: surely, or so that a person must say whether it does."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from desktop.publication.folding import Folded, fold
from desktop.publication.identities import parts
from desktop.text.sentences import opens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from desktop.publication.identities import Identity

LONG = 6
"""Letters from which part of a longer word, or a small letter, tells a name."""
SHORT = 3
"""Letters up to which a name is one only in its capitals."""
_INSIDE = re.compile(r"[-'.]?\s{0,2}")
"""What may part a word of a name: a hyphen, the end of a line."""
_BETWEEN = re.compile(r"[\s,.\-'&/_]{0,4}")
"""What may stand between two words of a name."""
_ADDRESSED = re.compile(r"\b(?:(?:Dr|Mr|Mrs|Ms|Miss|Mx|Doctor)\b\.?|[A-Z]\.)\s{0,2}$")

_NAMES = re.compile(r"\s(?:[A-Z]\.\s?)?")
"""What stands between two words of one person's name."""
_JOINED = re.compile(r"[\s,.\-‑&/]*(?:[A-Z]\.\s*)?")


class NamePlace(NamedTuple):
    """Characters of a text that tell somebody; where it is not `certain`, that is a question."""

    start: int
    end: int
    role: str
    certain: bool
    choices: tuple[str, ...] = ()
    """The roles of those who share the name, where it is not one person's alone."""


class FoldedText(NamedTuple):
    """A text with its folded form and that form's letters alone."""

    words: str
    folded: Folded
    letters: str
    at: tuple[int, ...]
    """Where each of the letters stands in the folded text."""


def read(words: str) -> FoldedText:
    """`words`, ready to be searched."""
    folded = fold(words)
    at = tuple(place for place, one in enumerate(folded.text) if one.isalnum() and one.isascii())
    return FoldedText(words, folded, "".join(folded.text[place] for place in at), at)


def whole_name(text: FoldedText, identity: Identity) -> Iterator[NamePlace]:
    """Where all words of the name follow each other, in either order, however they are parted."""
    words = [word.replace("-", "").replace("'", "") for word in identity.words]
    if len(words) == 1 and not identity.is_firm:
        return
    for order in dict.fromkeys(_orders(words, is_firm=identity.is_firm)):
        borders = _borders(order)
        for start, end in _runs(text, "".join(order)):
            fits = all(_fits(gap, at in borders) for at, gap in _gaps(text, start, end))
            if fits and _stands_free(text, start, end):
                yield _place(text, start, end, identity.role, certain=True)


def told_apart(
    text: str, found: Iterable[NamePlace], firms: frozenset[str] = frozenset()
) -> list[NamePlace]:
    """`found`, with what more than one may be called by as one place that names the choices."""
    same: dict[tuple[int, int], list[NamePlace]] = {}
    for place in found:
        same.setdefault((place.start, place.end), []).append(place)
    told: list[NamePlace] = []
    for places in same.values():
        meant = _meant(text, places, firms)
        several = len({one.role for one in meant}) > 1
        told += [_shared(meant)] if several else meant
    return told


def _meant(text: str, places: list[NamePlace], firms: frozenset[str]) -> list[NamePlace]:
    """Who may be meant: where somebody surely is, nobody whose name only looks like it."""
    people = [one for one in places if one.role not in firms]
    if people and _ADDRESSED.search(text, max(places[0].start - 16, 0), places[0].start):
        places = people
    if not any(one.certain and one in people for one in places):
        return places
    return [one for one in places if one.certain or one.role in firms]


def _shared(places: list[NamePlace]) -> NamePlace:
    roles = tuple(dict.fromkeys(one.role for one in places))
    return NamePlace(places[0].start, places[0].end, " or ".join(roles), False, roles)


def apart(found: list[NamePlace]) -> tuple[NamePlace, ...]:
    """`found` in order, of those that overlap the surest and longest."""
    taken = bytearray(max((place.end for place in found), default=0))
    kept: list[NamePlace] = []
    for place in sorted(dict.fromkeys(found), key=_rank):
        if taken.find(1, place.start, place.end) < 0:
            taken[place.start : place.end] = b"\x01" * (place.end - place.start)
            kept.append(place)
    return tuple(sorted(kept))


def _rank(place: NamePlace) -> tuple[bool, int]:
    """The surest and the known first, then the longest."""
    return not (place.certain or place.choices), place.start - place.end


def joined(words: str, found: tuple[NamePlace, ...]) -> list[NamePlace]:
    """`found`, with the words of one name that follow each other as one place."""
    whole: list[NamePlace] = []
    for place in found:
        last = whole[-1] if whole else None
        one = last and _one_of(words, last, place)
        if last and one:
            whole[-1] = one
        else:
            whole.append(place)
    return whole


def _one_of(words: str, last: NamePlace, place: NamePlace) -> NamePlace | None:
    """The two places as one, where they are a person's; a shared name is its neighbor's."""
    certain = last.certain or place.certain
    if last.role == place.role and _JOINED.fullmatch(words, last.end, place.start):
        return last._replace(end=place.end, certain=certain)
    if _NAMES.fullmatch(words, last.end, place.start):
        for one, shared in ((last, place), (place, last)):
            if one.certain and one.role in shared.choices:
                return NamePlace(last.start, place.end, one.role, certain)
    return None


def _orders(words: list[str], *, is_firm: bool) -> Iterator[tuple[str, ...]]:
    """The ways to say the whole name: a person's turned round, a firm's with "and" for "&"."""
    yield tuple(words)
    yield (*words[:-1], "and", words[-1]) if is_firm else (words[-1], *words[:-1])
    if len(words) > 2 and not is_firm:
        yield words[0], words[-1]
        yield words[-1], words[0]


def one_word(
    text: FoldedText, identity: Identity, common: Callable[[str], bool]
) -> Iterator[NamePlace]:
    """Where a single word of a person's name stands."""
    for word in parts(identity):
        for start, end in _runs(text, word):
            sure = _sureness(text, start, end, ordinary=common(word))
            if sure is not None:
                yield _place(text, start, end, identity.role, certain=sure)


def short_name(text: FoldedText, identity: Identity) -> Iterator[NamePlace]:
    """Where a firm is called by the beginning of its name: two words surely, one perhaps."""
    words = [word.replace("-", "").replace("'", "") for word in identity.words]
    for count in range(len(words) - 1, 0, -1) if identity.is_firm else ():
        borders = _borders(words[:count])
        for start, end in _runs(text, "".join(words[:count])):
            fits = all(_fits(gap, at in borders) for at, gap in _gaps(text, start, end))
            named = fits and _is_capital(text, start) and _stands_free(text, start, end)
            long = end - start > SHORT
            if named and (count > 1 or (long and not _begins_sentence(text, start))):
                yield _place(text, start, end, identity.role, certain=count > 1)


def _sureness(text: FoldedText, start: int, end: int, *, ordinary: bool) -> bool | None:
    """Whether the letters from `start` to `end` surely are a name; None where they are none."""
    length, capital = end - start, _is_capital(text, start)
    if not capital and (ordinary or length <= SHORT + 1):
        return None
    gaps = [gap for _, gap in _gaps(text, start, end)]
    if gaps:
        return _parted(text, start, end, gaps)
    if not _stands_free(text, start, end):
        return False if length > (SHORT + 1 if capital else LONG + 1) else None
    if ordinary and not _is_addressed(text, start):
        return None if length <= SHORT and _begins_sentence(text, start) else False
    return length >= SHORT and (capital or length >= LONG - 1)


def _parted(text: FoldedText, start: int, end: int, gaps: list[str]) -> bool | None:
    """The same of a word with `gaps` in it; a space alone, or small letters, is a question."""
    allowed = all(map(_INSIDE.fullmatch, gaps)) and _stands_free(text, start, end)
    if not allowed or end - start <= SHORT:
        return None
    spaced = any(gap.isspace() and "\n" not in gap for gap in gaps)
    if spaced or not _is_capital(text, start):
        return False if end - start >= LONG else None
    return True


def _runs(text: FoldedText, word: str) -> Iterator[tuple[int, int]]:
    """Each run of the text's letters that is `word`."""
    start = text.letters.find(word) if word else -1
    while start >= 0:
        yield start, start + len(word)
        start = text.letters.find(word, start + 1)


def _gaps(text: FoldedText, start: int, end: int) -> list[tuple[int, str]]:
    """What stands between the letters from `start` to `end`, each with the letters before it."""
    at = text.at[start:end]
    if at[-1] - at[0] == end - start - 1:
        return []
    pairs = itertools.pairwise(at)
    return [
        (number, text.folded.text[one + 1 : other])
        for number, (one, other) in enumerate(pairs, start=1)
        if other - one > 1
    ]


def _fits(gap: str, between: bool) -> bool:
    return bool((_BETWEEN if between else _INSIDE).fullmatch(gap))


def _borders(words: Iterable[str]) -> frozenset[int]:
    """After how many letters one of `words` ends."""
    ends, total = [], 0
    for word in words:
        total += len(word)
        ends.append(total)
    return frozenset(ends)


def _stands_free(text: FoldedText, start: int, end: int) -> bool:
    """Whether no other word goes on before or behind, a plural or possessive aside."""
    return _is_free_before(text, start) and _is_free_behind(text, end)


def _is_free_before(text: FoldedText, start: int) -> bool:
    """Also where small letters or an abbreviation end and the name begins with its capital."""
    place = text.at[start]
    if place == 0 or not text.folded.text[place - 1].isalpha():
        return True
    first = text.folded.origin[place]
    inside = text.words[first : first + 2]
    return len(inside) == 2 and inside[0].isupper() and inside[1].islower()


def _is_free_behind(text: FoldedText, end: int) -> bool:
    place = text.at[end - 1] + 1
    rest = text.folded.text[place : place + 3]
    if re.match(r"(?:s|es|'s)?(?![a-z])", rest):
        return True
    return text.words[text.folded.origin[place]].isupper()


def _is_capital(text: FoldedText, start: int) -> bool:
    return text.words[text.folded.origin[text.at[start]]].isupper()


def _is_addressed(text: FoldedText, start: int) -> bool:
    """Whether a title or an initial stands before the word."""
    place = text.folded.origin[text.at[start]]
    return _ADDRESSED.search(text.words, max(place - 16, 0), place) is not None


def _begins_sentence(text: FoldedText, start: int) -> bool:
    place = text.folded.origin[text.at[start]]
    return opens(text.words, place, ":;")


def _place(text: FoldedText, start: int, end: int, role: str, *, certain: bool) -> NamePlace:
    behind = text.at[end - 1] + 1
    plural = re.compile(r"(?:es|s)(?![a-z])").match(text.folded.text, behind)
    first, last = text.folded.span(text.at[start], plural.end() if plural else behind)
    return NamePlace(first, last, role, certain)
