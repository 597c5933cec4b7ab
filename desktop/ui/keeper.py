"""Keeps the case as it is typed: each key is saved before the next is read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.ui.draft import Draft

AGAIN = 2000
"""Milliseconds after which a save that failed is tried again."""


class Keeper(QObject):
    """Saves the draft; what fails stays on the screen and is tried again."""

    saved = Signal(str)
    """The time at which the case was last saved."""
    failed = Signal(str)
    """Why it could not be, in the store's own sentence."""

    def __init__(
        self,
        draft: Draft,
        save: Callable[[Any, int], int],
        version: int,
        failure: type[Exception],
    ) -> None:
        super().__init__(draft)
        self._draft, self._save, self._failure = draft, save, failure
        self._version = version
        self._kept: Any = draft.record
        self.why = ""
        """Why the last save failed."""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.keep)
        # At once, for a turn of the event loop may take several keys that waited.
        draft.changed.connect(lambda _: self.keep())

    @property
    def version(self) -> int:
        """The version of the case that was saved last."""
        return self._version

    @property
    def settled(self) -> bool:
        """Whether what is on the screen is what is in the library."""
        return self._kept is self._draft.record

    def give_up(self) -> None:
        """Lets the changes go that could not be saved: the person leaves without them."""
        self._again.stop()
        self._kept = self._draft.record

    def keep(self) -> bool:
        """Saves now; whether nothing is left unsaved."""
        self._again.stop()
        record = self._draft.record
        if self._kept is record:
            return True
        try:
            self._version = self._save(record, self._version)
        except Exception as error:
            self.why = str(error) if isinstance(error, self._failure) else faults.sentence(error)
            self.failed.emit(self.why)
            self._again.start(AGAIN)
            return False
        self._kept = record
        self.why = ""
        self.saved.emit(f"{dt.datetime.now():%H:%M:%S}")  # noqa: DTZ005 -- the clock on the wall
        return True
