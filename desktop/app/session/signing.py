"""Signing a case off and reopening it: what is checked first, and what is recorded of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.cases.attestation import remaining
from desktop.cases.ids.links import linked
from desktop.checks.engine.finding import acceptance

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.app.library.library_session import LibrarySession
    from desktop.app.session.case_session import CaseSession
    from desktop.cases.attestation import Remaining
    from desktop.cases.case import Case
    from desktop.checks.engine.finding import Finding
    from desktop.store.library.records import Signature


class Signing(QObject):
    """Signs off exactly what was checked, and nothing with an open error."""

    checked = Signal(object)
    """The open findings of the case that is about to be signed off."""
    reason_wanted = Signal()
    """Warnings remain, and no reason was given for them."""
    signed = Signal()
    reopened = Signal()

    def __init__(
        self,
        case: CaseSession,
        library: LibrarySession,
        check: Callable[[Case], Sequence[Finding]],
    ) -> None:
        super().__init__(case)
        self._case, self._library, self._check = case, library, check

    @property
    def signature(self) -> Signature | None:
        """Who signed off the stored version; None if that was not done here."""
        signed = self._library.store().versions.signatures(self._case.id)
        return next((one for one in signed if one.version == self._case.autosave.version), None)

    def sign(self, reason: str) -> None:
        """Signs off, once what is on the screen now was checked and saved.

        The `reason` says why the remaining warnings are accepted.
        """
        if self._case.draft.refuses() or not self._case.autosave.keep():
            return
        left = self._remaining()
        if left is None or not self._accepted(left.warnings, reason):
            return
        now = self._remaining() if left.warnings else left
        stands = now.stands(self._case.record) if now else ()
        record = partial(self._record, left.warnings, reason, stands)
        if now and self._library.attempt(partial(self._library.store().database.whole, record)):
            self._case.draft.locked = True
            self.signed.emit()

    def reopen(self, reason: str) -> None:
        """Reopens a signed-off case for changes."""
        if self._library.attempt(partial(self._library.store().reopen, self._case.id, reason)):
            self._case.draft.locked = False
            self.reopened.emit()

    def _remaining(self) -> Remaining[Finding] | None:
        """What stands in the case as it is now; None where it cannot be signed off."""
        try:
            findings = self._check(self._case.record)
        except Exception as error:
            words = f"The check failed, so nothing is signed off: {error}"
            self._library.notices.warn(words)
            return None
        self.checked.emit(findings)
        left = remaining(findings)
        return None if left.errors else left

    def _accepted(self, warnings: Sequence[Finding], reason: str) -> bool:
        """Adds the reason to each remaining warning and saves; true if that worked."""
        if warnings and not reason:
            self.reason_wanted.emit()
            return False
        draft = self._case.draft
        new = tuple(acceptance(draft.record, one, reason) for one in warnings)
        put = draft.put("accepted", (*draft.record.accepted, *new), "accept what remains")
        return put and self._case.autosave.keep()

    def _record(self, warnings: Sequence[Finding], reason: str, stands: Sequence[str]) -> None:
        """Records each warning that stays, and what is stated of which version."""
        from desktop.app import reference_works

        store, weighed = self._library.store(), self._library.settings.record.rules
        for one in warnings:
            path = linked(self._case.record, one.path)
            store.accepted(self._case.id, one.rule, path, reason)
        store.sign_off(
            self._case.id,
            reference_works.attestation(self._case.record.program).statements,
            version=self._case.autosave.version,
            remaining=stands,
            rules=[f"{one.rule} counts as {one.weight}" for one in weighed],
        )
