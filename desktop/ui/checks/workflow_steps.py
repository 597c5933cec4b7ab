"""What is shown of the case's state, and what is asked before it goes on to another."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.cases.workflow.states import BY_ITSELF, State
from desktop.text import dates
from desktop.ui.case.signed_banner import REFUSED, BannerWords
from desktop.ui.checks.sign_off import label_of
from desktop.ui.shell.command_table import COMMANDS
from desktop.ui.widgets.reason_dialog import ReasonDialog

if TYPE_CHECKING:
    from desktop.app.session.case_session import CaseSession
    from desktop.store.library.trail import TrailEntry
    from desktop.ui.case.case_view import CaseView
    from desktop.ui.shell.window import Window

STEPS = {
    "sign": State.SIGNED,
    "reopen": State.DRAFTING,
    "mark_ready": State.READY,
    "second_review": State.REVIEW,
    "return_case": State.RETURNED,
    "release": State.RELEASED,
    "amend": State.AMENDED,
    "remand": State.REMANDED,
}
"""The state to which each command leads."""
BACK = (State.DRAFTING, State.RETURNED, State.AMENDED)
"""The way out of a state in which nothing changes that the banner offers: the first there is."""
LOCKED = "It can be read, printed and exported; to change it, reopen it."
KEPT = "Its trail stores the reason."
NOTHING = "Nothing was changed"
LONGEST_REASON = 200
"""Characters of a reason that the banner shows; the trail has all of it."""


class WorkflowSteps(QObject):
    """Asks what a step wants, and takes it; shows in the banner where the case stands."""

    def __init__(self, session: CaseSession, view: CaseView, window: Window) -> None:
        super().__init__(session)
        self._session, self._view, self._window = session, view, window
        self._workflow = session.workflow
        view.signed.asked.connect(self._go_back)

    @property
    def banner(self) -> BannerWords:
        """What stands over the case: nothing where its state follows from its text."""
        flow, told = self._workflow, self._workflow.told
        if flow.state == State.SIGNED:
            words = f"{label_of(self._session.signing.signature)} {LOCKED}"
            return BannerWords(words, self._back, REFUSED, "good")
        if flow.state in BY_ITSELF or (told is None and not flow.standing.locked):
            return BannerWords()
        words = f"{_moment(flow.standing.word, told, flow.date_form)} {flow.standing.meaning}"
        refused = f"{NOTHING}: the case is “{flow.standing.word}”. {flow.standing.meaning}"
        return BannerWords(words, self._back if flow.standing.locked else "", refused)

    def offer(self) -> None:
        """Offers the steps that can be taken now, called as the program calls them."""
        for id, to in STEPS.items():
            way = self._workflow.way(to)
            words = way.act if way is not None else COMMANDS[id].words
            self._window.rename(id, words, enabled=way is not None)
        self._window.enable("close_case", bool(self._workflow.ends))

    def ask(self, to: State) -> None:
        """Takes the case to the state `to`, once it is said why where that is wanted."""
        way = self._workflow.way(to)
        if way is None:
            return
        if not way.reason:
            self._workflow.move(to)
            return
        about = f"The case becomes “{self._workflow.flow.state(to).word}”. {KEPT}"
        dialog = ReasonDialog(self._window, way.act, about, way.act, "Reason")
        dialog.given.connect(partial(self._take, to))
        dialog.open()

    def ask_to_close(self) -> None:
        """Asks in which end, on which day and why the case is closed."""
        from desktop.ui.widgets.close_dialog import CloseDialog, ClosingDays

        today = dt.date.today()  # noqa: DTZ011 -- the day at the desk
        received = self._session.record.application_received
        days = ClosingDays(received, today, self._workflow.date_form)
        dialog = CloseDialog(self._window, self._workflow.ends, days)
        dialog.closed.connect(lambda end, day, why: self._workflow.move(end, why, day))
        dialog.open()

    @property
    def _back(self) -> str:
        """What the banner's button says; empty where no way leads back."""
        found = (way for to in BACK if (way := self._workflow.way(to)) is not None)
        return next((way.act for way in found), "")

    def _go_back(self) -> None:
        to = next((to for to in BACK if self._workflow.way(to) is not None), None)
        if to is not None:
            self.ask(to)

    def _take(self, to: State, reason: str) -> None:
        if to == State.DRAFTING:
            self._session.signing.reopen(reason)
        else:
            self._workflow.move(to, reason)


def _moment(word: str, told: TrailEntry | None, form: str) -> str:
    """Since when the case is in a state, by whom and why, as the trail has it; dates in `form`."""
    if told is None:
        return f"{word}."
    at = dt.datetime.fromisoformat(told.at).astimezone()
    day, reason = str(told.details.get("day", "")), str(told.details.get("reason", ""))
    moment = f"{dates.show(at.date(), form)} at {at:%H:%M}"
    when = dates.show(dt.date.fromisoformat(day), form) if day else moment
    if len(reason) > LONGEST_REASON:
        reason = f"{reason[:LONGEST_REASON].rstrip()} …"
    why = f": “{reason.rstrip('.')}”" if reason else ""
    return f"{word}, {when}, by {told.who}{why}."
