"""A real application for each test, its library in a folder of its own, and nothing left behind."""

from __future__ import annotations

import gc
import tempfile
from multiprocessing.util import get_temp_dir
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from desktop.app.deadlines import due
from desktop.application import Application
from desktop.platform import assets
from desktop.store.files import files
from desktop.store.library.library import temporary
from tests.store.test_traces import environment, traces
from tests.ui import signing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk


@pytest.fixture(scope="session", autouse=True)
def _nothing_is_left_at_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """After all of these tests the sample's worker can be read nowhere in the person's folders."""
    worker = files.read_case(assets.resource("sample.ddcase")).injured_worker.name
    logs = tmp_path_factory.getbasetemp() / "state"
    get_temp_dir()  # the folder of processes that outlive these tests stays outside
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        home = Path(folder)
        home.chmod(0o755)  # a database server started for a test runs as somebody else
        for name in ("tmp", "cache", "config", "data", "state"):
            (home / name).mkdir()
        for name, place in environment(home).items():
            patch.setenv(name, place)
        patch.setattr(tempfile, "tempdir", None)
        yield
        assert [*traces(home, worker), *traces(logs, worker)] == []


@pytest.fixture(scope="module", autouse=True)
def _what_others_hold_is_no_garbage() -> None:
    """A window collects garbage as it closes; what earlier tests hold is not gone through again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _no_dialog_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog that stops the program stops a test for good."""

    def refuse(dialog: QDialog) -> int:
        raise AssertionError(f"{type(dialog).__name__} was run by exec(): use open().")

    monkeypatch.setattr(QDialog, "exec", refuse)


@pytest.fixture
def application(qtbot: QtBot, tmp_path: Path) -> Iterator[Application]:
    """The application with its window shown and a library of its own that is not yet made."""
    app = Application(tmp_path / "library")
    app.window.resize(1280, 800)
    app.window.show()
    qtbot.waitExposed(app.window)
    app.begin([])
    yield app
    app.window.close()
    app.finish()
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()  # else each style sheet that is set later goes through it
    app.desk.services.theme.deleteLater()
    QApplication.sendPostedEvents(None, 52)  # QEvent.Type.DeferredDelete


@pytest.fixture
def desk(application: Application) -> Desk:
    """The desk with an empty library in memory."""
    application.unlocking.work_in(temporary(due=due))
    return application.desk


@pytest.fixture
def view(desk: Desk) -> CaseView:
    """The bundled case, opened."""
    desk.open(desk.add(files.read_case(assets.resource("sample.ddcase"))))
    return desk.current().view


@pytest.fixture
def signed(desk: Desk, qtbot: QtBot) -> CaseView:
    """A case with something to undo and something to redo, signed off."""
    desk.open(desk.add(signing.whole()))
    view = desk.current().view
    view.draft.put("claim_number", "12345")
    view.draft.put("claim_number", "123456", "another step")
    view.draft.undo()
    view.select(signing.FIRST)
    signing.settled(desk, qtbot)
    signing.sign(desk)
    return view
