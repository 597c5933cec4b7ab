"""Who and what must not be told from the copy for the public: people, firms and numbers."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from desktop.cases.parties import parties_of
from desktop.publication.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.cases.case import Case
    from desktop.checks.context.references import Names

_TITLES = r"\b(?:Dr|Mr|Mrs|Ms|Miss|Mx|Doctor)\b\.?\s*"
_DEGREES = (
    r",?\s*\b(?:M\.?D|D\.?O|D\.?C|Ph\.?D|Psy\.?D|L\.?Ac|Esq|Jr|Sr|II|III|PA-C|N\.?P|R\.?N|P\.?T|"
    r"D\.?P\.?M)\b\.?"
)
_CLINICAL = re.compile(
    r"\b(?:Dr|Doctor|M\.?D|D\.?O|D\.?C|D\.?P\.?M|Ph\.?D|Psy\.?D|L\.?Ac|PA-C|N\.?P|R\.?N|P\.?T)\b"
)
_LEGAL_FORM = re.compile(r"(?i)\b(?:inc|llc|llp|corp|co|ltd|pc|apc|lp)\b\.?|&")
_PARTICLES = frozenset(
    (
        "de",
        "la",
        "las",
        "los",
        "del",
        "der",
        "den",
        "van",
        "von",
        "el",
        "al",
        "du",
        "le",
        "y",
        "ibn",
        "bin",
        "da",
        "di",
        "dos",
        "ter",
        "ten",
    )
)

_MOST_LETTERS = 8
_PROVIDER = "Provider "
_BESIDES = (_PROVIDER, "the contact of")
"""How the roles begin of those who may be a party under another heading."""
STAYS = "\N{NO-BREAK SPACE}"
"""How the role begins of a name that the copy keeps."""


MOST = 12
"""Words of a name that are looked for; nobody has more."""


class Identity(NamedTuple):
    """A person or firm by the words of the name, as they are folded; `role` stands for it."""

    role: str
    words: tuple[str, ...]
    is_firm: bool = False
    clinical: bool = False
    """The name has the title or degree of a clinician."""

    @property
    def initials(self) -> str:
        """The first letters of its words."""
        return "".join(word[0] for word in self.words)

    @property
    def letters(self) -> frozenset[str]:
        """The initials by which it may be called, some left out or the family's first."""
        return _letters(self.words)


@lru_cache(512)
def _letters(words: tuple[str, ...]) -> frozenset[str]:
    halves = [half for word in words for half in re.split(r"[-']", word) if half]
    small = {"of", "the", "and", "for"}
    rows = [words, halves, " ".join(words).replace("-", " ").split()]
    rows += [[word for word in row if word not in small] for row in rows]
    rows += [[word for word in row if word not in _PARTICLES] for row in rows]
    return frozenset(form for row in rows for form in _called("".join(w[0] for w in row)))


def _called(row: str) -> Iterator[str]:
    """The runs of two letters and more in `row`, its first and last, and its last before all."""
    for start, end in itertools.combinations(range(min(len(row), _MOST_LETTERS) + 1), 2):
        if end - start > 1:
            yield row[start:end]
    if len(row) > 1:
        yield from (row[0] + row[-1], row[-1] + row[0], row[-1] + row[:-1], row[1:] + row[0])


def identities(case: Case, names: Names) -> tuple[Identity, ...]:
    """The people and firms of `case`, the longest names first."""
    found: dict[tuple[tuple[str, ...], str], Identity] = {}
    often = ("Provider", *(known.role for known, _ in parties_of(case) if known.firm))
    for name, role in _people(case, names):
        is_firm = _is_firm(name, names) or (role.startswith(often) and not _is_person(name, names))
        words = _words(name, is_firm=is_firm)
        known = role if is_firm else _same_person(words, role, found.values())
        if words and known:
            found[words, known] = Identity(known, words, is_firm, bool(_CLINICAL.search(name)))
    return tuple(sorted(found.values(), key=lambda one: -len("".join(one.words))))


