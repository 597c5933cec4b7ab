"""The event loop as the benchmarks of the window use it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable


def wait(signal: Any, act: Callable[[], Any], seconds: float = 10) -> float:
    """Milliseconds from `act` to the signal."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    start = time.perf_counter()
    act()
    loop.exec()
    signal.disconnect(loop.quit)
    return (time.perf_counter() - start) * 1000


def rest(milliseconds: int) -> None:
    """Lets the event loop turn for so long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
