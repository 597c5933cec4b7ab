"""The outcome of a case as a whole: signed off, exported, sent on, closed; the trail has each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cases import case_file
from desktop.cases.workflow import workflow
from desktop.cases.workflow.states import AGAIN, STANDING, State
from desktop.store.database.digests import digest_of
from desktop.store.errors import StoreError
from desktop.store.library.trail import Detail, Event
from desktop.store.library.versions import Why

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from desktop.cases.workflow.states import Transition
    from desktop.records.values import Plain
    from desktop.store.database.database import Database
    from desktop.store.library.cases import Cases
    from desktop.store.library.records import StoredCase
    from desktop.store.library.trail import Trail
    from desktop.store.library.versions import Versions

NO_DAY = "Name the day on which the case was closed."
NO_LETTER = (
    "No letter of this case was exported as it was signed off, so there is none to keep. Reopen "
    "the case instead."
)
NO_REASON = "Say why the case is reopened: the reason stands in its trail."
NOTHING_STATED = "A case is signed off by stating something: nothing was stated."


class Milestones:
    """A case's milestones, in the library whose parts these are."""

    database: Database
    trail: Trail
    versions: Versions
    cases: Cases

    def sign_off(
        self,
        id: str,
        attested: Sequence[str],
        *,
        version: int | None = None,
        remaining: Sequence[str] = (),
        rules: Sequence[str] = (),
    ) -> None:
        """Lock the case: it takes no change until it is reopened.

        The trail keeps what was `attested`, of which version and text, what stood in it then and
        which `rules` were weighed otherwise. Raises `CaseSigned`, and `CaseChanged` where it is
        no more the `version` that was read.
        """
        if not attested:
            raise StoreError(NOTHING_STATED)
        kept = self.cases.get(id)
        self.cases.standing(id).check(version)
        _way(kept, State.SIGNED)
        stands = (("remaining", list(remaining)), ("rules", list(rules)))
        detail: Detail = {
            "version": kept.version,
            "document": digest_of(case_file.dumps(kept.case)),
            "attested": list(attested),
            **{name: told for name, told in stands if told},
        }
        self._milestone(id, State.SIGNED, Event.SIGNED, Why.SIGNED, detail)

    def reopen(self, id: str, reason: str) -> None:
        """Let a case that is signed off, or closed, be changed again; the trail has the reason."""
        if not reason.strip():
            raise StoreError(NO_REASON)
        self.move(id, State.DRAFTING, reason=reason)

    def move(self, id: str, to: str, *, reason: str = "", closed: dt.date | None = None) -> None:
        """Take the case on to the state `to`, as its program's workflow lets it.

        An end wants the day on which it was `closed`. Where another letter is to follow, the
        trail names the earlier one. Raises `StoreError`.
        """
        kept = self.cases.get(id)
        way, reason = _way(kept, to), reason.strip()
        ends = workflow.of(kept.case.program).state(to).ends
        _refuse_move(way, reason, closed if ends else None, ends=ends)
        detail: dict[str, Plain] = {"from": str(kept.state), "to": str(to)}
        detail |= {"reason": reason} if reason else {}
        detail |= {"day": closed.isoformat()} if closed and ends else {}
        detail |= {"letter": self._letter(id, kept)} if to in AGAIN else {}
        reopened = to == State.DRAFTING and way.reason
        event = Event.REOPENED if reopened else Event.MOVED
        self._milestone(id, to, event, Why.MOVED, detail, closed if ends else None)

    def exported(
        self, id: str, sha256: str, form: str, edition: str = "", version: int | None = None
    ) -> None:
        """Record in the trail that the case's letter was written to a file with that SHA-256.

        Of an earlier `version`, the case is where it was.
        """
        kept = self.cases.get(id)
        number = kept.version if version is None else version
        signed = any(one.version == number for one in self.versions.signatures(id))
        detail: Detail = {
            "sha256": sha256,
            "format": form,
            "edition": edition,
            "version": number,
            "signed": kept.state in STANDING if number == kept.version else signed,
        }
        flow = workflow.of(kept.case.program)
        state = flow.exported(kept.state) if number == kept.version else kept.state
        closed = self.cases.row(id).closed
        self._milestone(id, state, Event.EXPORTED, Why.EXPORTED, detail, closed)

    def not_exported(self, id: str, forms: Sequence[str]) -> None:
        """Record in the trail that writing the case's letter failed."""
        number = self.cases.row(id).number
        self.trail.add(Event.NOT_EXPORTED, id, number, {"formats": list(forms)})

    def accepted(self, id: str, rule: str, path: str, reason: str) -> None:
        """Record in the trail that a finding was accepted, and why."""
        detail = {"rule": rule, "field": path, "reason": reason}
        self.trail.add(Event.ACCEPTED, id, self.cases.row(id).number, detail)

    def restore_version(self, id: str, number: int) -> int:
        """Restore an earlier version of the case; the present one is kept. Gives the new version.

        Raises `CaseSigned` and `CaseMissing`.
        """

        def change() -> int:
            kept, earlier = self.cases.get(id), self.versions.get(id, number)
            self.versions.keep(id, Why.REPLACED)
            version = self.cases.save(id, earlier.after(kept.case), kept.version)
            self.trail.add(Event.RESTORED, id, earlier.case_number, {"version": number})
            return version

        return self.database.whole(change)

    def _letter(self, id: str, kept: StoredCase) -> dict[str, Plain]:
        """The letter that stands: its version, and the files that were written of it."""
        files = self.versions.letters(id).get(kept.version, ())
        if not files:
            raise StoreError(NO_LETTER)
        told = [{"sha256": one.sha256, "format": one.form, "edition": one.edition} for one in files]
        return {"version": kept.version, "files": [*told]}

    def _milestone(
        self,
        id: str,
        state: str,
        event: Event,
        why: Why,
        detail: Detail,
        closed: dt.date | None = None,
    ) -> None:
        def change() -> None:
            self.versions.keep(id, why)
            self.cases.mark(id, state, closed)
            self.trail.add(event, id, self.cases.row(id).number, detail)

        self.database.whole(change)


def _way(kept: StoredCase, to: str) -> Transition:
    """The way from the case's state to another; raises `StoreError` where a person has none."""
    flow = workflow.of(kept.case.program)
    found = flow.way(kept.state, to)
    if found is None or found.by == "program":
        raise StoreError(
            f"A case that is “{kept.standing.word}” does not become “{flow.state(to).word}” in "
            "its program. Nothing was changed."
        )
    return found


def _refuse_move(way: Transition, reason: str, day: dt.date | None, *, ends: bool) -> None:
    if way.attested:
        raise StoreError(NOTHING_STATED)
    if way.reason and not reason:
        raise StoreError(f"“{way.act}” wants a reason: it stands in the case's trail.")
    if ends and day is None:
        raise StoreError(NO_DAY)
