"""What the rules know of the world: terms, language, chapters. Data, read from TOML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import msgspec

from desktop.checks.context.capital_words import CapitalWords
from desktop.checks.context.language import Reader
from desktop.guidelines.citations import Work
from desktop.guidelines.editions.timetable import Timetable, title_words
from desktop.guidelines.vocabulary.clinical_terms import ClinicalTerms, Lists, Words
from desktop.programs.facts import Fact
from desktop.programs.program import Program
from desktop.records.toml_files import Shape, convert, parse

LANGUAGE = "language.toml"


class _Data(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of a reference file."""


class Worker(_Data, frozen=True):
    """Words for people."""

    terms: Words
    kinds: Words
    others: Words


class SentenceWords(_Data, frozen=True):
    """Words that tell what kind of sentence one is."""

    general: Words
    sources: Words
    specific: Words
    naming: Words


class AbsenceWords(_Data, frozen=True):
    """Words by which something is said to be missing."""

    phrases: Words
    qualities: Words
    unshown: Words
    followed_by: Words
    not_compared: Words
    of_now: Words
    broken_by: Words


class Improvement(_Data, frozen=True):
    """Words by which a treatment is said to have helped, or not."""

    reported: Words
    unless: Words
    denied: Words
    weighed: Words


class ProseWords(_Data, frozen=True):
    """Words that matter to the form of a sentence."""

    unfinished: Words
    openers: Words
    before_openers: Words
    nouns: Words
    leading: Words
    doubled: Words


class Acronyms(_Data, frozen=True):
    """Acronyms that need no explanation, and the meanings of some that do."""

    known: Words
    meanings: dict[str, str]


class Names(_Data, frozen=True, dict=True):
    """Names of people, and names that are nobody's."""

    eponyms: Words
    firms: Words
    """Words of which the names of firms are made; alone they name nobody."""
    ambiguous: Words
    """Names that are words or places too."""
    given: Words
    family: Words
    trades: Words
    """What people are called by what they do or are to somebody: "nurse", "husband"."""
    posts: Words
    """Letters that a trade goes by: "RN", "QME"; names stand behind them."""
    no_names: Words
    """Words that stand behind a trade with a capital and name nobody: "nurse Practitioner"."""
    initials: Words
    """What is written with the letters of initials and is none, such as M.D."""
    nicknames: dict[str, str]
    """Short forms of each given name, with commas."""

    @cached_property
    def nobodies(self) -> frozenset[str]:
        """Names of signs, tests and places."""
        return frozenset(self.eponyms)

    @cached_property
    def usual_initials(self) -> frozenset[str]:
        """Abbreviations that are nobody's initials."""
        return frozenset(self.initials)

    @cached_property
    def short_forms(self) -> dict[str, frozenset[str]]:
        """What each given name may be shortened to, and what each short form stands for."""
        found: dict[str, set[str]] = {}
        for name, short in self.nicknames.items():
            for one in short.split(", "):
                found.setdefault(name, set()).add(one)
                found.setdefault(one, set()).add(name)
        return {name: frozenset(forms) for name, forms in found.items()}

    @cached_property
    def given_names(self) -> frozenset[str]:
        """Common given names."""
        return frozenset(self.given) - frozenset(self.ambiguous)

    @cached_property
    def family_names(self) -> frozenset[str]:
        """Common family names."""
        return frozenset(self.family) - frozenset(self.ambiguous)


class ReviewLanguage(_Data, frozen=True):
    """The words by which the check reads a sentence."""

    worker: Worker
    sexes: Lists
    pronouns: Lists
    sentences: SentenceWords
    absence: AbsenceWords
    improvement: Improvement
    prose: ProseWords
    acronyms: Acronyms
    names: Names


class VisitCap(Fact, frozen=True, kw_only=True):
    """The most visits that one injury can have of some services."""

    visits: int
    services: Words


class Limits(_Data, frozen=True):
    """What rules of law measure a letter by."""

    citation_form: Fact
    visit_cap: VisitCap


class References(msgspec.Struct, frozen=True, dict=True):
    """Everything that the rules know in addition to the case."""

    terms: ClinicalTerms
    language: ReviewLanguage
    capitals: CapitalWords
    limits: Limits
    works: tuple[Work, ...]
    program: Program
    shown: frozenset[str] | None = None
    """The characters that the letter's fonts can show; None where that is not known."""
    english: Callable[[], Mapping[str, int]] = dict
    """The words of English and of medicine, each with how usual it is; empty where not known."""
    medical: Callable[[], frozenset[str]] = frozenset
    """The words of medicine and of requests among them."""

    @cached_property
    def reader(self) -> Reader:
        """Reads texts with these words, and remembers what it read between two checks."""
        return Reader(self)

    @cached_property
    def timetable(self) -> Timetable:
        """The days of the editions of the works."""
        return Timetable(self.works)

    @cached_property
    def chapters(self) -> dict[str, list[Work]]:
        """The known editions of each chapter of the schedule, by their titles' words."""
        found: dict[str, list[Work]] = {}
        for work in self.works:
            if work.source.governs:
                for title in {title_words(work.title), title_words(work.older_title)} - {""}:
                    found.setdefault(title, []).append(work)
        return found

    @cached_property
    def parts_with_guidance(self) -> frozenset[str]:
        """The parts of the body that the titles and chapters of the known works name."""
        titles = (title for work in self.works for title in (work.title, *work.chapters))
        return frozenset(
            part for title in titles for one in self.reader.sentences(title) for part in one.parts
        )

    @cached_property
    def strengths(self) -> dict[str, tuple[float, ...]]:
        """The marketed strengths of each drug."""
        return {drug.name: drug.strengths for drug in self.terms.drugs}


def read_references(
    texts: Mapping[str, str],
    terms: ClinicalTerms,
    works: tuple[Work, ...],
    program: Program,
    shown: frozenset[str] | None = None,
    english: Callable[[], Mapping[str, int]] = dict,
    medical: Callable[[], frozenset[str]] = frozenset,
) -> References:
    """The references in the TOML `texts`, by file name, with clinical `terms` and cited `works`.

    Raises `TomlError`, and `KeyError` where a file is missing.
    """
    words = parse(texts[LANGUAGE], LANGUAGE)
    names = words["names"]
    more = parse(texts["names.toml"], "names.toml")
    words["names"] = {**names, **more} if isinstance(names, dict) else more
    return References(
        terms=terms,
        language=convert(words, ReviewLanguage, texts[LANGUAGE], LANGUAGE),
        capitals=_read(texts, "capitals.toml", CapitalWords),
        limits=_read(texts, "limits.toml", Limits),
        works=works,
        program=program,
        shown=shown,
        english=english,
        medical=medical,
    )


def _read(texts: Mapping[str, str], name: str, shape: type[Shape]) -> Shape:
    return convert(parse(texts[name], name), shape, texts[name], name)
