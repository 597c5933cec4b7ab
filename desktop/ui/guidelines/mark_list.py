"""The list of what is not verified, filled off the window's thread, with its two actions."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject

from desktop.app.packs import audited
from desktop.guidelines.upkeep.audit import Audit, with_marks
from desktop.ui.guidelines.read_line import MarkDialog

if TYPE_CHECKING:
    from desktop.app.background_work import WorkLane
    from desktop.app.commands import Act
    from desktop.guidelines.upkeep.audit import AuditedFact
    from desktop.ui.guidelines.unverified_tab import UnverifiedTab
    from desktop.ui.shell.services import Services


class MarkList(QObject):
    """Fills the `tab`, and marks its entries as read."""

    def __init__(self, tab: UnverifiedTab, services: Services, lane: WorkLane) -> None:
        super().__init__(tab)
        self._tab, self._services = tab, services
        tab.wanted.connect(self._ask)
        tab.unwanted.connect(self._remove)
        lane.start(self._facts, tab.show_facts, lambda _error: None)

    def _facts(self) -> list[AuditedFact]:
        """All entries; read on the lane's thread."""
        today = dt.date.today()  # noqa: DTZ011 -- the day where the user is
        catalog, marks = self._services.guidelines(), self._services.marks.all()
        return audited.facts(catalog, Audit(today), marks)

    def _ask(self, fact: AuditedFact) -> None:
        marks = self._services.marks
        dialog = MarkDialog(self._tab.window(), fact.id, marks.person)
        dialog.given.connect(lambda source: self._mark(fact, dialog.name.text().strip(), source))
        dialog.open()

    def _mark(self, fact: AuditedFact, by: str, source: str) -> None:
        entry = (fact.kind, fact.id, fact.digest)
        self._do(fact, partial(self._services.marks.mark, entry, by, source))

    def _remove(self, fact: AuditedFact) -> None:
        self._do(fact, partial(self._services.marks.unmark, fact.kind, fact.id))

    def _do(self, fact: AuditedFact, act: Act) -> None:
        try:
            act()
        except self._services.marks.failure as error:
            self._tab.about.setText(str(error))
            return
        plain = replace(fact, read_by="", read_on=None)
        self._tab.show_fact(*with_marks([plain], self._services.marks.all()))
