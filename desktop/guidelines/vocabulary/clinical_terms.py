"""Clinical terms with their words, for guidelines, for the check and to complete what is typed.

A term is what any text speaks of: the wrist, naproxen, an injection. Its meaning is what guidelines
know it by: the hand, a class of drugs, a service.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from desktop.guidelines.vocabulary.request_words import Entries
from desktop.records.toml_files import Shape, convert, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

BODY, DRUGS, SERVICES, FINDINGS = "body.toml", "drugs.toml", "services.toml", "findings.toml"
FILES = (BODY, DRUGS, SERVICES, FINDINGS)
Words = tuple[str, ...]
Lists = dict[str, Words]


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of a vocabulary file."""


class Subject(_Table, frozen=True):
    """What a record or a request may speak of: a service, a finding, a complaint."""

    words: Words
    meaning: str = ""
    """What a request with one of its words is for; empty where they say nothing of that."""


class BodyPart(Subject, frozen=True):
    """A part of the body."""

    within: str = ""
    """The larger part that it belongs to."""
    paired: bool = False
    """It has a left and a right."""


class SpineRegion(_Table, frozen=True):
    """A region of the spine."""

    name: str
    vertebrae: int


class Drug(_Table, frozen=True):
    """A drug with all its names."""

    name: str
    brands: Words = ()
    strengths: tuple[float, ...] = ()
    """Marketed oral strengths in mg; empty where they are not known here."""
    meaning: str = ""
    """Its class."""

    @property
    def names(self) -> Words:
        """Its generic name and its brand names."""
        return (self.name, *self.brands)


class Surgery(_Table, frozen=True):
    """Words for surgeries and for what goes with them."""

    words: Words
    associated: Words
    other: Words


class _Body(_Table, frozen=True):
    sides: Lists
    spine: dict[str, SpineRegion]
    parts: dict[str, BodyPart]
    body_parts: dict[str, str]
    codes: dict[str, str]
    broad: dict[str, str]


class _Drugs(_Table, frozen=True):
    drugs: tuple[Drug, ...]
    classes: dict[str, str]
    verified: bool = False


class _Services(_Table, frozen=True):
    subjects: dict[str, Subject]
    requested: Words
    treatments: Words
    surgery: Surgery
    services: dict[str, str]
    settings: dict[str, str]
    names: dict[str, str]


class _Findings(_Table, frozen=True):
    subjects: dict[str, Subject]
    sex_bound: Lists


class ClinicalTerms(msgspec.Struct, frozen=True, dict=True):
    """Every clinical term, and the further words of requests."""

    sides: Lists
    spine: dict[str, SpineRegion]
    """The regions of the spine by the letters of their levels."""
    parts: dict[str, BodyPart]
    drugs: tuple[Drug, ...]
    subjects: dict[str, Subject]
    requested: Words
    """The subjects that a request can be for."""
    treatments: Words
    """What can help: of these a report of improvement speaks."""
    surgery: Surgery
    sex_bound: Lists
    """Words that hold for one sex only."""
    further: Entries
    """What only requests say, by its meaning."""

    def holds(self, larger: str, smaller: str) -> bool:
        """Whether the part `smaller` is `larger` or belongs to it."""
        while smaller:
            if smaller == larger:
                return True
            smaller = self.parts[smaller].within
        return False

    def akin(self, one: str, other: str) -> bool:
        """Whether one of two parts belongs to the other."""
        return self.holds(one, other) or self.holds(other, one)

    @cached_property
    def vertebrae(self) -> dict[str, int]:
        """How many vertebrae each region of the spine has."""
        return {letter: region.vertebrae for letter, region in self.spine.items()}

    @property
    def drug_names(self) -> Words:
        """Generic and brand names."""
        return tuple(name for drug in self.drugs for name in drug.names)

    @cached_property
    def entries(self) -> Entries:
        """The words of requests by their meanings: the further ones, and those of each term.

        A word that stands among the further ones means there what it says, whatever term it is of.
        """
        said: dict[str, list[str]] = {}
        for words, meaning in self.said():
            said.setdefault(meaning, []).extend(words)
        further = self.further
        things = _listed(further.services, further.drugs)
        return msgspec.structs.replace(
            further,
            services=_joined(further.services, said, things),
            drugs=_joined(further.drugs, said, things),
            body_parts=_joined(further.body_parts, said, _listed(further.body_parts)),
        )

    def said(self) -> Iterator[tuple[Words, str]]:
        """The words of each term, with its meaning."""
        yield from ((one.words, one.meaning) for one in self.parts.values())
        yield from ((one.words, one.meaning) for one in self.subjects.values())
        yield from ((one.names, one.meaning) for one in self.drugs)


def read_terms(texts: Mapping[str, str]) -> ClinicalTerms:
    """The terms in the TOML `texts`, by file name; raises `TomlError`, `KeyError` for a file."""
    body, drugs = _read(texts, BODY, _Body), _read(texts, DRUGS, _Drugs)
    services, findings = _read(texts, SERVICES, _Services), _read(texts, FINDINGS, _Findings)
    return ClinicalTerms(
        sides=body.sides,
        spine=body.spine,
        parts=body.parts,
        drugs=drugs.drugs,
        subjects={**services.subjects, **findings.subjects},
        requested=services.requested,
        treatments=services.treatments,
        surgery=services.surgery,
        sex_bound=findings.sex_bound,
        further=Entries(
            services.services,
            drugs.classes,
            body.body_parts,
            services.settings,
            services.names,
            body.codes,
            body.broad,
        ),
    )


def _read(texts: Mapping[str, str], name: str, shape: type[Shape]) -> Shape:
    return convert(parse(texts[name], name), shape, texts[name], name)


def _listed(*tables: Mapping[str, str]) -> frozenset[str]:
    """The words in `tables`, in lower case."""
    lists = (names for table in tables for names in table.values())
    return frozenset(name for names in lists for name in names.lower().split(", "))


def _joined(
    further: Mapping[str, str], said: Mapping[str, Iterable[str]], listed: frozenset[str]
) -> dict[str, str]:
    """The words of each meaning: the `further` ones, and those `said` that are not `listed`."""
    joined = {}
    for meaning, names in further.items():
        own = (one for one in said.get(meaning, ()) if one.lower() not in listed)
        joined[meaning] = ", ".join((names, *own))
    return joined