def of_organization(case: Case) -> tuple[Identity, ...]:
    """The organization that sends the letter, which stays: its name is no other's there."""
    names = (case.organization.name, case.organization.short_name)
    words = dict.fromkeys(_words(name, is_firm=True) for name in names)
    role = f"{STAYS} {names[1] or names[0]}"
    return tuple(Identity(role, one, is_firm=True) for one in words if one)


def _same_person(words: tuple[str, ...], role: str, known: Iterable[Identity]) -> str:
    """The role of the one provider whom another form of the name means already, else `role`."""
    if not role.startswith(_BESIDES):
        return role
    same: dict[str, list[bool]] = {}
    for one in known:
        if one.words == words:
            return ""
        treats = one.clinical or one.role.startswith(_PROVIDER)
        same.setdefault(one.role, []).append(treats and _is_form(words, one.words))
    roles = [one for one, fits in same.items() if all(fits)]
    return roles[0] if len(roles) == 1 else role


def _is_form(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be one person's: the shorter within the longer, initials for words."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    within = all(any(_is_initial_of(word, its) for its in rest) for word in short)
    return within and one[-1:] == other[-1:]


def _is_initial_of(word: str, other: str) -> bool:
    return word == other or (1 in (len(word), len(other)) and word[0] == other[0])


def parts(identity: Identity) -> tuple[str, ...]:
    """Each word of a person's name that tells the person alone, half of a double name included."""
    if identity.is_firm:
        return ()
    halves = [half for word in identity.words for half in re.split(r"[-']", word)]
    whole = [word.replace("-", "").replace("'", "") for word in identity.words]
    found = (word for word in (*whole, *halves) if len(word) > 1 and word not in _PARTICLES)
    return tuple(dict.fromkeys(found))


def _people(case: Case, names: Names) -> Iterator[tuple[str, str]]:
    """The names in the case, each with the words that stand for it."""
    yield from _parties(case)
    for at, provider in enumerate(_providers(case, names)):
        yield provider, f"{_PROVIDER}{_letter(at)}"


def _parties(case: Case) -> Iterator[tuple[str, str]]:
    """The reviewers, and who takes part in the dispute."""
    yield from ((one.name, "the reviewer") for one in case.reviewers)
    for known, party in parties_of(case):
        yield party.name, known.role
        yield party.contact, f"the contact of {known.role}"


def _providers(case: Case, names: Names) -> dict[str, None]:
    """Who wrote the documents and examined the worker, without the parties."""
    known = {party.name for _, party in parties_of(case)}
    examiners = (one.examiner for one in case.summary.examinations)
    named = [one.author for one in case.documents]
    named += [name for name in examiners if _is_person(name, names)]
    return dict.fromkeys(name for name in named if name not in known)


def _words(name: str, *, is_firm: bool) -> tuple[str, ...]:
    """The words of a name in the order in which they are said, without title and degree."""
    if is_firm:
        said = _LEGAL_FORM.sub(" ", name)
    else:
        bare = re.sub(_DEGREES, "", re.sub(_TITLES, "", name)).strip(" ,.")
        family, _, given = bare.partition(",")
        said = f"{given} {family}"
    return tuple(re.findall(r"[a-z0-9]+(?:['-][a-z0-9]+)*", fold(said).text)[:MOST])


def _is_person(name: str, names: Names) -> bool:
    """Whether the name shows that a person bears it: by title, degree, initial or given name."""
    words = re.findall(r"\w+", name.lower())
    marked = re.search(rf"{_TITLES}|{_DEGREES}|\b[A-Z]\.", name)
    return bool(marked) or any(word in names.given or word in names.family for word in words)


def _is_firm(name: str, names: Names) -> bool:
    """Whether the name is a firm's: it says so, or has one of the words of firms."""
    words = re.findall(r"\w+", name.lower())
    return bool(_LEGAL_FORM.search(name)) or any(word in names.firms for word in words)


def _letter(at: int) -> str:
    """A, B … Z, A2, B2 …"""
    turn, place = divmod(at, len(ascii_uppercase))
    return ascii_uppercase[place] + (str(turn + 1) if turn else "")
