"""The library on this machine and the team's: every change is stored here first, then shared.

    sharing = Sharing(library)
    parcel = sharing.parcel()                   reads the library
    answer = exchange(server, parcel)            waits for the server, on a thread of its own
    news = sharing.take(answer)                 writes the library
    sharing.waiting                             for the banner: stored here, not yet shared

A case that was changed in both places becomes a conflict: both texts are kept until somebody has
chosen, and both stay among the case's versions.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from desktop.cases.case import Case
from desktop.cases.changes.differences import Change, changes
from desktop.cases.workflow import workflow
from desktop.cases.workflow.states import BY_ITSELF, STANDING
from desktop.store.database.database import atomic
from desktop.store.errors import CaseMissing, CaseNewer, LibraryDamaged
from desktop.store.library.records import parsed
from desktop.store.library.session import LibraryPart
from desktop.store.library.trail import Detail, Event
from desktop.store.library.versions import Why
from desktop.store.team.exchange import NOT_OURS, Ours, Parcel, ServerAnswer
from desktop.store.team.team_cases import TeamCase, portable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.store.library.library import Library

OLD_SERVER = (
    "The team's server was set up by an earlier release, whose rules are too weak. Its "
    "administrator fixes that by running “library init” again; no case is changed."
)
TOLD = frozenset({Event.EXPORTED, Event.ACCEPTED, Event.REOPENED, Event.IMPORTED, Event.SIGNED})
"""What only this machine knows and reports to the server's trail."""

_CURSOR = "team: told up to"


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """A case that was changed here and by somebody else."""

    id: str
    ours: Case
    theirs: Case
    who: str
    """Who changed the other text."""

    def changes(self) -> tuple[Change, ...]:
        """The fields in which the two differ: before is ours, after is theirs."""
        return changes(self.ours, self.theirs)


class News(msgspec.Struct, kw_only=True):
    """What an exchange brought to this machine, by the cases' ids."""

    changed: list[str] = []
    conflicts: list[str] = []
    gone: list[str] = []
    refused: dict[str, str] = {}
    unreadable: dict[str, str] = {}
    """Cases that stay on the server, each with its sentence; some may not be here at all."""
    old_server: str = ""
    """What to tell the server's administrator if an earlier release set it up."""


