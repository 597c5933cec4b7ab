"""Numbers by which somebody is told: the claim's, however it is written, and other cases'."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from desktop.publication.folding import fold
from desktop.publication.places import NamePlace
from desktop.text import dates

if TYPE_CHECKING:
    from collections.abc import Iterator

CLAIM = "[claim number removed]"
OTHER_CASE = "[case number removed]"
RECORD, BIRTH = "[record number removed]", "[date of birth removed]"
SURE, DOUBTFUL = 5, 4
"""Digits of its end from which a claim's number is told by them."""
_PIECE = re.compile(r"(?<!\d)\d{4,}(?!\d)")
_CASE = re.compile(
    r"(?<![^\W_])(?:[A-Z]{2}\s?\d{2}\s?[-–‑]?\s?\d{6,8}|CM[-–‑ ]?\d{2}[-–‑ ]\d{3,8}|"
    r"ADJ\s?[-#:]?\s?\d{6,9})(?!\d)"
)
_LABEL = re.compile(
    r"\b(?=[A-Za-z.]{2})(?i:SSN|SS#|social(?: security)?|claim|chart|account|acct|MRN|MR#|WCAB|"
    r"EAMS|ADJ|policy|member|file|case|docket|application|patient|employee|medical record|record|"
    r"id|ref|reference|tracking|badge|passport|(?:license )?plate|VIN|(?:driver'?s? )?licen[cs]e|"
    r"DL|invoice|"
    r"soc(?:ial)?\.? sec(?:urity)?\.?|S\.S\.N\.?|CLM|accession|serial|prescription|Rx|MPN|"
    r"auth(?:orization)?|EMP|locker|TIN|EIN|tax id|"
    r"subscriber|enrollee|beneficiary|confirmation|control|visa|NPI|DEA|UR#)"
)
"""What stands before a number that is somebody's."""
_NUMBER = re.compile(
    r"(?:\s?(?i:numbers?|nos?|num|id|ending|ends|in|with|is|was)\b)*[\s.:#]{0,4}"
    r"(?P<number>(?=(?:[A-Z.-]{0,6}\d[.-]?){1,6}[A-Z.-]{0,6}\d)"
    r"(?=(?:[A-Z./-]*\d){4}|[A-Z\d]*\d[A-Z\d]*[A-Z][A-Z\d]{3})"
    r"[A-Z\d](?:[A-Z\d]|[.-](?=[A-Z\d])){3,30})\b(?![/-]\d)"
)
"""A number behind the word for what it counts."""
_SPACED = re.compile(
    r"(?:\s?(?i:numbers?|nos?|num|id|is)\b)*[\s.:#]{0,4}"
    r"(?P<number>[A-Z\d]{2,6}(?:[ /-]{1,3}\d{2,5}){1,3}(?:-[A-Z])?)(?![\w/-])"
)
"""The same with spaces in it."""
_MASKED = re.compile(
    r"(?<![\w*])(?P<masked>[xX*•][xX*•‑ -]{1,10}\d{4})(?!\d)"
    r"|(?<![\w.-])(?P<social>\d{3}[ .]\d{2}[ .]\d{4})(?![\w-])"
    r"|\b(?i:last (?:four|4)(?: digits)?)(?: of (?:[a-z']{1,12} ){0,3}[a-z]{1,12})?"
    r"[\s:(]{1,3}(?:is |are |were )?(?P<last>\d{4})(?!\d)"
)
"""A number told by its end."""
_CODE = re.compile(
    r"(?<![\w.$/-])(?=[A-Z\d-]{0,16}\d{2})"
    r"(?:[A-Z]{1,3}-?\d{6,12}|(?=\d{0,20}[A-Z][A-Z\d]{0,20}\d)[A-Z\d]{9,20})(?!\w)"
)
"""Letters and digits that are no drug, code of a diagnosis or level of the spine."""
_GROUPS = re.compile(
    r"(?<![\w.$/-])(?=(?:[A-Z-]{0,6}\d){3})(?=[\d-]{0,6}[A-Z])[A-Z\d]{3,5}(?:-[A-Z\d]{2,5}){2,4}(?![\w/-])"
)
"""Groups of letters and digits, such as the number of a card."""
_BIRTH = re.compile(
    r"(?:\b(?i:DOB|D\.O\.B\.?|date of birth|birth ?date|birth ?day|born(?: on| in)?|"
    r"turn(?:s|ed) \d{1,3} on)|\bb\.)[\s:,(]{0,3}(?i:is |was |of |the )?"
    rf"(?P<day>(?:in )?{dates.LOOSE})"
)
_LONG = re.compile(r"(?<![\w.$-])(?<!PMID )(?<!PMID: )(?:\(\d{3}\) ?)?\d{7,}(?:-\d+)?(?![\w])")
"""So many digits that they count no dose, no day and no sum."""


