"""The case that is open in the window: its page follows its session."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.app.library.administration import SAVED
from desktop.app.session.closing_reminder import ClosingReminder
from desktop.ui.case.case_head import CaseHead
from desktop.ui.case.case_view import CaseView
from desktop.ui.checks.workflow_steps import WorkflowSteps
from desktop.ui.desk.sign_off_steps import SignOffSteps
from desktop.ui.form.drafted import Drafted
from desktop.ui.form.field_message import Note

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

CHANGING = ("undo", "redo", "add_item", "paste_items", "draft_summary", "add_reviewer")
"""Commands that a signed-off case does not take."""


class OpenCase(QObject):
    """Shows the case of `session` in the `window`."""

    def __init__(
        self, session: CaseSession, window: Window, services: Services, letters: WorkLane
    ) -> None:
        super().__init__(window)
        self.session, self._window = session, window
        self.view: CaseView = CaseView(session.draft, services, letters)
        self.head = CaseHead(session, window, self)
        self.closing = ClosingReminder(session.draft, self.view.notice)
        self.sign_off: SignOffSteps = SignOffSteps(session, self.view)
        self.steps: WorkflowSteps = WorkflowSteps(session, self.view, window)
        self._unsaved, self._locked = "", False
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
        self.head.name_undo()
        self.session.check()
        if not (path and self.view.go(path, caret)):
            self.view.outline.setFocus()
        self.lock(self.draft.locked)

    def lock(self, locked: bool) -> None:
        """Lets the case be changed, or only be read, as where it is signed off."""
        self.draft.locked = self._locked = locked
        self.view.lock(self.steps.banner)
        stands = f"{self.session.workflow.standing.word}: the case takes no change"
        self._window.say_saved(stands if locked else SAVED)
        self._offer_commands()
        self.head.name()

    def add_item(self, new: Items = ()) -> None:
        """Adds disputed items, or an empty one, and goes to the first of them."""
        path = self.session.add_items(new)
        if path:
            self.view.go(path)

    def add_reviewer(self) -> None:
        """Adds a reviewer to the panel of the case, and goes there."""
        path = self.session.add_reviewer()
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
        session.autosave.saved.connect(self._saved)
        session.autosave.failed.connect(self._failed)
        session.checked.connect(self._show_findings)
        session.workflow.moved.connect(self._moved)
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
        for id in CHANGING:
            self._window.enable(id, not self.draft.locked)
        self.steps.offer()
        self.head.name_undo()

    def _moved(self) -> None:
        """Shows the state to which the case came: by a step, by typing, or by an export."""
        if self.draft.locked != self._locked:
            self.lock(self.draft.locked)
        else:
            self.view.signed.show_words(self.steps.banner)
            self._offer_commands()
            self.head.name()

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
