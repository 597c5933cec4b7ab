"""Signing a case off and reopening it: what is checked first, and what is kept of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop.cases.attestation import remaining
from desktop.cases.case import Acceptance
from desktop.records.questions import Prose
from desktop.ui.checks.sign_off import label_of
from desktop.ui.widgets.reason_dialog import ReasonDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.cases.attestation import Remaining
    from desktop.store.library.records import Signature
    from desktop.ui.desk.desk import Desk
    from desktop.ui.desk.open_case import OpenCase

KEPT = "It can be read, printed and exported; to change it, reopen it."


class Signing(QObject):
    """Signs off the case that is open: exactly what was checked, and nothing with an open error."""

    def __init__(self, case: OpenCase, desk: Desk) -> None:
        super().__init__(case)
        self._case, self._desk = case, desk
        case.view.findings.sign_off.signed.connect(self._sign)
        case.view.signed.asked.connect(self.ask_to_reopen)

    @property
    def words(self) -> str:
        """What is said over the case while it is signed off."""
        return f"{label_of(self.signature)} {KEPT}"

    @property
    def signed(self) -> tuple[str, Signature | None]:
        """Who signed off and when, in words and with what was stated."""
        return label_of(self.signature), self.signature

    @property
    def signature(self) -> Signature | None:
        """Who signed off what is kept now; None where that was not here."""
        signed = self._desk.store().versions.signatures(self._case.id)
        return next((one for one in signed if one.version == self._case.autosave.version), None)

    def ask_to_sign(self) -> None:
        """Goes to the end of the review, where the button is."""
        if not self._case.draft.refuses():
            self._case.view.select("review")
            self._case.view.panes.show_form()
            self._case.view.findings.go_to_end()

    def ask_to_reopen(self) -> None:
        """Asks why, and lets the case be changed again."""
        if not self._case.draft.locked:
            return
        about = "The reason stands in the case's trail."
        window = self._desk.window
        dialog = ReasonDialog(window, "Reopen the case", about, "Reopen", "Reason")
        dialog.given.connect(self._reopen)
        dialog.open()

    def _reopen(self, reason: str) -> None:
        if self._desk.attempt(partial(self._desk.store().reopen, self._case.id, reason)):
            self._case.lock(False)

    def _sign(self, reason: str) -> None:
        """Signs off, once what is on the screen now was checked and saved."""
        case = self._case
        if case.draft.refuses() or not case.autosave.keep():
            return
        left = self._checked()
        if left is None or not self._accepted(left.warnings, reason):
            return
        now = self._checked() if left.warnings else left
        tell = partial(self._keep, left.warnings, reason, now.stands if now else ())
        if now and self._desk.attempt(partial(self._desk.store().database.whole, tell)):
            case.view.findings.sign_off.clear()
            case.lock(True)

    def _checked(self) -> Remaining | None:
        """What stands in the case as it is now; None, and it is said, where it cannot be signed."""
        page = self._case.view.findings
        try:
            findings = self._desk.services.review(self._case.draft.record)
        except Exception as error:
            self._desk.window.notice.warn(f"The check failed, so nothing is signed off: {error}")
            return None
        page.show_findings(findings)
        left = remaining(findings)
        return None if left.errors else left

    def _accepted(self, warnings: Sequence[Any], reason: str) -> bool:
        """Whether the case has the reason of each warning that stays, and is saved with it."""
        if warnings and not reason:
            self._case.view.findings.go_to_end()
            return False
        draft = self._case.draft
        new = tuple(
            Acceptance(rule=one.rule, path=one.path, message=one.message, reason=Prose(reason))
            for one in warnings
        )
        put = draft.put("accepted", (*draft.record.accepted, *new), "accept what remains")
        return put and self._case.autosave.keep()

    def _keep(self, warnings: Sequence[Any], reason: str, stands: Sequence[str]) -> None:
        """Tells the library: each warning that stays, and what is stated of which version."""
        store, weighed = self._desk.store(), self._desk.settings.record.rules
        for one in warnings:
            store.accepted(self._case.id, one.rule, one.path, reason)
        store.sign_off(
            self._case.id,
            self._desk.services.attestation().statements,
            version=self._case.autosave.version,
            remaining=stands,
            rules=[f"{one.rule} counts as {one.weight}" for one in weighed],
        )
