"""The installed reference works: those that ship, and an organization's own packs in a folder.

A pack is a guideline file, or ``vocabulary.toml`` with further words for services and drugs.
"""

from __future__ import annotations

import lzma
import re
import tomllib
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

import desktop
from desktop.cases import pack_words
from desktop.guidelines.catalog import GuidelineCatalog, read_library
from desktop.guidelines.citations import Citations, read_citations
from desktop.guidelines.editions.timetable import Timetable, read_timetable
from desktop.guidelines.guideline_file import read_source
from desktop.guidelines.vocabulary.clinical_terms import FILES, ClinicalTerms, read_terms
from desktop.guidelines.vocabulary.request_words import RequestWords, read_entries
from desktop.platform import assets, typefaces
from desktop.programs.registry import Programs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from spellchecker import SpellChecker

    from desktop.cases.attestation import Attestation
    from desktop.cases.case import Case
    from desktop.cases.entry.diagnosis_codes import DiagnosisCodes
    from desktop.cases.record import Record
    from desktop.checks.engine.check import References
    from desktop.guidelines.guideline import Guideline
    from desktop.programs.program import Edition

VOCABULARY = "vocabulary.toml"
"""The file of a pack with further words."""
WORKS = "citations.toml"
LARGEST = 1_000_000
"""Bytes; the largest file that ships is a twentieth of it."""


class ReferenceFileError(ValueError):
    """A file of an organization's own cannot be read; the text names it and says why."""


def catalog(own: Iterable[Path] = ()) -> GuidelineCatalog:
    """The guidelines that ship and those in the packs, folders or files `own`, which win by id.

    A file that cannot be read or is wrong is left out and named in the catalog's ``refused``.
    """
    refused: list[ValueError] = []
    places = tuple(own)
    texts = [one for place in places for one in own_texts(place, refused)]
    found = catalog_of(texts, refused)
    found.keep(partial(_kept, places))
    return found


def _kept(places: Iterable[Path]) -> tuple[tuple[Guideline, str], ...]:
    """The guidelines of each kept version in the folders `places`, and those that ship."""
    from desktop.app.packs import kept_packs

    folders = [place for place in places if place.is_dir()]
    kept = [one for folder in folders for one in kept_packs.earlier_forms(folder)]
    return (*kept, *((one, "the form that ships with the program") for one in catalog()))


def catalog_of(
    own: Iterable[tuple[str, str]], refused: Iterable[ValueError] = ()
) -> GuidelineCatalog:
    """The guidelines that ship and those in the texts `own`, pairs of name and text."""
    words, packs, complaints = vocabulary(), [], list(refused)
    for name, text in own:
        if name != VOCABULARY:
            packs.append((name, text))
            continue
        try:
            words = words.joined(read_entries(text, name))
        except ValueError as error:
            complaints.append(error)
    files = list(shipped())
    names = {name for name, _ in files}
    return read_library([*files, *packs], words, complaints, timetable(), names)


def own_texts(
    place: Path, refused: list[ValueError], besides: str = ""
) -> Iterator[tuple[str, str]]:
    """The texts at `place`, a file, a pack or a folder with its packs in force, by their names.

    The pack `besides` is left out; what cannot be read is added to `refused`.
    """
    from desktop.app.packs import guideline_packs, kept_packs

    for file in sorted(place.glob("*.toml")) if place.is_dir() else (place,):
        try:
            yield from guideline_packs.texts(file).items()
        except ReferenceFileError as error:
            refused.append(error)
        except ValueError as error:
            refused.append(ReferenceFileError(f"{file.name}: {error}"))
    if place.is_dir():
        try:
            yield from kept_packs.texts_in_force(place, besides)
        except ValueError as error:
            refused.append(error)


def ids_in(name: str, text: str) -> tuple[str, ...]:
    """The ids of the guidelines in a file; none of a vocabulary. Raises `TomlError`."""
    return () if name == VOCABULARY else read_source(text, name).ids


def own_packs() -> tuple[Path, ...]:
    """The folder of the organization's own packs: in the library's folder, if there is one."""
    folder = own_folder()
    return (folder,) if folder.is_dir() else ()


def own_folder() -> Path:
    """Where the organization's own packs are put."""
    from desktop.store.files.folder import Folder, usual

    return Folder(usual()).guidelines


@cache
def guidelines() -> GuidelineCatalog:
    """The guidelines of the program and of the organization, read once."""
    return catalog(own_packs())


