"""The case file's own documents, such as PDFs, stored in the encrypted library."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import msgspec

from desktop.store.database.database import atomic
from desktop.store.database.digests import digest_of, proved
from desktop.store.errors import CaseMissing, StoreError
from desktop.store.library.session import LibraryPart, Session
from desktop.store.library.trail import Event, Trail

if TYPE_CHECKING:
    import datetime as dt

LARGEST = 500_000_000
"""Bytes of one file."""


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A file that belongs to a case."""

    id: str
    case_id: str
    name: str
    size: int
    sha256: str
    added: str


class Attachments(LibraryPart):
    """The files of every case."""

    def __init__(self, session: Session, trail: Trail) -> None:
        super().__init__(session)
        self._trail = trail

    @atomic
    def add(self, case_id: str, name: str, content: bytes) -> Attachment:
        """Keep the file `content` with the case; raises `StoreError` where it is too large."""
        if len(content) > LARGEST:
            raise StoreError(
                f"The file is larger than {LARGEST // 1_000_000} MB. Attach it in parts."
            )
        attached = Attachment(
            id=uuid.uuid4().hex,
            case_id=case_id,
            name=name,
            size=len(content),
            sha256=digest_of(content),
            added=self._session.stamp(),
        )
        self._tell(Event.ATTACHED, attached)
        self.database.execute(
            "insert into attachments values(?, ?, ?, ?, ?, ?, null)",
            msgspec.structs.astuple(attached),
        )
        self.database.execute("insert into contents values(?, ?)", (attached.id, content))
        return attached

    def of(self, case_id: str) -> tuple[Attachment, ...]:
        """The files of the case in the order in which they were added."""
        found = self.database.execute(
            "select id, case_id, name, size, sha256, added from attachments "
            "where case_id = ? and discarded is null order by added, id",
            (case_id,),
        )
        return tuple(Attachment(**dict(zip(_NAMES, each, strict=True))) for each in found)

    def content(self, id: str) -> bytes:
        """The file itself; raises `CaseMissing` and `LibraryDamaged`."""
        found = self.database.row(
            "select content, sha256, name from contents join attachments using(id) where id = ?",
            (id,),
        )
        if found is None:
            raise CaseMissing("The file is no longer in the library.")
        content: bytes = found[0]
        return proved(self.database, content, found[1], f"The attached file “{found[2]}”")

    @atomic
    def remove(self, attached: Attachment) -> None:
        """Remove the file from the case; `put_back` undoes it until the bin is emptied."""
        self.database.execute(
            "update attachments set discarded = ? where id = ?",
            (self._session.stamp(), attached.id),
        )
        self._tell(Event.DETACHED, attached)

    @atomic
    def put_back(self, attached: Attachment) -> None:
        """Restore a file that was removed."""
        self.database.execute(
            "update attachments set discarded = null where id = ?", (attached.id,)
        )
        self._tell(Event.ATTACHED, attached)

    @atomic
    def empty_bin(self, older_than: dt.timedelta) -> None:
        """Delete what was removed that long ago, by the trail and not by the clock."""
        taken_off = self.database.execute(
            "select distinct case_id from attachments where discarded is not null"
        )
        for (case,) in taken_off:
            if self._trail.attested(case, Event.DETACHED) >= older_than:
                self.database.execute(
                    "delete from attachments where case_id = ? and discarded is not null", (case,)
                )

    def _tell(self, event: Event, attached: Attachment) -> None:
        number = self.database.one("select number from cases where id = ?", (attached.case_id,))
        if number is None:
            raise CaseMissing
        self._trail.add(event, attached.case_id, number, {"sha256": attached.sha256})


_NAMES = Attachment.__struct_fields__
