"""The cases on the team's server: the same calls as on this machine, kept apart by the server.

A reviewer sees their own cases, a lead all. The server counts the versions, says who changed what,
and writes the trail.
"""

from __future__ import annotations

import datetime as dt
import re
import socket
from contextlib import contextmanager, suppress
from functools import cached_property
from textwrap import shorten
from threading import Lock, Timer
from typing import TYPE_CHECKING

import msgspec
import psycopg

from desktop.cases import case_file
from desktop.cases.case import Case
from desktop.cases.workflow import workflow
from desktop.cases.workflow.states import STANDING, STATES, State
from desktop.store.errors import CaseChanged, CaseMissing, CaseUnreadable
from desktop.store.library.records import (
    COLUMNS,
    Signature,
    StoredCase,
    WorklistRow,
    facts,
    row,
)
from desktop.store.library.session import never
from desktop.store.library.trail import Chain, Event, TrailEntry, verified
from desktop.store.team.attesting import ATTESTED, Stated, stated
from desktop.store.team.server import PATIENCE, connected, meaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.store.database.database import Column, Row
    from desktop.store.library.session import Due

NAMED = 60
"""Characters of a case's number in a sentence: on the server it may be of any length."""
_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")


class TeamCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case as it is on the server."""

    id: str
    case: Case
    version: int
    state: str
    discarded: str | None = None
    who: str = ""
    """Who changed it last."""
    signature: Signature | None = None
    """Who signed it off, and what was stated by it, where it is signed off."""


class TeamCases:
    """The open connection to the team's library; every failure is a `StoreError`."""

    def __init__(self, url: str, due: Due = never) -> None:
        self._connection = connected(url)
        self._due = due
        self._closing = Lock()

    def __enter__(self) -> TeamCases:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        with self._closing:
            self._connection.close()

    def break_off(self) -> None:
        """End the call that another thread waits in: it raises `ServerUnreachable`."""
        with self._closing:
            if not self._connection.closed:
                end = socket.socket(fileno=self._connection.fileno())
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.detach()

    @cached_property
    def schema(self) -> int:
        """How the server was made; `SCHEMA` by this program."""
        return int(self._all("select schema from desk.about")[0][0])

    # -- cases -----------------------------------------------------------------------------------

    def rows(self) -> tuple[WorklistRow, ...]:
        """The worklist: the cases that this person may see, the last changed first."""
        found = self._all(
            f"select {COLUMNS} from desk.cases where discarded is null order by changed desc, id"  # noqa: S608
        )
        return tuple(map(row, found))

    def versions(self, known: Iterable[str] = ()) -> dict[str, int]:
        """The latest version of every case that this person may see; of the bin's the `known`."""
        found = self._all(
            "select id, version from desk.cases where discarded is null or id = any(%s)",
            list(known),
        )
        return dict(found)

    def get(self, id: str) -> StoredCase:
        """The case and the version to hand back when saving it.

        Raises `CaseMissing` and `CaseUnreadable`.
        """
        theirs = self.whole(id)
        return StoredCase(case=theirs.case, version=theirs.version, state=theirs.state)

    def whole(self, id: str) -> TeamCase:
        """The case with everything that the server says of it.

        Raises `CaseMissing`, and `CaseUnreadable` where a newer program wrote it.
        """
        found = self._all(
            "select document, version, state, discarded, changed_by, number from desk.cases "
            "where id = %s",
            id,
        )
        if not found:
            raise CaseMissing
        document, version, state, discarded, who, number = found[0]
        try:
            case = case_file.loads(document.encode())
            _check_state(state, case)
            _check_moment(discarded)
        except ValueError as error:
            name = shorten(number, NAMED) or "A case without a number"
            raise CaseUnreadable(
                f"{name}, last changed by {who}, stays on the server: {error}"
            ) from error
        return TeamCase(
            id=id,
            case=case,
            version=version,
            state=STATES.get(state) or str(state),
            discarded=discarded,
            who=who,
            signature=self._signature(id) if state == State.SIGNED else None,
        )

    def add(self, id: str, case: Case, state: str = State.NEW) -> int:
        """Take in a new case under its `id`; gives its version. The person becomes its owner."""
        columns = self._columns(id, case, state)
        names, places = ", ".join(columns), ", ".join(f"%({name})s" for name in columns)
        found = self._all(
            f"insert into desk.cases({names}, version, changed, changed_by) "  # noqa: S608
            f"values ({places}, 1, '', '') on conflict do nothing returning version",
            columns,
        )
        if not found:
            raise CaseChanged
        return int(found[0][0])

    def save(
        self,
        id: str,
        case: Case,
        version: int,
        state: str = State.DRAFTING,
        discarded: str | None = None,
        *,
        reason: str = "",
    ) -> int:
        """Keep `case` if `version` is still the latest; gives the new version.

        `discarded` is when it was put into the bin, None for a case at work; `reason` is why it is
        reopened, without which the server reopens nothing.

        Raises `CaseChanged`, `CaseMissing`, `ServerUnreachable` and `ServerRefused`.
        """
        columns = self._columns(id, case, state) | {"discarded": discarded}
        if self.schema > 1:
            columns["reason"] = reason
        sets = ", ".join(f"{name} = %({name})s" for name in columns if name != "id")
        found = self._all(
            f"update desk.cases set {sets} "  # noqa: S608
            "where id = %(id)s and version = %(version)s returning version",
            {**columns, "version": version},
        )
        if not found:
            raise CaseChanged if self._has(id) else CaseMissing
        return int(found[0][0])

    def assign(self, id: str, name: str) -> None:
        """Give the case to another reviewer; the server lets only a lead do it."""
        if not self._all("update desk.cases set owner = %s where id = %s returning id", name, id):
            raise CaseMissing

    # -- the trail -------------------------------------------------------------------------------

    def tell(self, entry: TrailEntry) -> None:
        """Record what only this machine knows in the server's trail, such as exports; once each."""
        self._all(
            "select desk.tell(%s, %s, %s, %s)", entry.hash, entry.what, entry.case_id, entry.detail
        )

    @property
    def head(self) -> str:
        """The hash of the last entry of the server's trail."""
        return str(self._all("select desk.head()")[0][0])

    def trail(self, case_id: str = "") -> tuple[TrailEntry, ...]:
        """The entries that this person may see, the latest first."""
        return tuple(self._entries("where %s in ('', case_id) order by seq desc", case_id))

    def verify(self) -> Chain:
        """Read the server's whole chain; only a lead sees all of it."""
        return verified(self._entries("order by seq"))

    # --------------------------------------------------------------------------------------------

    def _signature(self, id: str) -> Signature | None:
        """Who signed the case off last, by the server, and what their machine reported."""
        claim = Stated()
        for entry in self.trail(id):
            if entry.what == ATTESTED and not claim.attested:
                claim = stated(entry)
            if entry.what == Event.SIGNED:
                at = dt.datetime.fromisoformat(entry.at)
                return Signature(at=at, who=entry.who, version=0, **msgspec.structs.asdict(claim))
        return None

    def _entries(self, rest: str, *values: Column) -> Iterator[TrailEntry]:
        names = ", ".join(TrailEntry.__struct_fields__)
        for found in self._all(f"select {names} from desk.trail {rest}", *values):  # noqa: S608
            yield TrailEntry(**dict(zip(TrailEntry.__struct_fields__, found, strict=True)))

    def _has(self, id: str) -> bool:
        return bool(self._all("select 1 from desk.cases where id = %s", id))

    def _columns(self, id: str, case: Case, state: str) -> dict[str, Column]:
        due = self._due(case)
        return facts(case) | {
            "id": id,
            "document": portable(case),
            "state": on_server(state),
            "due": due.isoformat() if due else None,
        }

    def _all(self, statement: str, *values: Column | list[str] | dict[str, Column]) -> list[Row]:
        with _in_words(), self._watched():
            named = values[0] if values and isinstance(values[0], dict) else values
            cursor = self._connection.execute(statement.encode(), named)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Stops if the server does not answer: a frozen one keeps no limit of its own."""
        watch = Timer(PATIENCE + 1, self.break_off)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()


def _check_state(state: str, case: Case) -> None:
    """Raise `ValueError` where the program of `case` has no such state."""
    if state not in STATES and state not in workflow.of(case.program).states:
        raise ValueError(f"It is in the state “{shorten(state, NAMED)}”, which is not known here.")


def _check_moment(discarded: str | None) -> None:
    """Raise `ValueError` where the moment of putting into the bin is none, or in no time zone."""
    if discarded is not None and dt.datetime.fromisoformat(discarded).tzinfo is None:
        raise ValueError("The moment when it was put into the bin has no time zone.")


def on_server(state: str) -> str:
    """A state as the server keeps it, whose rules know one in which a letter stands."""
    return str(State.SIGNED if state in STANDING else state)


def portable(case: Case) -> str:
    """The case's file without NUL, which PostgreSQL cannot keep."""
    return _NUL.sub(r"\1", case_file.dumps(case).decode())


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        raise meaning(error) from error
