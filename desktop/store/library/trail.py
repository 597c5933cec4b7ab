"""The trail: who did what and when, append-only, each entry bound to the one before by its hash.

An entry changed or taken out afterwards breaks the chain. A tail cut off leaves a sound but shorter
chain: the head that stands in every exported letter is then no longer found in it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from contextlib import suppress
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from desktop.store.database.database import atomic
from desktop.store.library.session import LibraryPart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from desktop.records.values import Plain
    from desktop.store.database.database import Row

GENESIS = "0" * 64
"""The hash before the first entry."""

CREDITED = dt.timedelta(days=3)
"""The most time that one gap between two entries proves: a clock may have been set in between."""

Detail: TypeAlias = "Mapping[str, Plain]"


class Event(StrEnum):
    """What can happen, in the words that the trail is read in."""

    CREATED = "created"
    IMPORTED = "imported"
    DUPLICATED = "duplicated"
    CHANGED = "changed"
    DECIDED = "decision changed"
    ACCEPTED = "finding accepted"
    EXPORTED = "exported"
    NOT_EXPORTED = "export failed"
    SIGNED = "signed off"
    REOPENED = "reopened"
    MOVED = "state changed"
    DISCARDED = "put into the bin"
    PUT_BACK = "taken out of the bin"
    REMOVED = "removed for good"
    RESTORED = "earlier version restored"
    ATTACHED = "file attached"
    DETACHED = "file detached"
    LIBRARY_CREATED = "library created"
    UNLOCKED = "library unlocked"
    RECOVERED = "library opened with the recovery key"
    NEW_PASSPHRASE = "passphrase changed"  # noqa: S105 -- what happened, no secret
    RECOVERY_KEY = "recovery key renewed"
    RECEIVED = "received from the team's server"
    SETTLED = "conflict settled"
    AS_IT_IS = "damaged library opened as it was"
    PACK_TAKEN = "guideline pack taken"
    PACK_REMOVED = "guideline pack removed"
    MARKED_READ = "guideline marked as read"
    UNMARKED = "guideline no longer marked as read"
    PACK_BACK = "earlier guideline pack in force again"
    FROM_BACKUP = "library restored from a backup"


class TrailEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened; `detail` names fields, never what stands in them."""

    seq: int
    at: str
    who: str
    what: str
    case_id: str
    number: str
    """The case's number at the time; empty for what concerns the whole library."""
    detail: str
    """JSON."""
    prev: str
    hash: str

    @property
    def details(self) -> Detail:
        """Further details, such as ``{"from": "drafting", "to": "ready"}``."""
        with suppress(msgspec.DecodeError):
            found = msgspec.json.decode(self.detail)
            if isinstance(found, dict):
                return found
        return {"details": "altered, cannot be read"}

    def computed(self) -> str:
        """The hash that its words give."""
        words = (self.at, self.who, self.what, self.case_id, self.number, self.detail, self.prev)
        return digest(self.seq, words)


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """The state of the trail; `broken` is the number of the first entry that does not fit."""

    entries: int
    head: str
    broken: int | None = None

    @property
    def sound(self) -> bool:
        """Whether every entry is as it was written."""
        return self.broken is None

    def __str__(self) -> str:
        if self.broken is None:
            return f"The trail is sound: {self.entries:,} entries, head {self.head[:16]}."
        return (
            f"The trail is broken at entry {self.broken:,}: that entry, or one before it, was "
            "changed or removed after it was written."
        )


