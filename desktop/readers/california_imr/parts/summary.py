"""The facts that the clinical case summary states in plain words.

Whatever is not plain stays unknown: a fact that nobody wrote is worse than none. A list whose
parts cannot be told for certain is one entry, in the summary's own words.
"""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from desktop.cases.case import Diagnosis, Imaging, Medication, Summary
from desktop.cases.terms import Sex
from desktop.readers.california_imr.parts import enumeration
from desktop.records.questions import Prose
from desktop.text import dates, numerals

_END = r"(?=\.(?:\s|[A-Z]|$)|$)"
_DATE = rf"(?P<date>{dates.WRITTEN})\b"
_YEARS = rf"(?P<age>\d{{1,3}}|{numerals.WORDS}\b)[- ]?(?:years?[- ]?old|y\.?/?o\b\.?)"
_PERSON = re.compile(
    rf"\b{_YEARS}(?:[ -](?!who|with|that)[\w/-]+){{0,4}}?"
    r"[ -](?P<sex>male|female|man|woman|gentleman|lady)\b",
    re.IGNORECASE,
)
_AGE = re.compile(rf"\b{_YEARS}", re.IGNORECASE)
_FEMALE = frozenset({"female", "woman", "lady"})
_INJURED = re.compile(
    r"\b(?:(?:injur(?:y|ed)|accident)(?: date)?|date of injury|DOI|occupational claim|injury claim)"
    r"(?: to (?:the|his|her) [\w ,]{2,60}?)?(?: was| is| occurred)?(?: \(DOI\))?"
    rf"(?: (?:on|of|from|dated))?:? ?{_DATE}",
    re.IGNORECASE,
)
_DIAGNOSES = re.compile(
    r"\b(?:(?:[Dd]iagnos[ei]s(?: \w+){0,3}? (?:includ(?:e|ed|ing)|(?:is|are|was|were)(?: documented"
    r"| listed| noted| stated)?(?: as| to include| to be)?|of)|diagnosed (?:with|as having|as)|"
    r"(?:being treated|(?:been )?treated|undergoing treatments?|undergoing care) for|"
    r"[Dd]iagnostic impressions? (?:is|are|was|were|includ(?:e|ed|es))|"
    r"(?:[Dd]iagnos[ei]s|[Dd]iagnostic impressions?|Impressions?)(?=:)):? )"
    rf"(?P<list>[^.]{{3,}}?(?:\.\d[^.]*?)*){_END}"
)
_NUMBERED = re.compile(
    r"\b[Dd]iagnos[ei]s[^.:]{0,40}:? (?P<list>1[.)] [^.]{3,}\.?(?: \d{1,2}[.)] [^.]{3,}\.?)+)"
)
"""Diagnoses in a list, each behind its number."""
_LIST = rf":? (?P<list>[^.]{{3,}}?(?:\.\d[^.]*?)*){_END}"
_HAS = r"(?: (?:has|have|had))?"
_TREATMENTS = re.compile(
    r"\b(?:[Tt]reatments?(?: (?:to date|and diagnostic testing to date|plans? to date))?"
    rf"{_HAS}(?: (?:been noted|noted|was noted|were noted) to)? includ(?:e|ed|es)|"
    rf"[Tt]reatments? to date:|[Tt]reatments?{_HAS} consist(?:s|ed)? of|"
    rf"[Cc]onservative (?:care|treatment|therapy){_HAS} includ(?:e|ed|es)){_LIST}"
)
_MEDICATIONS = re.compile(
    r"\b(?:[Mm]edications? (?:currently )?(?:includ(?:e|ed)|"
    r"(?:is|are|was|were)(?: noted to include)?|(?:has|have) included|included)|"
    r"(?:[Ss]he|[Hh]e|patient|worker|claimant|applicant) (?:is|was) (?:currently )?"
    rf"(?:taking|prescribed)){_LIST}"
)
_IMAGING = re.compile(
    r"\b(?P<study>(?:MRI|magnetic resonance imaging|X-?rays?|CT(?: scan)?|EMG(?:/NC[SV])?|NC[SV]|"
    r"[Uu]ltrasound|[Rr]adiographs?)\b[^.;:,]{0,70}?),? "
    rf"(?:(?:performed|dated|taken|done|obtained) )?(?:on |from |\()?{_DATE}\)?,? "
    r"(?:(?:which|that) )?(?:showed|revealed|demonstrated|shows|reveals|noted)"
    r"(?: that)? (?P<findings>[^.;]+?(?:\.\d[^.;]*?)*)(?=\.(?:\s|[A-Z]|$)|;|$)"
)
_WORK = re.compile(
    r"\b[Ww]ork status(?: is| was|:)(?: (?:noted|documented|listed|described) (?:to be|as))? "
    rf"(?P<status>(?!not (?:docu|prov|not|stat|giv)|un(?:cl|kn))[^.;]{{3,90}}?){_END}"
)
_AT_WORK = re.compile(
    r"\b(?:[Ss]he|[Hh]e|patient|worker|employee|claimant|applicant) (?:is|was|remains|has been) "
    r"(?:currently )?(?:on )?(?P<status>(?:temporarily|permanently) (?:totally|partially) disabled|"
    r"(?:modified|full|light|regular|restricted) duty|not (?:currently )?working|off (?:of )?work|"
    r"permanent and stationary|working (?:with restrictions|full duty|full time|modified duty)|"
    r"retired)\b"
)
_MECHANISM = re.compile(
    r"\b[Mm]echanism of injury(?: is| was|:)(?: (?:detailed|described|documented|noted) as)? "
    rf"(?P<mechanism>[^.;]{{3,160}}?){_END}"
)
_DRUG = re.compile(
    r"(?P<name>[A-Z][\w-]+(?: [A-Z]{2,4}\b)*)"
    r"(?: (?P<strength>\d[\d.,/-]* ?(?:mg|mcg|gm?|ml|%)\S*))?(?:,? (?P<directions>.+))?$"
)


