"""The letter in parts: which stretch of its words stands at which place of the template.

The parts follow each other without a gap, so that no word is lost whatever is recognized. A part
of place "" belongs to no block of the template.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import msgspec

from desktop.letter.read.page_feet import feet_of
from desktop.letter.read.script import Break
from desktop.readers.california_imr.parts import credentials, determinations
from desktop.readers.california_imr.parts.items import items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.letter.read.script import Script

Cut = tuple[int, str]

_SIGNS = re.compile(
    r"Independent Medical Review|Utilization Review|medical(?:ly)? necess|\bMTUS\b|\bIMR\b|"
    r"disputed items?|UR Denial Date|Case Number:|guideline:|Decision rationale",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"Independent Medical Review|Utilization Review|medical(?:ly)? necess|\bMTUS\b|\bIMR\b|"
    r"UR Denial Date|guideline:",
    re.IGNORECASE,
)
"""What a determination is about; other papers too have a case number, a summary, a rationale."""
_TITLE = re.compile(
    r"(?:IMR |Notice of |Independent Medical Review )*Final Determination\b", re.IGNORECASE
)
_CASE_NUMBER = re.compile(r"\bCase (?:Number|No\.?|#) ?:? ?[A-Z]{1,4}\d\d-\d{4,}")
_DECIDED = re.compile(
    r"\b(?:is|are|was|were) (?:not )?medically necessary|\b(?:Upheld|Overturned?|Uphold)\b",
    re.IGNORECASE,
)
_OF_A_DETERMINATION = {"method", "credentials", "issues", "item"}
"""The sections that no other paper has."""
_LEAST = 0.1
"""The share of a letter's words that stands in sections which are known."""
_HEADER = re.compile(r"Case Number ?:|Date Assigned ?:", re.IGNORECASE)
_METHOD = re.compile(r"[^.:\n]{2,80}? sent the complete case file to\b")
_BEFORE_ITEMS = ("other", "summary.heading", "summary.lead")
_LEAVE = re.compile(r"(?:Sincerely|Respectfully|Very truly yours),(?= |$)")
_CREDENTIALS_APART = 300
"""Characters that lie between one label of the credentials and the next, at most."""


class Landmark(msgspec.Struct, frozen=True):
    """Words by which a place of the letter is known, and what follows them."""

    place: str
    sign: re.Pattern[str]
    then: str = ""
    capitals: bool = False
    """A heading: it stands in capitals, or begins a line."""


_LANDMARKS = (
    Landmark(
        "method.heading",
        re.compile(r"HOW THE (?:IMR )?FINAL DETERMINATION WAS MADE:?"),
        then="method",
        capitals=True,
    ),
    Landmark(
        "credentials.lead",
        re.compile(r"The (?:\w+ )?[Rr]eviewer (?:has|had) the following credentials ?:?"),
    ),
    Landmark(
        "summary.heading",
        re.compile(
            r"(?:CLINICAL )?CASE SUMMARY\b:?|CLINICAL SUMMARY\b:?|"
            r"(?:Expert Reviewer |Clinical )?(?:Case|Clinical) Summary ?:"
        ),
        then="summary",
        capitals=True,
    ),
    Landmark(
        "summary.lead",
        re.compile(
            r"The (?:\w+ )?[Rr]eviewer developed the following clinical case summary\b"
            r"[^:.]{0,200}[:.]"
        ),
        then="summary",
    ),
    Landmark(
        "other",
        re.compile(
            r"DOCUMENTS REVIEWED(?: FOR DETERMINATION)?\b:?|Documents Reviewed[^:.]{0,40}:|"
            r"PROVIDED DOCUMENTATION\b:?|ISSUES? (?:AT|IN) DISPUTE\b:?|"
            r"MEDICAL TREATMENT GUIDELINE\(S\) RELIED UPON\b|RATIONALE FOR WHY THE\b|"
            r"MEDICAL REVIEWER QUALIFICATIONS\b|REVIEWER CREDENTIALS\b:?|"
            r"Medical Qualifications of the [^:.]{0,30}Reviewer:"
        ),
        capitals=True,
    ),
    Landmark(
        "issues.heading",
        re.compile(
            r"(?:IMR (?:ISSUES?(?:\(S\))?,? )?DECISIONS?(?:\(S\))?,? AND RATIONALES?(?:\(S\))?|"
            r"FINAL DETERMINATION(?! (?:LETTER|WAS)\b)):?"
        ),
        capitals=True,
    ),
    Landmark(
        "issues.lead",
        re.compile(r"The Final Determination was based on decisions for\b[^:]{0,200}:"),
    ),
)


class LetterPart(msgspec.Struct, frozen=True):
    """A stretch of the letter."""

    place: str
    words: str
    """Its words, each paragraph a line."""


class _Found(msgspec.Struct, frozen=True, order=True):
    """A landmark where it stands."""

    start: int
    end: int
    place: str
    then: str = ""


def resembles_letter(script: Script) -> bool:
    """Whether anything in the words speaks of a determination."""
    return _SIGNS.search(script.text) is not None