def claim_numbers(text: str, claim: str) -> Iterator[NamePlace]:
    """The claim's number, with or without its hyphens, or told by its end."""
    bare = _bare(claim)
    if len(bare) < DOUBTFUL:
        return
    whole = re.compile(r"[^a-z0-9]{0,2}".join(map(re.escape, bare)))
    folded = fold(text)
    for match in whole.finditer(folded.text):
        if _is_free(folded.text, match.start(), match.end()):
            yield NamePlace(*folded.span(match.start(), match.end()), CLAIM, certain=True)
    yield from _tails(text, re.sub(r"\D", "", bare))


def _tails(text: str, digits: str) -> Iterator[NamePlace]:
    """The last of the claim's `digits`, alone."""
    for match in _PIECE.finditer(text):
        piece = match[0].lstrip("0")
        if len(piece) >= DOUBTFUL and digits.endswith(piece) and not _is_day(text, match):
            yield NamePlace(match.start(), match.end(), CLAIM, certain=len(piece) >= SURE)


def other_cases(text: str, own: str) -> Iterator[NamePlace]:
    """The numbers of other cases."""
    for match in _CASE.finditer(text):
        if _bare(match[0]) != _bare(own):
            yield NamePlace(match.start(), match.end(), OTHER_CASE, certain=True)


def labelled(text: str, own: str) -> Iterator[NamePlace]:
    """Numbers of records and claims behind their label, and days of birth in words."""
    labels = [label.end() for label in _LABEL.finditer(text)]
    for match in filter(None, (_NUMBER.match(text, end) for end in labels)):
        number = match["number"]
        if not dates.is_date(number) and _bare(number) != _bare(own):
            yield NamePlace(*match.span("number"), RECORD, certain=True)
    yield from _likely(text, own)
    yield from _in_pieces(text, labels)
    for match in _BIRTH.finditer(text):
        yield NamePlace(*match.span("day"), BIRTH, certain=True)


def _likely(text: str, own: str) -> Iterator[NamePlace]:
    """Numbers that may be somebody's for their form alone."""
    for match in itertools.chain(*(one.finditer(text) for one in (_LONG, _CODE, _GROUPS))):
        if _bare(match[0]) != _bare(own):
            yield NamePlace(*match.span(), RECORD, certain=False)


def _in_pieces(text: str, labels: list[int]) -> Iterator[NamePlace]:
    """Numbers with spaces in them behind `labels`, or told by their end."""
    spaced = (_SPACED.match(text, end) for end in labels)
    for match in filter(None, itertools.chain(_MASKED.finditer(text), spaced)):
        span = match.span(match.lastgroup or 0)
        words = text[slice(*span)]
        day = dates.is_date(words) or dates.first(words)
        if not day and len(re.findall(r"\d", words)) >= DOUBTFUL:
            yield NamePlace(*span, RECORD, certain=False)


def _bare(number: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(number).text)


def _is_free(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    return not before.isdigit() and not text[end : end + 1].isdigit()


def _is_day(text: str, piece: re.Match[str]) -> bool:
    """Whether the digits are the year of a day, or a year alone that a claim may end in."""
    around = text[max(piece.start() - 6, 0) : piece.end() + 6]
    return any(piece[0] in day.words for day in dates.days(around))
