"""The guideline line of one party, as citations.

The line is a row of citations, each led by the words that tell its source: "Decision based on
MTUS …", ", and …", "and Other Medical Treatment Guidelines …".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from desktop.cases.case import Basis, Citation
from desktop.cases.terms import Source
from desktop.readers.california_imr.parts import sources
from desktop.records.questions import Prose
from desktop.text import lists

if TYPE_CHECKING:
    from collections.abc import Iterator

_NONE_CITED = re.compile(
    r"(?:The )?[A-Z][\w' ]{2,40}? (?:(?:did|does|has) not (?:cite|provide|list|reference|state|"
    r"identify|specify|use)d? any|cited no|provided no) (?:[\w-]+ ){0,3}?"
    r"(?:evidence|guidelines?|criteria|citations?)\b[^.]*\.?$|"
    r"(?:None|Not|No (?:[\w-]+ ){0,3}?(?:MTUS|evidence|guidelines?|criteria|citations?))"
    r"(?: (?:was|were|is|are))?(?: (?:cited|given|listed|provided|stated|applicable))?\.?$|N/A\.?$",
    re.IGNORECASE,
)
_SOURCE = (
    r"(?P<source>Non-MTUS(?: Citations?)?:?|MTUS(?: Citations?)?:?(?! Guidelines?\b)|"
    r"Other (?:Medical )?(?:Treatment )?Guidelines?(?: or Medical Evidence)?:?)"
)
_KNOWN = r"(?=(?:Official Disability|ODG|ACOEM|American College)\b)"
"""Sources outside the MTUS that a line may name without saying so."""
_TOLD = r"(?:also )?based (?:its|their|his/her|his|her) decision (?:on|upon)(?: the)?"
_BASED = (
    r"(?:(?:The (?:[A-Z][\w ]+['’]s )?)?[Dd]ecision (?:is |was )?based (?:on|upon)(?: the)?|"
    rf"{_TOLD})"
)
_BEFORE = rf"(?:The (?:(?!{_TOLD} (?!recommendation))[^.])+\.\s+)?"
"""A sentence that goes before one on the source, and names none itself."""
_LEAD = re.compile(
    rf"^(?P<bare>(?:Non-)?MTUS)(?: Citations?)?:?\s+(?=[A-Z])|^{_KNOWN}|"
    rf"[.;,]*\s*(?:{_BEFORE}(?:(?:The [A-Z][\w ]+? )?{_BASED})|\band)\s+"
    rf"(?:{_SOURCE}\s+|{_KNOWN})|"
    rf"[.;,]*\s*{_BEFORE}The [A-Z][\w ]+? {_TOLD}\s+(?=[A-Z])(?!MTUS|Non-)"
)
_PART = re.compile(r",? which (?:is|are) (?:a )?part of the [^.]*$")
"""Says of a chapter in a letter of 2013 that it is one of the schedule."""
_OLDER = re.compile(
    r"(?P<title>[^,]+?)(?:\s(?P<suffix>Guidelines?))?(?:\s\((?P<year>(?:19|20)\d\d)\))?"
    r"(?:,\s(?P<topic>.+?))?,?\s(?P<pages>(?:pages?|pgs?\.?|pp?\.)\s?\d[\d\s,–-]*(?:of \d+)?)$",
    re.IGNORECASE,
)
"""A chapter with its pages in words: "…, page 78"."""
MTUS, NON_MTUS = Source("MTUS"), Source("Non-MTUS Citation")
OTHER = Source("Other Medical Treatment Guidelines")
_OUTSIDE = "based their decision on recommendation(s) outside of the MTUS Guidelines."
_CHAPTER = re.compile(
    r"(?P<title>(?:(?!Section\(s\)|Page\(s\)).)+?)(?:\s(?P<year>(?:19|20)\d\d)(?![\d/-]))?"
    r"(?:\s(?P<suffix>Guidelines?)(?:\s(?P<topic>(?!Section\(s\)|Page\(s\))[A-Z\d][^,]*?))?)?"
    r"(?P<places>(?:,?\s(?:Section|Page)\(s\)\s?:.*)?)$"
)
_PLACES = re.compile(
    r"(?P<comma>,?)\s(?:Section\(s\)\s?:\s(?P<sections>.*?))?"
    r"(?:,?\s?Page\(s\)\s?:\s(?P<pages>.*))?$"
)
_COMPLETE = re.compile(r"\b(?:19|20)\d\d\b|\bGuidelines?\b|\(s\)\s?:")
_CITED = r"(?:\s(?:19|20)\d\d\b|\sGuidelines\b|,?\s(?:Section|Page)\(s\))"
_NEXT = re.compile(
    rf"(?P<series>, and|;) (?=[A-Z](?:(?!Section\(s\)).){{3,70}}?{_CITED})|"
    rf"(?:(?<=\d)|(?<=Guidelines))(?P<joiner>,| and) "
    rf"(?=(?!Section\(s\)|Page\(s\))[A-Z][^,:]{{3,70}}?{_CITED})"
)
"""Where the words for another chapter begin."""


class _Stretch(msgspec.Struct, frozen=True):
    """One citation as it stands: its source, the words that lead to it, and its own."""

    source: Source
    lead: str
    words: str


def read(words: str, party: str) -> Basis:
    """What `words`, a guideline line without its label, state of `party`, "The Expert Reviewer".

    In its own words where it is no row of citations.
    """
    if not words:
        return Basis()
    if _NONE_CITED.match(words):
        return Basis(none_cited=True)
    citations = tuple(map(_citation, _stretches(words.removesuffix("."), party)))
    return Basis(citations=citations) if citations else Basis(wording=Prose(words))


def cited(line: str) -> tuple[Citation, ...]:
    """The citations of `line`, to be led in by the usual words; whole as a title if it has none."""
    for words in (line, f"Decision based on {line}"):
        if found := read(words, "The Expert Reviewer").citations:
            return tuple(msgspec.structs.replace(one, introduced_by="") for one in found)
    return (Citation(source=OTHER, title=line),)


def _stretches(words: str, party: str) -> Iterator[_Stretch]:
    """The citations in `words`, in order; none where the line begins otherwise."""
    leads = list(_LEAD.finditer(words))
    if not leads or leads[0].start() > 0:
        return
    ends = [lead.start() for lead in leads[1:]] + [len(words)]
    previous: Source | None = None
    for lead, end in zip(leads, ends, strict=True):
        own = words[lead.end() : end]
        source = _source(lead["source"] or lead["bare"], own)
        led = lead[0].strip()
        usual = led == _usual_lead(source, previous, party)
        whole = _Stretch(source, "" if usual else led, own)
        yield from _chapters(whole) if source is MTUS else (whole,)
        previous = source


def _source(words: str | None, own: str) -> Source:
    if not words and _PART.search(own):
        return MTUS
    if not words or words.startswith("Non"):
        return NON_MTUS
    return MTUS if words.startswith("MTUS") else OTHER


def _usual_lead(source: Source, previous: Source | None, party: str) -> str:
    """What the template puts before a citation of `source` behind one of `previous`."""
    based = f"Decision based on {source}"
    if previous is None:
        return based if source is MTUS else f"{party} {_OUTSIDE} {based}"
    if source is previous is MTUS:
        return ", and"
    if source is not MTUS and previous is not MTUS:
        return f"and {source}"
    return f". {based}"


def _chapters(whole: _Stretch) -> Iterator[_Stretch]:
    """The chapters of the MTUS that one stretch names, joined by ", and"."""
    start, lead = 0, whole.lead
    for found in _NEXT.finditer(whole.words):
        if not _COMPLETE.search(whole.words, start, found.start()):
            continue
        yield _Stretch(whole.source, lead, whole.words[start : found.start()])
        start = found.end()
        joiner = (found["series"] or found["joiner"]).strip()
        lead = "" if joiner == ", and" else joiner
    yield _Stretch(whole.source, lead, whole.words[start:])


def _citation(stretch: _Stretch) -> Citation:
    words = stretch.words.strip()
    read_words = _chapter if stretch.source is MTUS else sources.read
    citation = read_words(words)
    return msgspec.structs.replace(
        citation, source=stretch.source, introduced_by=stretch.lead.strip()
    )


def _chapter(words: str) -> Citation:
    """The chapter of the MTUS that `words` cite."""
    words = _PART.sub("", words)
    older = _OLDER.match(words)
    if older and older["title"].count("(") == older["title"].count(")"):
        return Citation(
            title=older["title"],
            year=int(older["year"]) if older["year"] else None,
            suffix=older["suffix"] or "",
            topic=older["topic"] or "",
            pages=older["pages"].strip(),
        )
    found = _CHAPTER.match(words)
    if not found:
        return Citation(title=words)
    places = _PLACES.match(found["places"])
    return Citation(
        title=found["title"].strip(),
        year=int(found["year"]) if found["year"] else None,
        suffix=found["suffix"] or "",
        topic=found["topic"] or "",
        sections=tuple(lists.titles(places["sections"])) if places and places["sections"] else (),
        pages=(places["pages"] or "").strip() if places else "",
        older_form=bool(places and found["places"] and not places["comma"]),
    )
