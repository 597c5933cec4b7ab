"""One exchange with the team's server: what is sent and what comes back.

It works on values alone, so that it can wait for the network on a thread of its own while the
library on this machine is written to by another.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from desktop.cases.case import Case
from desktop.store.errors import CaseChanged, CaseMissing, CaseUnreadable, ServerRefused
from desktop.store.library.trail import Event, TrailEntry
from desktop.store.team.attesting import ATTESTED
from desktop.store.team.server import SCHEMA
from desktop.store.team.team_cases import TeamCase, on_server, portable

if TYPE_CHECKING:
    from desktop.store.team.team_cases import TeamCases

NOT_OURS = -1
"""Marks the server's version of a case that now belongs to another reviewer."""


class Ours(msgspec.Struct, frozen=True, kw_only=True):
    """A case as it is on this machine; `base` is the server's version that it stands on, or 0."""

    id: str
    case: Case
    version: int
    state: str
    discarded: str | None = None
    base: int = 0
    reason: str = ""
    """Why a case that the server has as signed off is open again."""


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """What this machine sends: changed cases, trail entries, the versions that it knows."""

    cases: tuple[Ours, ...] = ()
    entries: tuple[TrailEntry, ...] = ()
    known: dict[str, int] = {}


class ServerAnswer(msgspec.Struct, kw_only=True):
    """What the server says: cases taken with their new versions, newer ones, refusals."""

    taken: list[tuple[Ours, int]] = []
    newer: list[TeamCase] = []
    refused: dict[str, str] = {}
    """The server's sentence by the case's id."""
    unreadable: dict[str, str] = {}
    """Why this program cannot read the server's text, by the case's id."""
    old_server: bool = False
    """The server was made by an earlier release, whose rules are weaker."""
    gone: list[str] = []
    """The cases that this person no longer sees."""
    last_entry: int = 0
    """The number of the last entry that the server's trail has heard of."""


def exchange(server: TeamCases, parcel: Parcel) -> ServerAnswer:
    """Send `parcel` and fetch what is new; raises `ServerUnreachable`.

    After an interruption the next exchange continues: what was accepted already is recognized.
    """
    answer = ServerAnswer(old_server=server.schema < SCHEMA)
    for ours in parcel.cases:
        try:
            answer.taken.append((ours, _brought(server, ours)))
        except CaseChanged:
            _compare(server, ours, answer)
        except (CaseMissing, ServerRefused) as error:
            answer.refused[ours.id] = str(error)
    _tell(server, parcel, answer)
    _fetch(server, parcel, answer)
    return answer


def _brought(server: TeamCases, ours: Ours) -> int:
    if not ours.base:
        version = server.add(ours.id, ours.case, ours.state)
        if ours.discarded is None:
            return version
        return server.save(ours.id, ours.case, version, ours.state, ours.discarded)
    return server.save(
        ours.id, ours.case, ours.base, ours.state, ours.discarded, reason=ours.reason
    )


def _compare(server: TeamCases, ours: Ours, answer: ServerAnswer) -> None:
    """Counts as accepted if the server has exactly these words; else theirs are newer."""
    try:
        theirs = server.whole(ours.id)
    except CaseMissing as error:
        answer.refused[ours.id] = str(error)
        return
    except CaseUnreadable as error:
        answer.unreadable[ours.id] = str(error)
        return
    if portable(theirs.case) == portable(ours.case) and theirs.state == on_server(ours.state):
        answer.taken.append((ours, theirs.version))
    else:
        answer.newer.append(theirs)


def _tell(server: TeamCases, parcel: Parcel, answer: ServerAnswer) -> None:
    for entry in parcel.entries:
        if server.schema == 1 or entry.what != Event.REOPENED:
            what = ATTESTED if entry.what == Event.SIGNED else entry.what
            with suppress(ServerRefused):
                server.tell(replace(entry, what=what))
        answer.last_entry = entry.seq


def _fetch(server: TeamCases, parcel: Parcel, answer: ServerAnswer) -> None:
    here = parcel.known | {ours.id: version for ours, version in answer.taken}
    compared = {theirs.id for theirs in answer.newer} | answer.unreadable.keys()
    there = server.versions(here)
    for id, version in there.items():
        if here.get(id) != version and id not in compared:
            _take(server, id, answer)
    answer.gone = [id for id, version in here.items() if id not in there and version > 0]


def _take(server: TeamCases, id: str, answer: ServerAnswer) -> None:
    """The server's text of a case; one that cannot be read does not stop the others."""
    try:
        answer.newer.append(server.whole(id))
    except CaseUnreadable as error:
        answer.unreadable[id] = str(error)
