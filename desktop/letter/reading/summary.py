"""The facts that the clinical case summary states in plain words.

Whatever is not plain stays unknown: a fact that nobody wrote is worse than none. A list whose
parts cannot be told for certain is one entry, in the summary's own words.
"""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from desktop.domain import dates
from desktop.domain.case import Diagnosis, Imaging, Medication, Summary
from desktop.domain.question import Prose
from desktop.domain.terms import Sex
from desktop.letter.reading import enumeration

_END = r"(?=\.(?:\s|[A-Z]|$)|$)"
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?P<date>\d{{1,2}}[-/]\d{{1,2}}[-/] ?(?:\d{{4}}|\d{{2}})|{_MONTHS} \d{{1,2}}, \d{{4}})\b"
_PERSON = re.compile(
    r"\b(?P<age>\d{1,3})[- ]?(?:years?[- ]?old|y/?o)\b(?:[ -](?!who|with|that)[\w/-]+){0,4}?"
    r"[ -](?P<sex>male|female|man|woman|gentleman|lady)\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"\b(?P<age>\d{1,3})[- ]?(?:years?[- ]?old|y/?o)\b", re.IGNORECASE)
_FEMALE = frozenset({"female", "woman", "lady"})
_INJURED = re.compile(
    r"\b(?:(?:injur(?:y|ed)|accident)(?: date)?|date of injury|occupational claim|injury claim)"
    rf"(?: was| is)?(?: (?:on|of|from|dated))?:? ?{_DATE}",
    re.IGNORECASE,
)
_DIAGNOSES = re.compile(
    r"\b(?:(?:[Dd]iagnos[ei]s(?: \w+){0,3}? (?:includ(?:e|ed|ing)|(?:is|are|was|were)(?: documented"
    r"| listed| noted| stated)?(?: as| to include| to be)?|of)|diagnosed (?:with|as having|as)|"
    r"(?:being treated|(?:been )?treated|undergoing treatments?|undergoing care) for):? )"
    rf"(?P<list>[^.]{{3,}}?(?:\.\d[^.]*?)*){_END}"
)
_TREATMENTS = re.compile(
    r"\b(?:[Tt]reatments?(?: (?:to date|and diagnostic testing to date|plans? to date))?"
    r"(?: (?:has|have|had))?(?: (?:been noted|noted|was noted|were noted) to)? includ(?:e|ed|es)|"
    rf"[Tt]reatments? to date:):? (?P<list>[^.]{{3,}}?(?:\.\d[^.]*?)*){_END}"
)
_MEDICATIONS = re.compile(
    r"\b[Mm]edications? (?:currently )?(?:includ(?:e|ed)|(?:is|are|was|were)(?: noted to include)?|"
    rf"(?:has|have) included|included):? (?P<list>[^.]{{3,}}?(?:\.\d[^.]*?)*){_END}"
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
_MECHANISM = re.compile(
    r"\b[Mm]echanism of injury(?: is| was|:)(?: (?:detailed|described|documented|noted) as)? "
    rf"(?P<mechanism>[^.;]{{3,160}}?){_END}"
)
_DRUG = re.compile(
    r"(?P<name>[A-Z][\w-]+(?: [A-Z]{2,4}\b)*)"
    r"(?: (?P<strength>\d[\d.,/-]* ?(?:mg|mcg|gm?|ml|%)\S*))?(?:,? (?P<directions>.+))?$"
)


class Told(msgspec.Struct, frozen=True):
    """What a summary tells."""

    summary: Summary
    injured: dt.date | None = None
    """The date of injury, where it names exactly one."""


def read(words: str) -> Told:
    """The facts of the summary whose narrative is `words`."""
    line = " ".join(words.split())
    age, sex = _person(line)
    summary = Summary(
        age=age,
        sex=sex,
        mechanism=Prose(_said(_MECHANISM, line, "mechanism")),
        diagnoses=tuple(map(_diagnosis, enumeration.conditions(_said(_DIAGNOSES, line, "list")))),
        treatments=tuple(enumeration.things(_said(_TREATMENTS, line, "list"))),
        imaging=tuple(map(_imaging, _IMAGING.finditer(line))),
        medications=_medications(_said(_MEDICATIONS, line, "list")),
        work_status=_said(_WORK, line, "status"),
        narrative=Prose(words),
    )
    return Told(summary, _injured(line))


def _said(pattern: re.Pattern[str], line: str, group: str) -> str:
    """What `line` says first by `pattern`; empty where it does not."""
    found = pattern.search(line)
    return found[group].strip() if found else ""


def _person(line: str) -> tuple[int | None, Sex | None]:
    """Age and sex, each unknown where the summary gives none or contradicts itself."""
    ages = {int(found["age"]) for found in _AGE.finditer(line)}
    sexes = {_sex(found["sex"]) for found in _PERSON.finditer(line)}
    age = ages.pop() if len(ages) == 1 else None
    known = age if age is not None and age <= 120 else None
    return known, sexes.pop() if len(sexes) == 1 else None


def _sex(word: str) -> Sex:
    return Sex.FEMALE if word.lower() in _FEMALE else Sex.MALE


def _injured(line: str) -> dt.date | None:
    days = {_day(found["date"]) for found in _INJURED.finditer(line)}
    return days.pop() if len(days) == 1 else None


def _day(words: str) -> dt.date | None:
    try:
        return dates.read(words, dt.datetime.now(tz=dt.UTC).date())
    except dates.DateError:
        return None


def _diagnosis(words: str) -> Diagnosis:
    return Diagnosis(name=words)


def _imaging(found: re.Match[str]) -> Imaging:
    return Imaging(
        study=found["study"].strip(),
        date=_day(found["date"]),
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
