"""What was copied out of a case is not on the clipboard once the library is locked or closed."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QLineEdit

from desktop.cases.case import Case
from desktop.store.library.library import create
from tests.conftest import ROOT
from tests.patience import PATIENCE
from tests.window.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.application import Application

PASSPHRASE = "four quiet paper cranes"
TEXT = "Invented claimant, lumbar pain"
WINDOW = """
import sys
from pathlib import Path
from desktop.application import Application
from desktop.cases.case import Case
from tests.ui.test_copied import copy

app = Application(Path(sys.argv[1]))
app.window.show()
app.begin([])
app.window.lock_page.entered.emit(sys.argv[2])
app.desk.open(app.desk.add(Case(claim_number=sys.argv[3])))
copy(app)

import threading
from PySide6.QtCore import QObject, Signal
class Ear(QObject):
    heard = Signal(str)
ear = Ear()
def listen():
    for line in sys.stdin:
        ear.heard.emit(line.strip())
def act(word):
    if word == "lock":
        app.unlocking.lock()
    else:
        app.window.close()
    print("done", flush=True)
ear.heard.connect(act)
threading.Thread(target=listen, daemon=True).start()
print("copied", flush=True)
app.qt.exec()
app.finish()
"""
OUTSIDE = """
import json
from PySide6.QtCore import QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

app = QGuiApplication([])
board = app.clipboard()
modes = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)
QTimer.singleShot(0, lambda: (print(json.dumps([board.text(mode) for mode in modes])), app.quit()))
app.exec()
"""


def copy(app: Application) -> None:
    """Copies the field in which the text stands, and selects it as the mouse does on X11."""
    line = next(one for one in app.window.findChildren(QLineEdit) if one.text() == TEXT)
    if app.qt.clipboard().supportsSelection():
        app.qt.clipboard().setText(line.text(), QClipboard.Mode.Selection)
    line.selectAll()
    line.copy()


@pytest.fixture
def copied(application: Application, tmp_path: Path) -> Application:
    """An open library, and a field of a case of which the text was copied by its keys."""
    create(tmp_path / "library", PASSPHRASE)[0].close()
    application.window.ask_to_unlock("unlock")
    application.window.lock_page.entered.emit(PASSPHRASE)
    desk = application.desk
    desk.open(desk.add(Case(claim_number=TEXT)))
    copy(application)
    assert QGuiApplication.clipboard().text() == TEXT
    return application


def test_locking_clears_what_was_copied(copied: Application) -> None:
    copied.unlocking.lock()
    assert QGuiApplication.clipboard().text() == ""


def test_closing_clears_what_was_copied(copied: Application) -> None:
    copied.window.close()
    assert QGuiApplication.clipboard().text() == ""


class Running:
    """A window of its own on a real screen, and what another program finds on the clipboard."""

    def __init__(self, screen: Screen, library: Path) -> None:
        self._environment = screen.environment
        self._process = self._start(WINDOW, str(library), PASSPHRASE, TEXT)
        assert self._process.stdout.readline().strip() == "copied"

    def _start(self, program: str, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", program, *words],
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def do(self, word: str) -> None:
        print(word, file=self._process.stdin)
        assert self._process.stdout.readline().strip() == "done"

    def outside(self) -> list[str]:
        with self._start(OUTSIDE) as other:
            return json.loads(other.communicate(timeout=PATIENCE)[0])

    def end(self) -> None:
        self._process.terminate()
        self._process.communicate(timeout=PATIENCE)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    create(tmp_path / "library", PASSPHRASE)[0].close()
    screen = Screen(tmp_path)
    try:
        window = Running(screen, tmp_path / "library")
        yield window
        window.end()
    finally:
        screen.close()


@pytest.mark.desktop
@pytest.mark.parametrize("word", ["lock", "close"])
def test_another_program_finds_nothing_on_the_clipboard_and_in_the_selection(
    running: Running, word: str
) -> None:
    assert running.outside() == [TEXT, TEXT]
    running.do(word)
    assert running.outside() == ["", ""]


OTHER = """
import sys
from PySide6.QtGui import QGuiApplication

app = QGuiApplication([])
app.clipboard().setText("somebody else's")
print("set", flush=True)
from PySide6.QtCore import QTimer
QTimer.singleShot(60_000, app.quit)
app.exec()
"""


@pytest.mark.desktop
def test_what_another_program_copied_since_stays(running: Running) -> None:
    with running._start(OTHER) as other:
        assert other.stdout.readline().strip() == "set"
        running.do("lock")
        assert running.outside()[0] == "somebody else's"
        other.terminate()
