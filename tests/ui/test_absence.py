"""The library is locked when the person leaves: the screen locked, the machine asleep."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from desktop.cases.case import Case
from desktop.store.library.library import create, unlock
from desktop.ui.shell.absence import JUMP, Absence
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.application import Application

PASSPHRASE = "four quiet paper cranes"
LISTENING = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from desktop.ui.shell.absence import Absence

app = QCoreApplication([])
absence = Absence()
absence.left.connect(lambda: (again.stop(), print("left", flush=True), app.quit()))

def tell():
    signal = QDBusMessage.createSignal("/", "org.freedesktop.ScreenSaver", "ActiveChanged")
    signal.setArguments([True])
    QDBusConnection.sessionBus().send(signal)

again = QTimer(interval=200)
again.timeout.connect(tell)
again.start()
QTimer.singleShot(60_000, app.quit)
app.exec()
"""


def test_a_clock_that_jumped_shows_that_the_machine_slept(qtbot: QtBot) -> None:
    absence = Absence()
    with qtbot.assertNotEmitted(absence.left):
        absence.look()
    absence._looked -= JUMP + 1
    with qtbot.waitSignal(absence.left):
        absence.look()


@pytest.mark.parametrize("begins", [True, False])
def test_only_the_beginning_of_an_absence_counts(qtbot: QtBot, begins: bool) -> None:
    absence = Absence()
    told: list[bool] = []
    absence.left.connect(lambda: told.append(True))
    absence.away(begins)
    assert bool(told) == begins


@pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("dbus-run-session"),
    reason="dbus-run-session gives the test a bus of its own, and is not installed",
)
def test_a_locked_screen_is_heard_of() -> None:
    told = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", LISTENING],
        cwd=ROOT, capture_output=True, text=True, timeout=100,
    )  # fmt: skip
    assert told.stdout == "left\n", told.stderr


def test_leaving_locks_the_library(application: Application, tmp_path: Path, qtbot: QtBot) -> None:
    library, _ = create(tmp_path / "library", PASSPHRASE)
    application.desk.take(library)
    application.absence.left.emit()
    assert not library.open
    assert application.desk.library is None
    assert application.window.stack.currentWidget() is application.window.lock_page


def test_nobody_at_the_desk_locks_it_and_nothing_typed_is_lost(
    application: Application, tmp_path: Path
) -> None:
    library, _ = create(tmp_path / "library", PASSPHRASE)
    desk = application.desk
    desk.take(library)
    desk.settings.put("lock_after", 1)
    assert application.unlocking._idle.interval() == 60_000
    id = desk.add(Case(claim_number="before"))
    desk.open(id)
    desk.current().draft.put("claim_number", "typed")
    application.unlocking._idle.timeout.emit()
    assert not library.open
    reopened = unlock(tmp_path / "library", PASSPHRASE)
    assert reopened.cases.get(id).case.claim_number == "typed"
    reopened.close()
