"""Slips in the short fields: requests, header, credentials."""

from __future__ import annotations

import datetime as dt
import re

from msgspec.structs import replace

from desktop.cases.case import Basis
from desktop.records.questions import Prose
from tests.checks.planting.places import Planted, in_item, kind, shuffled, summary, swap

PARTS = "shoulder|elbow|wrist|knee|hip|ankle|lumbar spine|cervical spine|hand"


def in_request(case, at, match, new, group=1) -> Planted:
    words = swap(case.disputed_items[at].request, match, new, group)
    return Planted(in_item(case, at, request=words), f"disputed_items.{at}.request")


def said_again(case, at, words) -> bool:
    """Whether the letter says these words of the request elsewhere too."""
    item = case.disputed_items[at]
    return words.casefold() in (item.rationale + case.summary.narrative).casefold()


@kind
def part_in_request(case, chance):
    for at in shuffled(case, chance):
        item = case.disputed_items[at]
        match = re.search(rf"\b({PARTS})\b", item.request)
        others = [one for one in ("ankle", "knee", "elbow") if not said_again(case, at, one)]
        if match and said_again(case, at, match[1]) and others:
            return in_request(case, at, match, chance.choice(others))
    return None


@kind
def drug_in_request(case, chance):
    for at in shuffled(case, chance):
        request = case.disputed_items[at].request
        match = re.match(r"([A-Z][a-z]+)(?= (?:[A-Z]+ )*[\d.]+ ?mg)", request)
        if match and said_again(case, at, match[1]):
            return in_request(case, at, match, "Zanaflex")
    return None


@kind
def strength_in_request(case, chance):
    for at in shuffled(case, chance):
        match = re.search(r"([\d.]+) ?mg\b(?!/)", case.disputed_items[at].request)
        if match:
            return in_request(case, at, match, f"{float(match[1]) * 3:g}")
    return None


@kind
def frequency_in_request(case, chance):
    for at in shuffled(case, chance):
        request = case.disputed_items[at].request
        match = re.search(r"\b(\d|two|three)(?= times? (?:a|per) week)", request)
        if match and said_again(case, at, f"{match[1]} time"):
            return in_request(case, at, match, "5")
    return None


@kind
def denial_in_header(case, chance):
    if case.ur_denial_date is None or "tilization" not in case.summary.narrative:
        return None
    earlier = case.ur_denial_date - dt.timedelta(days=3)
    return Planted(replace(case, ur_denial_date=earlier), "ur_denial_date")


@kind
def application_after_decision(case, chance):
    if case.decision_date is None:
        return None
    later = case.decision_date + dt.timedelta(days=3)
    return Planted(replace(case, application_received=later), "application_received")


@kind
def decision_missing(case, chance):
    return Planted(in_item(case, 0, decision=None), "disputed_items.0.decision")


@kind
def rationale_missing(case, chance):
    return Planted(in_item(case, 0, rationale=Prose("")), "disputed_items.0.rationale")


@kind
def summary_missing(case, chance):
    return summary(case, "")


@kind
def qualifications_missing(case, chance):
    return Planted(
        replace(case, reviewer=replace(case.reviewer, licensures=())), "reviewer.licensures"
    )


@kind
def evidence_missing(case, chance):
    return Planted(in_item(case, 0, reviewer_basis=Basis()), "disputed_items.0.reviewer_basis")


@kind
def side_in_summary(case, chance):
    words = case.summary.narrative
    asked = " ".join(item.request for item in case.disputed_items).lower()
    for sentence in re.finditer(
        r"[^.]*\b(?:request|requested|denied|non-certified)\b[^.]*\.", words
    ):
        match = re.search(rf"\b(left|right)(?= (?:{PARTS})\b)", sentence[0])
        other = {"left": "right", "right": "left"}
        if match and match[1] in asked and other[match[1]] not in (words + asked).lower():
            start = sentence.start() + match.start()
            return summary(case, words[:start] + other[match[1]] + words[start + len(match[1]) :])
    return None
