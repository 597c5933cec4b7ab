"""The copy of a case for the public: nobody in it can be told, and every change is shown.

Age, sex, dates and findings stay, as in the determinations that the Division publishes.
"""

from __future__ import annotations

import re
from functools import partial
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from desktop.domain.case import Case, Party
from desktop.domain.review.identity import name_pattern
from desktop.domain.review.strangers import contacts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop.domain.review.references import References

    Change = Callable[[str, str], str]

_ROLES = {
    "injured_worker": "the injured worker",
    "attorney": "the attorney",
    "employer": "the employer",
    "claims_administrator": "the claims administrator",
    "requesting_physician": "the treating physician",
}
_KEPT = frozenset({"program", "organization", "case_number", "accepted"})
"""Fields without a person in them."""


class Replacement(NamedTuple):
    """Words that the copy for the public has otherwise."""

    path: str
    before: str
    after: str


class Publication(NamedTuple):
    """The copy for the public, and what was replaced in it."""

    case: Case
    replacements: tuple[Replacement, ...]


def publication_copy(case: Case, references: References) -> Publication:
    """`case` without the names, addresses and numbers of people; one person is one word throughout.

    What only looks like a name is replaced too: the list of replacements is for a person to read.
    """
    pen = _Pen(case, references)
    copy = _changed(_without_parties(case), "", pen.rewrite)
    return Publication(copy, tuple(dict.fromkeys(pen.replacements)))


class _Pen:
    """Rewrites texts of one case, and notes what it replaced."""

    def __init__(self, case: Case, references: References) -> None:
        self._people = tuple(_patterns(case, references))
        self._reader = references.reader
        self.replacements: list[Replacement] = []

    def rewrite(self, path: str, words: str) -> str:
        """`words` of the field at `path` without anybody in them."""
        for pattern, role in self._people:
            words = pattern.sub(partial(self._put, path, role), words)
        for label, found in contacts(words):
            words = self._swap(path, words, found, f"[{label} removed]")
        for sentence in self._reader.sentences(words):
            for name in self._reader.strangers(sentence):
                words = self._swap(path, words, name, "[name removed]")
        return words

    def _put(self, path: str, role: str, match: re.Match[str]) -> str:
        after = _inflected(match, role)
        self.replacements.append(Replacement(path, match[0], after))
        return after

    def _swap(self, path: str, words: str, before: str, after: str) -> str:
        self.replacements.append(Replacement(path, before, after))
        return words.replace(before, after)


def _patterns(case: Case, references: References) -> Iterator[tuple[re.Pattern[str], str]]:
    """What finds each person of the case, with the words that stand for that person."""
    firms = references.vocabulary.names.firms
    for name, role in _people(case):
        pattern = name_pattern(name, firms)
        if pattern is not None:
            yield pattern, role
    if case.claim_number.strip():
        yield re.compile(rf"{re.escape(case.claim_number)}(?P<of>)"), "[claim number removed]"


def _people(case: Case) -> Iterator[tuple[str, str]]:
    """The names in the case, each with the words that stand for it; longer names first."""
    people: dict[str, str] = {case.reviewer.name: "the reviewer"}
    for field, role in _ROLES.items():
        party: Party = getattr(case, field)
        people |= {party.name: role, party.contact: f"the contact of {role}"}
    authors = (document.author for document in case.documents)
    others = [author for author in dict.fromkeys(authors) if author not in people]
    people |= {author: f"Provider {_letter(at)}" for at, author in enumerate(others)}
    yield from sorted(
        ((name, role) for name, role in people.items() if name.strip()),
        key=lambda person: -len(person[0]),
    )


def _letter(at: int) -> str:
    """A, B … Z, A2, B2 …"""
    turn, place = divmod(at, len(ascii_uppercase))
    return ascii_uppercase[place] + (str(turn + 1) if turn else "")


def _inflected(match: re.Match[str], role: str) -> str:
    """`role` as it stands in the place of `match`: with its capital, and possessive where it is."""
    before = match.string[: match.start()].rstrip()
    begins = not before or before[-1] in ".!?\n"
    words = role[:1].upper() + role[1:] if begins else role
    return words + (match["of"] or "")


def _without_parties(case: Case) -> Case:
    """`case` with empty parties and without the list of documents."""
    return msgspec.structs.replace(
        case,
        **{field: Party() for field in _ROLES},
        claim_number="",
        reviewer=msgspec.structs.replace(case.reviewer, name=""),
        documents=(),
        accepted=(),
    )


def _changed(value: Any, path: str, change: Change) -> Any:
    """`value` with every text in it changed."""
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.replace(value, **_fields(value, path, change))
    if isinstance(value, tuple):
        return tuple(_changed(one, f"{path}.{at}", change) for at, one in enumerate(value))
    return change(path, value) if type(value) is str else value


def _fields(record: msgspec.Struct, path: str, change: Change) -> dict[str, Any]:
    stem = f"{path}." if path else ""
    return {
        name: _changed(getattr(record, name), stem + name, change)
        for name in record.__struct_fields__
        if stem + name not in _KEPT
    }
