"""How long a test waits for what comes soon on a machine that has nothing else to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 60
"""Seconds in which the slowest and busiest machine does what it was asked to."""
_MILLISECONDS = PATIENCE * 1000


class PatientBot(QtBot):
    """Waits as long for a window; what is there sooner is waited for no longer."""

    def waitUntil(
        self, callback: Callable[[], bool | None], *, timeout: int = _MILLISECONDS
    ) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = _MILLISECONDS, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitExposed(self, widget: Any, *, timeout: int = _MILLISECONDS) -> Any:
        return super().waitExposed(widget, timeout=timeout)
