"""The closed vocabularies of a case: the words that it may choose from."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.cases import pack_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.cases.pack_words import Effect


class Priority(StrEnum):
    """How fast the review must be."""

    STANDARD = "Standard"
    EXPEDITED = "Expedited"


class Sex(StrEnum):
    """The injured worker's sex as the records give it."""

    FEMALE = "female"
    MALE = "male"


def _members(words: Iterable[str]) -> dict[str, str]:
    """Each of `words` once, by the name that it has as a member of an enumeration."""
    named: dict[str, str] = {}
    for word in dict.fromkeys(words):
        name = re.sub(r"[^A-Z0-9]+", "_", word.upper()).strip("_") or "WORD"
        while name in named:
            name += "_TOO"
        named[name] = word
    return named


class Decision(StrEnum):
    """The decision on one disputed item, in the words of the installed programs."""

    _ignore_ = "member word"
    for member, word in _members(pack_words.EFFECTS).items():
        vars()[member] = word

    @property
    def effect(self) -> Effect:
        """What it does to the treatment that is asked for."""
        return pack_words.EFFECTS[self.value]

    @classmethod
    def of(cls, effect: Effect) -> Decision | None:
        """The first decision of that `effect`; None where no program has one."""
        return next((one for one in cls if one.effect is effect), None)


def choices(kind: type[StrEnum], program: str) -> tuple[StrEnum, ...]:
    """The members of `kind` among which a case of `program` chooses."""
    words = pack_words.of(program)
    if kind is Decision:
        return tuple(map(Decision, words.decisions))
    if kind is Source:
        return tuple(Source(one.word) for one in words.sources)
    return tuple(kind)


class Outcome(StrEnum):
    """The outcome of a whole case; derived from the items, never stored."""

    _ignore_ = "member word"
    for member, word in _members(pack_words.OUTCOMES).items():
        vars()[member] = word


class Verdict(StrEnum):
    """An answer to one criterion of a guideline."""

    MET = "met"
    NOT_MET = "not met"
    NOT_DOCUMENTED = "not documented"
    NOT_APPLICABLE = "not applicable"


class Source(StrEnum):
    """Where a cited recommendation comes from, in the words of the installed programs."""

    _ignore_ = "member word"
    for member, word in _members(pack_words.SOURCES).items():
        vars()[member] = word

    @property
    def governs(self) -> bool:
        """Whether it is a program's own schedule, which holds before all others."""
        return self.value in pack_words.SCHEDULES

    @classmethod
    def first(cls, program: str = "") -> Source:
        """The schedule of `program`, by default of the usual one."""
        return cls(pack_words.of(program).sources[0].word)

    @classmethod
    def outside(cls) -> Source:
        """The first source outside a schedule, or the schedule where there is none."""
        return next((one for one in cls if not one.governs), cls.first())

    @classmethod
    def of(cls, organisation: str, program: str = "") -> Source:
        """The source by which `program` cites the guidelines of an `organisation`."""
        known = pack_words.of(program).sources
        named = (one.word for one in known if organisation in one.organisations)
        return cls(next(named, known[-1].word))

    @classmethod
    def of_studies(cls, program: str = "") -> Source:
        """The source by which `program` cites a study."""
        known = pack_words.of(program).sources
        return cls(next((one.word for one in known if one.studies), known[-1].word))


class Position(StrEnum):
    """Where the letter's own words are relative to a block of the template."""

    BEFORE = "before"
    INSTEAD = "instead"
    AFTER = "after"
    LABEL = "label"
    """In place of a paragraph's label; before the words of a heading."""


class Appearance(StrEnum):
    """Which of the two color tables the window uses."""

    SYSTEM = "System"
    LIGHT = "Light"
    DARK = "Dark"


class Weight(StrEnum):
    """How much a rule of the check weighs for an organization."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    OFF = "off"