def refusals(guidelines: GuidelineCatalog) -> str:
    """Which guideline files were left out and why; empty where none was."""
    if not guidelines.refused:
        return ""
    first, *others = map(str, guidelines.refused)
    more = f" {len(others)} more: see determination-desk guidelines." if others else ""
    return f"Left out of the guidelines until it is right: {first}{more}"


@cache
def terms() -> ClinicalTerms:
    """The clinical vocabulary."""
    folder = assets.resource("vocabulary")
    return read_terms({name: (folder / name).read_text("utf-8") for name in FILES})


@cache
def vocabulary() -> RequestWords:
    """The words of requests that ship."""
    return RequestWords(terms().entries)


@cache
def timetable() -> Timetable:
    """The days of the editions that ship, whichever programs are installed."""
    return read_timetable(assets.resource(WORKS).read_text("utf-8"), WORKS)


@cache
def citations() -> Citations:
    """The works that a guideline line may cite, with the topics of the guidelines that ship."""
    return read_citations(assets.resource(WORKS).read_text("utf-8"), WORKS, catalog)


@cache
def coding() -> DiagnosisCodes:
    """The diagnosis codes, read from disk: never on the window's thread."""

    from desktop.cases.entry.diagnosis_codes import DiagnosisCodes

    facts = tomllib.loads(assets.resource("coding/icd-10-cm.toml").read_text("utf-8"))
    packed = assets.resource(f"coding/{facts['list']}").read_bytes()
    return DiagnosisCodes(lzma.decompress(packed).decode("utf-8"))


class WordLists(NamedTuple):
    """The lists of words that ship."""

    spelling: SpellChecker
    codes: DiagnosisCodes
    drugs: tuple[str, ...]


@cache
def word_lists() -> WordLists:
    """The lists, read from disk once: a quarter of a second, so never on the window's thread."""
    from desktop.app import spelling

    return WordLists(spelling.read(), coding(), terms().drug_names)


@cache
def attestation(program: str = pack_words.USUAL) -> Attestation:
    """What the reviewer states by signing off a case of `program`."""
    from desktop.cases.attestation import of_pack, read_attestation

    folder = desktop.packs().get(program)
    file = assets.resource("attestation.toml")
    own = of_pack(folder) if folder else None
    return own or read_attestation(file.read_text("utf-8"), file.name)


@cache
def english() -> Mapping[str, int]:
    """The words of English, of medicine and of requests, each with its frequency."""
    from spellchecker import SpellChecker

    checker = SpellChecker(distance=1)
    checker.word_frequency.load_words(_trade_words())
    return dict(checker.word_frequency.items())


@cache
def programs() -> Programs:
    """The programs that ship."""
    return Programs(desktop.packs())


def editions(*cases: Case) -> dict[str, Edition]:
    """The editions of the letters of `cases`; none of a program that is missing or wrong."""
    each = dict.fromkeys(case.program for case in cases)
    return {name: one for id in each for name, one in programs().editions(id).items()}


def law_of(record: Record, path: str) -> str:
    """The law that requires the field at `path` of a case, or of settings; empty if none does."""
    program = programs().known(getattr(record, "program", pack_words.USUAL))
    return program.law_of(path) if program else ""


@cache
def medical() -> frozenset[str]:
    """The words of medicine and of requests."""
    return frozenset(_trade_words())


def _trade_words() -> list[str]:
    own = assets.resource("spelling/medical.txt").read_text("utf-8").split()
    return own + re.findall(r"[a-z]+", " ".join(terms().entries.texts()).lower())


@cache
def references(program: str) -> References:
    """What the check of `program` knows: its words, drugs, limits, chapters and clocks.

    Raises `FileNotFoundError` where there is no such program.
    """
    from desktop.checks.engine.check import read_references

    facts = programs().named(program)
    texts = {one.name: one.read_text("utf-8") for one in assets.resource("review").glob("*.toml")}
    return read_references(
        texts, terms(), citations().works, facts, typefaces.characters(), english, medical
    )


def shipped() -> Iterator[tuple[str, str]]:
    """The guideline files that ship, by name."""
    for file in sorted(assets.resource("guidelines").glob("*.toml")):
        yield file.name, file.read_text("utf-8")


def read_text(file: Path) -> str:
    """The text of an organization's `file`; raises `ReferenceFileError`."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise ReferenceFileError(
                f"{file.name}: the file is larger than {LARGEST // 1_000_000} MB."
            )
        return data.decode("utf-8-sig")
    except OSError as error:
        raise ReferenceFileError(f"{file.name}: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise ReferenceFileError(
            f"{file.name}: the file is not UTF-8 text (at byte {error.start}). Save it as UTF-8."
        ) from error
