"""The disputed items of a letter: where each heading, guideline line and rationale begins."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from desktop.letter.reading.script import Break

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.letter.reading.script import Script

_CLAIMS = re.compile(r"Claims? [Aa]dministrator(?:['’]s)? [Gg]uidelines? ?:")
_REVIEWER = re.compile(r"(?P<name>[A-Z][^:.;]{0,60}?) guideline ?:")
_RATIONALE = re.compile(r"Decision [Rr]ationale ?:")
DECISION = re.compile(r": ?(?P<word>Upheld|Overturned|UPHELD|OVERTURNED)[.,]?\s*$")
_UNDECIDED = re.compile(r":\s*$")
_SENTENCE = re.compile(r"[.?!][\"”’')\]]* (?=[\"“‘(]?[A-Z0-9])")
_FINISHED = re.compile(r"[.?!][\"”’')\]]*\s*$")
_PARTLY = re.compile(
    r"remaining IMR eligible portion of the original request|"
    r"leaving the original request IMR eligible|\bThe original request,"
)
_ORIGINAL = re.compile(r"\bw(?:as|ere) the original request\b")
_LONGEST_HEADING = 1500


class Label(msgspec.Struct, frozen=True, order=True):
    """A label of an item, "Decision rationale:" or another."""

    start: int
    end: int
    field: str


_ORDER = {"claims_administrator_basis": 1, "reviewer_basis": 2, "rationale": 3}


def items(script: Script, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Where the parts of the items between `start` and `end` begin, with their places."""
    number, previous, last = 0, start, 9
    for label in sorted(_labels(script, start, end)):
        opens = _ORDER[label.field] <= last
        heading = _heading(script, previous, label.start) if opens else None
        if opens and heading is None and label.field != "claims_administrator_basis":
            continue
        if opens:
            number += 1
            yield label.start if heading is None else heading, f"item.{number}"
        yield label.start, f"item.{number}.{label.field}"
        previous, last = label.end, _ORDER[label.field]


def _labels(script: Script, start: int, end: int) -> Iterator[Label]:
    for field, sign in (("claims_administrator_basis", _CLAIMS), ("rationale", _RATIONALE)):
        for found in sign.finditer(script.text, start, end):
            yield Label(found.start(), found.end(), field)
    yield from _reviewer_labels(script, start, end)


def _reviewer_labels(script: Script, start: int, end: int) -> Iterator[Label]:
    """The labels of the reviewer's line: the name is the organization's, the same in each."""
    found = list(_after_claims(script, start, end))
    names = Counter(match["name"] for match in found)
    usual = names.most_common(1)[0][0] if names else ""
    for match in found:
        if match["name"] == usual or script.begins_line(match.start()):
            yield Label(match.start(), match.end(), "reviewer_basis")


def _after_claims(script: Script, start: int, end: int) -> Iterator[re.Match[str]]:
    """The first reviewer's label behind each claims administrator's."""
    for claims in _CLAIMS.finditer(script.text, start, end):
        stop = _RATIONALE.search(script.text, claims.end(), end)
        limit = stop.start() if stop else end
        begins = {*script.begins(claims.end(), limit, Break.LINE)}
        begins |= {match.end() for match in _SENTENCE.finditer(script.text, claims.end(), limit)}
        for place in sorted(begins):
            found = _REVIEWER.match(script.text, place, limit)
            if found and not _CLAIMS.match(script.text, place):
                yield found
                break


def _heading(script: Script, start: int, end: int) -> int | None:
    """Where the heading begins that ends with a decision at `end`; None where none does."""
    start = max(start, end - _LONGEST_HEADING)
    places = [place for place in _beginnings(script, start, end) if place < end]
    if not DECISION.search(script.text, start, end):
        undecided = places and _UNDECIDED.search(script.text, start, end)
        return places[-1] if undecided else None
    heading = places[-1] if places else start
    if _PARTLY.search(script.text, heading, end):
        whole = [at for at in (*places, start) if _ORIGINAL.search(script.text, at, end)]
        return max(whole, default=heading)
    return heading


def _beginnings(script: Script, start: int, end: int) -> list[int]:
    """Where a heading before `end` may begin, by the surest signs that there are."""
    for sure in (Break.PARAGRAPH, Break.PERHAPS, Break.LINE):
        places = [
            place
            for place in script.begins(start, end, sure)
            if sure is Break.PARAGRAPH or _FINISHED.search(script.text, start, place)
        ]
        if places:
            return places
    return [found.end() for found in _SENTENCE.finditer(script.text, start, end)]