_NUMBER = re.compile(r"(?:^|\s)\d{1,2}[.)]\s")


class SummaryFacts(msgspec.Struct, frozen=True):
    """What a summary tells."""

    summary: Summary
    injured: dt.date | None = None
    """The date of injury, where it names exactly one."""


def read(words: str) -> SummaryFacts:
    """The facts of the summary whose narrative is `words`."""
    line = " ".join(words.split())
    age, sex = _person(line)
    summary = Summary(
        age=age,
        sex=sex,
        mechanism=Prose(_first_match(_MECHANISM, line, "mechanism")),
        diagnoses=tuple(map(_diagnosis, _conditions(line))),
        treatments=tuple(enumeration.things(_first_match(_TREATMENTS, line, "list"))),
        imaging=tuple(map(_imaging, _IMAGING.finditer(line))),
        medications=_medications(_first_match(_MEDICATIONS, line, "list")),
        work_status=_first_match(_WORK, line, "status") or _first_match(_AT_WORK, line, "status"),
        narrative=Prose(words),
    )
    return SummaryFacts(summary, _injured(line))


def _first_match(pattern: re.Pattern[str], line: str, group: str) -> str:
    """What `line` says first by `pattern`; empty where it does not."""
    found = pattern.search(line)
    return found[group].strip() if found else ""


def _conditions(line: str) -> list[str]:
    """The diagnoses, numbered or in a sentence."""
    numbered = _first_match(_NUMBERED, line, "list")
    if numbered:
        return [part.strip(" .") for part in _NUMBER.split(numbered) if part.strip(" .")]
    return enumeration.conditions(_first_match(_DIAGNOSES, line, "list"))


def _person(line: str) -> tuple[int | None, Sex | None]:
    """Age and sex, each unknown where the summary gives none or contradicts itself."""
    ages = {numerals.value(found["age"]) for found in _AGE.finditer(line)}
    sexes = {_sex(found["sex"]) for found in _PERSON.finditer(line)}
    age = ages.pop() if len(ages) == 1 else None
    known = age if age is not None and age <= 120 else None
    return known, sexes.pop() if len(sexes) == 1 else None


def _sex(word: str) -> Sex:
    return Sex.FEMALE if word.lower() in _FEMALE else Sex.MALE


def _injured(line: str) -> dt.date | None:
    days = {dates.named(found["date"]) for found in _INJURED.finditer(line)}
    return days.pop() if len(days) == 1 else None


def _diagnosis(words: str) -> Diagnosis:
    return Diagnosis(name=words)


def _imaging(found: re.Match[str]) -> Imaging:
    return Imaging(
        study=found["study"].strip(),
        date=dates.named(found["date"]),
        findings=Prose(found["findings"].strip()),
    )


def _medications(words: str) -> tuple[Medication, ...]:
    """The drugs that `words` list; none where one of them is no drug's name."""
    drugs = [_DRUG.match(one) for one in enumeration.things(words)]
    if None in drugs:
        return ()
    return tuple(
        Medication(
            name=drug["name"], strength=drug["strength"] or "", directions=drug["directions"] or ""
        )
        for drug in drugs
        if drug
    )
