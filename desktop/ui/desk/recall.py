"""What earlier cases hold completes what is typed: gathered off the window's thread."""

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
    from desktop.store.library.library import Library
    from desktop.ui.shell.services import Services

MOST = 1000
"""Cases, the last changed, that are looked through."""


class Recall(QObject):
    """Keeps the texts that `tools` complete from."""

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._lane = services, WorkLane(self)
        self._counts = Usage()
        self._stopped = threading.Event()

    @property
    def busy(self) -> bool:
        """Whether it is still gathering."""
        return self._lane.busy

    def gather(self, library: Library) -> None:
        """Looks through the cases of `library`; nothing is known of another any more."""
        self.stop()
        self._stopped.clear()
        rows = sorted(library.cases.rows(), key=lambda row: row.changed, reverse=True)
        call = partial(_usage, library, [row.id for row in rows[:MOST]], self._stopped)
        self._lane.start(call, self.add, lambda _error: None)

    def learn(self, case: Case) -> None:
        """Knows the texts of `case` too, which was worked on."""
        self.add(usage(case))

    def add(self, counts: Usage) -> None:
        """Knows these texts too."""
        self._counts.update(counts)
        self._services.completions.own = known(self._counts)

    def stop(self) -> None:
        """Lets go of the library and of every text, before the library is closed."""
        self._stopped.set()
        self._lane.finish()
        self._counts.clear()
        self._services.completions.own = {}


def _usage(library: Library, ids: Sequence[str], stopped: threading.Event) -> Usage:
    """The texts of the cases `ids`, as far as it gets before it is `stopped`."""
    counts = Usage()
    for id in ids:
        if stopped.is_set():
            break
        case = library.cases.read(id)
        if case is not None:
            counts.update(usage(case))
    return counts
