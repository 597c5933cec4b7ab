"""The guidelines that an item consults: offered by its words, chosen by the reviewer, answered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.cases.record import BLANK
from desktop.guidelines import consultation
from desktop.guidelines.assessment import assess, contradiction
from desktop.ui.form.place import FormPlace
from desktop.ui.guidelines.answering import item_of
from desktop.ui.guidelines.criteria import CriteriaList, documents_of
from desktop.ui.guidelines.marking import Marking
from desktop.ui.guidelines.no_guideline import NoGuideline
from desktop.ui.widgets import layouts
from desktop.ui.widgets.read_only import changing
from desktop.ui.widgets.words import ElidedButton, worded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from desktop.app.draft import PartDraft
    from desktop.cases.case import Case, DisputedItem
    from desktop.guidelines.catalog import GuidelineCatalog
    from desktop.guidelines.consultation import Consulted
    from desktop.guidelines.guideline import Guideline
    from desktop.guidelines.ranking import Offer
    from desktop.ui.shell.services import Services

OFFERED = 4
"""Guidelines that are offered at once."""


class Guidelines(FormPlace):
    """Offers guidelines and shows the checklists of those that are consulted."""

    def __init__(self, item: PartDraft[Case], services: Services) -> None:
        super().__init__()
        self._item, self._services = item, services
        self.path = item.prefix
        self._shown: tuple[DisputedItem, dt.date | None, GuidelineCatalog] | None = None
        self._checklists: dict[str, CriteriaList] = {}
        self._forms: dict[str, Consulted] = {}
        self._offered: tuple[tuple[str, str], ...] = ()
        self._says = worded("", "warning", wrapped=True)
        self._offers, self._lists = QVBoxLayout(), QVBoxLayout()
        column = layouts.column(self, spacing=8)
        for layout in (self._lists, self._offers):
            layout.setSpacing(4)
            column.addLayout(layout)
        self._none = NoGuideline(item)
        column.addWidget(self._none)
        column.addWidget(self._says)

    def pull(self, _path: str = "") -> None:
        """Shows what is consulted and what else is offered."""
        item: DisputedItem = item_of(self._item)
        shown = (
            replace(item, rationale=BLANK, drafted=BLANK),
            self._item.whole.record.decision_date,
            self._services.guidelines(),
        )
        if shown == self._shown and not self._item.whole.locked:
            return
        self._shown = shown
        self._show_lists(item)
        self._show_offers(item)
        self._none.pull(item)
        for id, checklist in self._checklists.items():
            checklist.pull()
            form = self._forms[id]
            open_here = form.present is not None and not self._item.whole.locked
            checklist.form.show_form(form.said(item), renewable=open_here)
        self._object(item)

    def _object(self, item: DisputedItem) -> None:
        """Says which of those consulted do not govern the item, or do not bear its decision."""
        known = [one.guideline for one in self._checklists.values()]
        outdated = consultation.not_governing(self._item.whole.record, item, known)
        contradicted = contradiction(item.decision, [assess(item, one) for one in known])
        objection = " ".join(filter(None, (outdated, contradicted)))
        self._says.setText(objection)
        self._says.setVisible(bool(objection))

    def _show_lists(self, item: DisputedItem) -> None:
        consulted = self._services.guidelines().consulted(item)
        self._forms = {one.guideline.id: one for one in consulted}
        gone = [id for id, shown in self._checklists.items() if not self._is_in_form(id, shown)]
        for id in gone:
            _drop(self._lists, self._checklists.pop(id))
        new = [one for id, one in self._forms.items() if id not in self._checklists]
        for one in new:
            self._add(one.guideline)
        if new or gone:
            self.reshaped.emit()

    def _is_in_form(self, id: str, shown: CriteriaList) -> bool:
        return id in self._forms and _alike(self._forms[id].guideline, shown.guideline)

    def _renew(self, id: str) -> None:
        """Asks by the present form from now on; the answers stay."""
        present = self._forms[id].present
        if present is not None:
            new = consultation.with_form(item_of(self._item), present)
            self._item.put("", new, "ask by the present form")
            self._checklists[id].enter()

    def _add(self, guideline: Guideline) -> None:
        checklist = CriteriaList(self._item, guideline, self._remover(guideline))
        checklist.form.renewed.connect(partial(self._renew, guideline.id))
        Marking(checklist.read, guideline, self._services)
        for question in checklist.questions:
            question.offer(documents_of(self._item))
        self._checklists[guideline.id] = checklist
        self._lists.addWidget(checklist)
        checklist.show()

    def _remover(self, guideline: Guideline) -> QToolButton:
        button = QToolButton()
        words = f"Do not consult {guideline.title}"
        button.setObjectName(f"leave:{guideline.id}")
        button.setToolTip(words)
        button.setAccessibleName(words)
        self._services.theme.dress(button, "remove")
        button.clicked.connect(lambda _: self._consult(guideline.id, consult=False))
        changing(button)
        return button

    def _show_offers(self, item: DisputedItem) -> None:
        case = self._item.whole.record
        offers = self._services.guidelines().offer_for(case, item)
        left = [one for one in offers if one.guideline.id not in item.guidelines][:OFFERED]
        told = tuple((one.guideline.id, one.why) for one in left)
        if told != self._offered:
            self._offered = told
            self._replace_offers(left)
            self.reshaped.emit()

    def _replace_offers(self, offers: Sequence[Offer]) -> None:
        while self._offers.count():
            _drop(self._offers, self._offers.itemAt(0).widget())  # type: ignore[union-attr]
        for one in offers:
            self._offers.addWidget(offer := self._offer(one))
            offer.show()  # now, so that it can take the focus

    def _offer(self, offer: Offer) -> QPushButton:
        words = f"Consult {offer.guideline.citation}"
        button = ElidedButton("link", words)
        button.setObjectName(f"offer:{offer.guideline.id}")
        button.setAccessibleName(words)
        button.setToolTip(f"{words}: {offer.why}")
        button.clicked.connect(partial(self._consult, offer.guideline.id))
        changing(button)
        return button

    def _consult(self, id: str, *_: object, consult: bool = True) -> None:
        change = consultation.consulting if consult else consultation.leaving
        program = self._item.whole.record.program
        guideline = self._services.guidelines().get(id) or self._forms[id].guideline
        new = change(item_of(self._item), guideline, program)
        if not self._item.put("", new, f"{'consult' if consult else 'leave'} a guideline"):
            return
        offer = self._offers.itemAt(0)
        other = offer.widget() if offer is not None and not consult else None
        if other is not None:
            other.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._checklists.get(id, self._none).enter()


def _alike(one: Guideline, other: Guideline) -> bool:
    """Whether they ask the same."""
    return one is other or one.fingerprint == other.fingerprint


def _drop(layout: QVBoxLayout, widget: QWidget | None) -> None:
    if widget is not None:
        layout.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
