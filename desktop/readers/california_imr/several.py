"""Detects two letters in one file, so that one patient's words never get into another's case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.letter.read.refusal import ReadError
from desktop.readers.california_imr.parts.header import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.letter.read.script import Script

_LABEL = re.compile(r"\bCase (?:Number|No\.?|#)", re.IGNORECASE)
_NUMBER = re.compile(r"\b[A-Z]{1,4}\d\d-\d{4,}\b")
_WITHIN = 250
"""Characters between the label of a number and the number, at most."""
_AROUND = 350
"""Characters around a number in which the other labels of its header stand."""
_OTHER_LABELS = 2
_SECTIONS = (
    re.compile(r"sent the complete case file to\b"),
    re.compile(r"Reviewer (?:has|had) the following credentials|Medical Qualifications of the"),
    re.compile(r"CASE SUMMARY\b|Case Summary ?:|CLINICAL SUMMARY\b"),
    re.compile(r"Decision rationale ?:|\bRationale ?:|\bmedically necessary\b", re.IGNORECASE),
)
"""What every letter contains, in this order."""
_REASONED = re.compile(
    r"Decision rationale ?:|RATIONALE FOR WHY THE|has determined the request for", re.IGNORECASE
)
"""What only the determination itself says, behind a letter's header."""
_ALIKE = 0.8
"""The share of words that two copies of one letter have in common, however damaged."""


def refuse_second(script: Script) -> None:
    """Raises `ReadError` where `script` holds another letter behind the first."""
    headers = list(_headers(script.text))
    numbers = list(dict.fromkeys(number for _, number in headers))
    late = any(_is_late(script.text, place) for place, _ in headers[:1])
    if len(numbers) > 1 or late or _is_told_twice(script.text):
        second = numbers[1:] or (numbers if late else [])
        number = f"has the case number {second[0]}" if second else "has no number of its own"
        raise ReadError(
            f"It holds more than one letter: a second one {number}. Save each letter as a file of "
            "its own and import those."
        )


def _headers(text: str) -> Iterator[tuple[int, str]]:
    """The place of each header in `text`, and its case number."""
    for label in _LABEL.finditer(text):
        number = _NUMBER.search(text, label.end(), label.end() + _WITHIN)
        around = text[max(label.start() - _AROUND, 0) : label.end() + _AROUND]
        others = sum(sign.search(around) is not None for sign in LABELS)
        if number and others >= _OTHER_LABELS:
            yield label.start(), number[0]


def _is_late(text: str, header: int) -> bool:
    """Whether a determination stands before the first header, and a section of it comes again."""
    again = any(
        sign.search(text, 0, header) and sign.search(text, header) for sign in _SECTIONS[:3]
    )
    return again and _REASONED.search(text, 0, header) is not None


def _is_told_twice(text: str) -> bool:
    """Whether all sections of a letter come twice in their order, with another summary."""
    first = _sections(text, 0)
    second = _sections(text, first[-1].end()) if first else []
    if not second:
        return False
    one, other = (set(text[at[-2].end() : at[-1].start()].split()) for at in (first, second))
    return len(one & other) < _ALIKE * len(one | other)


def _sections(text: str, start: int) -> list[re.Match[str]]:
    """Where the sections of a letter stand behind `start`; empty where one is missing."""
    found: list[re.Match[str]] = []
    for sign in _SECTIONS:
        section = sign.search(text, found[-1].end() if found else start)
        if section is None:
            return []
        found.append(section)
    return found
