"""The header of a letter: its labels and values, whichever way the table was laid out.

Extraction gives the table row by row, column by column, or with the label "Application Received:"
broken around its value.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from desktop.cases.terms import Priority
from desktop.letter.read.script import squeezed
from desktop.text import dates

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.records.values import Value

_DATE = re.compile(rf"{dates.FIGURES}$")
_NUMBER = re.compile(r"(?=\S*\d)\S+$")
_PRIORITY = re.compile(r"(?:Standard|Expedited|Regular)$", re.IGNORECASE)
_LABELS = {
    "case_number": ("Case Number:", _NUMBER),
    "date_assigned": ("Date Assigned:", _DATE),
    "date_of_injury": ("Date of Injury:", _DATE),
    "decision_date": ("Decision Date:", _DATE),
    "ur_denial_date": ("UR Denial Date:", _DATE),
    "priority": ("Priority:", _PRIORITY),
    "application_received": ("Application Received:", _DATE),
}
_SPACED = {field: label.rstrip(":").replace(" ", r"\s+") for field, (label, _) in _LABELS.items()}
_TOKEN = re.compile(
    r"(?P<application>Application(?!\s+Received))|(?P<received>(?<!Application )Received\s?:)|"
    + "|".join(rf"(?P<{field}>{label}\s?:)" for field, label in _SPACED.items())
    + r"|(?P<value>\S+)",
    re.IGNORECASE,
)
_LABELLED = {
    "date_assigned": "Date Assigned|Assignment Date|Date of Assignment",
    "date_of_injury": "Date of Injury|DOI",
    "decision_date": r"Decision Date|Date of Decision|(?<!\w )Dated?",
    "ur_denial_date": "UR Denial Date|"
    "Date of (?:the )?(?:UR|Utilization Review) (?:Decision|Denial)",
    "application_received": "Application Received|Date (?:the )?Application (?:was )?Received",
}
_LOOSE = {
    "case_number": re.compile(r"\bCase (?:Number|No\.?|#) ?:? ?(?P<value>[A-Z]{1,4}\d\d-\d{4,})"),
    "priority": re.compile(
        r"\bPriority ?: ?(?P<value>Standard|Regular|Expedited)\b", re.IGNORECASE
    ),
    **{
        field: re.compile(rf"\b(?:{labels}) ?: ?(?P<value>{dates.WRITTEN})")
        for field, labels in _LABELLED.items()
    },
}
"""Labels and values as they stand in a letter's opening, whatever its form."""
LABELS = tuple(re.compile(rf"\b(?:{labels}) ?:") for labels in _LABELLED.values())
"""The labels of a header, except that of the case number."""


class Header(msgspec.Struct, frozen=True):
    """What the header says."""

    values: dict[str, str]
    """The value of each label, in the header's own words."""
    regular: bool
    """Labels and values of the usual kind are all that there is."""

    def facts(self) -> dict[str, Value]:
        """The values as the case holds them."""
        kinds: dict[str, Callable[[str], Value]] = {"case_number": str, "priority": _priority}
        facts = {name: kinds.get(name, dates.named)(value) for name, value in self.values.items()}
        return {name: fact for name, fact in facts.items() if fact is not None}


class _Token(msgspec.Struct, frozen=True):
    kind: str
    words: str


def read(words: str) -> Header:
    """The header in `words`."""
    tokens = _whole_labels([_token(found) for found in _TOKEN.finditer(words)])
    values: dict[str, str] = {}
    regular = {token.kind for token in tokens} >= _LABELS.keys()
    labels: list[str] = []
    for is_value, run in groupby(tokens, key=lambda token: token.kind == "value"):
        if not is_value:
            labels = [token.kind for token in run]
            regular = regular and not (values.keys() & set(labels))
            continue
        pairs, fits = _paired(labels, [token.words for token in run])
        values |= {name: value for name, value in pairs if name not in values}
        regular, labels = regular and fits, []
    return Header(values, regular)


def from_sentences(words: str) -> dict[str, Value]:
    """What the opening of a letter says that has no header of the usual kind."""
    facts: dict[str, Value] = {}
    for name, sign in _LOOSE.items():
        found = sign.search(words)
        value = _fact(name, found["value"]) if found else None
        if value is not None:
            facts[name] = value
    return facts


def _fact(name: str, words: str) -> Value:
    if name == "case_number":
        return words
    return _priority(words) if name == "priority" else dates.named(words)


def same_letters(usual: str, words: str) -> bool:
    """Whether a `usual` header has the very letters of `words`, in whatever order."""
    return sorted(squeezed(usual)) == sorted(squeezed(words))


def _priority(words: str) -> Priority | None:
    return Priority.EXPEDITED if words.lower() == "expedited" else Priority.STANDARD


def _token(found: re.Match[str]) -> _Token:
    return _Token(found.lastgroup or "", found[0])


def _whole_labels(tokens: list[_Token]) -> list[_Token]:
    """`tokens` with "Application 01/31/2017 Received:" put right."""
    kinds = [token.kind for token in tokens]
    if kinds.count("application") != 1 or kinds.count("received") != 1:
        return [_plain(token) for token in tokens]
    joined = _Token("application_received", "Application Received:")
    whole = (joined if token.kind == "application" else token for token in tokens)
    return [token for token in whole if token.kind != "received"]


def _plain(token: _Token) -> _Token:
    partial = token.kind in ("application", "received")
    return _Token("value", token.words) if partial else token


def _paired(labels: list[str], values: list[str]) -> tuple[list[tuple[str, str]], bool]:
    """A run of labels and the run of values behind it, in pairs; whether all found their fellow."""
    if len(values) < len(labels):
        labels = labels[len(labels) - len(values) :]
    pairs = [
        (label, value)
        for label, value in zip(labels, values, strict=False)
        if _LABELS[label][1].match(value)
    ]
    return pairs, len(pairs) == len(values)
