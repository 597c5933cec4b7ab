"""The application: made here from its parts, and only here."""

from __future__ import annotations

import sys
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from desktop import assets
from desktop.store import folder
from desktop.store.errors import StoreError
from desktop.ui.collector import Collector
from desktop.ui.theme import Theme
from desktop.ui.window import Window
from desktop.ui.work import Lane

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent

    from desktop.domain.case import Case
    from desktop.domain.citations import Citations
    from desktop.domain.library import Library as Guidelines
    from desktop.domain.program import Program
    from desktop.store.library import Library
    from desktop.ui.desk import Desk
    from desktop.ui.door import Door
    from desktop.ui.traffic import Traffic

NAME = "Determination Desk"
SIZE = (1280, 760)
SAMPLE = "sample.ddcase"


class Application:
    """The desk, its door and its traffic, from the first window to the last thread.

    The window is there at once; what works in it is made when it is first asked for.
    """

    def __init__(self, place: Path | None = None) -> None:
        self.qt = _qt()
        self._place = place or folder.usual()
        self._collector = Collector(self.qt)
        self._theme = Theme(self.qt)
        self._theme.apply()
        self.window = Window(self._theme)

    @cached_property
    def desk(self) -> Desk:
        """The desk."""
        from desktop.store import files
        from desktop.ui.desk import Desk
        from desktop.ui.spelling import Speller
        from desktop.ui.tools import Tools

        drafts, speller = Lane(self.qt), Speller(self._theme)
        tools = Tools(self._theme, speller, files, findings, _library, _citations, drafts)
        desk = Desk(self.window, tools, StoreError)
        desk.due = due
        self.window.closing.connect(self._close)
        return desk

    @cached_property
    def traffic(self) -> Traffic:
        """What comes to the desk and leaves it."""
        from desktop.ui.traffic import Traffic

        return Traffic(self.desk)

    @cached_property
    def door(self) -> Door:
        """The way into the library."""
        from desktop.ui.door import Door

        traffic, locksmith = self.traffic, Locksmith(self._place)
        door = Door(self.desk, locksmith)
        door.passed.connect(traffic.take)
        return door

    @cached_property
    def _words(self) -> Lane:
        """The thread on which the dictionary is read."""
        return Lane(self.qt)

    def begin(self, paths: list[Path]) -> None:
        """Shows the door, or the sample in a library that leaves nothing behind."""
        from desktop.ui.spelling import read

        self.door.watch()
        self._words.start(read, self.desk.tools.speller.use, lambda _error: None)
        if paths == [assets.resource(SAMPLE)]:
            self.door.open_sample()
            self.traffic.open_file(paths[0])
        else:
            self.door.open(paths)

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
    from desktop.domain import clock

    try:
        return clock.due(case, _program(case.program))
    except FileNotFoundError:
        return None


@cache
def _program(name: str) -> Program:
    from desktop.domain.program import read_program

    file = assets.templates(name) / "program.toml"
    return read_program(file.read_text(encoding="utf-8"), file.name)


def _qt() -> QApplication:
    """The one application of this process."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    return app
