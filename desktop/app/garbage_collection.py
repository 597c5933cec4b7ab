"""Garbage is collected on the window's thread alone.

Python collects on whichever thread happens to allocate: on a worker thread it would delete widgets
that only the window's thread may touch, and during typing it would cause pauses.
"""

from __future__ import annotations

import ctypes
import gc
import sys

from PySide6.QtCore import QObject, QTimer

EVERY = 2000
"""Milliseconds between two runs."""
SELDOM = 30
"""Runs between two full collections."""


class Collector(QObject):
    """Collects at intervals until it is stopped."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(EVERY)

    def stop(self) -> None:
        """Turns Python's own collection on again."""
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
    """Returns freed memory to the system; glibc would keep a tenth of all memory."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
