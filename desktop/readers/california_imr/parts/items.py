"""The disputed items of a letter: where each heading, guideline line and rationale begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.letter.read.page_feet import feet_of
from desktop.letter.read.script import Break
from desktop.readers.california_imr.parts.labels import labels
from desktop.text.nearby import before
from desktop.text.sentences import begins, is_finished

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.letter.read.script import Script

DECISION = re.compile(
    r": ?[\"“]?(?P<word>Up(?:held|hold)|Overturn(?:ed)?|UPH(?:ELD|OLD)|OVERTURN(?:ED)?)"
    r"[\"”]?[.,]?\s*$"
)
NECESSITY = re.compile(
    r"(?P<request>\S.{2,900}?) (?:is|are|was|were) (?P<not>not )?"
    r"medically necessary(?: and appropriate)?\.?\s*$"
)
"""The heading of an item in a letter of 2013 or early 2014."""
_UNDECIDED = re.compile(r":\s*$")
_NUMBERED = re.compile(r"\d{1,2}[.)] ?\S.{2,900}$")
_OPENS = re.compile(r"(?:\d{1,2}[.)] ?)?Regarding (?:the )?requests? for\b")
"""Begins a heading wherever it begins a line."""
_GOES_ON = re.compile(r"Decision ?:|Medical Necessity Of\b", re.IGNORECASE)
"""Begins the second line of a heading."""
_ITEM_NUMBER = re.compile(r"[.?!:] \d{1,2}\.[\"”’')\]]* $")
"""Behind it no sentence begins: it numbers a heading that does."""
_PARTLY = re.compile(
    r"remaining IMR eligible portion of the original request|"
    r"leaving the original request IMR eligible|\bThe original request,"
)
_ORIGINAL = re.compile(r"\bw(?:as|ere) the original request\b")
_LONGEST_HEADING = 1500
MOST_ITEMS = 500
"""Items of one letter, at most; what lies behind them is kept in its own words."""

_ORDER = {"claims_administrator_basis": 1, "reviewer_basis": 2, "rationale": 3}


def items(script: Script, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Where the parts of the items between `start` and `end` begin, with their places."""
    number, previous, last = 0, start, 9
    feet = feet_of(script)
    for label in labels(script, start, end):
        opens = _ORDER[label.field] <= last
        above = feet.above(script, label.start) if opens else 0
        heading = _heading(script, previous, above, first=number == 0) if opens else None
        alone = label.sure and label.field == "claims_administrator_basis"
        if opens and heading is None and not alone:
            continue
        if opens and number == MOST_ITEMS:
            return
        if opens:
            number += 1
            yield label.start if heading is None else heading, f"item.{number}"
        yield label.start, f"item.{number}.{label.field}"
        previous, last = label.end, _ORDER[label.field]


def _heading(script: Script, start: int, end: int, *, first: bool) -> int | None:
    """Where the heading begins that ends with a decision at `end`; None where none does.

    Of the `first` item it may begin where the items do.
    """
    start = max(start, end - _LONGEST_HEADING)
    places = [place for place in _beginnings(script, start, end) if place < end]
    words = script.text[start:end].lstrip()
    if first and not places and words:
        places = [end - len(words)]
    while len(places) > 1 and _GOES_ON.match(script.text, places[-1]):
        del places[-1]
    if not DECISION.search(script.text, start, end):
        return next((at for at in places[-1:] if _is_undecided(script, at, end)), None)
    heading = places[-1] if places else start
    if _PARTLY.search(script.text, heading, end):
        whole = [at for at in (*places, start) if _ORIGINAL.search(script.text, at, end)]
        return max(whole, default=heading)
    if len(_sentences(script.text, heading, end)) > 1:
        return max(_after_sentences(script, heading, end), default=heading)
    return heading


def _is_undecided(script: Script, start: int, end: int) -> bool:
    """Whether the words are a heading, though none that ends with "Upheld" or "Overturned"."""
    signs = (_UNDECIDED.search, NECESSITY.match, _NUMBERED.match)
    return any(sign(script.text, start, end) for sign in signs)


def _after_sentences(script: Script, start: int, end: int) -> list[int]:
    """The line beginnings at which a sentence has ended."""
    lines = script.begins(start + 1, end, Break.LINE)
    return [place for place in lines if is_finished(script.text, start, place)]


def _beginnings(script: Script, start: int, end: int) -> list[int]:
    """Where a heading before `end` may begin, by the surest signs that there are."""
    for sure in (Break.PARAGRAPH, Break.PERHAPS, Break.LINE):
        places = script.begins(start, end, sure)
        if sure is not Break.PARAGRAPH:
            places = [one for one in places if _is_telling(script.text, start, one)]
        if places:
            return list(places)
    return _sentences(script.text, start, end)


def _sentences(text: str, start: int, end: int) -> list[int]:
    """Where sentences begin between `start` and `end`, each with the number before it."""
    return [at for at in begins(text, start, end) if not before(_ITEM_NUMBER, text, at)]


def _is_telling(text: str, start: int, place: int) -> bool:
    """Whether a sentence ends before `place`, or what stands there begins a heading."""
    return is_finished(text, start, place) or _OPENS.match(text, place) is not None
