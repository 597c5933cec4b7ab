"""What the tests share: the bundled case, its template pack, and the letters to learn from."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

from desktop.letter.compose.pack import Pack
from desktop.platform import assets
from desktop.store.files.files import read_case
from tests.patience import PatientBot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from desktop.cases.case import Case
    from tests.keychains import Chain
    from tests.store.postgres import Server

settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")  # Hypothesis measures by the clock, which a busy machine outruns
ROOT = Path(__file__).resolve().parent.parent
LONGEST = "test_two_hundred_cases_opened_and_closed_leave_no_widget"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: while a test waits for a window, another one works."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest test comes first, so that no worker begins it when the others are done."""
    items.sort(key=lambda item: item.name != LONGEST)


def pytest_collection_finish() -> None:
    """What was loaded to find the tests is no garbage, and is not gone through again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _logs_apart(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faults that a test provokes stay out of the person's own log."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state"))


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """The window's robot, which waits as long as a busy machine asks for."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def sample_file() -> Path:
    """The bundled, invented case."""
    return assets.resource("sample.ddcase")


@pytest.fixture(scope="session")
def sample(sample_file: Path) -> Case:
    """The bundled, invented case, read."""
    return read_case(sample_file)


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The California IMR template pack."""
    return Pack(assets.templates("california-imr"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The published letters and samples, which are not part of the project."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder of published letters, ../shared, is not there")
    return folder


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A running PostgreSQL server without a library; skips where none is installed."""
    from tests.store.postgres import Server, programs

    server = Server(programs())
    server.start()
    yield server
    server.remove()


@pytest.fixture
def team(server: Server) -> Server:
    """A server with an empty team library: reviewers alice and bob, and the lead lena."""
    from desktop.store.team.making import make

    server.new_database()
    make(server.url(), reviewers=("alice", "bob"), leads=("lena",))
    return server


@pytest.fixture
def chain() -> Iterator[Chain]:
    """An open keychain, in memory."""
    import keyring

    from tests.keychains import Chain

    before, chain = keyring.get_keyring(), Chain()
    keyring.set_keyring(chain)
    yield chain
    keyring.set_keyring(before)


@pytest.fixture
def headless() -> Iterator[None]:
    """A system without a keychain."""
    import keyring
    from keyring.backends import fail

    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)
