"""The open library: its cases, its settings, and the place where work stopped."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject

from desktop.app.draft import Draft
from desktop.cases.case import Case
from desktop.cases.ids.links import linked, path_if_there
from desktop.cases.pack_words import USUAL
from desktop.cases.packs.pack_fields import type_of
from desktop.cases.settings import Settings
from desktop.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.app.commands import Act
    from desktop.app.notices import Notices
    from desktop.app.session.case_session import CaseSession
    from desktop.publication.name_answers import NameAnswers
    from desktop.store.library.library import Library
    from desktop.store.library.records import WorklistRow

SETTINGS = "desk"
PLACE = "place"
"""The place where work stopped: the case's id and the field's path."""


class LibrarySession(QObject):
    """Works with one library at a time; while there is none, `store` raises its `failure`."""

    failure: type[Exception] = StoreError
    """What the store raises where it refuses, with a sentence for the person."""

    def __init__(self, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.notices = notices
        self.library: Library | None = None
        self.case: CaseSession | None = None
        """The case that is being worked on."""
        self.settings = Draft(Settings(), self)
        self.answers: dict[str, NameAnswers] = {}
        """The decisions, since the library was opened, on words that may identify somebody."""
        self.settings.changed.connect(self._save_settings)

    @property
    def is_open(self) -> bool:
        """Whether there is a library to work with."""
        return self.library is not None and self.library.open

    def store(self) -> Library:
        """The library; the window shows nothing that asks for it while there is none."""
        if self.library is None:
            raise self.failure("The library is locked. Enter the passphrase to go on.")
        return self.library

    def attempt(self, act: Act) -> bool:
        """Does `act`; announces it and returns false if the store refuses."""
        try:
            act()
        except self.failure as error:
            self.notices.warn(str(error))
            return False
        return True

    def take(self, library: Library) -> None:
        """Works with `library` from now on, by its settings."""
        self.library = None
        stored = library.settings.get(SETTINGS, Settings)
        self.settings.replace(stored or Settings(), "")
        self.library = library

    def close(self) -> None:
        """Closes the library and forgets the decisions on names."""
        library, self.library = self.library, None
        if library is not None:
            with suppress(self.failure):  # only a version is missing: every change is saved already
                library.close()
        self.answers.clear()

    # -- its cases --------------------------------------------------------------------------------

    def rows(self, search: str = "") -> Sequence[WorklistRow]:
        """The cases that contain the words of `search`; all of them without words."""
        cases = self.store().cases
        return cases.search(search) if search.strip() else cases.rows()

    def add(self, case: Case) -> str:
        """Adds `case` to the library, unless it is there as it is; gives its id."""
        cases = self.store().cases
        alike = cases.search(case.case_number) if case.case_number else ()
        same = (row.id for row in alike if cases.read(row.id) == case)
        return next(same, "") or cases.add(case)

    def blank(self, program: str = USUAL) -> Case:
        """A new case of `program`: its organization and reviewer as the settings have them."""
        settings: Settings = self.settings.record
        one = settings.profiles[0].reviewer if len(settings.profiles) == 1 else Case().reviewer
        today = dt.date.today()  # noqa: DTZ011 -- the day at the desk
        kind = type_of(program)
        begun = kind(organization=settings.organization, reviewer=one, date_assigned=today)
        return begun if begun.program == program else replace(begun, program=program)

    def current(self, id: str) -> Case:
        """The current state of the case `id`: as it is being edited, or as stored."""
        if self.case is not None and self.case.id == id:
            return self.case.record
        return self.store().cases.get(id).case

    # -- where work was left off ------------------------------------------------------------------

    def left_off(self) -> tuple[str, str]:
        """The case and the field where work stopped; empty if the case was removed."""
        id, link = self.store().settings.get(PLACE, tuple[str, str]) or ("", "")
        if id not in {row.id for row in self.rows()}:
            return "", ""
        case = self.store().cases.read(id)
        return id, path_if_there(case, link) if case else ""

    def leave_off(self, id: str, path: str) -> None:
        """Remembers the case and the field that are worked in; both are empty in the worklist."""
        if self.library is not None and self.library.open:
            link = linked(self.case.record, path) if self.case else path
            with suppress(self.failure):  # a failure here must not prevent leaving
                self.library.settings.put(PLACE, (id, link))

    def _save_settings(self, _path: str) -> None:
        if self.library is not None and self.library.open:
            self.attempt(partial(self.library.settings.put, SETTINGS, self.settings.record))
