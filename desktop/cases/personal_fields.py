"""Which parts of a case are about one person, and which can be reused for the next."""

from __future__ import annotations

from msgspec.structs import replace

from desktop.cases.case import Basis, Case, DisputedItem


def without_identity(case: Case) -> Case:
    """A case with the same organization, reviewer, requests, guidelines and citations.

    Everything else is left behind, prose included: a rationale names ages, sides and dates of the
    person that it was written about, and those are the errors that lose appeals.
    """
    return type(case)(
        program=case.program,
        organization=case.organization,
        reviewer=case.reviewer,
        disputed_items=tuple(map(_request, case.disputed_items)),
    )


def _request(item: DisputedItem) -> DisputedItem:
    return DisputedItem(
        id=item.id,
        request=item.request,
        quantity=item.quantity,
        frequency=item.frequency,
        duration=item.duration,
        associated_service=item.associated_service,
        associated_with=item.associated_with,
        reviewer_basis=replace(item.reviewer_basis, wording=Basis().wording),
        guidelines=item.guidelines,
    )
