"""A case that is being worked on: saved as it is typed, and checked as it changes."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.app.deadlines import due
from desktop.app.draft import Draft
from desktop.app.session.autosave import Autosave
from desktop.app.session.case_workflow import CaseWorkflow
from desktop.app.session.signing import Signing
from desktop.cases.case import Case, DisputedItem, FurtherReviewer
from desktop.cases.ids.identity import without_id
from desktop.cases.sections import ITEM
from desktop.checks.engine.finding import acceptance
from desktop.records import paths
from desktop.records.questions import describe

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from desktop.app.background_work import WorkLane
    from desktop.app.library.library_session import LibrarySession
    from desktop.cases.items import Items
    from desktop.checks.engine.finding import Finding

PAUSE = 250
"""Milliseconds without a change after which the case is checked: the letter comes first."""


class CaseCheck(NamedTuple):
    """The check before signing, and the thread on which it runs while the person types."""

    findings: Callable[[Case], Sequence[Finding]]
    lane: WorkLane


class CaseSession(QObject):
    """The case `id` of the library, until it is closed."""

    checked = Signal(object)
    """What the check found in the case: a sequence of findings."""

    def __init__(
        self, id: str, library: LibrarySession, check: CaseCheck, put_in: Callable[[], None]
    ) -> None:
        super().__init__(library)
        stored = library.store().cases.get(id)
        self.id, self._library, self._check = id, library, check
        self.draft = Draft(stored.case, self)
        self.draft.locked = stored.locked
        save = partial(library.store().cases.save, id)
        self.autosave = Autosave(self.draft, save, stored.version, library.failure, put_in)
        self.signing = Signing(self, library, check.findings)
        self.workflow = CaseWorkflow(self, library)
        self._checked: Case = self.record
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(PAUSE)
        self._due.timeout.connect(self.check)
        self.draft.following.due.connect(lambda _: self._due.start())

    @property
    def record(self) -> Case:
        """The case as it is at this moment."""
        record: Case = self.draft.record
        return record

    @property
    def due(self) -> dt.date | None:
        """The day by which its letter must be out."""
        return due(self.record)

    @property
    def checking(self) -> bool:
        """Whether a check is due or running."""
        return self._due.isActive() or self._check.lane.busy

    def settle(self) -> None:
        """Saves the case as typed, and updates everything that shows it."""
        self.autosave.keep()
        self.draft.following.catch_up()

    def close(self) -> None:
        """Ends the session: later findings are not announced."""
        self._due.stop()
        self._library.case = None
        self.deleteLater()

    # -- the check --------------------------------------------------------------------------------

    def check(self) -> None:
        """Checks the current case in the background."""
        call = partial(self._check.findings, self.record)
        self._check.lane.start(call, partial(self._found, self.record), self._not_checked)

    def _found(self, case: Case, findings: Sequence[Finding]) -> None:
        if self._library.case is self:
            self._checked = case
            self.checked.emit(findings)

    def _not_checked(self, error: Exception) -> None:
        words = f"The check failed and says nothing of this case: {error}"
        self._library.notices.warn(words)

    def fix(self, finding: Finding) -> None:
        """Fixes a finding; if its text changed meanwhile, checks the case again."""
        with suppress(LookupError):
            if paths.at(self._checked, finding.path) != self.draft.get(finding.path):
                self.check()
                return
        field = describe(type(self.record), finding.path)
        self.draft.put(finding.path, finding.fix, f"fix {field}")

    def accept(self, finding: Finding, reason: str) -> None:
        """Accepts a finding; the reason is stored in the case and in its trail."""
        one = acceptance(self.record, finding, reason)
        accepted = (*self.record.accepted, one)
        if self.draft.put("accepted", accepted, "accept a finding"):
            self._tell_trail(one.rule, one.path, reason)

    def switch_off(self, rule: str) -> bool:
        """Switches a rule off for all cases, recorded in the trail of this one; false if locked."""
        if self.draft.refuses():
            return False
        settings = self._library.settings
        settings.put("rules", settings.record.switched_off(rule), "switch a rule off")
        self._tell_trail(rule, "", "The rule was switched off.")
        self.check()
        return True

    def _tell_trail(self, rule: str, path: str, reason: str) -> None:
        self._library.attempt(partial(self._library.store().accepted, self.id, rule, path, reason))

    # -- its panel and its items ------------------------------------------------------------------

    def add_reviewer(self) -> str:
        """Adds a reviewer to the panel; gives the first field, empty if locked."""
        before = self.record.further_reviewers
        name = f"add reviewer {len(before) + 2}"
        put = self.draft.put("further_reviewers", (*before, FurtherReviewer()), name)
        return f"further_reviewers.{len(before)}.name" if put else ""

    def add_items(self, new: Items = ()) -> str:
        """Adds disputed items, or an empty one; gives the first one's field, empty if locked.

        New ones replace empty ones at the end, which were added to be filled.
        """
        before, added = self.record.disputed_items, new or (DisputedItem(),)
        while new and before and without_id(before[-1]) == type(before[-1])():
            before = before[:-1]
        name = f"add {len(added)} items" if len(added) > 1 else f"add item {len(before) + 1}"
        put = self.draft.put(ITEM, before + added, name)
        return f"{ITEM}.{len(before)}.request" if put else ""
