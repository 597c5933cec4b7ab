"""What is shown and asked when a case is signed off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.cases.workflow.states import STANDING
from desktop.ui.checks.sign_off import label_of

if TYPE_CHECKING:
    from desktop.app.session.case_session import CaseSession
    from desktop.store.library.records import Signature
    from desktop.ui.case.case_view import CaseView


class SignOffSteps(QObject):
    """Leads to the end of the review to sign off."""

    def __init__(self, session: CaseSession, view: CaseView) -> None:
        super().__init__(session)
        self._session, self._view = session, view
        signing, page = session.signing, view.findings
        page.signature = lambda: self.signed
        page.program = lambda: session.record.program
        page.sign_off.signed.connect(signing.sign)
        signing.checked.connect(page.show_findings)
        signing.reason_wanted.connect(page.go_to_end)
        signing.signed.connect(page.sign_off.clear)

    @property
    def signed(self) -> tuple[str, Signature | None]:
        """Who signed off, when and by stating what; else where the case stands."""
        signature, flow = self._session.signing.signature, self._session.workflow
        if flow.state in STANDING:
            return label_of(signature), signature
        return f"{flow.standing.word}. {flow.standing.meaning}", None

    def ask_to_sign(self) -> None:
        """Goes to the end of the review, where the button is."""
        if not self._session.draft.refuses():
            self._view.select("review")
            self._view.panes.show_form()
            self._view.findings.go_to_end()
