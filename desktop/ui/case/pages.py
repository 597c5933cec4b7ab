"""The pages of the case: which fields are on which page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.app.reference_works import programs
from desktop.cases import sections
from desktop.ui.case.page import FormPage
from desktop.ui.case.panel import ReviewerPage
from desktop.ui.form.drafted import Drafted
from desktop.ui.form.field import Field
from desktop.ui.form.pasting import take_addresses

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.draft import Draft
    from desktop.cases.case import Case
    from desktop.ui.shell.services import Services


class PartiesPage(FormPage):
    """The parties, each with what is known of it."""

    def pull(self, path: str = "") -> None:
        """Shows what the draft says at `path`, and of the sparing fields those that are known."""
        super().pull(path)
        for place in sections.SPARING:
            field = self.form.field_at(place)
            if isinstance(field, Field):
                field.setVisible(bool(field.value) or field.editor.hasFocus())


def case_page(draft: Draft[Case], services: Services) -> FormPage:
    """What identifies the dispute, and its dates."""
    page = FormPage("Case", draft, services)
    page.lay_out(sections.groups("case", draft.kind))
    return page


def parties_page(draft: Draft[Case], services: Services) -> FormPage:
    """The parties, and the sender of the letter."""
    program = programs().known(draft.record.program)
    page = PartiesPage("Parties", draft, services, program.parties_note if program else "")
    page.lay_out(sections.groups("parties", draft.kind))
    for field in page.form.fields:
        if field.path.endswith(".name"):
            take_addresses(field)
    page.pull()
    return page


def reviewer_page(draft: Draft[Case], services: Services) -> FormPage:
    """The reviewer's qualifications, or those of the panel."""
    return ReviewerPage(draft, services)


def documents_page(draft: Draft[Case], services: Services) -> FormPage:
    """The documents that were reviewed."""
    about = "Each document by itself, as it came; paste several lines at once."
    page = FormPage("Documents", draft, services, about)
    page.list("documents")
    return page


def summary_page(draft: Draft[Case], services: Services) -> FormPage:
    """The clinical facts, and the narrative that is made from them."""
    page = FormPage("Clinical case summary", draft, services)
    page.lay_out_record("summary")
    make = partial(narrative, services=services)
    page.form.place(Drafted(draft, "summary.narrative", "Draft from the facts", services, make))
    return page


def narrative(case: Case, services: Services) -> str:
    """The narrative as the facts give it; runs off the window's thread."""
    from desktop.letter.compose.drafts import draft_summary
    from desktop.letter.compose.pack import Pack
    from desktop.platform import assets

    pack = Pack(assets.templates(case.program))
    return draft_summary(case, services.guidelines().vocabulary, pack)


PAGES: dict[str, Callable[[Draft[Case], Services], FormPage]] = {
    "case": case_page,
    "parties": parties_page,
    "reviewer": reviewer_page,
    "documents": documents_page,
    "summary": summary_page,
}
