"""The application: made here from its parts, and only here."""

from __future__ import annotations

import sys
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from desktop import assets
from desktop.domain import clock
from desktop.domain.program import Program, read_program
from desktop.store import files, folder
from desktop.store.errors import StoreError
from desktop.ui.collector import Collector
from desktop.ui.desk import Desk
from desktop.ui.door import Door
from desktop.ui.spelling import Speller, read
from desktop.ui.theme import Theme
from desktop.ui.tools import Tools
from desktop.ui.traffic import Traffic
from desktop.ui.window import Window
from desktop.ui.work import Lane

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent

    from desktop.domain.case import Case
    from desktop.domain.citations import Citations
    from desktop.domain.library import Library as Guidelines
    from desktop.store.library import Library

NAME = "Determination Desk"
SIZE = (1280, 760)
SAMPLE = "sample.ddcase"


class Application:
    """The desk, its door and its traffic, from the first window to the last thread."""

    def __init__(self, place: Path | None = None) -> None:
        self.qt = _qt()
        self._collector = Collector(self.qt)
        theme = Theme(self.qt)
        theme.apply()
        speller = Speller(theme)
        drafts = Lane(self.qt)
        tools = Tools(theme, speller, files, findings, _library, _citations, drafts)
        self.window = Window(theme)
        self.desk = Desk(self.window, tools, StoreError)
        self.desk.due = due
        self.traffic = Traffic(self.desk)
        self.door = Door(self.desk, Locksmith(place or folder.usual()))
        self._words = Lane(self.desk)
        self._words.start(read, speller.use, lambda _error: None)
        self.window.closing.connect(self._close)

    def begin(self, paths: list[Path]) -> None:
        """Shows the door, or the sample in a library that leaves nothing behind."""
        self.door.watch()
        if paths == [assets.resource(SAMPLE)]:
            self.door.open_sample()
            self.desk.open(self.desk.add(files.read_case(paths[0])))
        else:
            self.door.open(partial(self.traffic.take, paths) if paths else lambda: None)

    def finish(self) -> None:
        """Waits for the threads, and leaves no trace of the folders that were looked at."""
        for lane in (self.desk.letters, self.desk.checks, self._words, self.desk.tools.drafts):
            lane.finish()
        self.traffic.finish()
        self._collector.stop()
        QSettings(QSettings.Scope.UserScope, "QtProject").remove("FileDialog")

    def _close(self, event: QCloseEvent) -> None:
        if self.desk.put_away():
            event.accept()
        else:
            event.ignore()


class Locksmith:
    """The library in the folder `place`."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def exists(self) -> bool:
        """Whether there is one to unlock."""
        return folder.Folder(self._place).exists()

    def create(self, passphrase: str) -> tuple[Library, str]:
        """A new library and its recovery key."""
        from desktop.store import library

        return library.create(self._place, passphrase, due=due)

    def unlock(self, passphrase: str) -> Library:
        """The library, by its passphrase."""
        from desktop.store import library

        return library.unlock(self._place, passphrase, due=due)

    def recover(self, recovery_key: str) -> Library:
        """The library, by its recovery key."""
        from desktop.store import library

        return library.recover(self._place, recovery_key, due=due)

    def temporary(self) -> Library:
        """A library that leaves nothing behind."""
        from desktop.store import library

        return library.temporary(due=due)


def main(paths: list[str]) -> int:
    """Opens the window, on the cases in the files `paths`; gives the exit status."""
    app = Application()
    app.window.resize(*SIZE)
    app.window.show()
    QTimer.singleShot(0, partial(app.begin, [Path(path) for path in paths]))
    status = app.qt.exec()
    app.finish()
    return status


def self_test() -> str:
    """Shows the window where nobody sees it; what was painted, in a few words."""
    app = Application()
    app.window.resize(*SIZE)
    app.window.show()
    app.begin([assets.resource(SAMPLE)])
    app.qt.processEvents()
    picture = app.window.grab()
    app.window.close()
    app.finish()
    return f"{picture.width()} by {picture.height()} pixels painted"


def findings(case: Case) -> Sequence[Any]:
    """What the check finds in `case`; off the window's thread, for it reads much."""
    from desktop import shelf
    from desktop.domain.review import review

    return review(case, shelf.references(case.program))


@cache
def _library() -> Guidelines:
    from desktop import shelf

    return shelf.library()


def _citations() -> Citations:
    from desktop import shelf

    return shelf.citations()


def due(case: Case) -> dt.date | None:
    """The day by which the letter of `case` must be out."""
    try:
        return clock.due(case, _program(case.program))
    except FileNotFoundError:
        return None


@cache
def _program(name: str) -> Program:
    file = assets.templates(name) / "program.toml"
    return read_program(file.read_text(encoding="utf-8"), file.name)


def _qt() -> QApplication:
    """The one application of this process."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    return app
