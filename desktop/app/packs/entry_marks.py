"""Marking guideline entries as read: kept next to the organization's packs, told in the trail."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from desktop.app import reference_works
from desktop.app.packs import read_entries
from desktop.guidelines.upkeep.read_marks import ReadMark, ReadMarks
from desktop.store.files.files import FileError
from desktop.store.library.session import person
from desktop.store.library.trail import Event

if TYPE_CHECKING:
    from desktop.app.library.library_session import LibrarySession


class EntryMarks:
    """The marks of what was read in its source, by whom and when."""

    failure = FileError
    """What is raised where the marks cannot be kept, with a sentence for the person."""

    def __init__(self) -> None:
        self.library: LibrarySession | None = None
        """The library whose trail tells what was marked."""

    @property
    def person(self) -> str:
        """The name that is proposed."""
        return person()

    def all(self) -> ReadMarks:
        """The marks; none where they cannot be read."""
        try:
            return read_entries.marks(reference_works.own_folder())
        except FileError:
            return ReadMarks()

    def mark(self, entry: tuple[str, str, str], by: str, source: str) -> ReadMark:
        """Marks the `entry`, its kind, id and digest, as read today; raises `FileError`."""
        kind, id, digest = entry
        today = dt.date.today()  # noqa: DTZ011 -- the day where the user is
        new = ReadMark(kind=kind, id=id, digest=digest, by=by, day=today, source=source)
        read_entries.mark(reference_works.own_folder(), new)
        self._tell(Event.MARKED_READ, kind, id, by)
        return new

    def unmark(self, kind: str, id: str) -> None:
        """Takes the mark of an entry away; raises `FileError`."""
        read_entries.unmark(reference_works.own_folder(), kind, id)
        self._tell(Event.UNMARKED, kind, id, person())

    def _tell(self, what: Event, kind: str, id: str, by: str) -> None:
        if self.library is not None and self.library.is_open:
            self.library.store().trail.add(what, detail={kind: id, "by": by})
