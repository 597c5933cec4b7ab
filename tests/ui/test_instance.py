"""A second start hands its files to the first; however a case is given, it is opened the same."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QFileOpenEvent
from PySide6.QtNetwork import QLocalSocket

from desktop import startup
from desktop.store.library.library import create
from desktop.ui.shell.mac_files import MacFiles
from desktop.ui.shell.single_instance import LONGEST, PATIENCE, Instance
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

PASSPHRASE = "four quite invented words"


@pytest.fixture
def first(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Instance]:
    """The first program of a library, as a second start will look for it."""
    monkeypatch.setenv("DETERMINATION_DESK_LIBRARY", str(tmp_path / "library"))
    with tempfile.TemporaryDirectory() as short:
        monkeypatch.setenv("XDG_RUNTIME_DIR", short)
        instance = Instance(*startup._meeting_place())
        assert instance.is_first()
        instance.listen()
        yield instance
        instance.stop()


@contextlib.contextmanager
def started(*words, cwd=ROOT):
    """The program as a process; it ends with nothing to say."""
    call = [sys.executable, "-m", "desktop", *map(str, words)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    with subprocess.Popen(call, env=environment, cwd=cwd, stderr=pipe, text=True) as process:
        try:
            yield
            assert process.communicate(timeout=60) == (None, "")
            assert process.returncode == 0
        finally:
            process.kill()


def test_a_second_start_hands_over_its_files_by_their_whole_path_and_ends(first, qtbot, tmp_path):
    (tmp_path / "a case.ddcase").write_text("{}")
    handed = qtbot.waitSignal(first.handed, timeout=60_000)
    with handed, started("a case.ddcase", cwd=tmp_path):
        handed.wait()
    assert handed.args == [[tmp_path / "a case.ddcase"]]


def test_a_second_start_waits_for_a_first_that_does_not_listen_yet(first, qtbot):
    first.stop()
    assert first.is_first()
    handed = qtbot.waitSignal(first.handed, timeout=60_000)
    with handed, started():
        QTimer.singleShot(PATIENCE // 4, first.listen)
        handed.wait()
    assert handed.args == [[]]


def test_a_second_start_without_files_only_brings_the_first_to_the_front(first, qtbot):
    handed = qtbot.waitSignal(first.handed, timeout=60_000)
    with handed, started():
        handed.wait()
    assert handed.args == [[]]


def test_another_library_has_a_program_of_its_own(first, tmp_path, monkeypatch):
    monkeypatch.setenv("DETERMINATION_DESK_LIBRARY", str(tmp_path / "another"))
    other = Instance(*startup._meeting_place())
    assert other.is_first()
    other.stop()


def test_a_program_that_was_killed_leaves_nothing_that_keeps_the_next_from_starting(tmp_path):
    code = (
        "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from desktop.ui.shell.single_instance import Instance; app = QCoreApplication([]);"
        "one = Instance(Path(sys.argv[1]), 'desk'); print(one.is_first(), flush=True);"
        "one.listen(); os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run(
        [sys.executable, "-c", code, tmp_path], cwd=ROOT, capture_output=True, text=True
    )
    assert killed.stdout == "True\n"
    after = Instance(tmp_path, "desk")
    assert after.is_first()
    after.listen()
    after.stop()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "line", [b"\n", b"[]\n", b'{"open": 3}\n', b'{"open": [3], "tokens": []}\n', b"\xff\xfe\n"]
)
def test_what_makes_no_sense_is_hung_up_on(first, qtbot, line):
    socket = QLocalSocket()
    with qtbot.assertNotEmitted(first.handed), qtbot.waitSignal(socket.disconnected):
        socket.connectToServer(first._address)
        socket.write(line)


def test_a_message_without_end_is_hung_up_on(first, qtbot):
    socket = QLocalSocket()
    socket.errorOccurred.connect(lambda _: None)
    with qtbot.waitSignal(socket.disconnected):
        socket.connectToServer(first._address)
        socket.write(b"x" * (LONGEST + 1))


def test_only_the_right_to_the_front_is_taken_from_a_second_start(first, qtbot, monkeypatch):
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "before")
    socket = QLocalSocket()
    tokens = {"XDG_ACTIVATION_TOKEN": "after", "PATH": "/nowhere"}
    with qtbot.waitSignal(first.handed):
        socket.connectToServer(first._address)
        socket.write(json.dumps({"open": [], "tokens": tokens}).encode() + b"\n")
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "after"
    assert os.environ["PATH"] != "/nowhere"


def test_a_double_click_in_the_finder_hands_over_the_file(qtbot, qapp, tmp_path):
    finder = MacFiles()
    qapp.installEventFilter(finder)
    with qtbot.waitSignal(finder.handed) as told:
        qapp.sendEvent(qapp, QFileOpenEvent(str(tmp_path / "a case.ddcase")))
    qapp.removeEventFilter(finder)
    assert told.args == [[tmp_path / "a case.ddcase"]]


def by_command_line(application, path):
    application.receive([path])


def by_drop(application, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    nothing = Qt.KeyboardModifier.NoModifier
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    application.window.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, nothing))


@pytest.mark.parametrize("give", [by_command_line, by_drop])
def test_a_case_given_at_a_locked_door_is_opened_once_it_is_unlocked(
    application, qtbot, tmp_path, sample_file, give
):
    create(tmp_path / "library", PASSPHRASE)[0].close()
    application.begin([])
    give(application, sample_file)
    assert "Unlock" in application.window.notice.words
    assert application.desk.library is None
    application.window.lock_page.entered.emit(PASSPHRASE)
    qtbot.waitUntil(lambda: application.desk.open_case is not None)
    assert application.desk.open_case.draft.record.case_number == "CM26-0104417"


@pytest.mark.parametrize("give", [by_command_line, by_drop])
def test_a_case_given_twice_is_one_case(application, qtbot, tmp_path, sample_file, give):
    application.unlocking.open_sample()
    for _ in range(2):
        give(application, sample_file)
        qtbot.waitUntil(lambda: application.desk.open_case is not None)
        application.desk.show_worklist()
    assert len(application.desk.store().cases.rows()) == 1
