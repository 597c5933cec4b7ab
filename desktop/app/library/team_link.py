"""The connection to a team's server, whose driver is loaded only where a library is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.store.library.library import Library
    from desktop.store.team.link import Link


def team_link(library: Library) -> Link | None:
    """The connection of `library` to its team's server; None where it is not shared."""
    from desktop.store.library.settings import TEAM

    if library.settings.get(TEAM, str) is None:
        return None
    from desktop.store.team.link import link

    return link(library)