def is_letter(script: Script, parts: list[LetterPart]) -> bool:
    """Whether the `parts` of `script` are those of a determination.

    A request for one, a denial that may be reviewed and a report about a review speak of the same
    things; they have no disputed item that was decided, nor the sections of a letter.
    """
    found = {part.place.partition(".")[0] for part in parts if part.place}
    placed = sum(len(part.words) for part in parts if part.place)
    own = found & _OF_A_DETERMINATION
    enough = "item" in own or (own and len(found) > 1)
    whole = sum(len(part.words) for part in parts)
    is_determination = (enough and placed >= _LEAST * whole) or _is_titled(script)
    return bool(is_determination and _SUBJECT.search(script.text))


def _is_titled(script: Script) -> bool:
    """Whether a title names a determination, a label its case number, and a sentence decides."""
    titles = (found.start() for found in _TITLE.finditer(script.text))
    signs = (_CASE_NUMBER, _DECIDED)
    return any(map(script.begins_line, titles)) and all(sign.search(script.text) for sign in signs)


def outline(script: Script) -> list[LetterPart]:
    """All words of `script`, in parts, in their order."""
    cuts = _without_feet(script, {0: "", **dict(_cuts(script))})
    parts = [
        LetterPart(place, script.paragraphs(start, end))
        for (start, place), (end, _) in pairwise([*cuts, (len(script.text), "")])
    ]
    return [part for part in parts if part.words]


def _without_feet(script: Script, cuts: dict[int, str]) -> list[Cut]:
    """`cuts` in order, the feet of pages at the end of a part being parts of their own."""
    feet = feet_of(script)
    ordered = sorted(cuts.items())
    for (start, place), (end, _) in pairwise([*ordered, (len(script.text), "")]):
        above = feet.above(script, end)
        if place and start < above < end:
            cuts[above] = ""
    return sorted(cuts.items())


def _cuts(script: Script) -> Iterator[Cut]:
    """Where a part begins, and its place in the template; of two at one point the later holds."""
    found = sorted([*_landmarks(script), *_credentials(script)])
    places = {one.place for one in found}
    if "method.heading" not in places:
        found = sorted([*found, *_method(script)])
    begin = _begin_of_items(found)
    labelled = list(items(script, begin, len(script.text)))
    others = [] if labelled else list(determinations.items(script))
    yield from (cut for cut in others if not cut[1])
    header = _HEADER.search(script.text, 0, found[0].start if found else 0)
    if header:
        yield header.start(), "header"
    for one, following in pairwise([*found, _Found(len(script.text), 0, "")]):
        yield one.start, one.place if one.place != "other" else ""
        led = one.place == "summary.heading" and "summary.lead" in places
        if one.end < following.start and one.place != "other":
            yield one.end, "" if led else one.then
    yield from (cut for cut in others if cut[1])
    yield from labelled
    yield from _closing(script, labelled)


def _closing(script: Script, labelled: list[Cut]) -> Iterator[Cut]:
    """Where the closing of the letter begins behind the items."""
    last = max((start for start, _ in labelled), default=len(script.text))
    found = _LEAVE.search(script.text, last)
    if found and script.begins_line(found.start()):
        yield found.start(), ""


def _landmarks(script: Script) -> Iterator[_Found]:
    """Each landmark that the letter has, where it stands first."""
    for mark in _LANDMARKS:
        places = (one for one in mark.sign.finditer(script.text) if _stands(mark, one, script))
        for found in islice(places, None if mark.place == "other" else 1):
            yield _Found(found.start(), found.end(), mark.place, mark.then)


def _stands(mark: Landmark, found: re.Match[str], script: Script) -> bool:
    """Whether what was `found` is the landmark, and no words of a sentence."""
    return not mark.capitals or script.begins_line(found.start()) or _is_long(found[0])


def _is_long(heading: str) -> bool:
    """Whether `heading` is one that no sentence would hold in capitals."""
    return heading.count(" ") > 1


def _method(script: Script) -> Iterator[_Found]:
    """The paragraph on how the determination was made, where its heading is not there to tell."""
    found = _METHOD.search(script.text)
    if found:
        start = max(script.begins(0, found.end(), Break.LINE), default=0)
        start = max(start, found.start())
        yield _Found(start, start, "method", "method")


def _credentials(script: Script) -> Iterator[_Found]:
    """The lines of licensure and specialty, to the end of their paragraph."""
    labels = list(credentials.LABEL.finditer(script.text))[:2]
    if len(labels) > 1 and labels[1].start() - labels[0].end() > _CREDENTIALS_APART:
        labels = labels[:1]
    if labels:
        after = labels[-1].end()
        ends = script.begins(after, len(script.text), Break.PARAGRAPH)
        yield _Found(labels[0].start(), ends[0] if ends else len(script.text), "credentials")


def _begin_of_items(found: list[_Found]) -> int:
    """Where the disputed items may begin."""
    issues = [one.end for one in found if one.place.startswith("issues.")]
    return max(issues or [one.end for one in found if one.place in _BEFORE_ITEMS], default=0)
