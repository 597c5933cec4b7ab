"""Garbage is collected on the window's thread alone.

Python collects on whichever thread happens to allocate: on a worker's it would take widgets apart
where Qt allows no thread but the first to touch them, and while typing it would make pauses.
"""

from __future__ import annotations

import ctypes
import gc
import sys

from PySide6.QtCore import QObject, QTimer

EVERY = 2000
"""Milliseconds between two looks."""
SELDOM = 30
"""Looks between two collections of everything."""


class Collector(QObject):
    """Collects from time to time, until it is told to stop."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(EVERY)

    def stop(self) -> None:
        """Leaves it to Python again."""
        self._timer.stop()
        gc.enable()

    def _look(self) -> None:
        self._looks += 1
        if self._looks % SELDOM == 0:
            gc.collect()
            hand_back()
        else:
            gc.collect(1)


def hand_back() -> None:
    """Gives the system the memory that was freed; glibc would keep it, a tenth of it all."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
