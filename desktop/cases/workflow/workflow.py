"""The workflow of each program: what a state is called there, and where a case goes from it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from desktop.cases import pack_words
from desktop.cases.workflow.states import State, StateWords, Transition
from desktop.cases.workflow.validity import mistake

if TYPE_CHECKING:
    from collections.abc import Iterator


class Workflow(msgspec.Struct, frozen=True):
    """The states of a program, and the ways between them."""

    states: dict[str, StateWords]
    transitions: tuple[Transition, ...]

    def state(self, id: str) -> StateWords:
        """What is said of a state; one that the program does not have can only be read."""
        own = self.states.get(id) or CORE.states.get(id)
        unknown = "This program's pack does not have the state."
        return own or StateWords(word=id or "?", meaning=unknown, read_only=True)

    def way(self, state: str, to: str) -> Transition | None:
        """The way from one state to another; None where there is none."""
        return next((one for one in self._from(state) if one.to == to), None)

    def allowed(self, state: str) -> tuple[Transition, ...]:
        """The ways that a person may go from `state`."""
        return tuple(one for one in self._from(state) if one.by != "program")

    @property
    def ends(self) -> dict[str, StateWords]:
        """The states in which a case is closed without a determination."""
        return {id: one for id, one in self.states.items() if one.ends}

    def begun(self, *, decided: bool, fresh: bool = False) -> str:
        """The state of a case that is taken in: `fresh` from nothing, or written already."""
        first = State.NEW if fresh and State.NEW in self.states else State.DRAFTING
        return self.saved(State.DRAFTING, decided=True) if decided else first

    def saved(self, state: str, *, decided: bool) -> str:
        """The state of a case that was in `state`, once a change of it is saved."""
        return self._by_itself(state, State.READY if decided else State.DRAFTING)

    def exported(self, state: str) -> str:
        """The state of a case that was in `state`, once its letter is written to a file."""
        return self._by_itself(state, State.EXPORTED)

    def _by_itself(self, state: str, to: State) -> str:
        found = self.way(state, to)
        return to if found is not None and found.by == "program" else state

    def _from(self, state: str) -> Iterator[Transition]:
        if state not in self.states:
            yield _BACK
        yield from (one for one in self.transitions if state in one.start)


def of(program: str) -> Workflow:
    """The workflow of `program`; of one that is not installed that of the usual one."""
    return _workflow(program if program in pack_words.PACKS else pack_words.USUAL)


@cache
def _workflow(program: str) -> Workflow:
    pack = pack_words.of(program)
    if not pack.states or mistake(pack.states, pack.transitions):
        return CORE
    return Workflow(pack.states, pack.transitions)


def _usual(*start: State, to: State) -> Transition:
    return Transition(start=start, to=to, by="program")


_EDITED = (State.NEW, State.DRAFTING, State.READY, State.EXPORTED)
_BACK = Transition(start=(State.SIGNED,), to=State.DRAFTING, act="Reopen", reason=True)
CORE = Workflow(
    {
        State.NEW: StateWords(word="New", meaning="Nothing is written yet."),
        State.DRAFTING: StateWords(word="Drafting", meaning="The letter is being written."),
        State.READY: StateWords(word="Ready", meaning="All is there that belongs to a letter."),
        State.EXPORTED: StateWords(word="Exported", meaning="The letter is written to a file."),
        State.SIGNED: StateWords(
            word="Signed off", meaning="The reviewer stands by the letter.", read_only=True
        ),
    },
    (
        _usual(State.NEW, State.READY, State.EXPORTED, to=State.DRAFTING),
        _usual(State.NEW, State.DRAFTING, State.EXPORTED, to=State.READY),
        _usual(State.NEW, State.DRAFTING, State.READY, to=State.EXPORTED),
        Transition(start=_EDITED, to=State.SIGNED, act="Sign off", attested=True),
        _BACK,
    ),
)
"""The workflow of a pack that declares none."""
