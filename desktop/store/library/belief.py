"""Which state a case has: what its library's trail tells, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.cases.workflow import workflow
from desktop.cases.workflow.states import BY_ITSELF, STATES, State
from desktop.store.errors import CaseChanged, CaseMissing, CaseSigned
from desktop.store.library.trail import Event

if TYPE_CHECKING:
    from desktop.store.database.database import Database
    from desktop.store.library.trail import Trail, TrailEntry


class Standing(NamedTuple):
    """Where a case stands: its version, its state as the trail has it, and its program."""

    version: int
    state: str
    program: str

    def check(self, version: int | None = None) -> None:
        """Raise what keeps a change from being saved that was made to `version`, where it is told.

        It is a `CaseSigned` or a `CaseChanged`.
        """
        words = workflow.of(self.program).state(self.state)
        if self.state == State.SIGNED:
            raise CaseSigned
        if words.locked:
            raise CaseSigned(f"The case is “{words.word}” and takes no change. {words.meaning}")
        if version not in (None, self.version):
            raise CaseChanged


def standing(database: Database, trail: Trail, id: str) -> Standing:
    """Where the case `id` of the `database` stands; raises `CaseMissing`."""
    found = database.row("select version, state, program from cases where id = ?", (id,))
    if found is None:
        raise CaseMissing
    version, state, program = found
    return Standing(version, believed(trail, id, state), program)


TELLING = (Event.SIGNED, Event.REOPENED, Event.MOVED, Event.RECEIVED)
"""What records a state that does not follow from the case's text."""


def believed(trail: Trail, id: str, state: str) -> str:
    """The `state` stored with the case, where the trail has it; else that it is drafted."""
    if state in BY_ITSELF or state == State.NEW:
        return STATES[state]
    entry = trail.last(id, *TELLING)
    told = _told(entry, state) if entry else State.DRAFTING
    return STATES.get(state, state) if told == state else State.DRAFTING


def _told(entry: TrailEntry, state: str) -> str:
    """The state by an `entry`; one that was received before states were told is as it stands."""
    if entry.what == Event.SIGNED:
        return State.SIGNED
    if entry.what == Event.RECEIVED:
        return str(entry.details.get("state", state))
    return str(entry.details.get("to", State.DRAFTING))
