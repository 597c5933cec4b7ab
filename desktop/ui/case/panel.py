"""The panel of a case: its further reviewers on one page, each one's opinion on that of an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.app.reference_works import programs
from desktop.cases.pack_words import of
from desktop.cases.panel.determination import decision_by, found_by, tally
from desktop.cases.sections import ITEM
from desktop.ui.case.page import FormPage
from desktop.ui.case.profiles import ProfileChoice
from desktop.ui.form.form import Form
from desktop.ui.form.place import FormPlace
from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import worded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QLabel, QVBoxLayout

    from desktop.app.draft import Draft
    from desktop.cases.case import Case, DisputedItem, Reviewer
    from desktop.ui.form.field_message import Note
    from desktop.ui.form.text.text_line import TextLine
    from desktop.ui.shell.services import Services

PANEL = "further_reviewers"
_TIES = {
    "for": "and a tie is for the treatment",
    "against": "and a tie is against the treatment",
    "part": "and a tie gives a part of it",
}


class ReviewerPage(FormPage):
    """The reviewer; where the program or the case has more than one, the panel."""

    def __init__(self, draft: Draft[Case], services: Services) -> None:
        about = "The letter gives the qualifications and never the name."
        super().__init__("Reviewer", draft, services, about)
        self._case = draft
        self.form.place(ProfileChoice(draft, services))
        self.lay_out_record("reviewer")
        self._rows = self.list(PANEL)
        self._rule = worded(rule_in_words(draft.record.program), "help", wrapped=True)
        self.form.add(self._rule)
        self._show_panel()

    def pull(self, path: str = "") -> None:
        """Shows what the draft says at `path`; nothing of a panel where there is none."""
        super().pull(path)
        self._show_panel()

    def _show_panel(self) -> None:
        case = self._case.record
        shown = bool(case.further_reviewers) or of(case.program).panel.most > 1
        for widget in (self._rows, self._rule):
            widget.setVisible(shown)


def rule_in_words(program: str) -> str:
    """How many reviewers `program` has for a case, and what follows from their opinions."""
    known = programs().known(program)
    if known is None:
        return ""
    panel = known.panel
    most = "One reviewer" if panel.most == 1 else f"Up to {panel.most} reviewers"
    more = f", more with {panel.approval}" if panel.approval else ""
    cited = f" ({panel.citation})" if panel.citation else ""
    return f"{most} for a case{more}{cited}. The majority decides, {_TIES[panel.tie]}."


class Opinions(FormPlace):
    """The opinions of the panel on item `number`; nothing where one reviewer decides alone."""

    def __init__(self, draft: Draft[Case], number: int, services: Services) -> None:
        super().__init__()
        self._draft, self._services = draft, services
        self._number = number
        self.path = f"{ITEM}.{number}.opinions"
        self.setObjectName(self.path)
        self._seats: tuple[str, ...] = ()
        self._forms: list[Form] = []
        self._names: list[QLabel] = []
        self._column: QVBoxLayout = layouts.column(self, spacing=8)
        self._column.addWidget(worded("OPINIONS OF THE PANEL", "group"))
        self._body = layouts.column(None, spacing=8)
        self._column.addLayout(self._body)
        self._tally = worded("", "help", wrapped=True)
        self._column.addWidget(self._tally)
        self.pull()

    @property
    def _item(self) -> DisputedItem:
        return self._draft.record.disputed_items[self._number]

    def pull(self, path: str = "") -> None:
        """Shows the opinions as they are, each under whose it is."""
        seats = tuple(one.by for one in self._item.opinions)
        if seats != self._seats:
            self._seat(seats)
        for form in self._forms:
            form.pull(path)
        for at, who in enumerate(self._draft.record.reviewers[: len(seats)]):
            self._names[at].setText(caption(at + 1, who))
        self._tally.setText(in_words(self._item, self._draft.record.program))
        self.setVisible(bool(seats))

    def _seat(self, seats: tuple[str, ...]) -> None:
        """Makes a form for each opinion anew."""
        for widget in (*self._names, *self._forms):
            widget.deleteLater()
        self._names, self._forms, self._seats = [], [], seats
        for at in range(len(seats)):
            name = worded("", "", wrapped=True)
            form = Form(self._draft.part(f"{self.path}.{at}"), self._services)
            for field in (*form.line("decision"), *form.line("reasons")):
                field.call_it(f"{field.question.label} of reviewer {at + 1}")
            form.reshaped.connect(self.reshaped)
            self._names.append(name)
            self._forms.append(form)
            self._body.addWidget(name)
            self._body.addWidget(form)
        self.reshaped.emit()

    def show_notes(self, notes: Mapping[str, Sequence[Note]]) -> None:
        """Shows the findings on each opinion below its fields."""
        for form in self._forms:
            form.show_notes(notes)

    def field_at(self, path: str) -> FormPlace | TextLine | None:
        """The field at `path`, or the first one inside it."""
        found = (form.field_at(path) for form in self._forms)
        return next((one for one in found if one is not None), None)


def caption(number: int, reviewer: Reviewer) -> str:
    """Who a member of the panel is: number, name and training."""
    known = (reviewer.name, ", ".join(reviewer.specialties))
    return " · ".join((f"Reviewer {number}", *filter(None, known)))


def in_words(item: DisputedItem, program: str) -> str:
    """How far the panel is with `item`, or what follows from its opinions."""
    follows = decision_by(item.opinions, program)
    if follows is None:
        given = tally(item.opinions, None)
        return f"{given}; the decision follows once all are." if given else ""
    found = found_by(item.opinions, follows)
    return f"{found[0].upper()}{found[1:]}."
