"""The case: what the reviewer knows and decides, and nothing about how it is shown or kept.

Every record is frozen, refuses keys that it does not know, and takes *unknown* (None, an empty
text, an empty list) for every fact.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import msgspec

from desktop.cases import pack_words
from desktop.cases.pack_words import Effect
from desktop.cases.terms import Decision, Outcome, Position, Priority, Sex, Source, Verdict
from desktop.records.questions import Prose, ask

BLANK = Prose("")
Count = Annotated[int, msgspec.Meta(ge=0)]
Ordinal = Annotated[int, msgspec.Meta(ge=1)]
Years = Annotated[int, msgspec.Meta(ge=0, le=120)]


class Record(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """A part of the case, equal to another with the same facts."""


class Address(Record, frozen=True):
    """A postal address in the United States."""

    street: Annotated[str, ask("Street", example="1200 Poplar Way, Suite 300")] = ""
    city: Annotated[str, ask("City")] = ""
    state: Annotated[str, ask("State", example="CA")] = ""
    postal_code: Annotated[str, ask("ZIP code", example="95814")] = ""


class Party(Record, frozen=True):
    """A person or firm that takes part in the dispute."""

    name: Annotated[str, ask("Name")] = ""
    contact: Annotated[str, ask("Contact", help="The person to write to, at a firm.")] = ""
    telephone: Annotated[str, ask("Telephone")] = ""
    address: Annotated[Address, ask("Address")] = Address()


class Organization(Record, frozen=True):
    """The review organization that sends the letter."""

    name: Annotated[str, ask("Full name", help="As in “… sent the complete case file”.")] = ""
    short_name: Annotated[str, ask("Short name", help="As in “… guideline:”.")] = ""
    telephone: Annotated[str, ask("Telephone")] = ""
    address: Annotated[Address, ask("Address")] = Address()
    medical_director: Annotated[str, ask("Medical director", help="Signs the served letter.")] = ""


class Reviewer(Record, frozen=True):
    """The expert reviewer, whose name no letter shows."""

    name: Annotated[str, ask("Name", help="For the office; never printed.")] = ""
    licensures: Annotated[
        tuple[str, ...],
        ask("States of licensure", one="Licensure", example="California"),
    ] = ()
    specialties: Annotated[
        tuple[str, ...],
        ask("Specialties", one="Specialty", example="Occupational Medicine"),
    ] = ()
    board_certified: Annotated[bool | None, ask("Board certified in these specialties")] = None


class Diagnosis(Record, frozen=True):
    """A diagnosis as the records give it."""

    name: Annotated[str, ask("Diagnosis")] = ""
    icd10: Annotated[str, ask("ICD-10 code", example="M54.16")] = ""


class Examination(Record, frozen=True):
    """What one examination found."""

    date: Annotated[dt.date | None, ask("Date")] = None
    examiner: Annotated[str, ask("Examiner", example="treating physician")] = ""
    findings: Annotated[Prose, ask("Complaints and findings")] = BLANK


class Imaging(Record, frozen=True):
    """What one imaging or electrodiagnostic study showed."""

    study: Annotated[str, ask("Study", example="MRI of the lumbar spine")] = ""
    date: Annotated[dt.date | None, ask("Date")] = None
    findings: Annotated[Prose, ask("Findings")] = BLANK


class Medication(Record, frozen=True):
    """A drug that the injured worker takes or took."""

    name: Annotated[str, ask("Drug")] = ""
    strength: Annotated[str, ask("Strength", example="50 mg")] = ""
    directions: Annotated[str, ask("Directions", example="one tablet twice a day")] = ""


class Summary(Record, frozen=True):
    """The clinical case summary: the facts, and the narrative made from them."""

    age: Annotated[Years | None, ask("Age", help="In years.")] = None
    sex: Annotated[Sex | None, ask("Sex")] = None
    occupation: Annotated[str, ask("Occupation")] = ""
    mechanism: Annotated[Prose, ask("Mechanism of injury")] = BLANK
    diagnoses: Annotated[tuple[Diagnosis, ...], ask("Diagnoses", one="Diagnosis")] = ()
    treatments: Annotated[tuple[str, ...], ask("Treatment to date", one="Treatment")] = ()
    examinations: Annotated[tuple[Examination, ...], ask("Examinations", one="Examination")] = ()
    imaging: Annotated[tuple[Imaging, ...], ask("Imaging and electrodiagnostics", one="Study")] = ()
    medications: Annotated[tuple[Medication, ...], ask("Medications", one="Medication")] = ()
    work_status: Annotated[str, ask("Work status", example="modified duty")] = ""
    narrative: Annotated[Prose, ask("Narrative", help="The paragraph that is printed.")] = BLANK
    drafted: Annotated[
        Prose, ask("Narrative as drafted", help="What the facts gave when it was drafted last.")
    ] = BLANK


class Document(Record, frozen=True):
    """A document of the case file that the reviewer read."""

    author: Annotated[str, ask("Author", help="Shown in the served letter only.")] = ""
    type: Annotated[str, ask("Type", example="progress report (PR-2)")] = ""
    date: Annotated[dt.date | None, ask("Date")] = None
    pages: Annotated[Count | None, ask("Pages")] = None
    notes: Annotated[Prose, ask("Notes", help="For the office; never printed.")] = BLANK


class Citation(Record, frozen=True):
    """A recommendation that a decision is based on.

    Of a program's own schedule the `title` is the chapter and `sections` are its sections; of any
    other work the title is the organization or book, and `chapter` and `topic` lead to the place.
    """

    source: Annotated[Source, ask("Source")] = Source.first()
    title: Annotated[str, ask("Title", example="Low Back Complaints")] = ""
    year: Annotated[int | None, ask("Year", help="In which the chapter took effect.")] = None
    sections: Annotated[
        tuple[str, ...], ask("Sections", one="Section", example="Special Studies")
    ] = ()
    pages: Annotated[str, ask("Pages", example="303-305")] = ""
    chapter: Annotated[str, ask("Chapter", example="Low Back Chapter")] = ""
    topic: Annotated[str, ask("Topic", example="MRI")] = ""
    suffix: Annotated[str, ask("Word after title and year", example="Guidelines")] = ""
    after_title: Annotated[str, ask("Mark after the title", example=":")] = ""
    after_chapter: Annotated[str, ask("Mark after the chapter")] = ","
    older_form: Annotated[
        bool, ask("Older form", help="No commas before sections and pages, as before 2016.")
    ] = False
    introduced_by: Annotated[
        str, ask("Introduced by", help="The words before the citation, where not the usual ones.")
    ] = ""


class Basis(Record, frozen=True):
    """The guideline line of one party: what its decision on an item is based on."""

    citations: Annotated[tuple[Citation, ...], ask("Citations", one="Citation")] = ()
    none_cited: Annotated[bool, ask("No medical evidence was cited")] = False
    wording: Annotated[Prose, ask("In its own words", help="Printed instead of the form.")] = BLANK


class Answer(Record, frozen=True):
    """What the record says to one criterion of a guideline."""

    guideline: Annotated[str, ask("Guideline")] = ""
    criterion: Annotated[str, ask("Criterion")] = ""
    verdict: Annotated[Verdict | None, ask("Answer")] = None
    value: Annotated[str, ask("Value", help="A number, a date or a choice.")] = ""
    evidence: Annotated[Prose, ask("Evidence", help="The document and date that show it.")] = BLANK


class DisputedItem(Record, frozen=True):
    """One treatment or service in dispute, and the decision on it."""

    request: Annotated[str, ask("Request as made")] = ""
    quantity: Annotated[str, ask("Quantity", example="6 visits")] = ""
    frequency: Annotated[str, ask("Frequency", example="twice a week")] = ""
    duration: Annotated[str, ask("Duration", example="three weeks")] = ""
    retrospective: Annotated[bool, ask("Retrospective", help="Already provided.")] = False
    dates_of_service: Annotated[str, ask("Date of service", example="11/18/16")] = ""
    authorized: Annotated[str, ask("Part authorized by the claims administrator")] = ""
    whole_eligible: Annotated[bool, ask("The whole request stays eligible for review")] = False
    remaining: Annotated[str, ask("Portion under review")] = ""
    as_worded: Annotated[
        bool, ask("Request says it all", help="It says itself that it is retrospective, or whose.")
    ] = False
    associated_service: Annotated[bool, ask("Associated surgical service")] = False
    associated_with: Annotated[
        Ordinal | None, ask("Goes with item", help="The surgery's number.")
    ] = None
    decision: Annotated[Decision | None, ask("Decision")] = None
    claims_administrator_basis: Annotated[Basis, ask("Claims administrator's guideline")] = Basis()
    reviewer_basis: Annotated[Basis, ask("Reviewer's guideline")] = Basis()
    guidelines: Annotated[tuple[str, ...], ask("Guidelines consulted", one="Guideline")] = ()
    answers: Annotated[tuple[Answer, ...], ask("Answers to criteria", one="Answer")] = ()
    rationale: Annotated[Prose, ask("Rationale")] = BLANK
    drafted: Annotated[
        Prose, ask("Rationale as drafted", help="What the answers gave when it was drafted last.")
    ] = BLANK


class Passage(Record, frozen=True):
    """Words of the letter that are its own: beside a block of the template, or in its stead."""

    place: Annotated[str, ask("Place", help="The block of the template.")] = ""
    position: Annotated[Position, ask("Position")] = Position.AFTER
    words: Annotated[Prose, ask("Words", help="Empty: the block is left out.")] = BLANK


class Acceptance(Record, frozen=True):
    """A finding of the check that the reviewer leaves as it is, with the reason."""

    rule: Annotated[str, ask("Rule")] = ""
    path: Annotated[str, ask("Field")] = ""
    message: Annotated[
        str, ask("Finding", help="As it was when it was accepted; another sentence is another.")
    ] = ""
    reason: Annotated[Prose, ask("Reason")] = BLANK


class Case(Record, frozen=True):
    """A dispute under review, from its assignment to the finished letter."""

    program: Annotated[str, ask("Program", help="Folder of the template pack.")] = pack_words.USUAL
    organization: Annotated[Organization, ask("Review organization")] = Organization()
    case_number: Annotated[str, ask("Case number", example="CM26-0104417")] = ""
    date_assigned: Annotated[dt.date | None, ask("Date assigned")] = None
    date_of_injury: Annotated[dt.date | None, ask("Date of injury")] = None
    decision_date: Annotated[dt.date | None, ask("Decision date")] = None
    ur_denial_date: Annotated[dt.date | None, ask("UR denial date")] = None
    application_received: Annotated[dt.date | None, ask("Application received")] = None
    priority: Annotated[Priority | None, ask("Priority")] = None
    formulary_dispute: Annotated[bool, ask("Formulary drugs only", help="A shorter time runs.")] = (
        False
    )
    injured_worker: Annotated[Party, ask("Injured worker")] = Party()
    attorney: Annotated[Party, ask("Attorney")] = Party()
    employer: Annotated[Party, ask("Employer")] = Party()
    claims_administrator: Annotated[Party, ask("Claims administrator")] = Party()
    claim_number: Annotated[str, ask("Claim number")] = ""
    requesting_physician: Annotated[Party, ask("Requesting physician")] = Party()
    reviewer: Annotated[Reviewer, ask("Reviewer")] = Reviewer()
    summary: Annotated[Summary, ask("Clinical case summary")] = Summary()
    documents: Annotated[tuple[Document, ...], ask("Documents reviewed", one="Document")] = ()
    disputed_items: Annotated[tuple[DisputedItem, ...], ask("Disputed items", one="Item")] = ()
    own_words: Annotated[
        tuple[Passage, ...], ask("Passages of the letter's own", one="Passage")
    ] = ()
    accepted: Annotated[tuple[Acceptance, ...], ask("Findings accepted", one="Finding")] = ()

    @property
    def decided(self) -> dt.date | None:
        """The day of the decision; None while it, an item's, a reason or the summary is missing."""
        reasons = all(item.rationale for item in self.disputed_items)
        return self.decision_date if self.outcome and reasons and self.summary.narrative else None

    @property
    def outcome(self) -> Outcome | None:
        """What becomes of the case as a whole; None while an item is undecided."""
        effects = {item.decision and item.decision.effect for item in self.disputed_items}
        if not effects or None in effects:
            return None
        effect = effects.pop() if len(effects) == 1 else None
        word = pack_words.of(self.program).outcome(effect or Effect.PART)
        return Outcome(word) if word else None
