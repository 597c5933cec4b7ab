"""The case that is open in the window: its page follows its session, and the head says which."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.app.library.administration import SAVED
from desktop.app.session.closing_reminder import ClosingReminder
from desktop.cases.sections import ITEM
from desktop.programs import clocks
from desktop.ui.case.case_view import CaseView
from desktop.ui.desk.sign_off_steps import SignOffSteps
from desktop.ui.form.drafted import Drafted
from desktop.ui.form.field_message import Note
from desktop.ui.shell.head import TITLE
from desktop.ui.worklist.worklist import services as services_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.app.background_work import WorkLane
    from desktop.app.draft import Draft
    from desktop.app.session.autosave import Autosave
    from desktop.app.session.case_session import CaseSession
    from desktop.cases.case import Case
    from desktop.cases.items import Items
    from desktop.checks.engine.finding import Finding
    from desktop.ui.shell.services import Services
    from desktop.ui.shell.window import Window

NAMING = (
    "",
    "case_number",
    "priority",
    "formulary_dispute",
    "date_assigned",
    "application_received",
    "decision_date",
    "summary",
    ITEM,
)
"""Fields that the head of the window shows."""
CHANGING = ("sign", "undo", "redo", "add_item", "paste_items", "draft_summary")
"""Commands that a signed-off case does not take."""


class OpenCase(QObject):
    """Shows the case of `session` in the `window`."""

    def __init__(
        self, session: CaseSession, window: Window, services: Services, letters: WorkLane
    ) -> None:
        super().__init__(window)
        self.session, self._window = session, window
        self.view: CaseView = CaseView(session.draft, services, letters)
        self.closing = ClosingReminder(session.draft, self.view.notice)
        self.sign_off: SignOffSteps = SignOffSteps(session, self.view, window)
        self._unsaved = ""
        self._connect()

    @property
    def id(self) -> str:
        """The case's id in the library."""
        return self.session.id

    @property
    def draft(self) -> Draft[Case]:
        """The case as it is edited."""
        return self.session.draft

    @property
    def autosave(self) -> Autosave:
        """What saves it."""
        return self.session.autosave

    def begin(self, path: str = "", caret: int = 0) -> None:
        """Goes to the field at `path`, checks the case, and names it in the head.

        The head comes last: it shows that the form is ready.
        """
        self._name_undo()
        self.session.check()
        if not (path and self.view.go(path, caret)):
            self.view.outline.setFocus()
        self.lock(self.draft.locked)

    def lock(self, locked: bool) -> None:
        """Lets the case be changed, or, signed off, only be read."""
        self.draft.locked = locked
        self.view.lock(self.sign_off.words if locked else "")
        signed = "Signed off: nothing changes until it is reopened"
        self._window.say_saved(signed if locked else SAVED)
        self._offer_commands()
        self._name()

    def add_item(self, new: Items = ()) -> None:
        """Adds disputed items, or an empty one, and goes to the first of them."""
        path = self.session.add_items(new)
        if path:
            self.view.go(path)

    def draft_summary(self) -> None:
        """Drafts the narrative of the summary from the facts."""
        self.view.go("summary.narrative")
        if (drafted := self.view.page.findChild(Drafted)) is not None:
            drafted.draft()

    def close(self) -> None:
        """Takes the case out of the window, and ends its session."""
        self.view.forget()
        self._window.remove_page(self.view)
        self.session.close()
        self.deleteLater()

    def _connect(self) -> None:
        session, view = self.session, self.view
        session.draft.following.due.connect(self._changed)
        session.draft.remembered.connect(self._name_undo)
        session.autosave.saved.connect(self._saved)
        session.autosave.failed.connect(self._failed)
        session.checked.connect(self._show_findings)
        session.signing.signed.connect(partial(self.lock, True))
        session.signing.reopened.connect(partial(self.lock, False))
        view.adding.connect(self.add_item)
        view.findings.fixed.connect(session.fix)
        view.findings.accepted.connect(session.accept)
        view.findings.silenced.connect(self._switch_off)
        self._window.shown.connect(self._offer_commands)

    # -- what the window shows of it --------------------------------------------------------------

    def _offer_commands(self, where: str = "case") -> None:
        """Enables the commands that are available in this case."""
        if where != "case" or self._window.stack.currentWidget() is not self.view:
            return
        locked = self.draft.locked
        for id in CHANGING:
            self._window.enable(id, not locked)
        self._window.enable("reopen", locked)
        self._name_undo()

    def _changed(self, path: str) -> None:
        if path.split(".")[0] in NAMING:
            self._name()

    def _saved(self, at: str) -> None:
        self._window.say_saved(f"Saved {at}")
        if self._unsaved:
            self.view.notice.settle(self._unsaved)
            self._unsaved = ""

    def _failed(self, sentence: str) -> None:
        self._unsaved = sentence
        self._window.say_saved("Not saved", failed=True)
        if self._window.notice.words != sentence:
            self.view.notice.warn(sentence)

    def _name(self) -> None:
        """Names the case in the head; the window's title has its number and no name."""
        case, today = self.session.record, dt.date.today()  # noqa: DTZ011 -- the day at the desk
        number, day = case.case_number or "New case", self.session.due
        priority = case.priority.value if case.priority else ""
        signed = "signed off" if self.draft.locked else ""
        standing = [priority, clocks.in_words(day, today, case.decided), signed]
        self._window.setWindowTitle(f"{number} · {TITLE}")
        self._window.head.show_case(
            number,
            services_in_words([item.request for item in case.disputed_items]),
            " · ".join(filter(None, standing)),
            pressing=clocks.presses(day, today, case.decided),
        )

    def _name_undo(self) -> None:
        if self.draft.locked:
            return
        names = {"undo": ("Undo", self.draft.undo_name), "redo": ("Redo", self.draft.redo_name)}
        for id, (word, name) in names.items():
            self._window.rename(id, f"{word}: {name}" if name else word, enabled=bool(name))

    # -- what the check found ---------------------------------------------------------------------

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        notes: dict[str, list[Note]] = {}
        for finding in findings:
            for path in () if finding.accepted else finding.paths:
                fixes = finding.fix is not None and path == finding.path
                fix = partial(self.session.fix, finding) if fixes else None
                note = Note(str(finding.severity), finding.message, fix)
                notes.setdefault(path, []).append(note)
        self.view.findings.show_findings(findings)
        self.view.show_notes(notes)
        self.closing.offer()

    def _switch_off(self, finding: Finding) -> None:
        if self.session.switch_off(finding.rule):
            self.view.notice.tell(
                "The rule is switched off for every case. The settings bring it back."
            )
