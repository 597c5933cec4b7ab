"""Saves the case while it is typed: each key is saved before anything else happens with it."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal

from desktop.platform import faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.draft import Draft
    from desktop.cases.case import Case

SAVING = QEvent.Type(QEvent.registerEventType())
LATEST = 0.03
"""The longest time, in seconds, until a change is saved."""
SPARE = 3
"""The pause after which the next save is immediate, as a multiple of the last save's time."""
AGAIN = 2000
"""Milliseconds after which a save that failed is tried again."""


class Autosave(QObject):
    """Saves the draft; a failed save is tried again, and the screen keeps the text.

    `put_in` inserts waiting letters into the draft before it is saved.
    """

    saved = Signal(str)
    """The time at which the case was last saved."""
    failed = Signal(str)
    """Why saving failed, in the store's own sentence."""

    def __init__(
        self,
        draft: Draft[Case],
        save: Callable[[Case, int], int],
        version: int,
        failure: type[Exception],
        put_in: Callable[[], None],
    ) -> None:
        super().__init__(draft)
        self._draft, self._save, self._failure = draft, save, failure
        self._put_in = put_in
        self._version = version
        self._saved = draft.record
        self.why = ""
        """Why the last save failed."""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.keep)
        self._unsaved_since = 0.0
        self._ended = self._took = 0.0
        draft.changed.connect(lambda _: self._changed())

    @property
    def version(self) -> int:
        """The version of the case that was saved last."""
        return self._version

    @property
    def settled(self) -> bool:
        """Whether the library has what is on the screen."""
        return self._saved is self._draft.record

    def give_up(self) -> None:
        """Drops the changes that could not be saved: the person leaves without them."""
        self._again.stop()
        self._saved = self._draft.record

    def customEvent(self, _event: QEvent) -> None:
        """Saves the changes made during the last save."""
        if not self._again.isActive():
            self.keep()

    def keep(self) -> bool:
        """Saves now; true if nothing is left unsaved."""
        self._put_in()
        self._again.stop()
        record = self._draft.record
        if self._saved is record:
            return True
        started, self._unsaved_since = time.monotonic(), 0.0
        saved = self._put(record)
        self._ended = time.monotonic()
        self._took = self._ended - started
        return saved

    def _changed(self) -> None:
        """Saves at once or, right after another save, once the waiting keys were handled.

        On a disk slower than the typing, each key would wait for the saves of all keys before it.
        So the waiting keys are saved together; none waits longer than `LATEST`.
        """
        now = time.monotonic()
        self._unsaved_since = self._unsaved_since or now
        if now - self._ended >= SPARE * self._took or now - self._unsaved_since >= LATEST:
            self.keep()
        else:
            first = Qt.EventPriority.HighEventPriority.value
            QCoreApplication.postEvent(self, QEvent(SAVING), first)

    def _fail(self, error: Exception) -> None:
        """Announces why saving failed, and tries again later."""
        self.why = str(error) if isinstance(error, self._failure) else faults.sentence(error)
        self.failed.emit(self.why)
        self._again.start(AGAIN)

    def _put(self, record: Case) -> bool:
        """Saves `record`; false, and another try later, where the store refuses."""
        try:
            self._version = self._save(record, self._version)
        except Exception as error:
            self._fail(error)
            return False
        self._saved = record
        self.why = ""
        self.saved.emit(f"{dt.datetime.now():%H:%M:%S}")  # noqa: DTZ005 -- local time
        return True
