"""The application: made here from its parts, and only here."""

from __future__ import annotations

import gc
import sys
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.app.garbage_collection import Collector
from desktop.app.library.library_access import LibraryAccess
from desktop.app.packs import sample_case
from desktop.platform import faults
from desktop.store.files import folder
from desktop.ui.shell import qt, window_frame
from desktop.ui.shell.window import Window
from desktop.ui.widgets.theme import Theme

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtGui import QCloseEvent

    from desktop.app.background_work import WorkLane
    from desktop.app.library.upkeep import Upkeep
    from desktop.app.reference_works import WordLists
    from desktop.guidelines.catalog import GuidelineCatalog
    from desktop.ui.desk.bin import Bin
    from desktop.ui.desk.case_copies import CaseCopies
    from desktop.ui.desk.desk import Desk
    from desktop.ui.desk.exporting import Exporting
    from desktop.ui.desk.importing import Importing
    from desktop.ui.desk.library_admin import LibraryAdmin
    from desktop.ui.desk.navigator import Navigator
    from desktop.ui.desk.open_case import OpenCase
    from desktop.ui.desk.printing import Printing
    from desktop.ui.desk.team import Team
    from desktop.ui.desk.unlocking import Unlocking
    from desktop.ui.shell.absence import Absence
    from desktop.ui.shell.help import Help

TURN = 0.0005
"""Seconds after which other threads give way to the window's: a tenth of what Python gives them."""


