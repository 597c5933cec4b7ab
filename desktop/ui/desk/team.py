"""The team's library in the window: how far it is shared, and cases changed in two places."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.app.library.team_exchange import NO_CONFLICT, SETTLED, conflict_in_words
from desktop.ui.library.conflict_page import ConflictPage

if TYPE_CHECKING:
    from desktop.app.library.team_exchange import TeamExchange
    from desktop.app.notices import Notices
    from desktop.cases.case import Case
    from desktop.store.team.sharing import Conflict
    from desktop.ui.desk.navigator import Navigator
    from desktop.ui.shell.window import Window


class Team(QObject):
    """Shows what the `exchange` with the server brings, and settles conflicts."""

    def __init__(
        self, exchange: TeamExchange, navigator: Navigator, window: Window, notices: Notices
    ) -> None:
        super().__init__(window)
        self.exchange = exchange
        self._navigator, self._window, self._notices = navigator, window, notices
        exchange.stood.connect(window.say_shared)
        exchange.received.connect(self._refresh)
        exchange.conflicted.connect(self._offer)

    def compare(self) -> None:
        """Shows the first case that was changed in two places, if there is one."""
        conflicts = self.exchange.conflicts()
        if not conflicts:
            self._notices.tell(NO_CONFLICT)
            return
        if not self._navigator.show_worklist():
            return
        page = ConflictPage(conflicts[0])
        page.left.connect(partial(self._leave, page))
        page.settled.connect(partial(self._settle, page))
        self._window.show_page(page, "library_admin")
        page.take_focus()

    def _refresh(self, ids: list[str]) -> None:
        """Shows what came: in the worklist, and in the case that is open."""
        case = self._navigator.open_case
        if case is None:
            if ids and self._window.stack.currentWidget() is self._window.start:
                self._navigator.show_rows()
        elif case.id in ids:
            self._navigator.open(case.id, case.view.path)

    def _offer(self, conflict: Conflict) -> None:
        self._notices.warn(conflict_in_words(conflict), "Compare", self.compare)

    def _settle(self, page: ConflictPage, id: str, case: Case) -> None:
        if self.exchange.settle(id, case):
            self._leave(page)
            self._notices.tell(SETTLED)
            self.exchange.catch_up()

    def _leave(self, page: ConflictPage) -> None:
        self._navigator.show_worklist()
        self._window.remove_page(page)
