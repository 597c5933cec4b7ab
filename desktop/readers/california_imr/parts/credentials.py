"""The reviewer's qualifications: from their two lines, or from the sentence of an older letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.cases.case import Reviewer
from desktop.text import lists

if TYPE_CHECKING:
    from collections.abc import Iterator

LABEL = re.compile(
    r"States?(?:\(s\))? of (?P<licensures>Licensure) ?:|"
    r"Certifications?(?:\(s\))? ?/ ?(?P<specialties>Specialt(?:y|ies))(?:\(s\))? ?:"
)
"""What stands before the licensures, and before the specialties."""
_END = (
    r"(?=,? (?:and )?(?:has|have|holds?|is|are|was|who|with|also)\b|,? and (?:board|licensed)\b|"
    r"[.;]|$)"
)
_SPECIALTIES = re.compile(
    r"\b(?:board[- ]certified in|licensed in|(?:subspecialty|sub-specialty|fellowship)"
    r"(?: certificat(?:e|ion)s?| training)? in|fellowship[- ]trained in|speciali[sz](?:es|ing) in|"
    rf"certificates? of added qualifications? in) (?P<list>[^.;]+?){_END}",
    re.IGNORECASE,
)
_LICENSURES = re.compile(
    r"\blicensed to practice(?: [a-z]+){0,2} in (?:the states? of )?(?P<list>[^.;]+?)"
    rf"{_END}",
    re.IGNORECASE,
)
_BOARD = re.compile(r"\bboard[- ]certified in\b", re.IGNORECASE)
_AND = re.compile(r",? and ")
_ONE_NAME = re.compile(
    r"Physical Medicine and Rehab\w*|(?:Psychiatry|Neurology) and (?:Neurology|Psychiatry)|"
    r"Obstetrics and Gyn\w+|Allergy and Immunology|Hospice and Palliative \w+|"
    r"\w+ and (?:General |Environmental |Palliative )?(?:Preventive|Environmental|Sleep) Medicine|"
    r"(?:Ear, )?(?:Nose|Head|Foot|Hand),? and \w+(?: \w+)?|"
    r"\w+ and (?:Joint|Spine|Upper|Ankle|Neck)\b[\w ]*",
    re.IGNORECASE,
)
"""A specialty that has "and" in its name."""
_HELD = "\ufffc"


def read(lines: str, prose: str) -> Reviewer:
    """The reviewer whose credentials stand in `lines`, else in the letter's `prose`."""
    return _labelled(lines) if lines else _from_sentence(" ".join(prose.split()))


def _labelled(words: str) -> Reviewer:
    line = " ".join(words.split())
    labels = list(LABEL.finditer(line))
    ends = [*(label.start() for label in labels[1:]), len(line)][: len(labels)]
    values = {
        str(label.lastgroup): tuple(filter(None, lists.pieces(line[label.end() : end])))
        for label, end in zip(labels, ends, strict=True)
    }
    return replace(Reviewer(), **values)


def _from_sentence(prose: str) -> Reviewer:
    """The reviewer of a letter that tells the credentials in a sentence."""
    licensed = _LICENSURES.search(prose)
    return Reviewer(
        specialties=tuple(dict.fromkeys(_specialties(prose))),
        licensures=tuple(_series(licensed["list"])) if licensed else (),
        board_certified=True if _BOARD.search(prose) else None,
    )


def _specialties(prose: str) -> Iterator[str]:
    for found in _SPECIALTIES.finditer(prose):
        yield from _series(found["list"])


def _series(words: str) -> list[str]:
    """The names in "one, two and three"; a name that has an "and" itself stays whole."""
    whole = _ONE_NAME.sub(lambda found: found[0].replace(" and ", _HELD), words)
    parts = lists.pieces(_AND.sub(", ", whole))
    return [part.replace(_HELD, " and ") for part in parts if part]
