"""Who takes part in a review: the parties, the organization that sends the letter, the reviewer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from desktop.cases import pack_words
from desktop.cases.record import AN_ID, Record
from desktop.records.questions import ask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.cases.case import Case
    from desktop.cases.pack_words import PackParty


class Address(Record, frozen=True):
    """A postal address in the United States."""

    street: Annotated[str, ask("Street", example="1200 Poplar Way, Suite 300")] = ""
    city: Annotated[str, ask("City", width=3)] = ""
    state: Annotated[str, ask("State", example="CA", beside="city")] = ""
    postal_code: Annotated[str, ask("ZIP code", example="95814", beside="city", width=2)] = ""


class Party(Record, frozen=True):
    """A person or firm that takes part in the dispute."""

    name: Annotated[str, ask("Name", width=3, expected=True)] = ""
    contact: Annotated[str, ask("Contact", help="The person to write to, at a firm.")] = ""
    telephone: Annotated[str, ask("Telephone", beside="name", width=2, printed=False)] = ""
    address: Annotated[Address, ask("Address")] = Address()


class Organization(Record, frozen=True):
    """The review organization that sends the letter."""

    name: Annotated[
        str, ask("Full name", help="As in “… sent the complete case file”.", required=True)
    ] = ""
    short_name: Annotated[str, ask("Short name", help="As in “… guideline:”.", required=True)] = ""
    telephone: Annotated[str, ask("Telephone", beside="short_name", printed=False)] = ""
    address: Annotated[Address, ask("Address", printed=False)] = Address()
    medical_director: Annotated[
        str, ask("Medical director", help="Signs the served letter.", below="short_name")
    ] = ""


class Reviewer(Record, frozen=True):
    """The expert reviewer, whose name no letter shows."""

    name: Annotated[
        str,
        ask(
            "Name",
            help="For the office; never printed.",
            group="For the office",
            below="specialties",
            printed=False,
        ),
    ] = ""
    licensures: Annotated[
        tuple[str, ...],
        ask(
            "States of licensure",
            one="Licensure",
            example="California",
            below="board_certified",
            required=True,
        ),
    ] = ()
    specialties: Annotated[
        tuple[str, ...],
        ask(
            "Specialties",
            one="Specialty",
            example="Occupational Medicine",
            below="licensures",
            required=True,
        ),
    ] = ()
    board_certified: Annotated[
        bool | None, ask("Board certified in these specialties", group="Qualifications")
    ] = None


class FurtherReviewer(Reviewer, frozen=True):
    """A member of the panel in addition to the case's own reviewer; no letter shows the name."""

    id: Annotated[
        str, AN_ID, ask("Id", help="By which an opinion names it.", shown=False, printed=False)
    ] = ""


def parties_of(case: Case) -> Iterator[tuple[PackParty, Party]]:
    """Who takes part in the dispute, each with what the program says of such a party."""
    for one in pack_words.of(case.program).parties:
        yield one, getattr(case, one.field, Party())