class Trail(LibraryPart):
    """The library's audit trail."""

    @atomic
    def add(
        self, what: Event, case_id: str = "", number: str = "", detail: Detail | None = None
    ) -> TrailEntry:
        """Append what just happened, in the name of the session's person."""
        seq, prev = self._last()
        written = TrailEntry(
            seq=seq + 1,
            at=self._session.stamp(),
            who=self._session.who,
            what=what.value,
            case_id=case_id,
            number=number,
            detail=msgspec.json.encode(detail or {}).decode(),
            prev=prev,
            hash="",
        )
        written = msgspec.structs.replace(written, hash=written.computed())
        self.database.execute(
            "insert into trail values(?,?,?,?,?,?,?,?,?)", msgspec.structs.astuple(written)
        )
        return written

    @property
    def head(self) -> str:
        """The hash of the last entry: what an exported letter carries."""
        return self._last()[1]

    def entries(self, case_id: str = "", *, limit: int = -1) -> tuple[TrailEntry, ...]:
        """The latest entries first; of one case if `case_id` is given, at most `limit`."""
        found = self.database.execute(
            "select * from trail where ? in ('', case_id) order by seq desc limit ?",
            (case_id, limit),
        )
        return tuple(map(_entry, found))

    def verify(self) -> Chain:
        """Read the whole chain and say where it breaks, if it does."""
        return verified(self._all())

    def knows(self, head: str) -> TrailEntry | None:
        """The entry whose hash is `head`; None if the trail has, or has kept, no such entry."""
        found = self.database.row("select * from trail where hash = ?", (head,))
        return _entry(found) if found else None

    def since(self, seq: int) -> tuple[TrailEntry, ...]:
        """The entries after the one with that number, in their order."""
        found = self.database.execute("select * from trail where seq > ? order by seq", (seq,))
        return tuple(map(_entry, found))

    def attested(self, case_id: str, *what: Event) -> dt.timedelta:
        """The time that has surely passed since the last such entry on the case.

        It is what the entries since then add up to. A clock that is set, forward or back, adds no
        more than `CREDITED`: nothing grows old by the clock alone.
        """
        found = self.database.execute(
            "select at from trail where seq >= ? order by seq", (self._seq(case_id, what),)
        )
        times = [*(dt.datetime.fromisoformat(at) for (at,) in found), self._session.now()]
        return sum(map(_credited, pairwise(times)), dt.timedelta())

    def _seq(self, case_id: str, what: tuple[Event, ...]) -> int:
        """The number of the last such entry on the case; 0 where there is none."""
        wanted = ",".join("?" * len(what))
        found = self.database.one(
            f"select max(seq) from trail where case_id = ? and what in ({wanted})",  # noqa: S608
            (case_id, *(one.value for one in what)),
        )
        return found or 0

    def last(self, case_id: str, *what: Event) -> TrailEntry | None:
        """The last such entry on the case; None where there is none."""
        found = self.database.row("select * from trail where seq = ?", (self._seq(case_id, what),))
        return _entry(found) if found else None

    def exported(self, sha256: str) -> TrailEntry | None:
        """The entry about the export of a file with that SHA-256."""
        found = self.database.row(
            "select * from trail where what = ? and instr(detail, ?) order by seq desc limit 1",
            (Event.EXPORTED.value, sha256),
        )
        return _entry(found) if found else None

    def export(self) -> bytes:
        """The trail as JSON, one entry a line, to be kept elsewhere or checked by others."""
        return b"".join(msgspec.json.encode(entry) + b"\n" for entry in self._all())

    def _all(self) -> Iterator[TrailEntry]:
        return map(_entry, self.database.execute("select * from trail order by seq"))

    def _last(self) -> tuple[int, str]:
        seq, head = self.database.row("select seq, hash from trail order by seq desc limit 1") or (
            0,
            GENESIS,
        )
        return seq, head


def verified(entries: Iterable[TrailEntry]) -> Chain:
    """The state of the chain of `entries`, from the first on."""
    seq, head = 0, GENESIS
    for entry in entries:
        if entry.seq != seq + 1 or entry.prev != head or entry.computed() != entry.hash:
            return Chain(entries=seq, head=head, broken=seq + 1)
        seq, head = entry.seq, entry.hash
    return Chain(entries=seq, head=head)


def digest(seq: int, words: Iterable[str]) -> str:
    """The hash of an entry: each part with its length before it, so that none runs into the next.

    The team's server computes the same in SQL.
    """
    parts = (str(seq).encode(), *(word.encode() for word in words))
    return hashlib.sha256(b"".join(b"%d:%b" % (len(part), part) for part in parts)).hexdigest()


def _credited(gap: tuple[dt.datetime, dt.datetime]) -> dt.timedelta:
    before, after = gap
    return min(max(after - before, dt.timedelta()), CREDITED)


def _entry(columns: Row) -> TrailEntry:
    return TrailEntry(**dict(zip(TrailEntry.__struct_fields__, columns, strict=True)))
