"""Letters without the usual labels: the disputed items in them.

A notice of 2013 lists what was determined of each request; a professional review has one issue,
with headings in capitals.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.letter.read.script import Script

_DETERMINED = re.compile(
    r"(?P<number>\d{1,2})[.)] ?[^:]{2,80}? has determined (?:that )?the requests? for "
    r"[^:]{2,900}? (?:is|are|was|were) (?:not )?medically necessary(?: and appropriate)?\."
)
_REVIEW = (
    (re.compile(r"ISSUES? (?:AT|IN) DISPUTE ?:"), "item.1"),
    (
        re.compile(r"MEDICAL TREATMENT GUIDELINE\(S\) RELIED UPON[^:]{0,60}:"),
        "item.1.reviewer_basis",
    ),
    (re.compile(r"RATIONALE FOR WHY THE[^:]{0,80}:"), "item.1.rationale"),
)


def items(script: Script) -> Iterator[tuple[int, str]]:
    """Where the items of a letter without labels begin and end, with their places."""
    determined = list(_determined(script))
    yield from determined or _reviewed(script)


def _determined(script: Script) -> Iterator[tuple[int, str]]:
    """The requests in the first list of what was determined."""
    for number, found in enumerate(_DETERMINED.finditer(script.text), start=1):
        if int(found["number"]) != number:
            return
        yield found.start(), f"item.{number}"
        yield found.end(), ""


def _reviewed(script: Script) -> Iterator[tuple[int, str]]:
    """The one issue of a professional review, its guideline and its rationale."""
    found = [(sign.search(script.text), place) for sign, place in _REVIEW]
    if all(match for match, _ in found):
        yield from ((match.start(), place) for match, place in found if match)
