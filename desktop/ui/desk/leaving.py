"""Leaving a case whose last changes cannot be saved: the person is told, and decides."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from desktop.ui.widgets.question_dialog import QuestionDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.ui.desk.desk import Desk

LOST = (
    "Cancel, and the program goes on trying to save them; or save a copy of the case file to "
    "another place. If you leave without them, the case is kept as it was saved last."
)
ASKED = "leave"


def ask(desk: Desk, then: Callable[[], Any]) -> None:
    """Asks whether to leave the open case as it was saved last, and `then` to go on."""
    if desk.window.findChild(QuestionDialog, ASKED) is not None:
        return
    case = desk.current()
    number = case.draft.record.case_number or "the case"
    title = f"The last changes to {number} are not saved"
    dialog = QuestionDialog(desk.window, title, f"{case.autosave.why}\n\n{LOST}")
    dialog.setObjectName(ASKED)
    dialog.offer("Leave without them", partial(_leave, desk, then))
    dialog.offer("Save a copy", partial(desk.do, "save_copy"), primary=True)
    dialog.open()


def _leave(desk: Desk, then: Callable[[], Any]) -> None:
    desk.current().autosave.give_up()
    then()
