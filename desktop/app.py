"""The application: made here from its parts, and only here."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop import assets
from desktop.domain import clock
from desktop.domain.program import Program, read_program
from desktop.store import files, library
from desktop.store.errors import StoreError
from desktop.ui.desk import Desk
from desktop.ui.spelling import Speller, read
from desktop.ui.theme import Theme
from desktop.ui.tools import Tools, no_findings
from desktop.ui.window import Window
from desktop.ui.work import Lane

if TYPE_CHECKING:
    import datetime as dt

    from desktop.domain.case import Case

NAME = "Determination Desk"
SIZE = (1280, 760)


def main(paths: list[str]) -> int:
    """Opens the window, on the cases in the files `paths`; gives the exit status."""
    app = application()
    desk = make(app)
    desk.window.resize(*SIZE)
    desk.window.show()
    QTimer.singleShot(0, partial(begin, desk, [Path(path) for path in paths]))
    return app.exec()


def self_test() -> str:
    """Shows the window where nobody sees it; what was painted, in a few words."""
    app = application()
    desk = make(app)
    begin(desk, [assets.resource("sample.ddcase")])
    desk.window.resize(*SIZE)
    desk.window.show()
    app.processEvents()
    picture = desk.window.grab()
    desk.letters.finish()
    desk.window.close()
    return f"{picture.width()} by {picture.height()} pixels painted"


def application() -> QApplication:
    """The one application of this process."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    return app


def make(app: QApplication) -> Desk:
    """The desk with its window, before a library is opened."""
    theme = Theme(app)
    theme.apply()
    speller = Speller(parent=theme)
    desk = Desk(Window(theme), Tools(theme, speller, files, no_findings), StoreError)
    desk.due = due
    words = Lane(desk)
    words.start(read, speller.use, lambda _error: None)
    return desk


def begin(desk: Desk, paths: list[Path]) -> None:
    """Opens a library, and the cases in the files `paths` in it."""
    desk.take(library.temporary(due=due))
    for path in paths:
        desk.open(desk.add(files.read_case(path)))


def due(case: Case) -> dt.date | None:
    """The day by which the letter of `case` must be out."""
    return clock.due(case, _program(case.program))


def _program(name: str) -> Program:
    file = assets.templates(name) / "program.toml"
    return read_program(file.read_text(encoding="utf-8"), file.name)
