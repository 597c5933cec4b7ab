"""Libraries in a folder of the test, and a clock that the test sets."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from desktop.cases.case import Case
from desktop.cases.workflow.states import State
from desktop.store.library.library import Library, create, temporary
from desktop.store.library.trail import Event
from desktop.store.team.team_cases import TeamCases
from tests.store.machines import Machine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.store.damages import Scene
    from tests.store.postgres import Server

PASSPHRASE = "four invented words here"
ID, SIGNED = "a" * 32, "b" * 32


class Clock:
    """A clock that stands until the test moves it."""

    def __init__(self) -> None:
        self.time = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.time

    def pass_by(self, **time: float) -> None:
        self.time += dt.timedelta(**time)


def use(library: Library, clock: Clock, days: int) -> None:
    """Use the library every other day for so many `days`, and look each time for what is due."""
    for _ in range(0, days, 2):
        clock.pass_by(days=2)
        library.trail.add(Event.UNLOCKED)
        library.tidy()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the library of the test lies."""
    return tmp_path / "library"


@pytest.fixture
def library(clock: Clock) -> Iterator[Library]:
    """An empty library in memory."""
    library = temporary(who="dr. invented", now=clock)
    yield library
    library.close()


@pytest.fixture
def on_disk(folder: Path, clock: Clock) -> Iterator[Library]:
    """An empty library in the test's folder, open."""
    library, _ = create(folder, PASSPHRASE, who="dr. invented", now=clock)
    yield library
    library.close()


# -- a team and its server ----------------------------------------------------------------------


@pytest.fixture
def alice(team: Server) -> Iterator[Machine]:
    machine = Machine("alice", team)
    yield machine
    machine.library.close()


@pytest.fixture
def lena(team: Server) -> Iterator[Machine]:
    machine = Machine("lena", team)
    yield machine
    machine.library.close()


@pytest.fixture
def shared(alice: Machine, lena: Machine) -> str:
    """A case that both machines have."""
    id = alice.cases.add(Case(case_number="CM26-1", claim_number="first"))
    alice.catch_up()
    lena.catch_up()
    return id


@pytest.fixture
def worked(team: Server) -> Server:
    """The team's library with a case of alice's, one that she signed off, and one of bob's."""
    with TeamCases(team.url("alice")) as alice, TeamCases(team.url("bob")) as bob:
        alice.add(ID, Case(case_number="CM26-1"))
        alice.add(SIGNED, Case(case_number="CM26-3", claim_number="signed"), State.SIGNED)
        bob.add("c" * 32, Case(case_number="CM26-9"))
    return team


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A library that was closed, beside what it was before."""
    from tests.store import damages

    return damages.scene(tmp_path_factory.mktemp("closed"), killed=False)


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A library whose program was killed, beside what it was before."""
    from tests.store import damages

    return damages.scene(tmp_path_factory.mktemp("killed"), killed=True)


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[Scene], Path]:
    """Copies the library of a scene, to be damaged."""
    return lambda scene: shutil.copytree(scene.now, tmp_path / "library")
