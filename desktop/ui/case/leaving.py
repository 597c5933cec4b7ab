"""Leaving a case whose last changes cannot be saved: the person decides."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.app.session import leaving
from desktop.ui.widgets.question_dialog import QuestionDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.app.commands import Act
    from desktop.app.session.case_session import CaseSession

ASKED = "leave"


def ask(window: QWidget, case: CaseSession, then: Act, save_copy: Act) -> None:
    """Asks whether to leave `case` as it was last saved; does `then` after that."""
    if window.findChild(QuestionDialog, ASKED) is not None:
        return
    dialog = QuestionDialog(window, *leaving.question(case))
    dialog.setObjectName(ASKED)
    dialog.offer("Leave without them", partial(_leave, case, then))
    dialog.offer("Save a copy", save_copy, primary=True)
    dialog.open()


def _leave(case: CaseSession, then: Act) -> None:
    case.autosave.give_up()
    then()
