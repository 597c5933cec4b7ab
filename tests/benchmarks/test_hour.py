"""An hour of editing leaves memory flat and no widget behind.

``DETERMINATION_DESK_MINUTES=60`` makes it a whole hour; without, it is three minutes, too few to
say more than that no widget stays. What was measured after each case goes to the file that
``DETERMINATION_DESK_HOUR`` names, if it does.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken

from desktop.application import Application
from desktop.store.library.library import create
from tests import invented
from tests.benchmarks.loop import rest
from tests.benchmarks.memory import resident
from tests.benchmarks.reviewer import Reviewer

if TYPE_CHECKING:
    from collections.abc import Iterator

MINUTES = float(os.environ.get("DETERMINATION_DESK_MINUTES", "3"))
WARM = 0.25
"""Share of the time in which the program may still come to its size."""
LONG = 30
"""Minutes from which on the program must have come to its size."""
FLAT = {"resident": 0.15, "wrappers": 0.05, "blocks": 0.05}
"""Share by which the rest of the time may raise each; the C library keeps some that was freed."""

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(MINUTES * 60 + 300)]


class Sample(NamedTuple):
    """What the program holds after a case was put away."""

    minutes: float
    resident: float
    """Megabytes."""
    widgets: int
    wrappers: int
    """Objects of Qt that Python knows."""
    blocks: int
    """Blocks of memory that Python holds."""


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    """The application at work in a library on the disk."""
    app = Application(tmp_path / "library")
    app.window.resize(1280, 800)
    app.window.show()
    _ = app.importing, app.help, app.upkeep
    app.desk.take(create(tmp_path / "kept", "four quiet paper cranes")[0])
    yield app
    app.window.close()
    app.finish()
    app.window.deleteLater()


def sample(start: float) -> Sample:
    """What is held now that all garbage is gone."""
    for _ in range(4):
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        rest(10)
    return Sample(
        (time.monotonic() - start) / 60,
        resident() / 1e6,
        len(QApplication.allWidgets()),
        len(Shiboken.getAllValidWrappers()),
        sys.getallocatedblocks(),
    )


def test_an_hour_of_editing_leaves_memory_flat(application: Application) -> None:
    ids = [application.desk.add(invented.case(items)) for items in (1, 2, 4, 12)]
    reviewer = Reviewer(application, ids, Random(20_261_127))
    start, samples = time.monotonic(), [sample(time.monotonic())]
    while samples[-1].minutes < MINUTES:
        reviewer.work()
        samples.append(sample(start))
        note(samples[-1])
    warm = [one for one in samples if one.minutes >= MINUTES * WARM]
    print(f"\n{len(samples) - 1} cases worked through in {samples[-1].minutes:.0f} minutes")
    grown = {name: growth(warm, name) for name in FLAT}
    assert MINUTES < LONG or all(grown[name] < FLAT[name] for name in FLAT)
    assert len({one.widgets for one in warm}) == 1


def growth(samples: list[Sample], name: str) -> float:
    """The share by which `name` grew from the first of `samples` to the last, by its slope."""
    minutes = [one.minutes for one in samples]
    values = [float(getattr(one, name)) for one in samples]
    slope = statistics.linear_regression(minutes, values).slope
    print(f"{name}: {values[0]:,.0f} to {values[-1]:,.0f}, {slope * 60:+,.1f} an hour")
    return slope * (minutes[-1] - minutes[0]) / statistics.fmean(values)


def note(one: Sample) -> None:
    """Adds what was measured to the file that was asked for."""
    file = os.environ.get("DETERMINATION_DESK_HOUR")
    if file:
        with Path(file).open("a") as out:
            out.write(" ".join(f"{value:.2f}" for value in one) + "\n")
