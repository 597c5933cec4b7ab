"""What the library records of an export: the written letters, and why some went out with errors."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from desktop.cases.export_reasons import RULE, in_spite_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.app.letters.export import Done, ExportRequest
    from desktop.app.library.library_session import LibrarySession

    Errors = Mapping[str, Sequence[str]]


class ExportRecord:
    """Records exports in the `library`."""

    def __init__(self, library: LibrarySession) -> None:
        self._library = library

    def add(self, order: ExportRequest, errors: Errors, reason: str, done: Done) -> None:
        """Records the result of an export, completely or not at all.

        The trail gets every letter that was written, each case without one, and the `reason` for
        exporting those with `errors`.
        """
        self._library.store().database.whole(lambda: self._add(order, errors, reason, done))

    def _add(self, order: ExportRequest, errors: Errors, reason: str, done: Done) -> None:
        store = self._library.store()
        for id in dict.fromkeys(one.id for one in done.written if order.version is None):
            self._add_reasons(id, errors[id], reason)
        for one in done.written:
            store.exported(one.id, one.sha256, one.form, one.edition, order.version)
        for refused in done.refused:
            store.not_exported(refused.id, order.forms)

    def _add_reasons(self, id: str, errors: Sequence[str], reason: str) -> None:
        """Why the letter was exported: its errors' reason, and rules with changed weights."""
        store = self._library.store()
        if errors:
            self._add_to_case(id, errors, reason)
            store.accepted(id, RULE, "", reason)
        for rule in self._library.settings.record.rules:
            store.accepted(id, rule.rule, "", f"The rule counts as {rule.weight}.")

    def _add_to_case(self, id: str, errors: Sequence[str], reason: str) -> None:
        """Stores the reason in the case too, unless it is signed off."""
        cases, session = self._library.store().cases, self._library.case
        today = dt.date.today()  # noqa: DTZ011 -- the day at the desk
        stored = cases.get(id)
        if stored.locked:
            return
        change = partial(in_spite_of, errors=errors, reason=reason, day=today)
        if session is not None and session.id == id:
            session.draft.amend(change, "accepted")
        else:
            cases.save(id, change(stored.case), stored.version)
