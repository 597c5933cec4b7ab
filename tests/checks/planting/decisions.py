"""Slips in dates, decisions and sources."""

from __future__ import annotations

import datetime as dt
import re

from msgspec.structs import replace

from desktop.cases.terms import Decision, Source
from desktop.records.questions import Prose
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

INJURY = r"(?:injury (?:date )?(?:on|of)|claim from) (?P<date>[\w/-]+(?: \d{1,2}, \d{4})?)"


@kind
def injury_in_summary(case, chance):
    match = re.search(INJURY, case.summary.narrative)
    figures = re.search(r"(?<=[/ -])\d{1,2}(?=[/,-])", match["date"]) if match else None
    if not figures:
        return None
    start = match.start("date") + figures.start()
    day = int(figures[0])
    words = case.summary.narrative
    new = str(day + 3 if day < 25 else day - 5)
    return summary(case, words[:start] + new + words[start + len(figures[0]) :])


@kind
def injury_in_header(case, chance):
    if case.date_of_injury is None or not re.search(INJURY, case.summary.narrative):
        return None
    return Planted(
        replace(case, date_of_injury=case.date_of_injury + dt.timedelta(days=10)), "date_of_injury"
    )


@kind
def denial_in_summary(case, chance):
    day = case.ur_denial_date
    if day is None:
        return None
    forms = (
        f"{day:%m/%d/%Y}",
        f"{day:%m-%d-%Y}",
        f"{day.month}-{day.day}-{day:%y}",
        f"{day.month}-{day.day}-{day:%Y}",
        f"{day:%B} {day.day}, {day.year}",
    )
    wrong = day + dt.timedelta(days=4)
    for form, pattern in zip(
        forms, ("%m/%d/%Y", "%m-%d-%Y", "%m-%d-%y", "%m-%d-%Y", "%B %d, %Y"), strict=True
    ):
        if form in case.summary.narrative and re.search(
            r"utilization|UR|non-certified|denied", case.summary.narrative
        ):
            return summary(case, case.summary.narrative.replace(form, wrong.strftime(pattern)))
    return None


@kind
def decision_flipped(case, chance):
    at = chance.choice(shuffled(case, chance))
    item = case.disputed_items[at]
    if item.decision is None or "necessary" not in item.rationale:
        return None
    other = Decision.OVERTURNED if item.decision is Decision.UPHELD else Decision.UPHELD
    return Planted(in_item(case, at, decision=other), f"disputed_items.{at}.decision")


@kind
def closing_flipped(case, chance):
    for at in shuffled(case, chance):
        words = case.disputed_items[at].rationale
        for old, new in (
            ("is not medically necessary", "is medically necessary"),
            ("is medically necessary", "is not medically necessary"),
        ):
            if old in words:
                head, _, tail = words.rpartition(old)
                return rationale(case, at, head + new + tail)
    return None


DATE = r"\b(\d{1,2})([/-])(\d{1,2})([/-])(\d{4}|\d{2})\b"


@kind
def impossible_date(case, chance):
    spots = list(re.finditer(DATE, case.summary.narrative))
    if not spots:
        return None
    match = chance.choice(spots)
    new = chance.choice(
        [
            f"13{match[2]}{match[3]}{match[4]}{match[5]}",
            f"02{match[2]}30{match[4]}{match[5]}",
            f"{match[1]}{match[2]}45{match[4]}{match[5]}",
        ]
    )
    return summary(case, swap(case.summary.narrative, match, new))


@kind
def future_date(case, chance):
    return anywhere(
        case,
        chance,
        DATE,
        lambda words, match: swap(words, match, str(int(match[5]) + 5), 5),
        own=False,
        in_summary=True,
    )


@kind
def decision_before_denial(case, chance):
    if not case.ur_denial_date:
        return None
    return Planted(
        replace(case, decision_date=case.ur_denial_date - dt.timedelta(days=9)), "decision_date"
    )


@kind
def associated_service_overturned(case, chance):
    spots = [
        at
        for at, item in enumerate(case.disputed_items)
        if item.associated_service and item.decision is Decision.UPHELD
    ]
    surgery = next(
        (
            at
            for at, item in enumerate(case.disputed_items)
            if re.search("arthroscop|reduction", item.request)
        ),
        None,
    )
    if not spots or surgery is None:
        return None
    at = chance.choice(spots)
    case = in_item(case, surgery, decision=Decision.UPHELD)
    words = Prose("The requested service is medically necessary.")
    return Planted(
        in_item(case, at, decision=Decision.OVERTURNED, rationale=words),
        f"disputed_items.{at}.decision",
    )


@kind
def chapter_not_in_force(case, chance):
    for at in shuffled(case, chance):
        basis = case.disputed_items[at].reviewer_basis
        for n, one in enumerate(basis.citations):
            if one.source is Source.MTUS and one.year:
                citations = list(basis.citations)
                citations[n] = replace(
                    one, year={2016: 2009, 2004: 2019, 2007: 2004, 2009: 2006}[one.year]
                )
                new = replace(basis, citations=tuple(citations))
                return Planted(
                    in_item(case, at, reviewer_basis=new),
                    f"disputed_items.{at}.reviewer_basis.citations.{n}.year",
                )
    return None


@kind
def rationale_of_another_item(case, chance):
    order = shuffled(case, chance)
    for at in order:
        for other in order:
            mine, theirs = case.disputed_items[at], case.disputed_items[other]
            named = theirs.request.split(" was ")[0].lower() in theirs.rationale.lower()
            if (
                at != other
                and named
                and mine.request not in theirs.request
                and theirs.request not in mine.request
            ):
                return rationale(case, at, theirs.rationale)
    return None
