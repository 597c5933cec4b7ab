"""The copy of a case for the public: nobody in it can be told, and every change is shown.

Age, sex, dates and findings stay, as in the determinations that the Division publishes.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from desktop.cases.case import Case, Party
from desktop.cases.packs import value_kinds
from desktop.cases.parties import parties_of
from desktop.checks.context.person_names import contacts
from desktop.publication import firms, hints, numbers, places
from desktop.publication.capital_sense import CapitalSense
from desktop.publication.capitals import out_of_place
from desktop.publication.contacts import reached
from desktop.publication.identities import STAYS, identities, of_organization
from desktop.publication.lookalikes import disguised, in_small_letters
from desktop.publication.name_answers import YES, Doubt, NameAnswers
from desktop.publication.places import NamePlace
from desktop.publication.positions import by_position
from desktop.publication.unfamiliar import Familiar, hidden, neighbors, unfamiliar
from desktop.records.walk import mapped
from desktop.text.sentences import opens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.checks.context.references import References
    from desktop.records.values import Value

_KEPT = frozenset({"program", "organization", "case_number", "accepted"})
"""Fields without a person in them."""
_IDS = re.compile(
    r"(?:^|\.)(?:guidelines\.\d+|answers\.\d+\.(?:guideline|criterion)|"
    r"consulted\.\d+\.(?:guideline|fingerprint)|own_words\.\d+\.place|"
    r"\d+\.(?:id|by))$"
)
"""Fields with ids of the program's own."""
_SOURCES = re.compile(r"(?:^|\.)(?:citations|guidelines)\.")
"""Fields that name a published work: its authors and places are nobody's here."""
_TITLE_BEFORE = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Miss|Mx|Doctor)\b\.?\s*)?(?:\b[A-Z]\.[\s-]?|\b[B-HJ-Z][\s-])*$"
)
_DEGREE_BEHIND = re.compile(
    r"(?:,?\s*\b(?:M\.?D|D\.?O|D\.?C|Ph\.?D|Psy\.?D|L\.?Ac|Esq|Jr|Sr|II|III|Inc|LLC|LLP|PA-C|N\.?P|"
    r"R\.?N|P\.?T|Co|Corp)\b\.?)*"
)
_OF = re.compile(r"['’]s?\b")


class Replacement(NamedTuple):
    """Words that the copy for the public has otherwise."""

    path: str
    before: str
    after: str


class Publication(NamedTuple):
    """The copy for the public, what was replaced in it, and what a person must decide first."""

    case: Case
    replacements: tuple[Replacement, ...]
    doubts: tuple[Doubt, ...] = ()


def publication_copy(
    case: Case, references: References, answers: NameAnswers | None = None
) -> Publication:
    """`case` without the names, addresses and numbers of people; one person is one word throughout.

    What cannot be decided stands in the copy and among its `doubts`, until `answers` has it.
    """
    pen = _Pen(case, references, answers or {})
    copy = mapped(_without_parties(case), pen.rewrite)
    return Publication(
        copy, tuple(dict.fromkeys(pen.replacements)), tuple(dict.fromkeys(pen.doubts))
    )


class _Pen:
    """Rewrites texts of one case; notes what it replaced, and what it cannot decide."""

    def __init__(self, case: Case, references: References, answers: NameAnswers) -> None:
        self._finder = _finder(case, references)
        self._answers, self._kind = answers, type(case)
        self.replacements: list[Replacement] = []
        self.doubts: list[Doubt] = []

    def rewrite(self, path: str, words: str) -> str:
        """`words` of the field at `path` without anybody in them."""
        if (
            path.partition(".")[0] in _KEPT
            or _IDS.search(path)
            or value_kinds.is_zone(path, self._kind)
        ):
            return words
        is_source = bool(_SOURCES.search(path)) or value_kinds.is_cited(path, self._kind)
        pieces, end = [], 0
        for place in self._finder.places(words, is_source=is_source):
            after = self._after(path, words, place)
            if after is not None:
                self.replacements.append(Replacement(path, words[place.start : place.end], after))
                pieces += [words[end : place.start], after]
                end = place.end
        return "".join(pieces) + words[end:]

    def _after(self, path: str, words: str, place: NamePlace) -> str | None:
        """What stands in the place of `place`; None where it stays."""
        found, inflected = words[place.start : place.end], _inflected(words, place)
        answer = self._answers.get((path, found), "")
        if answer:
            return None if answer == YES else answer
        if place.certain:
            return inflected
        around, shared = _around(words, place), _as_here(words, place)
        self.doubts.append(Doubt(path, found, around, "" if shared else inflected, shared))
        return None


