"""A person's library and its way to the team's server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cases.case import Case
from desktop.store.library.library import Library, temporary
from desktop.store.team.exchange import exchange
from desktop.store.team.sharing import News, Sharing
from desktop.store.team.team_cases import TeamCases

if TYPE_CHECKING:
    from tests.store.postgres import Server


class Machine:
    """One person's library and its way to the server."""

    def __init__(self, name: str, server: Server) -> None:
        self.name, self.server = name, server
        self.library: Library = temporary(who=name)
        self.cases = self.library.cases
        self.sharing = Sharing(self.library)

    def catch_up(self) -> News:
        with TeamCases(self.server.url(self.name)) as cases:
            return self.sharing.take(exchange(cases, self.sharing.parcel()))

    def write(self, id: str, words: str) -> None:
        kept = self.cases.get(id)
        self.cases.save(id, Case(case_number="CM26-1", claim_number=words), kept.version)

    def read(self, id: str) -> str:
        return self.cases.get(id).case.claim_number
