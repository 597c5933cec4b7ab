"""Which review program a new case is of: asked where several are installed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.app.packs import program_choices
from desktop.cases.pack_words import USUAL
from desktop.ui.widgets.question_dialog import QuestionDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

WIDTH = 600
ABOUT = "It decides the fields, words and clocks of the case, and the letter that is made of it."


def choose(window: QWidget, then: Callable[[str], None]) -> None:
    """Does `then` with the program that the person chooses, or with the only one."""
    programs = program_choices.choices()
    if single := program_choices.only(programs):
        then(single)
        return
    dialog = QuestionDialog(window, "New case: which review program?", ABOUT)
    dialog.setObjectName("program")
    dialog.setFixedWidth(WIDTH)
    for id, name in programs.items():
        dialog.offer_line(name, partial(then, id), primary=id == USUAL)
    dialog.open()
