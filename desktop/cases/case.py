"""The case: what the reviewer knows and decides, and nothing about how it is shown or stored.

Every record is frozen, refuses keys that it does not know, and takes *unknown* (None, an empty
text, an empty list) for every fact.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from msgspec.structs import replace

from desktop.cases import pack_words
from desktop.cases.evidence.basis import Answer, Basis, Citation, ConsultedGuideline
from desktop.cases.evidence.sources import give_sources
from desktop.cases.ids.identity import give_ids
from desktop.cases.pack_words import Effect
from desktop.cases.panel import seating
from desktop.cases.panel.opinion import Opinion
from desktop.cases.parties import Address, FurtherReviewer, Organization, Party, Reviewer
from desktop.cases.record import AN_ID, BLANK, Count, Given, ItemId, Record
from desktop.cases.summary import Diagnosis, Examination, Imaging, Medication, Summary
from desktop.cases.terms import Decision, Outcome, Position, Priority
from desktop.records.questions import Prose, ask

__all__ = [
    "Acceptance", "Address", "Answer", "Basis", "Case", "Citation", "ConsultedGuideline",
    "Diagnosis", "DisputedItem", "Document", "Examination", "FurtherReviewer", "Imaging",
    "Medication", "Opinion", "Organization", "Party", "Passage", "Reviewer", "Summary",
]  # fmt: skip

BY_ID = "By which it is known wherever it stands."


class Document(Record, frozen=True):
    """A document of the case file that the reviewer read."""

    id: Annotated[str, AN_ID, ask("Id", help=BY_ID, shown=False, printed=False)] = ""
    author: Annotated[
        str, ask("Author", help="Shown in the served letter only.", beside="type")
    ] = ""
    type: Annotated[str, ask("Type", example="progress report (PR-2)")] = ""
    date: Annotated[dt.date | None, ask("Date")] = None
    pages: Annotated[Count | None, ask("Pages", beside="date")] = None
    notes: Annotated[Prose, ask("Notes", help="For the office; never printed.", printed=False)] = (
        BLANK
    )


class DisputedItem(Record, frozen=True):
    """One treatment or service in dispute, and the decision on it."""

    id: Annotated[str, AN_ID, ask("Id", help=BY_ID, shown=False, printed=False)] = ""
    request: Annotated[str, ask("Request as made", group="Request", expected=True)] = ""
    quantity: Annotated[str, ask("Quantity", example="6 visits", printed=False)] = ""
    frequency: Annotated[
        str, ask("Frequency", example="twice a week", beside="quantity", printed=False)
    ] = ""
    duration: Annotated[
        str, ask("Duration", example="three weeks", beside="quantity", printed=False)
    ] = ""
    requested_on: Annotated[
        dt.date | None,
        ask(
            "Day of the request",
            help="Of the request for authorization. Some editions of the guidelines go by it.",
            below="quantity",
            printed=False,
        ),
    ] = None
    retrospective: Annotated[bool, ask("Retrospective", help="Already provided.")] = False
    dates_of_service: Annotated[str, ask("Date of service", example="11/18/16")] = ""
    authorized: Annotated[str, ask("Part authorized by the claims administrator")] = ""
    whole_eligible: Annotated[
        bool, ask("The whole request stays eligible for review", below="remaining")
    ] = False
    remaining: Annotated[str, ask("Portion under review")] = ""
    as_worded: Annotated[
        bool,
        ask(
            "Request says it all",
            help="It says itself that it is retrospective, or whose.",
            shown=False,
        ),
    ] = False
    associated_service: Annotated[
        bool, ask("Associated surgical service", beside="retrospective")
    ] = False
    associated_with: Annotated[
        ItemId,
        AN_ID,
        ask("Goes with item", help="The surgery's number.", beside="dates_of_service"),
    ] = ItemId("")
    decision: Annotated[
        Decision | None,
        ask("Decision", group="Decision", expected=True),
    ] = None
    opinions: Annotated[
        tuple[Opinion, ...],
        ask("Opinions", one="Opinion", shown=False, printed=False),
    ] = ()
    claims_administrator_basis: Annotated[
        Basis, ask("Claims administrator's guideline", group="Claims administrator's guideline")
    ] = Basis()
    reviewer_basis: Annotated[Basis, ask("Reviewer's guideline", group="Reviewer's guideline")] = (
        Basis()
    )
    guidelines: Annotated[
        tuple[str, ...], ask("Guidelines consulted", one="Guideline", shown=False, printed=False)
    ] = ()
    consulted: Annotated[
        tuple[ConsultedGuideline, ...],
        ask("Forms of the guidelines", one="Form", shown=False, printed=False),
    ] = ()
    answers: Annotated[
        tuple[Answer, ...], ask("Answers to criteria", one="Answer", shown=False, printed=False)
    ] = ()
    competing: Annotated[
        Prose,
        ask(
            "Why this recommendation",
            group="Rationale",
            help="Where the claims administrator and the reviewer cite different sources: why the "
            "one governs and the other does not.",
        ),
    ] = BLANK
    rationale: Annotated[Prose, ask("Rationale", group="Rationale", expected=True)] = BLANK
    drafted: Annotated[
        Prose,
        ask(
            "Rationale as drafted",
            help="What the answers gave when it was drafted last.",
            shown=False,
            printed=False,
        ),
    ] = BLANK


class Passage(Record, frozen=True):
    """Words that are in this letter alone: next to a block of the template, or instead of it."""

    id: Annotated[str, AN_ID, ask("Id", help=BY_ID, shown=False, printed=False)] = ""
    place: Annotated[str, ask("Place", help="The block; an item by its id.", printed=False)] = ""
    position: Annotated[Position, ask("Position")] = Position.AFTER
    words: Annotated[Prose, ask("Words", help="Empty: the block is left out.")] = BLANK


class Acceptance(Record, frozen=True):
    """A finding of the check that the reviewer leaves as it is, with the reason."""

    rule: Annotated[str, ask("Rule")] = ""
    path: Annotated[str, ask("Field", help="An element by its id.")] = ""
    message: Annotated[
        str, ask("Finding", help="As it was when it was accepted; another sentence is another.")
    ] = ""
    reason: Annotated[Prose, ask("Reason")] = BLANK


class Case(Record, frozen=True):
    """A dispute under review, from its assignment to the finished letter."""

    program: Annotated[
        str, ask("Program", help="Folder of the template pack.", shown=False, printed=False)
    ] = pack_words.USUAL
    organization: Annotated[
        Organization, ask("Review organization", below="requesting_physician")
    ] = Organization()
    case_number: Annotated[
        str,
        ask("Case number", example="CM26-0104417", section="case", group="Numbers", required=True),
    ] = ""
    date_assigned: Annotated[
        dt.date | None, ask("Date assigned", below="ur_denial_date", required=True)
    ] = None
    date_of_injury: Annotated[
        dt.date | None, ask("Date of injury", beside="claim_number", required=True)
    ] = None
    decision_date: Annotated[
        dt.date | None,
        ask("Decision date", beside="date_assigned", required=True),
    ] = None
    served_on: Annotated[
        dt.date | None,
        ask(
            "Served on",
            help="The day on which the letter is mailed. The time to appeal runs from it.",
            below="decision_date",
        ),
    ] = None
    ur_denial_date: Annotated[
        dt.date | None, ask("UR denial date", group="Dates of the dispute", required=True)
    ] = None
    application_received: Annotated[
        dt.date | None, ask("Application received", beside="ur_denial_date", required=True)
    ] = None
    records_complete: Annotated[
        dt.date | None,
        ask(
            "Records complete",
            help="The day on which the request for review and its records were both received.",
            beside="ur_denial_date",
            printed=False,
        ),
    ] = None
    priority: Annotated[Priority | None, ask("Priority", beside="case_number", required=True)] = (
        None
    )
    formulary_dispute: Annotated[
        bool,
        ask("Formulary drugs only", help="A shorter time runs.", below="claim_number"),
    ] = False
    injured_worker: Annotated[
        Party, ask("Injured worker", section="parties", required=True, sparing=("contact",))
    ] = Party()
    attorney: Annotated[Party, ask("Attorney", section="parties", sparing=("contact",))] = Party()
    employer: Annotated[
        Party, ask("Employer", section="parties", required=True, prints=("name",))
    ] = Party()
    claims_administrator: Annotated[
        Party, ask("Claims administrator", section="parties", required=True, prints=("name",))
    ] = Party()
    claim_number: Annotated[str, ask("Claim number", below="case_number", expected=True)] = ""
    requesting_physician: Annotated[
        Party,
        ask(
            "Requesting physician",
            section="parties",
            required=True,
            sparing=("contact",),
            prints=("name",),
        ),
    ] = Party()
    reviewer: Annotated[Reviewer, ask("Reviewer", section="reviewer")] = Reviewer()
    further_reviewers: Annotated[
        tuple[FurtherReviewer, ...],
        ask(
            "Further reviewers",
            one="Further reviewer",
            section="reviewer",
            shown=False,
            printed=False,
        ),
    ] = ()
    summary: Annotated[Summary, ask("Clinical case summary", section="summary")] = Summary()
    documents: Annotated[
        tuple[Document, ...],
        ask("Documents reviewed", one="Document", section="documents"),
    ] = ()
    disputed_items: Annotated[
        tuple[DisputedItem, ...], ask("Disputed items", one="Item", section="items")
    ] = ()
    own_words: Annotated[
        tuple[Passage, ...],
        ask("Passages of the letter's own", one="Passage", section="items", shown=False),
    ] = ()
    accepted: Annotated[
        tuple[Acceptance, ...], ask("Findings accepted", one="Finding", shown=False, printed=False)
    ] = ()
    ids_given: Annotated[
        Given, ask("Ids given", help="The highest number so far.", shown=False, printed=False)
    ] = 0

    def __post_init__(self) -> None:
        give_ids(self)
        give_sources(self)
        seating.seat(self)

    def settled(self, before: Case) -> Case:
        """This case, which a change makes of `before`, with the decisions of its panel."""
        return seating.settled(self, before)

    def after(self, before: Case) -> Case:
        """This case after `before`: ids are never assigned twice."""
        last = max(self.ids_given, before.ids_given)
        return self if last == self.ids_given else replace(self, ids_given=last)

    @property
    def reviewers(self) -> tuple[Reviewer, ...]:
        """The panel: the reviewer, and the further ones."""
        return (self.reviewer, *self.further_reviewers)

    @property
    def decided(self) -> dt.date | None:
        """The day of the decision; None while it, an item's, a reason or the summary is missing."""
        reasons = all(item.rationale for item in self.disputed_items)
        return self.decision_date if self.outcome and reasons and self.summary.narrative else None

    @property
    def outcome(self) -> Outcome | None:
        """The outcome of the whole case; None while an item is undecided."""
        effects = {item.decision and item.decision.effect for item in self.disputed_items}
        if not effects or None in effects:
            return None
        effect = effects.pop() if len(effects) == 1 else None
        word = pack_words.of(self.program).outcome(effect or Effect.PART)
        return Outcome(word) if word else None
