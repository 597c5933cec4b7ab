"""The exchange with a team's server in the background, while the library is shared."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.app.detached_calls import Detached

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.library.library_session import LibrarySession
    from desktop.cases.case import Case
    from desktop.store.library.library import Library
    from desktop.store.team.exchange import ServerAnswer
    from desktop.store.team.link import Link
    from desktop.store.team.sharing import Conflict

    LinkOf = Callable[[Library], Link | None]

EVERY = 10_000
"""Milliseconds between two exchanges with the server."""
NO_CONFLICT = "No case was changed in two places."
SETTLED = "The case is as you chose; both texts are among its versions."


class TeamExchange(QObject):
    """Exchanges with the server on a thread of its own; `link_of` gives a library's connection."""

    stood = Signal(str, str)
    """How far the library is shared, in a few words, and why it is not; both empty without team."""
    received = Signal(list)
    """The server added or removed cases: their ids."""
    conflicted = Signal(object)
    """A case was changed here and elsewhere; given once until it is settled."""

    def __init__(self, library: LibrarySession, link_of: LinkOf) -> None:
        super().__init__(library)
        self._library, self._link_of = library, link_of
        self._calls = Detached(self)
        self._under_way: Link | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.catch_up)
        self._timer.start()
        self._announced: set[str] = set()

    @property
    def busy(self) -> bool:
        """Whether an exchange is under way."""
        return self._calls.busy

    def catch_up(self) -> None:
        """Begins an exchange, unless one is under way or the library is not shared."""
        link = self.link()
        if link is None:
            self.stood.emit("", "")
        elif not self.busy:
            self._under_way = link
            call = partial(link.bring, link.parcel())
            self._calls.start(call, partial(self._take, link), partial(self._lose, link))

    def finish(self) -> None:
        """Stops the running exchange: the next one continues from there."""
        self._timer.stop()
        self._calls.finish()
        if self._under_way is not None:
            self._under_way.break_off()

    def link(self) -> Link | None:
        """The connection of the open library; None where it is not shared."""
        if not self._library.is_open:
            return None
        return self._link_of(self._library.store())

    def conflicts(self) -> tuple[Conflict, ...]:
        """The cases that were changed in two places and are not settled."""
        link = self.link()
        return tuple(link.conflicts()) if link is not None else ()

    def settle(self, id: str, case: Case) -> bool:
        """Ends the conflict about the case `id` with `case`; false where the store refuses."""
        link = self.link()
        settled = link is not None and self._library.attempt(partial(link.settle, id, case))
        if settled:
            self._announced.clear()
        return settled

    def _take(self, link: Link, answer: ServerAnswer) -> None:
        """Stores what the server answered, if the library is still open."""
        if not link.database.open:
            return
        try:
            news = link.take(answer)
        except self._library.failure as error:
            self._library.notices.warn(str(error))
            return
        self.received.emit(news.changed + news.gone)
        self._tell_stand(link, "")
        for why in (*news.refused.values(), *news.unreadable.values(), news.old_server):
            if why and self._is_new(why):
                self._library.notices.warn(why)
        for conflict in link.conflicts()[:1]:
            self._tell_conflict(conflict)

    def _lose(self, link: Link, error: Exception) -> None:
        if link.database.open:
            self._tell_stand(link, str(error))

    def _tell_stand(self, link: Link, why: str) -> None:
        """What is stored here and not yet shared, in words, and why."""
        waiting = link.waiting
        cases = "1 case" if waiting == 1 else f"{waiting} cases"
        words = f"{cases} saved here, not yet shared" if waiting else "Shared"
        self.stood.emit("Server away" if why and not waiting else words, why)

    def _tell_conflict(self, conflict: Conflict) -> None:
        if self._is_new(f"{conflict.ours.case_number} {conflict.who}"):
            self.conflicted.emit(conflict)

    def _is_new(self, words: str) -> bool:
        """Whether this is said for the first time since the last conflict was settled."""
        new = words not in self._announced
        self._announced.add(words)
        return new


def conflict_in_words(conflict: Conflict) -> str:
    """What is said about a case that was changed here and elsewhere."""
    number = conflict.ours.case_number or "A case"
    return f"{number} was changed here and by {conflict.who}. Both texts are stored."
