"""What is shown and asked when a case is signed off or reopened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.ui.checks.sign_off import label_of
from desktop.ui.widgets.reason_dialog import ReasonDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.app.session.case_session import CaseSession
    from desktop.store.library.records import Signature
    from desktop.ui.case.case_view import CaseView

LOCKED = "It can be read, printed and exported; to change it, reopen it."


class SignOffSteps(QObject):
    """Leads to the end of the review to sign off, and asks for a reason to reopen."""

    def __init__(self, session: CaseSession, view: CaseView, window: QWidget) -> None:
        super().__init__(session)
        self._session, self._view, self._window = session, view, window
        signing, page = session.signing, view.findings
        page.signature = lambda: self.signed
        page.sign_off.signed.connect(signing.sign)
        signing.checked.connect(page.show_findings)
        signing.reason_wanted.connect(page.go_to_end)
        signing.signed.connect(page.sign_off.clear)
        view.signed.asked.connect(self.ask_to_reopen)

    @property
    def words(self) -> str:
        """The sentences over the case while it is signed off."""
        return f"{label_of(self._session.signing.signature)} {LOCKED}"

    @property
    def signed(self) -> tuple[str, Signature | None]:
        """Who signed off and when, in words and with what was stated."""
        signature = self._session.signing.signature
        return label_of(signature), signature

    def ask_to_sign(self) -> None:
        """Goes to the end of the review, where the button is."""
        if not self._session.draft.refuses():
            self._view.select("review")
            self._view.panes.show_form()
            self._view.findings.go_to_end()

    def ask_to_reopen(self) -> None:
        """Asks why, and lets the case be changed again."""
        if not self._session.draft.locked:
            return
        about = "The reason is recorded in the case's trail."
        dialog = ReasonDialog(self._window, "Reopen the case", about, "Reopen", "Reason")
        dialog.given.connect(self._session.signing.reopen)
        dialog.open()
