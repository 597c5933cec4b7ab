"""Connects an open library to the team's server in its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.store.library.settings import TEAM
from desktop.store.team.exchange import Parcel, ServerAnswer, exchange
from desktop.store.team.server import checked
from desktop.store.team.sharing import News, Sharing
from desktop.store.team.team_cases import TeamCases

if TYPE_CHECKING:
    from desktop.store.library.library import Library


class Link(Sharing):
    """The library's sharing, with the connection to the server."""

    def __init__(self, library: Library, url: str) -> None:
        super().__init__(library)
        self._url = url
        self._due = library.session.due
        self._server: TeamCases | None = None

    def bring(self, parcel: Parcel) -> ServerAnswer:
        """Exchange `parcel` with the server; may run on a thread of its own.

        Raises `ServerUnreachable` and `ServerRefused`.
        """
        with TeamCases(self._url, due=self._due) as server:
            self._server = server
            return exchange(server, parcel)

    def break_off(self) -> None:
        """End an exchange that waits on another thread."""
        if self._server is not None:
            self._server.break_off()

    def catch_up(self) -> News:
        """Share what waits and take in what is new, waiting for the server."""
        return self.take(self.bring(self.parcel()))


def link(library: Library) -> Link | None:
    """The connection to the team's server; None if the settings name none."""
    url = library.settings.get(TEAM, str)
    return Link(library, url) if url else None


def join(library: Library, url: str) -> Link:
    """Share the library by way of the server at `url` from now on; raises `StoreError`."""
    checked(url)
    joined = Link(library, url)
    with TeamCases(url) as server:
        server.head  # noqa: B018 -- proves that the server lets this person in
    library.settings.put(TEAM, url)
    return joined


def leave(library: Library) -> None:
    """Stop sharing the library; its cases stay."""
    library.settings.forget(TEAM)
