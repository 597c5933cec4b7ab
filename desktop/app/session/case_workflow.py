"""How far the open case has come, and the steps that a person may take with it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.app.reference_works import programs
from desktop.cases.workflow import workflow
from desktop.cases.workflow.states import BY_ITSELF, State, in_a_sentence
from desktop.store.library.belief import TELLING
from desktop.text import dates

if TYPE_CHECKING:
    from desktop.app.library.library_session import LibrarySession
    from desktop.app.session.case_session import CaseSession
    from desktop.cases.workflow.states import StateWords, Transition
    from desktop.store.library.trail import TrailEntry


class CaseWorkflow(QObject):
    """Takes the case of a session from one state to another, as its program lets it."""

    moved = Signal()
    """The case is in another state: by a step, or because it was typed in or exported."""

    def __init__(self, case: CaseSession, library: LibrarySession) -> None:
        super().__init__(case)
        self._case, self._library = case, library
        self.state = self._stored()
        case.autosave.saved.connect(lambda _: self.refresh())
        for signal in (case.signing.signed, case.signing.reopened):
            signal.connect(self.refresh)

    @property
    def flow(self) -> workflow.Workflow:
        """The workflow of the case's program."""
        return workflow.of(self._case.record.program)

    @property
    def standing(self) -> StateWords:
        """What the program says of the state."""
        return self.flow.state(self.state)

    @property
    def ends(self) -> dict[str, StateWords]:
        """The ends in which the case may be closed now."""
        known = self.flow.ends
        return {way.to: known[way.to] for way in self.flow.allowed(self.state) if way.to in known}

    @property
    def told(self) -> TrailEntry | None:
        """The entry of the trail by which the case is in its state; None where its text says it."""
        entry = self._library.store().trail.last(self._case.id, *TELLING)
        there = entry is not None and entry.details.get("to") == self.state
        return entry if there else None

    @property
    def closed(self) -> dt.date | None:
        """The day on which the case was closed without a determination."""
        day = self.told.details.get("day") if self.standing.ends and self.told else None
        return dt.date.fromisoformat(day) if isinstance(day, str) else None

    @property
    def words(self) -> str:
        """The state as it stands among other words; of a closed case with its day."""
        word, day = in_a_sentence(self.standing.word), self.closed
        return f"{word} on {dates.show(day, self.date_form)}" if day else word

    @property
    def date_form(self) -> str:
        """How the case's program writes a date."""
        known = programs().known(self._case.record.program)
        return known.date_format if known else dates.USUAL

    @property
    def claim(self) -> str:
        """The state stored in a copy of the case; empty if it follows from the text."""
        return "" if self.state in (State.NEW, *BY_ITSELF) else self.state

    def way(self, to: str) -> Transition | None:
        """The step to the state `to` that a person may take now; None where there is none."""
        found = self.flow.way(self.state, to)
        return found if found is not None and found.by != "program" else None

    def move(self, to: str, reason: str = "", closed: dt.date | None = None) -> bool:
        """Takes the case to the state `to`; false where that is refused, which is announced."""
        if not self._case.autosave.keep():
            return False
        step = partial(self._library.store().move, self._case.id, to, reason=reason, closed=closed)
        if not self._library.attempt(step):
            return False
        self.refresh()
        return True

    def refresh(self) -> None:
        """Looks where the case stands now, and announces it where that is elsewhere."""
        before, self.state = self.state, self._stored()
        if self.state != before:
            self._case.draft.locked = self.standing.locked
            self.moved.emit()

    def _stored(self) -> str:
        return self._library.store().cases.standing(self._case.id).state
