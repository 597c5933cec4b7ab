"""Invented cases of any size; none of the people, firms or records exists."""

from __future__ import annotations

import datetime as dt

from desktop.cases.case import (
    Address,
    Basis,
    Case,
    Citation,
    DisputedItem,
    Document,
    Organization,
    Party,
    Reviewer,
    Summary,
)
from desktop.cases.terms import Decision, Priority, Sex, Source
from desktop.records.questions import Prose

_REQUESTS = (
    "MRI of the lumbar spine without contrast",
    "Tramadol 50mg #60",
    "Acupuncture twice a week for 3 weeks",
    "Right knee arthroscopy with partial medial meniscectomy",
)
_MTUS = Citation(title="Low Back Complaints", year=2004, sections=("Special Studies", "Summary"))
_ODG = Citation(
    source=Source("Non-MTUS Citation"),
    title="Official Disability Guidelines (ODG)",
    chapter="Low Back Chapter",
    topic="MRI",
)
_SENTENCES = (
    "The injured worker reported low back pain on 03/12/2026, rated 6 out of 10.",
    "The examination of 04/02/2026 found straight leg raising positive at 40 degrees on the right.",
    "The records submitted do not show what conservative care was tried after 11-21-2025.",
    "The guideline asks for a neurologic deficit that four to six weeks of care did not resolve.",
    "A request was made for the service in dispute, and utilization review denied it.",
)


def prose(sentences: int, start: int = 0) -> Prose:
    """A paragraph of so many sentences."""
    return Prose(" ".join(_SENTENCES[(start + at) % 5] for at in range(sentences)))


def item(number: int, sentences: int = 6) -> DisputedItem:
    """A disputed item with everything that a letter prints of it."""
    upheld = number % 3 != 2
    necessary = "not medically necessary" if upheld else "medically necessary"
    return DisputedItem(
        request=f"{_REQUESTS[number % 4]}, request {number}",
        authorized="Acupuncture once" if number % 4 == 2 else "",
        remaining="Acupuncture, five visits" if number % 4 == 2 else "",
        decision=Decision.UPHELD if upheld else Decision.OVERTURNED,
        claims_administrator_basis=Basis(none_cited=True) if upheld else Basis(citations=(_ODG,)),
        reviewer_basis=Basis(citations=(_MTUS, _ODG)),
        rationale=Prose(f"{prose(sentences, number)} Therefore, the request is {necessary}."),
    )


def case(items: int = 3, sentences: int = 6) -> Case:
    """A complete case of so many items, each rationale of so many sentences."""
    return Case(
        organization=Organization(
            name="Cedar Grove Review Organization",
            short_name="CEDAR GROVE",
            medical_director="A. Sample, MD",
        ),
        case_number=f"CM26-{items:07}",
        date_assigned=dt.date(2026, 5, 4),
        date_of_injury=dt.date(2024, 10, 20),
        decision_date=dt.date(2026, 5, 22),
        ur_denial_date=dt.date(2026, 4, 10),
        application_received=dt.date(2026, 4, 28),
        priority=Priority.STANDARD,
        injured_worker=Party(
            name="María Nguyễn",
            address=Address(street="1 Poplar Way", city="Fresno", state="CA", postal_code="93721"),
        ),
        claims_administrator=Party(name="Sample Claims Company"),
        claim_number="WC-2024-000017",
        reviewer=Reviewer(
            name="R. Hidden, MD",
            licensures=("California", "Oregon"),
            specialties=("Physical Medicine & Rehabilitation", "Pain Management"),
        ),
        summary=Summary(age=50, sex=Sex.FEMALE, narrative=prose(sentences * 2)),
        documents=tuple(
            Document(author=f"Clinic {at}", type="progress report", date=dt.date(2026, 4, at + 1))
            for at in range(6)
        ),
        disputed_items=tuple(item(number, sentences) for number in range(items)),
    )
