"""Slips of pasting: a guideline, a number, a pronoun or a visit that belongs to another case."""

from __future__ import annotations

import re

from msgspec.structs import replace

from desktop.cases.terms import Source
from tests.checks.planting.fields import PARTS
from tests.checks.planting.places import (
    Planted,
    anywhere,
    in_item,
    kind,
    rationale,
    shuffled,
    summary,
    swap,
)

CHAPTERS = {
    "shoulder": "Shoulder Complaints",
    "elbow": "Elbow Disorders",
    "wrist": "Forearm, Wrist, and Hand Complaints",
    "hand": "Forearm, Wrist, and Hand Complaints",
    "knee": "Knee Complaints",
    "ankle": "Ankle and Foot Complaints",
    "lumbar spine": "Low Back Complaints",
    "cervical spine": "Neck and Upper Back Complaints",
}


@kind
def guideline_of_another_part(case, chance):
    for at in shuffled(case, chance):
        item = case.disputed_items[at]
        named = {part for part in CHAPTERS if re.search(rf"\b{part}\b", item.request)}
        cited = item.reviewer_basis.citations
        mtus = [n for n, one in enumerate(cited) if one.source is Source.MTUS]
        if len(named) != 1 or len(cited) != 1 or not mtus:
            continue
        others = sorted(set(CHAPTERS.values()) - {CHAPTERS[part] for part in named})
        wrong = replace(cited[0], title=chance.choice(others), sections=())
        basis = replace(item.reviewer_basis, citations=(wrong,))
        return Planted(
            in_item(case, at, reviewer_basis=basis), f"disputed_items.{at}.reviewer_basis"
        )
    return None


@kind
def number_of_another_case(case, chance):
    words = case.summary.narrative
    ends = [match.end() for match in re.finditer(r"(?<=[a-z])(?=\. [A-Z])", words)]
    if not ends or not case.case_number:
        return None
    at = chance.choice(ends)
    return summary(case, f"{words[:at]} (CM16-0{chance.randrange(100000, 999999)}){words[at:]}")


@kind
def pronoun_in_rationale(case, chance):
    other = {"she": "he", "he": "she", "She": "He", "He": "She", "her": "his", "his": "her"}
    told = re.search(
        r"year[- ]old[ -](?:\w+ ){0,3}?(female|male|man|woman)\b", case.summary.narrative
    )
    if not told:
        return None
    own = ("she", "her") if told[1] in ("female", "woman") else ("he", "his")
    return anywhere(
        case,
        chance,
        rf"\b(?:{own[0]}|{own[0].capitalize()}|{own[1]})\b(?= [a-z])",
        lambda words, match: swap(words, match, other[match[0]]),
    )


@kind
def visit_before_injury(case, chance):
    """The year of a visit in the summary is one or more too early."""
    injured = case.date_of_injury
    if injured is None:
        return None
    words = case.summary.narrative
    spots = [
        match
        for match in re.finditer(r"(?<=[Oo]n )\d{1,2}[-/]\d{1,2}[-/](\d{4}|\d{2})\b", words)
        if re.search(
            r"(?:seen|presented|evaluat|examin|complain)", words[match.end() : match.end() + 60]
        )
    ]
    if not spots:
        return None
    match = chance.choice(spots)
    year = int(match[1]) % 100 - 2
    return summary(
        case, swap(words, match, f"20{year:02}" if len(match[1]) == 4 else f"{year:02}", 1)
    )


@kind
def authorized_already(case, chance):
    at = chance.choice(shuffled(case, chance))
    request = case.disputed_items[at].request
    changed = in_item(case, at, authorized=request, remaining=request)
    return Planted(changed, f"disputed_items.{at}.authorized")


@kind
def part_swapped_in_rationale(case, chance):
    """The closing sentence names another part than the request: a paste."""
    for at in shuffled(case, chance):
        item = case.disputed_items[at]
        asked = {part for part in PARTS.split("|") if part in item.request}
        spots = [
            match
            for match in re.finditer(
                rf"\b(?:request for|requested)\b[^.]{{0,60}}?\b({PARTS})\b", item.rationale
            )
            if match[1] in asked
        ]
        if len(asked) == 1 and spots:
            other = chance.choice([part for part in ("elbow", "ankle", "hip") if part not in asked])
            return rationale(case, at, swap(item.rationale, spots[-1], other, 1))
    return None