class Application:
    """The window and all its parts, from the first page to the last thread.

    The window appears at once; each part is made on first use.
    """

    def __init__(self, place: Path | None = None) -> None:
        sys.setswitchinterval(TURN)
        self.qt = qt.application()
        self._access = LibraryAccess(place or folder.usual())
        self._collector = Collector(self.qt)
        self._theme = Theme(self.qt)
        self._theme.apply()
        self.window = Window(self._theme)

    @cached_property
    def desk(self) -> Desk:
        """The desk."""
        from desktop.app.background_work import WorkLane
        from desktop.app.check_process import Checking
        from desktop.app.spelling import Speller
        from desktop.store.files import files
        from desktop.ui.desk.desk import Desk
        from desktop.ui.shell.services import Services

        drafts, speller, checking = WorkLane(self.qt), Speller(self._theme), Checking()
        services = Services(
            self._theme,
            speller,
            files,
            lambda case: checking.findings(case, desk.settings.record.rules),
            checking.stop,
            drafts,
        )
        desk = Desk(self.window, services, self)
        self.window.closing.connect(self._close)
        self.window.dropped.connect(lambda paths: self.receive([Path(path) for path in paths]))
        return desk

    @property
    def navigator(self) -> Navigator:
        """Switches pages and cases."""
        return self.desk

    @property
    def case(self) -> OpenCase:
        """The open case; raises the store's error where there is none."""
        return self.desk.current()

    @property
    def bin(self) -> Bin:
        """What was deleted since the library was opened."""
        return self.desk.bin

    @cached_property
    def importing(self) -> Importing:
        """What imports files."""
        from desktop.ui.desk.importing import Importing

        desk = self.desk
        return Importing(desk.session, desk, self.window, desk.services)

    @cached_property
    def case_copies(self) -> CaseCopies:
        """What makes copies of the open case."""
        from desktop.ui.desk.case_copies import CaseCopies

        desk = self.desk
        return CaseCopies(desk.session, desk, self.window, desk.services)

    @cached_property
    def exporting(self) -> Exporting:
        """What exports letters."""
        from desktop.ui.desk.exporting import Exporting

        desk = self.desk
        exporting = Exporting(desk.session, desk, self.window, desk.services)
        self.case_copies.letter_wanted.connect(exporting.export_version)
        return exporting

    @cached_property
    def unlocking(self) -> Unlocking:
        """Opens and locks the library."""
        from desktop.ui.desk.sample_library import SampleLibrary
        from desktop.ui.desk.unlocking import LibrarySwitch, Unlocking

        _ = self.importing, self.case_copies, self.exporting, self.printing, self.help
        _ = self.library_admin, self.team
        desk, window, access = self.desk, self.window, self._access
        sample = SampleLibrary(desk.session, desk, window, desk.commands, access.exists)
        switch = LibrarySwitch(desk.take, desk.put_away)
        return Unlocking(desk.session, desk, window, access, sample, switch)

    @cached_property
    def upkeep(self) -> Upkeep:
        """The library's daily backup, and the check that its folder is there."""
        from desktop.app.library.upkeep import Upkeep

        return Upkeep(self.desk.session)

    @cached_property
    def library_admin(self) -> LibraryAdmin:
        """The page of the bin, the backups, the trail and the keys."""
        from desktop.app.library.administration import Administration, LibraryParts
        from desktop.ui.desk.library_admin import LibraryAdmin

        desk = self.desk
        parts = LibraryParts(self._access, desk.recall, desk.services.files, desk.take)
        administration = Administration(desk.session, parts)
        return LibraryAdmin(desk.session, desk, self.window, administration, self.upkeep)

    @cached_property
    def help(self) -> Help:
        """The guide."""
        from desktop.ui.shell.help import Help

        return Help(self.desk, self.window, self._theme)

    @cached_property
    def printing(self) -> Printing:
        """Prints letters and the recovery key."""
        from desktop.ui.desk.printing import Printing

        return Printing(self.desk, self.window)

    @cached_property
    def team(self) -> Team:
        """Shares cases with a team, and shows conflicts."""
        from desktop.app.library.team_exchange import TeamExchange
        from desktop.app.library.team_link import team_link
        from desktop.ui.desk.team import Team

        exchange = TeamExchange(self.desk.session, team_link)
        return Team(exchange, self.desk, self.window, self.window.notice)

    @cached_property
    def absence(self) -> Absence:
        """What locks the library when the person leaves."""
        from desktop.ui.shell.absence import Absence

        absence = Absence(self.desk)
        absence.left.connect(self.unlocking.lock)
        return absence

    @cached_property
    def _words(self) -> WorkLane:
        """The thread on which the dictionary is read."""
        from desktop.app.background_work import WorkLane

        return WorkLane(self.qt)

    def show(self, paths: list[Path]) -> None:
        """Shows the window, then asks to unlock the library."""
        if not is_sample(paths) and not self._access.may_remember():
            self.window.ask_to_unlock("unlock" if self._access.exists() else "new")
            self._ask_to_unlock(paths)
        self.window.appeared.connect(partial(self.begin, paths))
        self.window.show()

    def begin(self, paths: list[Path]) -> None:
        """Asks for the library, or opens the sample in one that leaves nothing behind."""
        self.unlocking.watch()
        services = self.desk.services
        services.drafts.start(services.guidelines, self._say_refused, lambda _: None)
        self._words.start(services.word_lists, self._know, lambda _error: None)
        if is_sample(paths):
            self.unlocking.open_sample()
            self.importing.open_file(paths[0])
        else:
            self.unlocking.open()
            self.receive(paths)
        _ = self.absence

    def receive(self, paths: list[Path]) -> None:
        """Opens files that were named, dropped or double-clicked."""
        if not paths:
            return
        if self.desk.library is None:
            self._ask_to_unlock(paths)
        self.unlocking.when_open(partial(self.importing.take, paths))

    def _ask_to_unlock(self, paths: list[Path]) -> None:
        """Says which files wait for the library."""
        if paths:
            names = paths[0].name if len(paths) == 1 else f"{len(paths)} files"
            self.window.notice.tell(f"Unlock the library to open {names}.")

    def tell_of_fault(
        self, _type: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        """Says in the window what the library refused, or that something unexpected happened."""
        from desktop.store.errors import StoreError

        sentence = str(error) if isinstance(error, StoreError) else faults.sentence(error)
        self.window.notice.warn(sentence)

    def _know(self, words: WordLists) -> None:
        """Loads the dictionary and the completions."""
        self.desk.services.speller.use(words.spelling)
        self.desk.services.completions.know(words.codes, words.drugs)

    def _say_refused(self, guidelines: GuidelineCatalog) -> None:
        """Says, once the window is ready, which of one's own guideline files were left out."""
        if sentence := self.desk.services.refusals(guidelines):
            self.unlocking.when_open(partial(self.window.notice.note, sentence))

    def finish(self) -> None:
        """Waits for the threads, and removes the folders that Qt remembered."""
        from PySide6.QtCore import QEvent, QSettings

        self.desk.services.forget()
        for lane in (self.desk.letters, self.desk.checks, self._words, self.desk.services.drafts):
            lane.finish()
        self.desk.recall.stop()
        parts = (self.importing, self.case_copies, self.exporting, self.printing, self.upkeep)
        for part in parts:
            part.finish()
        self.team.exchange.finish()
        self._collector.stop()
        self.qt.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        QSettings(QSettings.Scope.UserScope, "QtProject").remove("FileDialog")

    def _close(self, event: QCloseEvent) -> None:
        closed = self.unlocking.sample.may_go() and self.desk.put_away(self.window.close)
        event.setAccepted(closed)


def is_sample(paths: list[Path]) -> bool:
    """Whether the bundled sample is asked for, which never goes into the person's library."""
    return paths == [sample_case.path()]


def self_test() -> str:
    """Shows the window offscreen; says in a few words what was painted."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtGui import QFontMetrics

    app = Application()
    app.window.resize(window_frame.SIZE)
    app.window.show()
    app.begin([sample_case.path()])
    app.qt.processEvents()
    while app.desk.letters.busy:
        app.qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    picture = app.window.grab()
    readable = QFontMetrics(app.window.font()).inFont("A")
    app.window.close()
    app.finish()
    if not readable:
        raise ValueError("The window's font has no letters: install a font, such as DejaVu Sans.")
    return f"{picture.width()} by {picture.height()} pixels painted"
