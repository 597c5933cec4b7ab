"""Completions from earlier cases, gathered off the window's thread."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.app.background_work import WorkLane
from desktop.cases.entry.usage import Usage, known, usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.cases.case import Case
    from desktop.cases.entry.completions import Completions
    from desktop.store.library.library import Library

MOST = 1000
"""How many cases, the last changed, are read."""


class Recall(QObject):
    """Fills `completions` with the texts of the cases in the open library."""

    def __init__(self, completions: Completions, parent: QObject) -> None:
        super().__init__(parent)
        self._completions, self._lane = completions, WorkLane(self)
        self._counts = Usage()
        self._stopped = threading.Event()

    @property
    def busy(self) -> bool:
        """Whether it is still gathering."""
        return self._lane.busy

    def gather(self, library: Library) -> None:
        """Reads the cases of `library`; the texts of another are dropped."""
        self.stop()
        self._stopped.clear()
        rows = sorted(library.cases.rows(), key=lambda row: row.changed, reverse=True)
        call = partial(_usage, library, [row.id for row in rows[:MOST]], self._stopped)
        self._lane.start(call, self.add, lambda _error: None)

    def learn(self, case: Case) -> None:
        """Adds the texts of `case`, which was worked on."""
        self.add(usage(case))

    def add(self, counts: Usage) -> None:
        """Adds these texts."""
        self._counts.update(counts)
        self._completions.own = known(self._counts)

    def stop(self) -> None:
        """Stops reading and drops every text, before the library is closed."""
        self._stopped.set()
        self._lane.finish()
        self._counts.clear()
        self._completions.own = {}


def _usage(library: Library, ids: Sequence[str], stopped: threading.Event) -> Usage:
    """The texts of the cases `ids`, until it is `stopped`."""
    counts = Usage()
    for id in ids:
        if stopped.is_set():
            break
        case = library.cases.read(id)
        if case is not None:
            counts.update(usage(case))
    return counts
