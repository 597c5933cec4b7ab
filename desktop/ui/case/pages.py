"""The pages of the case: which fields stand where."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.ui.case.page import FormPage
from desktop.ui.case.profiles import ProfileChoice
from desktop.ui.form.drafted import Drafted
from desktop.ui.form.pasting import take_addresses

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.draft import Draft
    from desktop.cases.case import Case
    from desktop.ui.shell.services import Services

PARTIES = {
    "injured_worker": "Injured worker",
    "attorney": "Attorney",
    "employer": "Employer",
    "claims_administrator": "Claims administrator",
    "requesting_physician": "Requesting physician",
}

FIRMS = ("employer", "claims_administrator")
"""Parties whose contact is always asked for; that of the others is shown where there is one."""


class PartiesPage(FormPage):
    """The parties, each with what is known of it."""

    def pull(self, path: str = "") -> None:
        """Shows what the draft says at `path`, and the contacts that there are."""
        super().pull(path)
        for party in PARTIES:
            field = self.form.field_at(f"{party}.contact")
            if field is not None and party not in FIRMS:
                field.setVisible(bool(field.record.contact) or field.editor.hasFocus())


def case_page(draft: Draft, services: Services) -> FormPage:
    """What identifies the dispute, and its dates."""
    page = FormPage("Case", draft, services)
    form = page.form
    form.heading("Numbers")
    form.line("case_number", "priority")
    form.line("claim_number", "date_of_injury")
    form.line("formulary_dispute")
    form.heading("Dates of the dispute")
    form.line("ur_denial_date", "application_received")
    form.line("date_assigned", "decision_date")
    return page


def parties_page(draft: Draft, services: Services) -> FormPage:
    """Who takes part, and who sends the letter."""
    about = "The published edition names none of them; the served edition writes to them."
    page = PartiesPage("Parties", draft, services, about)
    for party, title in PARTIES.items():
        page.form.heading(title)
        page.form.line(f"{party}.name", f"{party}.telephone", stretch=(3, 2))
        take_addresses(page.form.field_at(f"{party}.name"))
        page.form.line(f"{party}.contact")
        _address(page, party)
    page.form.heading("Review organization")
    page.form.line("organization.name")
    take_addresses(page.form.field_at("organization.name"))
    page.form.line("organization.short_name", "organization.telephone")
    page.form.line("organization.medical_director")
    _address(page, "organization")
    page.pull()
    return page


def reviewer_page(draft: Draft, services: Services) -> FormPage:
    """The reviewer's qualifications."""
    about = "The letter gives the qualifications and never the name."
    page = FormPage("Reviewer", draft, services, about)
    page.form.place(ProfileChoice(draft, services))
    page.form.heading("Qualifications")
    page.form.line("reviewer.board_certified")
    page.list("reviewer.licensures")
    page.list("reviewer.specialties")
    page.form.heading("For the office")
    page.form.line("reviewer.name")
    return page


def documents_page(draft: Draft, services: Services) -> FormPage:
    """The documents that were reviewed."""
    about = "Each document by itself, as it came; paste several lines at once."
    page = FormPage("Documents", draft, services, about)
    page.list("documents")
    return page


def summary_page(draft: Draft, services: Services) -> FormPage:
    """The clinical facts, and the narrative that is made from them."""
    page = FormPage("Clinical case summary", draft, services)
    form = page.form
    form.heading("Injured worker")
    form.line("summary.age", "summary.sex", stretch=(1, 3))
    form.line("summary.occupation", "summary.work_status")
    form.line("summary.mechanism")
    form.heading("Facts of the record")
    for name in ("diagnoses", "treatments", "examinations", "imaging", "medications"):
        page.list(f"summary.{name}")
    form.alone("summary.narrative")
    make = partial(narrative, services=services)
    form.place(Drafted(draft, "summary.narrative", "Draft from the facts", services, make))
    return page


def narrative(case: Case, services: Services) -> str:
    """The narrative as the facts give it; runs off the window's thread."""
    from desktop.letter.compose.drafts import draft_summary
    from desktop.letter.compose.pack import Pack
    from desktop.platform import assets

    pack = Pack(assets.templates(case.program))
    return draft_summary(case, services.guidelines().vocabulary, pack)


PAGES: dict[str, Callable[[Draft, Services], FormPage]] = {
    "case": case_page,
    "parties": parties_page,
    "reviewer": reviewer_page,
    "documents": documents_page,
    "summary": summary_page,
}


def _address(page: FormPage, record: str) -> None:
    at = f"{record}.address"
    page.form.line(f"{at}.street")
    page.form.line(f"{at}.city", f"{at}.state", f"{at}.postal_code", stretch=(3, 1, 2))
