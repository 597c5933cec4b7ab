"""Invented cases of several sizes and kinds, whose prose has several paragraphs."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from desktop.cases.case import Address, Case, DisputedItem, Party, Passage
from desktop.records.questions import Prose
from tests import invented

_WORDS = (
    "The {0} request was weighed against the guideline that the claims administrator named.",
    "Examination {0} recorded tenderness at level {1}, and flexion of {2} degrees.",
    "After {1} visits the index of disability had gone from {2} to {0}, which is no clear change.",
    "Nothing in document {0} says that medication was reduced, or that work resumed on day {2}.",
    "A trial of {1} sessions, as the chapter allows, would first have to show a gain by week {0}.",
    "Therefore, what was asked for in request {0} is {3}medically necessary.",
)


def paragraphs(start: int, count: int, necessary: str = "") -> Prose:
    """So many paragraphs, no two of which say the same."""
    lines = [
        " ".join(
            _WORDS[(start + at + n) % 5].format(start + 11, at + 21, n + 31, necessary)
            for n in range(2)
        )
        for at in range(count)
    ]
    return Prose(
        "\n".join([*lines[:-1], f"{lines[-1]} {_WORDS[5].format(start, 0, 0, necessary)}"])
    )


def item(number: int) -> DisputedItem:
    """A disputed item with a rationale of two to four paragraphs."""
    one = invented.item(number)
    return replace(one, rationale=paragraphs(number * 7 + 3, 2 + number % 3, "not "))


def case(items: int) -> Case:
    """A case of so many items, one of them authorized in part, one retrospective."""
    found = [item(number) for number in range(items)]
    if items > 1:
        found[1] = replace(found[1], retrospective=True, dates_of_service="04/02/2026")
    return replace(
        invented.case(items),
        disputed_items=tuple(found),
        summary=replace(invented.case(items).summary, narrative=paragraphs(90, 3)),
    )


def with_attorney() -> Case:
    """A case of three items whose letter goes to an attorney, with a passage of its own."""
    office = Address(street="9 Court Plaza", city="Fresno", state="CA", postal_code="93721")
    return replace(
        case(3),
        attorney=Party(name="A. Sample, Esq.", address=office),
        employer=Party(name="Invented Orchards"),
        own_words=(Passage(place="header", words=Prose("This letter is invented.")),),
        decision_date=dt.date(2026, 5, 20),
    )


CASES = {"one": case(1), "three": case(3), "seven": case(7), "attorney": with_attorney()}
