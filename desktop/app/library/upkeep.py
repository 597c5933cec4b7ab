"""The upkeep of the open library: a backup each day, an empty bin, and a folder that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.app.background_work import WorkLane

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.library.library_session import LibrarySession
    from desktop.store.library.library import Library

MINUTE = 60_000
GLANCE = 2_000
"""Milliseconds between two checks that the library's folder is still there."""


class Upkeep(QObject):
    """Does once a minute what is due; backups run in the background."""

    backed_up = Signal(object)
    """A backup is written and verified."""
    reachable = Signal(bool)
    """Whether the library's folder is there: emitted while it is missing, and when it is back."""

    def __init__(self, library: LibrarySession) -> None:
        super().__init__(library)
        self._library = library
        self._lane = WorkLane(self, drops=False)
        self._timer = self._every(MINUTE, self.look)
        self._glances = self._every(GLANCE, self.glance)
        self._sentence = ""

    def _every(self, interval: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval)
        timer.timeout.connect(act)
        timer.start()
        return timer

    def look(self) -> None:
        """Does what is due."""
        if self._library.is_open:
            self._library.attempt(self._do_what_is_due)

    def _do_what_is_due(self) -> None:
        library = self._library.store()
        library.tidy()
        if library.backups.due and not self._lane.busy:
            self._warn_of_lost_backups(library)
            self.back_up()

    def glance(self) -> None:
        """Announces when the library's folder is missing or back; then saves what still waits."""
        if not self._library.is_open:
            self._sentence = ""
            return
        try:
            self._library.store().database.check_place()
        except self._library.failure as error:
            self._lose(str(error))
        else:
            self._find_again()

    def _lose(self, sentence: str) -> None:
        self.reachable.emit(False)
        case = self._library.case
        announced = case is not None and case.autosave.why == sentence
        if self._sentence != sentence and not announced:
            self._library.notices.warn(sentence)
        self._sentence = sentence

    def _find_again(self) -> None:
        if not self._sentence:
            return
        self._library.notices.settle(self._sentence)
        self._sentence = ""
        self.reachable.emit(True)
        if self._library.case is not None:
            self._library.case.autosave.keep()

    def back_up(self) -> None:
        """Makes a backup now."""
        make = self._library.store().backups.make
        self._lane.start(make, self.backed_up.emit, self._not_backed_up)

    def finish(self) -> None:
        """Waits for a backup that is being made."""
        self._timer.stop()
        self._glances.stop()
        self._lane.finish()

    def _not_backed_up(self, error: Exception) -> None:
        if self._library.library is not None:
            self._library.notices.warn(f"There is no backup of today: {error}")

    def _warn_of_lost_backups(self, library: Library) -> None:
        if library.backups.lost:
            self._library.notices.warn(
                "The backups that were in the library's folder are gone. One is made now; the "
                "earlier states cannot be restored from here."
            )
