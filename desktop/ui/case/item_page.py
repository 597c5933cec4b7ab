"""The page of one disputed item: the request, both guidelines, the decision and its rationale."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.cases import items
from desktop.cases.sections import ITEM
from desktop.guidelines.editions.item_days import item_days
from desktop.records import paths
from desktop.text import requests
from desktop.ui.case.page import FormPage
from desktop.ui.case.panel import Opinions
from desktop.ui.form.drafted import Drafted
from desktop.ui.form.field import Field
from desktop.ui.guidelines.citing import CitationLine
from desktop.ui.guidelines.evidence_order import EvidenceOrder
from desktop.ui.guidelines.guidelines import Guidelines
from desktop.ui.widgets.read_only import changing
from desktop.ui.widgets.words import worded

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.draft import Draft
    from desktop.cases.case import Basis, Case, Citation, DisputedItem
    from desktop.guidelines.citations import Suggestion
    from desktop.ui.shell.services import Services


REVEALED: dict[str, Callable[[DisputedItem], bool]] = {
    "dates_of_service": lambda item: item.retrospective or bool(item.dates_of_service),
    "associated_with": lambda item: item.associated_service,
    "remaining": lambda item: bool(item.authorized or item.remaining),
    "whole_eligible": lambda item: bool(item.authorized),
    "claims_administrator_basis.wording": lambda item: _own(item.claims_administrator_basis),
    "reviewer_basis.wording": lambda item: _own(item.reviewer_basis),
}
"""Fields that only some forms of a request have."""


AMOUNTS = ("quantity", "frequency", "duration")
"""Fields that show what the request itself says, while nothing else is entered."""


def _own(basis: Basis) -> bool:
    """Whether a guideline line has words of its own, or nothing yet in their place."""
    return bool(basis.wording) or not (basis.citations or basis.none_cited)


class ItemPage(FormPage):
    """Item `number` of the case, counted from 0."""

    turned = Signal(int)
    """The person asked for another item: its number."""

    def __init__(self, draft: Draft[Case], number: int, services: Services) -> None:
        self._whole, self._number, self._ready = draft, number, False
        self._place = worded("", "subtitle")
        super().__init__("", draft.part(f"{ITEM}.{number}"), services)
        self._buttons()
        self.head.replaceWidget(self.title, self._place)
        self.column.insertWidget(1, self.title)
        self._request()
        self._guidelines()
        self._decision()
        self.lay_out_rest()
        self._ready = True
        self.pull()

    def pull(self, path: str = "") -> None:
        """Shows the item as it is; nothing once it was removed."""
        count = len(self._whole.record.disputed_items)
        if self._number >= count:
            return
        item = self._whole.record.disputed_items[self._number]
        self.title.setText(item.request or "New item")
        self._place.setText(f"Item {self._number + 1} of {count}")
        super().pull(path)
        if self._ready:
            self._opinions.pull(path)
            self._after(item)

    def _after(self, item: DisputedItem) -> None:
        """Shows what belongs to the form that the item has, and what can be done with it."""
        for name, wanted in REVEALED.items():
            revealed = self.form.field_at(f"{self.form.path}.{name}")
            if revealed is not None:
                revealed.setVisible(wanted(item))
        asked = requests.read(item.request)
        for name in AMOUNTS:
            field, read = self.form.field_at(f"{self.form.path}.{name}"), getattr(asked, name)
            if isinstance(field, Field):
                field.suggest(read.words if read else "")
        followers = items.followers(self._whole.record, self._number)
        self._follow.setVisible(bool(followers and item.decision) and not self._whole.locked)

    def _buttons(self) -> None:
        for words, icon, step in (("Previous item", "left", -1), ("Next item", "right", 1)):
            button = self.button("", icon, partial(self._turn, step))
            button.setProperty("role", "icon")
            button.setAccessibleName(words)
            button.setToolTip(words)
        remove = self.button("", "delete", self._remove)
        changing(remove)
        remove.setProperty("role", "icon")
        remove.setAccessibleName("Remove this item")
        remove.setToolTip("Remove this item")

    def _request(self) -> None:
        self.lay_out_record("", ("Request",))
        self.form.fields[0].hint = lambda request: visits(str(request))

    def _guidelines(self) -> None:
        for basis, title in (
            ("claims_administrator_basis", "Claims administrator's guideline"),
            ("reviewer_basis", "Reviewer's guideline"),
        ):
            self.form.heading(title)
            self.form.line(f"{basis}.none_cited")
            self.form.add(self._citation_line(basis))
            self.list(f"{basis}.citations", partial(cited, self._whole.record.program))
            self.form.line(f"{basis}.wording")
        item = self._whole.part(f"{ITEM}.{self._number}")
        self.form.place(EvidenceOrder(item, self.services))

    def _citation_line(self, basis: str) -> CitationLine:
        """Finds citations in force for the item, for one party's guideline line."""
        line = CitationLine(self._find, self.services.theme)
        line.setObjectName(f"cite:{self.form.path}.{basis}")
        line.found.connect(partial(self._cite, basis))
        changing(line)
        return line

    def _find(self, words: str) -> tuple[Suggestion, ...]:
        case = self._whole.record
        days = item_days(case, case.disputed_items[self._number])
        return self.services.citations().search(words, days)

    def _cite(self, basis: str, citation: Citation) -> None:
        path = f"{basis}.citations"
        before = paths.list_at(self.form.draft.record, path)
        self.form.draft.put(path, (*before, citation), "add a citation")

    def _decision(self) -> None:
        self.form.heading("Criteria")
        item = self._whole.part(f"{ITEM}.{self._number}")
        self.form.place(Guidelines(item, self.services))
        self._opinions = Opinions(self._whole, self._number, self.services)
        self.form.place(self._opinions)
        self.form.alone("decision")
        self._follow = self.button_below("Let its associated services follow", self._let_follow)
        self.form.alone("rationale")
        make = partial(rationale, number=self._number, services=self.services)
        label = "Draft from the answers"
        self.form.place(Drafted(item, "rationale", label, self.services, make))

    def _turn(self, step: int) -> None:
        count = len(self._whole.record.disputed_items)
        self.turned.emit((self._number + step) % count)

    def _remove(self) -> None:
        case = self._whole.record
        name = f"remove item {self._number + 1}"
        self._whole.replace(items.without(case, self._number), name, ITEM)

    def _let_follow(self) -> None:
        case = items.followed(self._whole.record, self._number)
        self._whole.replace(case, f"let services follow item {self._number + 1}", ITEM)


def rationale(case: Case, number: int, services: Services) -> str:
    """The rationale of an item as its answers give it; runs off the window's thread."""
    from desktop.letter.compose.drafts import draft_rationale
    from desktop.letter.compose.pack import Pack
    from desktop.platform import assets

    item, pack = case.disputed_items[number], Pack(assets.templates(case.program))
    days = item_days(case, item)
    return draft_rationale(item, services.guidelines(), services.citations(), pack, days)


def cited(program: str, text: str) -> tuple[Citation, ...]:
    """The citations that the lines of `text` give, in any form that the program's letters have."""
    from desktop.app.reference_works import programs
    from desktop.readers import reading

    known = programs().known(program)
    lines = (line.strip(" \t•*-–—") for line in text.splitlines())
    return tuple(one for line in lines if line for one in reading.cited(line, known))


def visits(words: str) -> str:
    """The visits in the words of a request, with the arithmetic; empty if they name none."""
    asked = requests.read(words)
    arithmetic, made = asked.sum, asked.scheduled_visits
    counted = asked.quantity.visits if asked.quantity else None
    return (
        f"{arithmetic}, but the request says {counted}"
        if arithmetic and counted not in (None, made)
        else arithmetic
    )