class _Finder:
    """Finds the people in the texts of one case; remembers each text."""

    def __init__(self, case: Case, references: References) -> None:
        self.places = lru_cache(1024)(self._places)
        self._names = references.language.names
        self._reader = references.reader
        self._people = identities(case, self._names)
        self._organization = of_organization(case)
        firm = (one for one in (*self._people, *self._organization) if one.is_firm)
        self._firms = frozenset(one.role for one in firm)
        self._case = case
        self._common = frozenset(self._names.ambiguous) | self._names.nobodies
        self._familiar = Familiar(
            references, (case.organization.name, case.organization.short_name)
        )
        self._sense = CapitalSense(references, self._familiar)

    def _places(self, words: str, *, is_source: bool) -> tuple[NamePlace, ...]:
        """Where `words` tells somebody, in order, none over another."""
        found = places.told_apart(words, self._known(words), self._firms)
        if not is_source:
            found += self._unknown(words)
        found += neighbors(words, found, self._familiar)
        widened = [_widened(words, place) for place in places.joined(words, places.apart(found))]
        kept = places.apart([*widened, *found])
        return tuple(one for one in kept if one.choices or not one.role.startswith(STAYS))

    def _known(self, words: str) -> Iterator[NamePlace]:
        """The people, firms and numbers of the case."""
        text = places.read(words)
        for one in self._people:
            yield from places.whole_name(text, one)
            yield from places.one_word(text, one, self._is_ordinary)
            yield from places.short_name(text, one)
        yield from numbers.claim_numbers(words, self._case.claim_number)
        if self._people:
            for own in self._organization:
                yield from places.whole_name(text, own)
                yield from places.short_name(text, own)
            yield from hints.initials(words, self._people, self._names.usual_initials)
            yield from hints.nicknames(
                words, self._people, self._names.short_forms, self._is_ordinary
            )
            yield from hints.misspelled(words, self._people, self._common)
            yield from firms.by_a_word(words, self._people, self._familiar)
            yield from firms.by_letters(words, self._people)
            yield from hidden(words, self._people, self._familiar)

    def _is_ordinary(self, word: str) -> bool:
        """Whether a word of a name is a word of letters, too."""
        return word in self._common or self._familiar.is_usual(word)

    def _unknown(self, words: str) -> Iterator[NamePlace]:
        """People whom the case does not know, and numbers known by their form."""
        for label, found in dict.fromkeys(contacts(words)):
            yield from _each(words, found, f"[{label} removed]")
        yield from numbers.other_cases(words, self._case.case_number)
        yield from numbers.labelled(words, self._case.case_number)
        yield from hints.called_by_trade(words, self._names)
        yield from by_position(words, self._names, self._familiar)
        yield from unfamiliar(words, self._familiar)
        yield from out_of_place(words, self._sense)
        yield from reached(words, self._sense)
        yield from disguised(words, self._people, self._sense, self._familiar)
        yield from in_small_letters(words, self._sense, self._familiar)
        read = map(self._reader.strangers, self._reader.sentences(words))
        for name in dict.fromkeys(itertools.chain.from_iterable(read)):
            yield from _each(words, name, hints.SOMEBODY)


_LAST: list[tuple[tuple[Value, ...], References, _Finder]] = []
"""The finder used last, with what it knows: one case at a time is typed in."""


def _finder(case: Case, references: References) -> _Finder:
    """What finds the people of `case`: the last one, where all that it was made of is the same."""
    known: tuple[Value, ...] = (
        case.program,
        case.organization,
        *(party for _, party in parties_of(case)),
        tuple(one.examiner for one in case.summary.examinations),
        (*(one.name for one in case.reviewers), case.claim_number, case.case_number),
        tuple(document.author for document in case.documents),
    )
    if not _LAST or _LAST[0][0] != known or _LAST[0][1] is not references:
        _LAST[:] = [(known, references, _Finder(case, references))]
    return _LAST[0][2]


def _each(words: str, found: str, role: str) -> Iterator[NamePlace]:
    for place in re.finditer(re.escape(found), words):
        yield NamePlace(*place.span(), role, certain=True)


def _widened(words: str, place: NamePlace) -> NamePlace:
    """`place` with the title before a name and the degree behind it."""
    if place.role.startswith("["):
        return place
    near = max(place.start - 24, 0)
    line = max(words.rfind("\n", near, place.start) + 1, near)
    before = _TITLE_BEFORE.search(words, line, place.start)
    behind = _DEGREE_BEHIND.match(words, place.end)
    start = before.start() if before else place.start
    return place._replace(start=start, end=behind.end() if behind else place.end)


def _inflected(words: str, place: NamePlace) -> str:
    """The role as it stands in the place of a name: with its capital where a sentence begins."""
    return _begun(place.role) if opens(words, place.start) else place.role


def _as_here(words: str, place: NamePlace) -> tuple[str, ...]:
    """The choices as one of them would stand in the place."""
    roles = tuple(role.removeprefix(STAYS).lstrip() for role in place.choices)
    return tuple(map(_begun, roles)) if opens(words, place.start) else roles


def _begun(role: str) -> str:
    return role[:1].upper() + role[1:]


def _around(words: str, place: NamePlace, most: int = 70) -> str:
    """The words around a place, in one line."""
    start, end = max(place.start - most, 0), min(place.end + most, len(words))
    return " ".join(words[start:end].split())


def _without_parties(case: Case) -> Case:
    """`case` with empty parties and without the list of documents."""
    reviewer, *further = (msgspec.structs.replace(one, name="") for one in case.reviewers)
    return msgspec.structs.replace(
        case,
        **{known.field: Party() for known, _ in parties_of(case)},
        claim_number="",
        reviewer=reviewer,
        further_reviewers=tuple(further),
        documents=(),
        accepted=(),
    )
