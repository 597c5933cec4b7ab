"""Leaving a case whose last changes cannot be saved: the person decides."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.ui.widgets.question_dialog import QuestionDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.app.commands import Act
    from desktop.app.session.case_session import CaseSession

LOST = (
    "Cancel, and the program goes on trying to save them; or save a copy of the case file to "
    "another place. If you leave without them, the case is kept as it was saved last."
)
ASKED = "leave"


def ask(
    window: QWidget,
    case: CaseSession,
    then: Act,
    save_copy: Act,
) -> None:
    """Asks whether to leave `case` as it was saved last, and `then` to go on."""
    if window.findChild(QuestionDialog, ASKED) is not None:
        return
    number = case.record.case_number or "the case"
    title = f"The last changes to {number} are not saved"
    dialog = QuestionDialog(window, title, f"{case.autosave.why}\n\n{LOST}")
    dialog.setObjectName(ASKED)
    dialog.offer("Leave without them", partial(_leave, case, then))
    dialog.offer("Save a copy", save_copy, primary=True)
    dialog.open()


def _leave(case: CaseSession, then: Act) -> None:
    case.autosave.give_up()
    then()
