"""What keeps a pack's states and ways from being a workflow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.cases.workflow.states import BY_ITSELF, STANDING, STATES, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from desktop.cases.workflow.states import StateWords, Transition

    States = Mapping[str, StateWords]
    Ways = Sequence[Transition]


class Mistake(NamedTuple):
    """What is wrong, and the place in the file: its tables, keys and numbers."""

    path: tuple[str | int, ...]
    words: str


def mistake(states: States, ways: Ways) -> Mistake | None:
    """The first thing that is wrong with a pack's workflow; None where nothing is."""
    found = (one for check in _CHECKS for one in check(states, ways))
    return next(found, None)


def reached(start: str, ways: Ways, *, attested: bool = True) -> set[str]:
    """The states that a case can reach from `start`; without the `attested` ones, if told."""
    going = [one for one in ways if attested or not one.attested]
    known, more = {start}, {start}
    while more:
        more = {one.to for one in going if known.intersection(one.start)} - known
        known |= more
    return known


def _of_states(states: States, _: Ways) -> Iterator[Mistake]:
    if State.DRAFTING not in states:
        yield Mistake(("states",), f'a workflow has the state "{State.DRAFTING}".')
    words: set[str] = set()
    for id, one in states.items():
        if (wrong := _of_state(id, one)) is not None:
            yield wrong
        if one.word in words:
            yield Mistake(("states", id, "word"), f'two states have the word "{one.word}".')
        words.add(one.word)


def _of_state(id: str, one: StateWords) -> Mistake | None:
    at = ("states", id)
    if id not in STATES and not one.ends:
        known = ", ".join(STATES)
        return Mistake(at, f"there is no such state. Those that are no ends are {known}.")
    if id in STATES and one.ends:
        return Mistake((*at, "ends"), "this state is no end. An end has a name of its own.")
    if id in STANDING and not one.read_only:
        return Mistake(at, "a letter that stands takes no change: read_only = true is missing.")
    if id in _WRITING and one.read_only:
        return Mistake((*at, "read_only"), "a case in this state is written in.")
    return None


def _of_ways(states: States, ways: Ways) -> Iterator[Mistake]:
    seen: set[tuple[str, str]] = set()
    for number, way in enumerate(ways):
        at = ("transitions", number)
        for key, id in (*(("from", start) for start in way.start), ("to", way.to)):
            if id not in states:
                yield Mistake((*at, key), f'there is no state "{id}" above.')
        yield from (Mistake(at, words) for words in _of_way(way, states))
        pairs = [(start, way.to) for start in way.start]
        if seen.intersection(pairs) or len(set(pairs)) < len(pairs):
            yield Mistake(at, "there is another way between the same states.")
        seen.update(pairs)


def _of_way(way: Transition, states: States) -> Iterator[str]:
    """What is wrong with one way, in words."""
    alone, ends = way.by == "program", way.to in states and states[way.to].ends
    if alone == bool(way.act):
        yield "`act` names the command of a person; what happens by itself has none."
    if alone and (way.to not in BY_ITSELF or way.reason):
        yield f"by itself a case becomes only {', '.join(BY_ITSELF)}, without a reason."
    if way.attested != (way.to == State.SIGNED):
        yield f'`attested` belongs to the ways to "{State.SIGNED}", and to each of them.'
    leaves = way.to not in STANDING and not {*STANDING}.isdisjoint(way.start)
    if (ends or leaves or way.to in _REASONED) and not way.reason:
        yield "the trail is to say why: reason = true is missing."


def _of_words(states: States, ways: Ways) -> Iterator[Mistake]:
    """The words in which a character is not to be seen, such as the end of a line."""
    words: list[tuple[tuple[str | int, ...], str]] = []
    for id, one in states.items():
        words += [(("states", id, "word"), one.word), (("states", id, "meaning"), one.meaning)]
    words += [(("transitions", number, "act"), way.act) for number, way in enumerate(ways)]
    for at, said in words:
        if not said.isprintable():
            yield Mistake(at, "a character in it cannot be shown: take it out.")


def _of_rounds(_: States, ways: Ways) -> Iterator[Mistake]:
    for number, way in enumerate(ways):
        if way.to in way.start:
            words = "the way leads back to the state from which it comes: name another one."
            yield Mistake(("transitions", number, "to"), words)


def _of_all(states: States, ways: Ways) -> Iterator[Mistake]:
    begun = reached(State.DRAFTING, ways) | {State.NEW, State.DRAFTING}
    unstated = reached(State.DRAFTING, ways, attested=False)
    for id, one in states.items():
        if id not in begun:
            yield Mistake(("states", id), "no way leads to this state.")
        if one.ends and not any(id in way.start and way.by != "program" for way in ways):
            yield Mistake(("states", id), "no way leads out of this end: it could not be reopened.")
    if State.SIGNED in states and State.RELEASED in unstated:
        yield Mistake(
            ("states", State.RELEASED), "a way leads to it around signing off: take that way out."
        )


_CHECKS: tuple[Callable[[States, Ways], Iterator[Mistake]], ...] = (
    _of_states,
    _of_words,
    _of_ways,
    _of_rounds,
    _of_all,
)
_WRITING = (State.NEW, State.DRAFTING, State.READY, State.EXPORTED, State.AMENDED, State.REMANDED)
_REASONED = (State.RETURNED, State.AMENDED, State.REMANDED)
