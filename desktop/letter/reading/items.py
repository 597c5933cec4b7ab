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

_SIGNS = {
    "claims_administrator_basis": re.compile(
        r"Claims? [Aa]dministrator(?:['’]s)? [Gg]uidelines? ?:"
    ),
    "rationale": re.compile(r"Decision [Rr]ationale ?:"),
}
_OLDER_SIGNS = {
    "claims_administrator_basis": re.compile(
        r"The Claims Administrator (?:based (?:its|their|his/her) decision|did not cite)\b"
    ),
    "reviewer_basis": re.compile(
        r"The (?:Physician|Expert|Medical) Reviewer "
        r"(?:based (?:its|their|his/her) decision|did not cite|found)\b"
    ),
    "rationale": re.compile(
        r"The (?:Physician|Expert|Medical) Reviewer['’]s (?:decision )?rationale ?:"
    ),
}
"""The labels of 2013 and early 2014, in letters that have none of the others."""
_CLAIMS = _SIGNS["claims_administrator_basis"]
_REVIEWER = re.compile(r"(?P<name>[A-Z][^:.;]{0,60}?) [Gg]uideline ?:")
_REVIEWER_ALONE = re.compile(r"(?P<name>[A-Z][^:;]{0,60}?) [Gg]uideline ?:")
_RATIONALE = _SIGNS["rationale"]
DECISION = re.compile(r": ?(?P<word>Upheld|Overturned|UPHELD|OVERTURNED)[.,]?\s*$")
NECESSITY = re.compile(
    r"(?:(?P<number>\d{1,2})[.)] ?)?(?P<request>\S.{2,900}?) (?:is|are|was|were) (?P<not>not )?"
    r"medically necessary(?: and appropriate)?\.?\s*$"
)
"""The heading of an item in a letter of 2013 or early 2014."""
_UNDECIDED = re.compile(r":\s*$")
_SENTENCE = re.compile(r"[.?!][\"”’')\]]* (?=[\"“‘(]?[A-Z0-9])")
_FINISHED = re.compile(r"[.?!][\"”’')\]]*\s*$")
_PARTLY = re.compile(
    r"remaining IMR eligible portion of the original request|"
    r"leaving the original request IMR eligible|\bThe original request,"
)
_ORIGINAL = re.compile(r"\bw(?:as|ere) the original request\b")
_LONGEST_HEADING = 1500
MOST_ITEMS = 500
"""Items of one letter, at most; what lies behind them is kept in its own words."""
_LONGEST_LINE = 6000
"""Characters of one guideline line, at most."""


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
        if opens and number == MOST_ITEMS:
            return
        if opens:
            number += 1
            yield label.start if heading is None else heading, f"item.{number}"
        yield label.start, f"item.{number}.{label.field}"
        previous, last = label.end, _ORDER[label.field]


def _labels(script: Script, start: int, end: int) -> Iterator[Label]:
    if not _RATIONALE.search(script.text, start, end):
        yield from _labelled(script, start, end, _OLDER_SIGNS)
    yield from _labelled(script, start, end, _SIGNS)
    yield from _reviewer_labels(script, start, end)


def _labelled(
    script: Script, start: int, end: int, signs: dict[str, re.Pattern[str]]
) -> Iterator[Label]:
    for field, sign in signs.items():
        for found in sign.finditer(script.text, start, end):
            if signs is _SIGNS or script.begins_line(found.start()):
                yield Label(found.start(), found.end(), field)


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
        limit = min(claims.end() + _LONGEST_LINE, end)
        stop = _RATIONALE.search(script.text, claims.end(), limit)
        limit = stop.start() if stop else limit
        begins = {*script.begins(claims.end(), limit, Break.LINE)}
        begins |= {match.end() for match in _SENTENCE.finditer(script.text, claims.end(), limit)}
        for place in sorted(begins):
            alone = script.begins_line(place, Break.PARAGRAPH)
            sign = _REVIEWER_ALONE if alone else _REVIEWER
            found = sign.match(script.text, place, limit)
            if found and not _CLAIMS.match(script.text, place):
                yield found
                break


def _heading(script: Script, start: int, end: int) -> int | None:
    """Where the heading begins that ends with a decision at `end`; None where none does."""
    start = max(start, end - _LONGEST_HEADING)
    places = [place for place in _beginnings(script, start, end) if place < end]
    if not DECISION.search(script.text, start, end):
        last = places[-1] if places else start
        other = _UNDECIDED.search(script.text, last, end) or NECESSITY.match(script.text, last, end)
        return last if places and other else None
    heading = places[-1] if places else start
    if _PARTLY.search(script.text, heading, end):
        whole = [at for at in (*places, start) if _ORIGINAL.search(script.text, at, end)]
        return max(whole, default=heading)
    if len(_SENTENCE.findall(script.text, heading, end)) > 1:
        return max(_after_sentences(script, heading, end), default=heading)
    return heading


def _after_sentences(script: Script, start: int, end: int) -> list[int]:
    """The line beginnings at which a sentence has ended."""
    lines = script.begins(start + 1, end, Break.LINE)
    return [place for place in lines if _FINISHED.search(script.text, start, place)]


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
