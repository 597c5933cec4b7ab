"""The labels of the disputed items: where guideline lines and rationales begin, in any year's form.

From 2014 on they are "Claims Administrator guideline:", the organization's "… guideline:" and
"Decision rationale:"; a letter of 2013 tells the guidelines in sentences, and few other letters
name the reviewer's guideline alone.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from desktop.letter.read.script import Break
from desktop.text import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.letter.read.script import Script

_CLAIMS = re.compile(r"Claims? [Aa]dministrator(?:['’]s)? [Gg]uidelines?(?: [Cc]ited)? ?:")
_REVIEWER = re.compile(r"(?P<name>[A-Z][^:.;]{0,60}?) [Gg]uideline ?:")
_REVIEWER_ALONE = re.compile(r"(?P<name>[A-Z][^:;]{0,60}?) [Gg]uideline ?:")
_RATIONALE = re.compile(r"[Dd]ecision [Rr]ationale ?:")
_NAME = re.compile(r"(?:The )?(?:[A-Z&](?:[\w&'’/-]|(?:(?<=St)|(?<=Inc))\.)* ){1,7}$")
"""A name before a label: "Cedar Grove decision rationale:"."""
_PARTY = r"(?:Physician|Expert|Medical|Professional|Independent(?: Medical)?) Reviewer"
_SCHEDULE = (
    r"(?:Sections? of the Medical Treatment Utilization Schedule Relied Upon"
    r"[^.:]{0,80}Decision:? )?"
)
"""The heading that a letter of 2013 may put over both parties' guidelines."""
_NOT_CITED = r"(?:did|does|has) not (?:cite|provide|list|reference|identify|specify|state|base)"
_TOLD = {
    "claims_administrator_basis": re.compile(
        rf"{_SCHEDULE}The Claims Administrator "
        rf"(?:based (?:its|their|his/her) decision|cited|relied|{_NOT_CITED})\b"
    ),
    "reviewer_basis": re.compile(
        rf"The {_PARTY} (?:based (?:its|their|his/her|his|her) decision|found|relied|"
        rf"{_NOT_CITED})\b"
    ),
}
"""Sentences of 2013 and early 2014 that stand where later letters have labels."""
_PLAIN_RATIONALE = re.compile(
    rf"(?:(?:The )?{_PARTY}['’]s (?:decision )?)?[Rr]ationale(?: for (?:the|this) [Dd]ecision)? ?:"
)
_BARE = re.compile(
    r"(?:[A-Z]\w+ ){0,2}[Gg]uidelines?(?:\(s\))? (?:[Rr]elied [Uu]pon|[Uu]sed|[Cc]ited) ?:"
)
_LONGEST_LINE = 6000
"""Characters of one guideline line, at most."""
_LONGEST_NAME = 70


class ItemLabel(msgspec.Struct, frozen=True, order=True):
    """A label of an item, "Decision rationale:" or another."""

    start: int
    end: int
    field: str
    sure: bool = True
    """It stands in no text but as a label."""


def labels(script: Script, start: int, end: int) -> list[ItemLabel]:
    """The labels between `start` and `end`, in their order; some may be none after all."""
    found = [*_rationales(script, start, end)]
    if _CLAIMS.search(script.text, start, end):
        found += _at(script, start, end, "claims_administrator_basis", _CLAIMS)
        found += _reviewer_labels(script, start, end)
    else:
        sentences = list(_sentences(script, start, end))
        found += sentences or _beginning(script, start, end, "reviewer_basis", _BARE)
    return sorted(found)


def _rationales(script: Script, start: int, end: int) -> Iterator[ItemLabel]:
    """The labels of the rationales; of the plain word only where no fuller label is used."""
    usual = list(_RATIONALE.finditer(script.text, start, end))
    for found in usual:
        yield ItemLabel(_with_name(script, found.start(), start), found.end(), "rationale")
    if not usual:
        yield from _beginning(script, start, end, "rationale", _PLAIN_RATIONALE)


def _with_name(script: Script, place: int, least: int) -> int:
    """Where the label at `place` begins: with the name that stands before it on its line."""
    least = max(least, place - _LONGEST_NAME)
    begins = script.begins(least, place, Break.LINE)
    begins += sentences.begins(script.text, least, place)
    named = (at for at in begins if _NAME.match(script.text, at, place))
    return min(named, default=place)


def _at(
    script: Script, start: int, end: int, field: str, sign: re.Pattern[str]
) -> Iterator[ItemLabel]:
    for found in sign.finditer(script.text, start, end):
        yield ItemLabel(found.start(), found.end(), field)


def _beginning(
    script: Script, start: int, end: int, field: str, sign: re.Pattern[str]
) -> Iterator[ItemLabel]:
    """The labels that begin a line."""
    for found in sign.finditer(script.text, start, end):
        if script.begins_line(found.start()):
            yield ItemLabel(found.start(), found.end(), field, sure=False)


def _sentences(script: Script, start: int, end: int) -> Iterator[ItemLabel]:
    """The sentences on the guidelines; the reviewer's may follow the other in its paragraph."""
    for field, sign in _TOLD.items():
        for found in sign.finditer(script.text, start, end):
            follows = field == "reviewer_basis" and script.text[: found.start()].endswith(". ")
            if follows or script.begins_line(found.start()):
                yield ItemLabel(found.start(), found.end(), field, sure=False)


def _reviewer_labels(script: Script, start: int, end: int) -> Iterator[ItemLabel]:
    """The labels of the reviewer's line: the name is the organization's, the same in each."""
    found = list(_after_claims(script, start, end))
    names = Counter(match["name"] for match in found)
    usual = names.most_common(1)[0][0] if names else ""
    for match in found:
        if match["name"] == usual or script.begins_line(match.start()):
            yield ItemLabel(match.start(), match.end(), "reviewer_basis")


def _after_claims(script: Script, start: int, end: int) -> Iterator[re.Match[str]]:
    """The first reviewer's label behind each claims administrator's."""
    for claims in _CLAIMS.finditer(script.text, start, end):
        limit = min(claims.end() + _LONGEST_LINE, end)
        stop = _RATIONALE.search(script.text, claims.end(), limit)
        limit = stop.start() if stop else limit
        begins = {*script.begins(claims.end(), limit, Break.LINE)}
        begins |= {*sentences.begins(script.text, claims.end(), limit)}
        for place in sorted(begins):
            alone = script.begins_line(place, Break.PARAGRAPH)
            sign = _REVIEWER_ALONE if alone else _REVIEWER
            found = sign.match(script.text, place, limit)
            if found and not _CLAIMS.match(script.text, place):
                yield found
                break
