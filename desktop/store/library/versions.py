"""Earlier states of a case: stored at each milestone, and every ten minutes of change.

Keeping one also writes to the trail which fields changed since the one before.
"""

from __future__ import annotations

import datetime as dt
import zlib
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from desktop.cases.changes.differences import changes
from desktop.store.database.database import atomic
from desktop.store.database.digests import digest_of, proved
from desktop.store.errors import CaseMissing, CaseNewer
from desktop.store.library.records import Signature, parsed
from desktop.store.library.session import LibraryPart, Session
from desktop.store.library.trail import Detail, Event, Trail, TrailEntry

if TYPE_CHECKING:
    from desktop.cases.case import Case
    from desktop.records.values import Plain
    from desktop.store.database.database import Row

EVERY = dt.timedelta(minutes=10)
"""Of change, after which a version is kept."""

NAMED = 40
"""Fields that an entry of the trail names at most; more are counted."""


class Why(StrEnum):
    """Why a version was stored."""

    CREATED = "created"
    IMPORTED = "imported"
    TIME = "ten minutes of change"
    LEFT = "closed"
    INTERRUPTED = "kept after an interruption"
    EXPORTED = "exported"
    SIGNED = "signed off"
    MOVED = "state changed"
    REPLACED = "before an earlier version was restored"
    SHARED = "came from the team's server"


class WrittenLetter(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was written of a letter that was signed off."""

    at: dt.datetime
    form: str
    edition: str
    sha256: str


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A state of a case that was kept; `number` names it."""

    number: int
    at: dt.datetime
    who: str
    why: str
    signed: tuple[Signature, ...] = ()
    """Each time that it was signed off, the latest first."""
    letters: tuple[WrittenLetter, ...] = ()
    """The files that were written of its letter as it was signed off, the latest first."""


class Versions(LibraryPart):
    """The versions of every case."""

    def __init__(self, session: Session, trail: Trail) -> None:
        super().__init__(session)
        self._trail = trail

    def of(self, id: str) -> tuple[Version, ...]:
        """The versions of the case, the latest first."""
        found = self.database.execute(
            "select number, at, who, why from versions where id = ? order by number desc", (id,)
        )
        signed, letters = self.signatures(id), self.letters(id)
        return tuple(_version(columns, signed, letters) for columns in found)

    def letters(self, id: str) -> dict[int, tuple[WrittenLetter, ...]]:
        """The files that were written of the case's signed letters, by their versions' numbers."""
        found: dict[int, tuple[WrittenLetter, ...]] = {}
        for entry in self._trail.entries(id):
            version = entry.details.get("version")
            signed = entry.what == Event.EXPORTED and entry.details.get("signed") is True
            if signed and isinstance(version, int):
                found[version] = (*found.get(version, ()), _letter(entry))
        return found

    def signatures(self, id: str) -> tuple[Signature, ...]:
        """Each time that the case was signed off, the latest first, as the trail tells it.

        It was so here, or elsewhere in the team before it came.
        """
        entries = self._trail.entries(id)
        return tuple(
            _signature(entry)
            for entry in entries
            if entry.what == Event.SIGNED
            or (entry.what == Event.RECEIVED and "signed at" in entry.details)
        )

    def get(self, id: str, number: int) -> Case:
        """The case as it was in that version; raises `CaseMissing`."""
        found = self._found(id, "number = ?", number)
        if found is None:
            raise CaseMissing("That version is no longer in the library.")
        return parsed(found[1])

    @atomic
    def keep(self, id: str, why: Why = Why.LEFT) -> None:
        """Keep the case as it is now, unless it is kept already."""
        document, number = self.database.row(
            "select document, version from documents where id = ?", (id,)
        ) or (None, 0)
        if document is None:
            raise CaseMissing
        before = self._latest(id)
        if before is None or before[0] < number:
            self._write(id, number, why, document)
            self._tell(id, before and before[1], document.encode())

    def keep_in_time(self, id: str) -> None:
        """Keep a version if the last is ten minutes old; called with each save."""
        last = self.database.one(
            "select at from versions where id = ? order by number desc limit 1", (id,)
        )
        # A clock that was set back is as good a reason as the ten minutes.
        if last is None or abs(self._session.now() - dt.datetime.fromisoformat(last)) >= EVERY:
            self.keep(id, Why.TIME)

    @atomic
    def keep_unfinished(self, why: Why) -> None:
        """Keep a version of every case that changed since its last one."""
        for (id,) in self.database.execute(
            "select id from cases where kept < version and discarded is null"
        ):
            self.keep(id, why)

    def _latest(self, id: str) -> tuple[int, bytes] | None:
        return self._found(id, "true")

    def _found(self, id: str, where: str, *values: int) -> tuple[int, bytes] | None:
        """The number and the document of the last version that fits."""
        found = self.database.row(
            f"select number, packed, digest from versions where id = ? and {where} "  # noqa: S608
            "order by number desc limit 1",
            (id, *values),
        )
        if found is None:
            return None
        packed = proved(self.database, found[1], found[2], "An earlier version of the case")
        return found[0], zlib.decompress(packed)

    def _write(self, id: str, number: int, why: Why, document: str) -> None:
        packed = zlib.compress(document.encode())
        self.database.execute(
            "insert into versions values(?, ?, ?, ?, ?, ?, ?)",
            (
                *(id, number, self._session.stamp(), self._session.who, why.value),
                *(packed, digest_of(packed)),
            ),
        )
        self.database.execute("update cases set kept = version where id = ?", (id,))

    def _tell(self, id: str, before: bytes | None, after: bytes) -> None:
        if before is None or before == after:
            return
        number = self.database.one("select number from cases where id = ?", (id,))
        self._trail.add(Event.CHANGED, id, number, _named(before, after))


def _named(before: bytes, after: bytes) -> Detail:
    """The fields that changed; of a case that only a newer program can read, that it is one."""
    try:
        old, new = parsed(before), parsed(after)
    except CaseNewer:
        return {"fields": [], "written by": "a newer version"}
    fields = [change.field(type(new)) for change in changes(old, new)]
    named: Detail = {"fields": fields[:NAMED]}
    return {**named, "and more": len(fields) - NAMED} if fields[NAMED:] else named


def _version(
    columns: Row, signed: tuple[Signature, ...], letters: dict[int, tuple[WrittenLetter, ...]]
) -> Version:
    number, at, who, why = columns
    return Version(
        number=number,
        at=dt.datetime.fromisoformat(at),
        who=who,
        why=why,
        signed=tuple(one for one in signed if one.version == number),
        letters=letters.get(number, ()),
    )


def _letter(entry: TrailEntry) -> WrittenLetter:
    names = {"form": "format", "edition": "edition", "sha256": "sha256"}
    told = {name: str(entry.details.get(key, "")) for name, key in names.items()}
    return WrittenLetter(at=dt.datetime.fromisoformat(entry.at), **told)


def _signature(entry: TrailEntry) -> Signature:
    details = entry.details
    version = details.get("version")
    return Signature(
        at=dt.datetime.fromisoformat(str(details.get("signed at", entry.at))),
        who=str(details.get("signed by", entry.who)),
        version=version if isinstance(version, int) else 0,
        attested=_texts(details.get("attested")),
        remaining=_texts(details.get("remaining")),
        rules=_texts(details.get("rules")),
        document=str(details.get("document", "")),
    )


def _texts(value: Plain) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()
