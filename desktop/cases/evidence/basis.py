"""Citations, the guideline line that is made of them, and answers to a guideline's criteria."""

from __future__ import annotations

from typing import Annotated

from desktop.cases.record import BLANK, Record
from desktop.cases.terms import Source, Verdict
from desktop.records.questions import Prose, ask


class Citation(Record, frozen=True):
    """A recommendation that a decision is based on.

    Of a program's own schedule the `title` is the chapter and `sections` are its sections; of any
    other work the title is the organization or book, and `chapter` and `topic` lead to the place.
    """

    source: Annotated[Source, ask("Source", width=3)] = Source.first()
    title: Annotated[str, ask("Title", example="Low Back Complaints")] = ""
    year: Annotated[
        int | None, ask("Year", help="In which the chapter took effect.", beside="source")
    ] = None
    sections: Annotated[
        tuple[str, ...], ask("Sections", one="Section", example="Special Studies", width=3)
    ] = ()
    pages: Annotated[str, ask("Pages", example="303-305", beside="sections")] = ""
    chapter: Annotated[str, ask("Chapter", example="Low Back Chapter")] = ""
    topic: Annotated[str, ask("Topic", example="MRI", beside="chapter")] = ""
    suffix: Annotated[str, ask("Word after title and year", example="Guidelines", shown=False)] = ""
    after_title: Annotated[str, ask("Mark after the title", example=":", shown=False)] = ""
    after_chapter: Annotated[str, ask("Mark after the chapter", shown=False)] = ","
    older_form: Annotated[
        bool,
        ask("Older form", help="No commas before sections and pages, as before 2016.", shown=False),
    ] = False
    introduced_by: Annotated[
        str,
        ask(
            "Introduced by",
            help="The words before the citation, where not the usual ones.",
            shown=False,
        ),
    ] = ""


class Basis(Record, frozen=True):
    """The guideline line of one party: what its decision on an item is based on."""

    citations: Annotated[
        tuple[Citation, ...],
        ask("Citations", one="Citation", expected=True),
    ] = ()
    none_cited: Annotated[bool, ask("No medical evidence was cited", expected=True)] = False
    wording: Annotated[
        Prose, ask("In its own words", help="Printed instead of the form.", expected=True)
    ] = BLANK


class ConsultedGuideline(Record, frozen=True):
    """In which form a guideline was consulted: it may change afterwards."""

    guideline: Annotated[str, ask("Guideline")] = ""
    fingerprint: Annotated[str, ask("Fingerprint", help="Of its questions, rules and phrases.")] = (
        ""
    )


class Answer(Record, frozen=True):
    """What the record says to one criterion of a guideline."""

    guideline: Annotated[str, ask("Guideline")] = ""
    criterion: Annotated[str, ask("Criterion")] = ""
    verdict: Annotated[Verdict | None, ask("Answer")] = None
    value: Annotated[str, ask("Value", help="A number, a date or a choice.")] = ""
    evidence: Annotated[Prose, ask("Evidence", help="The document and date that show it.")] = BLANK
