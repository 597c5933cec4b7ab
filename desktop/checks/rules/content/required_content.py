"""Rules: what the program's law wants in every determination."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from desktop.cases.case import Case, Document, Organization, Party, Reviewer
from desktop.cases.pack_words import Effect
from desktop.cases.sections import missing
from desktop.cases.terms import Decision, Priority
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import letter, rule
from desktop.records.questions import describe, questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.checks.engine.review_context import ReviewContext

_APART = ("organization.", "reviewer.", "further_reviewers.")
"""Records that have a rule of their own."""
_PARTY = Party(name="A. Sample")
_READ = Document(author="A. Sample", type="progress report (PR-2)")


@rule(
    "content.items",
    fires=(Case(),),
    quiet=(letter(request="MRI of the knee"),),
)
def no_item(context: ReviewContext) -> Iterator[Hit]:
    """There is no disputed item."""
    if not context.items:
        yield Hit("disputed_items", "The case has no disputed item.")


@rule(
    "content.request",
    fires=(letter("It is not medically necessary."),),
    quiet=(letter(request="MRI of the knee"),),
)
def no_request(context: ReviewContext) -> Iterator[Hit]:
    """An item does not state the disputed treatment."""
    for item in context.items:
        if not item.item.request.strip():
            yield Hit(f"{item.path}.request", f"Item {item.number} has no request.")


@rule(
    "content.decision",
    fires=(letter(request="MRI of the knee"),),
    quiet=(letter(request="MRI of the knee", decision=Decision.of(Effect.AGAINST)),),
)
def no_decision(context: ReviewContext) -> Iterator[Hit]:
    """An item has no decision."""
    for item in context.items:
        if item.item.decision is None:
            yield Hit(f"{item.path}.decision", f"Item {item.number} has no decision.")


@rule(
    "content.rationale",
    fires=(letter(request="MRI of the knee"),),
    quiet=(letter("It is not medically necessary."),),
)
def no_rationale(context: ReviewContext) -> Iterator[Hit]:
    """An item has no clinical reasons."""
    for item in context.items:
        if not item.item.rationale.strip():
            yield Hit(f"{item.path}.rationale", f"Item {item.number} has no rationale.")


@rule(
    "content.necessity",
    fires=(letter("The medical necessity of this request is not established."),),
    quiet=(letter("The request is not medically necessary."),),
)
def necessity_not_stated(context: ReviewContext) -> Iterator[Hit]:
    """A rationale never says its decision in the program's words: "medically necessary"."""
    sayings = context.references.reader.sayings
    words = '" or "'.join(sayings.bases)
    for item in context.items:
        said = not words or sayings.named_in(one.text for one in item.rationale)
        if item.item.rationale and not said:
            yield Hit(
                f"{item.path}.rationale",
                f'The rationale of item {item.number} never says "{words}".',
            )


@rule(
    "content.condition",
    fires=(Case(),),
    quiet=(letter(summary="A 40-year-old roofer with a knee strain."),),
)
def no_condition(context: ReviewContext) -> Iterator[Hit]:
    """The employee's medical condition is not stated."""
    if not context.summary.words.strip():
        yield Hit("summary.narrative", "The clinical case summary is empty.")


@rule(
    "content.qualifications",
    fires=(Case(),),
    quiet=(Case(reviewer=Reviewer(licensures=("California",), specialties=("Surgery",))),),
)
def no_qualifications(context: ReviewContext) -> Iterator[Hit]:
    """The reviewer's qualifications are not described."""
    yield from _empty(context, missing(context.case.reviewer, "reviewer"))


@rule(
    "content.documents",
    fires=(letter(injured_worker=_PARTY),),
    quiet=(letter(injured_worker=_PARTY, documents=(_READ,)), letter("A published copy.")),
)
def no_documents(context: ReviewContext) -> Iterator[Hit]:
    """The list of the documents reviewed is empty."""
    if not (context.names_nobody or context.case.documents):
        yield Hit("documents", "No document reviewed is listed.")


@rule(
    "content.only-utilization-review",
    fires=(letter(documents=(Document(type="Utilization review denial"),)),),
    quiet=(letter(documents=(Document(type="Utilization review denial"), _READ)),),
)
def only_utilization_review(context: ReviewContext) -> Iterator[Hit]:
    """Nothing but the papers of the utilization review was read."""
    types = [document.type.lower() for document in context.case.documents]
    if types and all("utilization review" in one or one.startswith("ur ") for one in types):
        yield Hit("documents", "A determination may not rest on utilization review papers alone.")


_DAYS = (
    "date_assigned", "date_of_injury", "decision_date", "ur_denial_date", "application_received",
)  # fmt: skip


@rule(
    "content.header",
    fires=(Case(),),
    quiet=(
        Case(
            case_number="CM26-0000001",
            priority=Priority.STANDARD,
            **dict.fromkeys(_DAYS, dt.date(2026, 3, 3)),  # type: ignore[arg-type]
        ),
    ),
)
def header_incomplete(context: ReviewContext) -> Iterator[Hit]:
    """A field that the program requires is empty, such as a line of the header."""
    found = missing(context.case)
    yield from _empty(context, (path for path in found if not path.startswith(_APART)))


@rule(
    "content.organization",
    fires=(Case(),),
    quiet=(Case(organization=Organization(name="Sample Review", short_name="Sample")),),
)
def no_organization(context: ReviewContext) -> Iterator[Hit]:
    """The letter does not say who made the determination."""
    yield from _empty(context, missing(context.case.organization, "organization"))


@rule(
    "content.parties",
    fires=(letter(claim_number="X-1"),),
    quiet=(
        letter(
            claim_number="X-1", injured_worker=_PARTY, claims_administrator=_PARTY,
            requesting_physician=_PARTY, employer=_PARTY,
        ),
        letter("A published copy."),
    ),
)  # fmt: skip
def party_unknown(context: ReviewContext) -> Iterator[Hit]:
    """A party on whom the determination is served is not named."""
    for name, asked in questions(type(context.case)).items():
        party = getattr(context.case, name) if asked.required else None
        if isinstance(party, Party) and not (context.names_nobody or party.name):
            yield Hit(f"{name}.name", f"{asked.label} is not named.")


@rule(
    "content.item-in-summary",
    fires=(letter(request="Urine drug testing", summary="A 40-year-old with knee pain."),),
    quiet=(letter(request="Urine drug testing", summary="UR denied the urine drug screening."),),
)
def item_not_in_summary(context: ReviewContext) -> Iterator[Hit]:
    """The summary does not speak of a disputed item."""
    told = {(term.kind, term.name) for one in context.summary.sentences for term in one.terms} | {
        ("word", token.word) for one in context.summary.sentences for token in one.tokens
    }
    for item in context.items if context.summary.words else ():
        asked = {(t.kind, t.name) for one in item.request for t in one.terms if t.kind in _SERVICE}
        words = {("word", t.word) for one in item.request for t in one.tokens if len(t.word) > 6}
        if (asked or words) and not (asked | words) & told:
            yield Hit(f"{item.path}.request", f"The summary does not speak of item {item.number}.")


_SERVICE = ("topic", "drug")


def _empty(context: ReviewContext, found: Iterable[str]) -> Iterator[Hit]:
    """A hit for each of the fields that were `found` to be empty."""
    for path in found:
        yield Hit(path, f"{describe(type(context.case), path)} is empty.")
