"""A detached call outlives the one who asked for it, and harms nobody by that."""

from __future__ import annotations

from threading import Event

import shiboken6
from PySide6.QtCore import QObject

from desktop.app.detached_calls import Detached

ROUNDS = 300


def test_a_call_tells_its_result(qtbot):
    calls, told = Detached(), []
    calls.start(lambda: 7, told.append, told.append)
    qtbot.waitUntil(lambda: not calls.busy)
    assert told == [7]


def test_a_call_tells_what_it_raised(qtbot):
    calls, told = Detached(), []
    calls.start(lambda: 1 // 0, told.append, told.append)
    qtbot.waitUntil(lambda: not calls.busy)
    assert [type(one) for one in told] == [ZeroDivisionError]


def test_a_call_may_end_while_the_one_who_asked_is_taken_away(qtbot):
    told = []
    for _ in range(ROUNDS):
        window, go, gone = QObject(), Event(), Event()
        calls = Detached(window)
        calls.start(_waiting(go, gone), told.append, told.append)
        go.set()
        shiboken6.delete(window)
        assert gone.wait(60)
    qtbot.wait(1)
    assert told == []


def _waiting(go, gone):
    def call():
        go.wait(60)
        gone.set()

    return call
