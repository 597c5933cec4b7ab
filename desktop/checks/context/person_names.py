"""Names and numbers of people, known by their form alone."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.text import dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.checks.context.references import Names

_STREET = (
    "Street|Avenue|Ave|Boulevard|Blvd|Road|Rd|Drive|Lane|Way|Court|Place|Parkway|Pkwy|Highway|Hwy|"
    "Circle|St\\.?(?=,)|Dr\\.?(?=,)"
)
_CONTACTS = (
    ("e-mail address", ("@",), r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++"),
    ("social security number", ("",), r"\b\d{3}-\d{2}-\d{4}\b"),
    (
        "telephone number",
        ("",),
        r"(?=[+(\d])(?<![\d/-])(?:\+?1[ .-]?)?(?:\(\d{3}\)\s?|\d{3}[ .-])"
        r"\d{3}[ .-]\d{4}\b(?![\d-])",
    ),
    (
        "licence number",
        ("lic", "npi", "dea", "cert"),
        r"\b(?i:licen[cs]e|lic|NPI|DEA|cert(?:ificate)?)\.?"
        r"(?:\s++(?i:no|number|num|#))?\.?\s*+(?:[:#]\s*+)?[A-Z]{0,3}[ -]?\d{5,10}\b",
    ),
    (
        "claim number",
        ("claim", "file", "policy", "employee", "member", "eams", "adj"),
        r"\b(?i:claim|file|policy|employee|member|EAMS|ADJ)\s*+(?i:no|number|num|#|id)?"
        r"\.?\s*+(?:[:#]\s*+)?(?!" + dates.FIGURES + r")(?=[A-Z\d-]*\d{4})[A-Z\d][A-Z\d-]{5,}\b",
    ),
    (
        "record number",
        ("mrn", "record", "chart", "account", "acct", "patient"),
        r"\b(?:(?i:MRN|(?:medical )?record|chart|account|acct|patient)\.?\s*(?i:no|number|num|#|id)"
        r"|(?i:MRN))\.?\s*[:#]?\s*[A-Z\d-]*\d[A-Z\d-]{3,}\b",
    ),
    (
        "date of birth",
        ("birth", "dob", "born"),
        r"\b(?i:date of birth|DOB|born(?: on)?)\s*+(?:[:,]\s*+)?" + dates.WRITTEN,
    ),
    (
        "address",
        ("",),
        r"(?=\d)(?<![\d/-])\b\d{1,5} (?:[NSEW]\.? )?(?!The |This |On |In |He |She |Her |His )"
        rf"(?:[A-Z][a-z]+ ){{1,3}}(?:{_STREET})\b\.?",
    ),
    ("address", ("box",), r"\bP\.?\s?O\.? Box \d+"),
    ("address", (", ca",), r"\b[A-Z][a-z]+, (?:CA|California),? \d{5}(?:-\d{4})?\b"),
    ("web address", ("http", "www."), r"\b(?:https?://|www\.)\S+"),
)
"""What each is called, of which words one is in it (cheap to look for first), and its form."""
_CONTACT = tuple((label, signs, re.compile(form)) for label, signs, form in _CONTACTS)


@lru_cache(2048)
def contacts(text: str) -> tuple[tuple[str, str], ...]:
    """The telephone numbers, addresses and the like in `text`, each with what it is."""
    low = text.lower()
    return tuple(
        (label, match[0])
        for label, signs, form in _CONTACT
        if any(sign in low for sign in signs)
        for match in form.finditer(text)
    )


_CAPITAL = r"[A-Z][a-zà-ÿ]+(?:[A-Z][a-z]+)?(?:['’-][A-Z][a-z]+){0,3}"
_DEGREE = r"(?:M\.?D|D\.?O|D\.?C|Ph\.?D|Psy\.?D|L\.?Ac|PA-C|N\.?P|R\.?N|D\.?P\.?M|Esq)"
_TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Doctor)\.?\s+(?P<name>(?:{_CAPITAL}\s)?(?:[A-Z]\.\s)?{_CAPITAL})"
)
_DEGREED = re.compile(rf"\b(?P<name>{_CAPITAL}(?:\s[A-Z]\.)?\s{_CAPITAL}),?\s{_DEGREE}\b")
_MARKED = re.compile(rf"\bM(?:rs?|s|iss)\b|\bD(?:r|octor)\b|\s{_DEGREE}\b")
"""A title or a degree."""
_NAMED = re.compile(rf"(?<![\w(])(?P<name>{_CAPITAL})(?:\s(?:[A-Z]\.\s)?(?P<family>{_CAPITAL}))?")
_STUDY = re.compile(
    r"(?:\s+(?:et al|and|&)[^)]{0,80})?,?\s*\(?\d{4}|\s+et al"
    r"|['’]?s?\s+(?:test|sign|maneuver|sheet|disease|syndrome|release|procedure|contracture|"
    r"fracture|cyst|palsy|lesion|scale|index|method|criteria|classification|block|compression)",
    re.IGNORECASE,
)
"""What stands behind the author of a study or the namesake of a test."""
_DOES = re.compile(
    r"['’]s\b|\s?[,.;]|\s(?:\w+ed|was|is|has|had|states|reports|denies|complains|underwent|felt|"
    r"fell|will|did|does|continues|presents|takes|saw|and)\b"
)
"""What stands behind a family name that is the worker's: "Hernandez reported"."""


def strangers(text: str, names: Names) -> Iterator[str]:
    """What looks like a person's name in the sentence `text`."""
    found: dict[int, str] = {}
    for pattern in (_TITLED, _DEGREED) if _MARKED.search(text) else ():
        for match in pattern.finditer(text):
            if match["name"].split()[0].casefold() not in _NO_NAMES:
                found[match.start("name")] = match["name"]
    for match in _NAMED.finditer(text):
        if _is_name(match, text, names):
            found.setdefault(match.start("name"), match[0])
    yield from dict.fromkeys(found.values())


_NO_NAMES = frozenset({"first", "the", "he", "she", "report", "note", "reported"})
"""What may stand behind a title without being a name: "Doctor's First Report"."""


def _is_name(match: re.Match[str], text: str, names: Names) -> bool:
    """Whether the capitals of `match` are a given and a family name, or a family name alone."""
    first, family = match["name"].casefold(), (match["family"] or "").casefold()
    if first in names.nobodies:
        return False
    if family:
        known = first in names.given_names and family not in names.nobodies
    else:
        known = first in names.family_names and _DOES.match(text, match.end()) is not None
    return known and not any(is_study(text, match.end(group)) for group in (0, "name"))


def is_study(text: str, end: int) -> bool:
    """Whether the name that ends at `end` is a study's author's or a test's namesake's."""
    return _STUDY.match(text, end) is not None
