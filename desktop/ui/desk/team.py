"""The team's library: shared beside the work, quietly; what collides is shown to be settled."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from desktop.app.detached_calls import Detached
from desktop.ui.library.conflict_page import ConflictPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.store.library.library import Library
    from desktop.store.team.exchange import ServerAnswer
    from desktop.store.team.link import Link
    from desktop.store.team.sharing import Conflict
    from desktop.ui.desk.desk import Desk

EVERY = 10_000
"""Milliseconds between two exchanges with the server."""


class Team(QObject):
    """Exchanges with the server on a thread of its own, while the library is shared."""

    def __init__(self, desk: Desk, link: Callable[[Library], Link | None]) -> None:
        super().__init__(desk)
        self._desk, self._link = desk, link
        self._calls = Detached(self)
        self._under_way: Link | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.catch_up)
        self._timer.start()
        self._said: set[str] = set()
        desk.acts["conflicts"] = self.compare

    def catch_up(self) -> None:
        """Begins an exchange, unless one is under way or the library is not shared."""
        link = self._joined()
        if link is None:
            self._desk.window.say_shared("")
        elif not self._calls.busy:
            self._under_way = link
            call = partial(link.bring, link.parcel())
            self._calls.start(call, partial(self._heard, link), partial(self._lost, link))

    def finish(self) -> None:
        """Breaks off the exchange that is under way: the next one goes on from there."""
        self._timer.stop()
        self._calls.finish()
        if self._under_way is not None:
            self._under_way.break_off()

    def _joined(self) -> Link | None:
        library = self._desk.library
        if library is None or not library.open:
            return None
        return self._link(library)

    def _heard(self, link: Link, answer: ServerAnswer) -> None:
        """Takes in what the server said, if the library is still open."""
        if not link.database.open:
            return
        try:
            news = link.take(answer)
        except self._desk.failure as error:
            self._desk.window.notice.warn(str(error))
            return
        self._refresh(news.changed + news.gone)
        self._say(link, "")
        for why in (*news.refused.values(), *news.unreadable.values()):
            self._warn_once(why)
        if news.old_server:
            self._warn_once(news.old_server)
        for conflict in link.conflicts()[:1]:
            self._offer(conflict)

    def _lost(self, link: Link, error: Exception) -> None:
        if link.database.open:
            self._say(link, str(error))

    def _say(self, link: Link, why: str) -> None:
        """The quiet banner: what is kept here and not yet shared, and why."""
        waiting = link.waiting
        cases = "1 case" if waiting == 1 else f"{waiting} cases"
        words = f"{cases} kept here, not yet shared" if waiting else "Shared"
        self._desk.window.say_shared("Server away" if why and not waiting else words, why)

    def _refresh(self, ids: list[str]) -> None:
        """Shows what came: in the worklist, and in the case that is open."""
        desk = self._desk
        if desk.open_case is None:
            if ids and desk.window.stack.currentWidget() is desk.window.start:
                desk.show_rows()
        elif desk.open_case.id in ids:
            desk.go_back_to(desk.open_case.id, desk.open_case.view.path, 0)

    def _warn_once(self, words: str, act: str = "", doing: Callable[[], Any] | None = None) -> None:
        if words not in self._said:
            self._said.add(words)
            self._desk.window.notice.warn(words, act, doing)

    # -- conflicts --------------------------------------------------------------------------------

    def compare(self) -> None:
        """Shows the first case that was changed in two places, if there is one."""
        link = self._joined()
        conflicts = link.conflicts() if link is not None else ()
        if link is None or not conflicts:
            self._desk.window.notice.tell("No case was changed in two places.")
            return
        if not self._desk.show_worklist():
            return
        page = ConflictPage(conflicts[0])
        page.left.connect(partial(self._leave, page))
        page.settled.connect(partial(self._settle, link, page))
        self._desk.window.show_page(page, "keeping")
        page.take_focus()

    def _offer(self, conflict: Conflict) -> None:
        number = conflict.ours.case_number or "A case"
        words = f"{number} was changed here and by {conflict.who}. Both texts are kept."
        self._warn_once(words, "Compare", self.compare)

    def _settle(self, link: Link, page: ConflictPage, id: str, case: Any) -> None:
        try:
            link.settle(id, case)
        except self._desk.failure as error:
            self._desk.window.notice.warn(str(error))
            return
        self._said.clear()
        self._leave(page)
        self._desk.window.notice.tell(
            "The case is as you chose; both texts are among its versions."
        )
        self.catch_up()

    def _leave(self, page: ConflictPage) -> None:
        self._desk.show_worklist()
        self._desk.window.remove_page(page)
