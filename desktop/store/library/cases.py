"""The cases: each saved whole with every keystroke, and found by its words."""

from __future__ import annotations

import contextlib
import datetime as dt
import uuid
from typing import TYPE_CHECKING

from desktop.cases import case_file
from desktop.cases.personal_fields import without_identity
from desktop.cases.workflow import workflow
from desktop.store.database.database import atomic
from desktop.store.database.digests import digest_of, proved
from desktop.store.errors import (
    CaseMissing,
    CaseNewer,
    LibraryDamaged,
)
from desktop.store.library.belief import Standing, standing
from desktop.store.library.records import (
    COLUMNS,
    OWN,
    StoredCase,
    WorklistRow,
    decisions,
    facts,
    parsed,
    row,
    words,
)
from desktop.store.library.session import LibraryPart, Session
from desktop.store.library.trail import Detail, Event, Trail
from desktop.store.library.versions import Versions, Why

if TYPE_CHECKING:
    from desktop.cases.case import Case
    from desktop.store.database.database import Column

BIN = dt.timedelta(days=30)
"""How long a deleted case can be restored."""


class Cases(LibraryPart):
    """Every case of the library."""

    def __init__(self, session: Session, trail: Trail, versions: Versions) -> None:
        super().__init__(session)
        self._trail = trail
        self._versions = versions
        self._decisions: dict[str, dict[str, tuple[str, str]]] = {}

    def rows(self) -> tuple[WorklistRow, ...]:
        """The worklist: every case that is not in the bin, the last changed first."""
        return self._rows("where discarded is null order by changed desc, id")

    def row(self, id: str) -> WorklistRow:
        """The worklist's line of one case, even in the bin; raises `CaseMissing`."""
        found = self._rows("where id = ?", id)
        if not found:
            raise CaseMissing
        return found[0]

    def get(self, id: str) -> StoredCase:
        """The case with the version to hand back when saving it; raises `CaseMissing`."""
        found = self.standing(id)
        case = self._read(id, found.version)
        self._decisions[id] = decisions(case)
        return StoredCase(case=case, version=found.version, state=found.state)

    def standing(self, id: str) -> Standing:
        """The version and the state of a case, and its program; raises `CaseMissing`."""
        return standing(self.database, self._trail, id)

    def read(self, id: str) -> Case | None:
        """The stored case, read-only; None if it was removed or cannot be read.

        May run on another thread.
        """
        version = self.database.one("select version from documents where id = ?", (id,))
        with contextlib.suppress(CaseNewer, LibraryDamaged):
            return self._read(id, version) if version else None
        return None

    @atomic
    def add(self, case: Case, event: Event = Event.CREATED, detail: Detail | None = None) -> str:
        """Add a new case; gives its id. An imported one says so by its `event`."""
        id = uuid.uuid4().hex
        fresh, decided = event is Event.CREATED, case.decided is not None
        self.put(id, case, 1, workflow.of(case.program).begun(decided=decided, fresh=fresh))
        self._trail.add(event, id, case.case_number, detail)
        self._versions.keep(id, Why.IMPORTED if event is Event.IMPORTED else Why.CREATED)
        return id

    @atomic
    def save(self, id: str, case: Case, version: int) -> int:
        """Save `case` durably; gives the version for the next save.

        Raises `CaseSigned` when it is locked, `CaseChanged` when `version` is not the latest,
        `CaseMissing`, and `DiskFull` or `DiskFault` with nothing saved.
        """
        before = self._decisions.get(id) or decisions(self.get(id).case)
        found = self.standing(id)
        found.check(version)
        after = workflow.of(case.program).saved(found.state, decided=case.decided is not None)
        self._update(id, case, version + 1, after)
        self._tell_decisions(id, case, before)
        self._versions.keep_in_time(id)
        self._decisions[id] = decisions(case)
        return version + 1

    @atomic
    def duplicate(self, id: str) -> str:
        """A new case with the same requests and citations and nothing of the person; its id."""
        stored = self.get(id)
        source = {"from": stored.case.case_number}
        return self.add(without_identity(stored.case), Event.DUPLICATED, source)

    @atomic
    def mark(self, id: str, state: str, closed: dt.date | None = None) -> None:
        """Set the state of the case, for changes without a save, such as an export."""
        day = closed.isoformat() if closed else None
        self.database.execute(
            "update cases set state = ?, closed = ? where id = ?", (str(state), day, id)
        )

    @atomic
    def put(self, id: str, case: Case, version: int, state: str) -> None:
        """Insert the case under the given `id`, without an entry in the trail."""
        self.database.execute(
            "insert into cases(id, number, worker, services, state, outcome, due, decided, "
            "changed, version, format, program) values(:id, :number, :worker, :services, :state, "
            ":outcome, :due, :decided, :changed, :version, :format, :program)",
            self._columns(id, case, version, state),
        )
        document = case_file.dumps(case).decode()
        place = self.database.one(
            "insert into documents(id, version, indexed, document, digest) "
            "values(?, ?, ?, ?, ?) returning row",
            (id, version, version, document, digest_of(document)),
        )
        self.database.execute("insert into words(rowid, text) values(?, ?)", (place, words(case)))

    @atomic
    def receive(self, id: str, case: Case, state: str, discarded: str | None = None) -> int:
        """Store the case as it is elsewhere, even if locked here; gives its version."""
        found = self.database.one("select version from cases where id = ?", (id,)) or 0
        if found:
            self._update(id, case, found + 1, state)
        else:
            self.put(id, case, 1, state)
        self.database.execute(
            "update cases set discarded = ?, closed = null where id = ?", (discarded, id)
        )
        self._decisions.pop(id, None)
        return int(found) + 1

    # -- the bin ---------------------------------------------------------------------------------

    @atomic
    def discard(self, id: str) -> None:
        """Put the case into the bin, from which it can be restored for 30 days.

        Raises `CaseSigned`: a letter that was signed off is reopened first, with a reason.
        """
        self.standing(id).check()
        self.withdraw(id)

    @atomic
    def withdraw(self, id: str) -> None:
        """Put the case into the bin, signed off or not: it is somebody else's now."""
        self._versions.keep(id)
        self._set_discarded(id, self._session.stamp(), Event.DISCARDED)

    @atomic
    def put_back(self, id: str) -> None:
        """Take the case out of the bin."""
        self._set_discarded(id, None, Event.PUT_BACK)

    def bin(self) -> tuple[WorklistRow, ...]:
        """The deleted cases, the last deleted first."""
        return self._rows("where discarded is not null order by discarded desc")

    @atomic
    def empty_bin(self, older_than: dt.timedelta = BIN) -> int:
        """Delete what has been in the bin longer; gives the number of cases.

        The clock alone removes nothing: it may have been wrong when the case was deleted, or be
        wrong now. The trail must have seen that time pass.
        """
        old = [each for each in self.bin() if self._old(each, older_than)]
        for each in old:
            self._remove(each)
        return len(old)

    def _old(self, each: WorklistRow, older_than: dt.timedelta) -> bool:
        """Whether both the clock, which is quick to ask, and the trail let it be deleted."""
        passed = self._session.now() - (each.discarded or self._session.now())
        if dt.timedelta() <= passed < older_than:
            return False
        return self._trail.attested(each.id, Event.DISCARDED, Event.RECEIVED) >= older_than

    # -- search ----------------------------------------------------------------------------------

    def search(self, text: str, *, limit: int = 200) -> tuple[WorklistRow, ...]:
        """The cases that have every word of `text`, or one that begins with it; the best first."""
        query = " ".join(f'"{word}"*' for word in text.replace('"', " ").split())
        if not query:
            return ()
        self._index()
        return self._rows(
            "join (select documents.id, rank from words join documents on row = words.rowid "
            "where words match ?) using(id) where discarded is null order by rank limit ?",
            query,
            limit,
        )

    @atomic
    def _index(self) -> None:
        """Index what was saved since the last search."""
        stale = self.database.execute(
            "select row, id, version from documents where indexed < version"
        )
        for number, id, version in stale:
            with contextlib.suppress(CaseNewer, LibraryDamaged):
                text = words(self._read(id, version))
                self.database.execute("delete from words where rowid = ?", (number,))
                self.database.execute("insert into words(rowid, text) values(?, ?)", (number, text))
            self.database.execute("update documents set indexed = version where row = ?", (number,))

    # --------------------------------------------------------------------------------------------

    def _read(self, id: str, version: int) -> Case:
        """The case in its document, which is to be of that version."""
        document, digest = self.database.row(
            "select document, digest from documents where id = ? and version = ?", (id, version)
        ) or ("", "")
        return parsed(proved(self.database, document, digest, "The case"))

    def _rows(self, where: str, *values: Column) -> tuple[WorklistRow, ...]:
        columns = f"{COLUMNS}, {OWN}"
        found = self.database.execute(f"select {columns} from cases {where}", values)  # noqa: S608
        return tuple(map(row, found))

    def _update(self, id: str, case: Case, version: int, state: str) -> None:
        self.database.execute(
            "update cases set number=:number, worker=:worker, services=:services, state=:state, "
            "outcome=:outcome, due=:due, decided=:decided, changed=:changed, version=:version, "
            "format=:format, program=:program where id=:id",
            self._columns(id, case, version, state),
        )
        document = case_file.dumps(case).decode()
        self.database.execute(
            "update documents set document = ?, digest = ?, version = ? where id = ?",
            (document, digest_of(document), version, id),
        )

    def _columns(self, id: str, case: Case, version: int, state: str) -> dict[str, Column]:
        due = self._session.due(case)
        return facts(case) | {
            "id": id,
            "state": str(state),
            "due": due.isoformat() if due else None,
            "decided": case.decided.isoformat() if case.decided else None,
            "changed": self._session.stamp(),
            "version": version,
            "format": case_file.VERSION,
            "program": case.program,
        }

    def _tell_decisions(self, id: str, case: Case, before: dict[str, tuple[str, str]]) -> None:
        after = decisions(case)
        for item in dict.fromkeys([*before, *after]):
            was, old = before.get(item, ("", ""))
            field, new = after.get(item, (was, ""))
            if old != new:
                detail = {"field": field, "item": item, "from": old, "to": new}
                self._trail.add(Event.DECIDED, id, case.case_number, detail)

    def _set_discarded(self, id: str, stamp: str | None, event: Event) -> None:
        number = self.row(id).number
        self.database.execute("update cases set discarded = ? where id = ?", (stamp, id))
        self._trail.add(event, id, number)

    def _remove(self, each: WorklistRow) -> None:
        self.database.execute(
            "delete from words where rowid = (select row from documents where id = ?)", (each.id,)
        )
        self.database.execute("delete from cases where id = ?", (each.id,))
        self._trail.add(Event.REMOVED, each.id, each.number)