class Sharing(LibraryPart):
    """This library's side of the sharing; no network in it."""

    def __init__(self, library: Library) -> None:
        super().__init__(library.session)
        self._library = library

    @property
    def waiting(self) -> int:
        """How many cases are stored here and not yet shared."""
        return len(self._unshared())

    def parcel(self) -> Parcel:
        """What the next exchange sends."""
        conflicts = {id for (id,) in self.database.execute("select id from conflicts")}
        return Parcel(
            cases=tuple(self._readable(id for id in self._unshared() if id not in conflicts)),
            entries=tuple(e for e in self._library.trail.since(self._cursor()) if e.what in TOLD),
            known={id: theirs for id, theirs in self._known() if id not in conflicts},
        )

    @atomic
    def take(self, answer: ServerAnswer) -> News:
        """Store what the server said."""
        news = News(
            refused=answer.refused,
            unreadable=answer.unreadable,
            old_server=OLD_SERVER if answer.old_server else "",
        )
        for ours, version in answer.taken:
            self._agree(ours.id, version, ours.version, ours.state, ours.discarded)
        for theirs in answer.newer:
            self._receive(theirs, news)
        for id in answer.gone:
            self._let_go(id)
            news.gone.append(id)
        if answer.last_entry:
            self._library.settings.put(_CURSOR, answer.last_entry)
        return news

    def conflicts(self) -> tuple[Conflict, ...]:
        """The cases that wait for somebody to choose."""
        found = self.database.execute("select id, document, who from conflicts order by id")
        here = {ours.id: ours.case for ours in self._readable(id for id, _, _ in found)}
        return tuple(
            Conflict(id=id, ours=here[id], theirs=theirs, who=who)
            for id, document, who in found
            if id in here and (theirs := _read(document))
        )

    @atomic
    def settle(self, id: str, case: Case) -> int:
        """Make `case`, chosen from both texts, the case's text; gives its version to go on with."""
        found = self.database.row(
            "select theirs, document, state from conflicts where id = ?", (id,)
        )
        if found is None:
            raise CaseMissing("There is no conflict about that case any more.")
        self._library.versions.keep(id, Why.LEFT)
        other, state = parsed(found[1]), found[2]
        version = self._library.cases.receive(id, other, state)
        self._library.versions.keep(id, Why.SHARED)
        self._agree(id, found[0], version, state, None)
        self.database.execute("delete from conflicts where id = ?", (id,))
        self._library.trail.add(Event.SETTLED, id, case.case_number)
        begun = workflow.of(case.program).begun(decided=case.decided is not None)
        return self._library.cases.receive(id, case, begun)

    # --------------------------------------------------------------------------------------------

    def _unshared(self) -> list[str]:
        return [
            id
            for (id,) in self.database.execute(
                "select id from cases left join shared using(id) where shared.id is null or "
                "(shared.theirs >= 0 and (shared.ours <> cases.version "
                "or shared.state <> cases.state or shared.discarded is not cases.discarded))"
            )
        ]

    def _known(self) -> list[tuple[str, int]]:
        return [
            (id, theirs) for id, theirs in self.database.execute("select id, theirs from shared")
        ]

    def _readable(self, ids: Iterable[str]) -> Iterator[Ours]:
        """The cases `ids` as they are here; an unreadable one does not stop the others."""
        for id in ids:
            with suppress(CaseNewer, LibraryDamaged):
                yield self._ours(id)

    def _ours(self, id: str) -> Ours:
        stored = self._library.cases.get(id)
        discarded = self.database.one("select discarded from cases where id = ?", (id,))
        shared = self.database.row("select theirs, state from shared where id = ?", (id,))
        base, before = shared or (0, "")
        return Ours(
            id=id,
            case=stored.case,
            version=stored.version,
            state=stored.state,
            discarded=discarded,
            base=base,
            reason=self._reason(id) if before in STANDING and stored.state not in STANDING else "",
        )

    def _reason(self, id: str) -> str:
        """Why the case, which was signed off, is open again."""
        for entry in self._library.trail.entries(id):
            if entry.what in (Event.REOPENED, Event.MOVED) and entry.details.get("reason"):
                return str(entry.details.get("reason", ""))
            if entry.what == Event.SETTLED:
                return "Changed in two places, and settled."
        return ""

    def _cursor(self) -> int:
        return self._library.settings.get(_CURSOR, int) or 0

    def _receive(self, theirs: TeamCase, news: News) -> None:
        if self._unsent(theirs):
            self.database.execute(
                "insert or replace into conflicts values(?, ?, ?, ?, ?)",
                (theirs.id, theirs.version, theirs.who, str(theirs.state), portable(theirs.case)),
            )
            news.conflicts.append(theirs.id)
            return
        if self.database.one("select 1 from cases where id = ?", (theirs.id,)):
            self._library.versions.keep(theirs.id, Why.LEFT)
        version = self._library.cases.receive(
            theirs.id, theirs.case, theirs.state, theirs.discarded
        )
        detail: Detail = {"who": theirs.who, **self._signing(theirs, version)}
        if theirs.state not in BY_ITSELF:
            detail = {**detail, "state": str(theirs.state)}
        self._library.trail.add(Event.RECEIVED, theirs.id, theirs.case.case_number, detail)
        self._library.versions.keep(theirs.id, Why.SHARED)
        self._agree(theirs.id, theirs.version, version, theirs.state, theirs.discarded)
        news.changed.append(theirs.id)

    def _signing(self, theirs: TeamCase, version: int) -> Detail:
        """Who signed the case off and what they stated, where that is not known here yet."""
        signature = theirs.signature
        known = self._library.versions.signatures(theirs.id)[:1]
        if signature is None or any(one.document == signature.document for one in known):
            return {}
        when = {"signed by": signature.who, "signed at": signature.at.isoformat()}
        names = ("attested", "remaining", "rules", "document")
        stated = {name: getattr(signature, name) for name in names}
        return {
            **when,
            "version": version,
            **{name: value for name, value in stated.items() if value},
        }

    def _unsent(self, theirs: TeamCase) -> bool:
        """Whether this machine has words of its own that the server's would overwrite."""
        if theirs.id not in self._unshared():
            return False
        same = (
            portable(ours.case) == portable(theirs.case) for ours in self._readable([theirs.id])
        )
        return not any(same)

    def _agree(self, id: str, theirs: int, ours: int, state: str, discarded: str | None) -> None:
        self.database.execute(
            "insert or replace into shared values(?, ?, ?, ?, ?)",
            (id, theirs, ours, str(state), discarded),
        )

    def _let_go(self, id: str) -> None:
        """Moves a case that is another reviewer's now into the bin, and stops sharing it."""
        if self._library.cases.row(id).discarded is None:
            self._library.cases.withdraw(id)
        self.database.execute("update shared set theirs = ? where id = ?", (NOT_OURS, id))


def _read(document: str) -> Case | None:
    """The case in a `document`; None where this program cannot read it, and so keeps it."""
    try:
        return parsed(document)
    except CaseNewer:
        return None
