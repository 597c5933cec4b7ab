"""The open case in the frame of the window: its name, whether it is saved, what can be undone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.cases.sections import ITEM
from desktop.programs import clocks
from desktop.ui.shell.head import TITLE
from desktop.ui.worklist.worklist import services as services_in_words

if TYPE_CHECKING:
    from desktop.app.session.case_session import CaseSession
    from desktop.ui.shell.window import Window

NAMING = (
    "",
    "case_number",
    "priority",
    "formulary_dispute",
    "date_assigned",
    "application_received",
    "decision_date",
    "summary",
    ITEM,
)
"""Fields that the head of the window shows."""


class CaseHead(QObject):
    """Names the case of `session` in the head and the title of `window`, and what undo would do."""

    def __init__(self, session: CaseSession, window: Window, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._window = session, window
        session.draft.following.due.connect(self._changed)
        session.draft.remembered.connect(self.name_undo)

    def _changed(self, path: str) -> None:
        if path.split(".")[0] in NAMING:
            self.name()

    def name(self) -> None:
        """Names the case in the head; the window's title has its number and no name."""
        case, today = self._session.record, dt.date.today()  # noqa: DTZ011 -- the day at the desk
        number, day = case.case_number or "New case", self._session.due
        priority = case.priority.value if case.priority else ""
        workflow = self._session.workflow
        ended = workflow.standing.ends
        clock = "" if ended else clocks.in_words(day, today, case.decided)
        self._window.setWindowTitle(f"{number} · {TITLE}")
        self._window.head.show_case(
            number,
            services_in_words([item.request for item in case.disputed_items]),
            " · ".join(filter(None, (priority, clock))),
            workflow.words,
            pressing=not ended and clocks.presses(day, today, case.decided),
        )

    def name_undo(self) -> None:
        """Names what undo and redo would do, while the case takes changes."""
        draft = self._session.draft
        names = {"undo": ("Undo", draft.undo_name), "redo": ("Redo", draft.redo_name)}
        for id, (word, name) in names.items() if not draft.locked else ():
            self._window.rename(id, f"{word}: {name}" if name else word, enabled=bool(name))
