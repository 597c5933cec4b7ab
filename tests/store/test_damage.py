"""A damaged library is never taken for a new, an empty or a sound one."""

from __future__ import annotations

import os
import random
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.store import damages
from tests.store.damages import Scene, outcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Damage = Callable[[Path, random.Random], None]

SEEDS = range(int(os.environ.get("DESK_DAMAGES", "1")))
WAYS = (damages.flip, damages.cut, damages.empty, damages.lose, damages.zero)
FILES = ("library.db", "library.keys", "library.progress")


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return damages.scene(tmp_path_factory.mktemp("closed"), killed=False)


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return damages.scene(tmp_path_factory.mktemp("killed"), killed=True)


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[Scene], Path]:
    return lambda scene: shutil.copytree(scene.now, tmp_path / "library")


def test_the_scenes_are_whole(
    closed: Scene, killed: Scene, copied: Callable[[Scene], Path], tmp_path: Path
) -> None:
    assert outcome(copied(closed), closed.truth) == "whole"
    shutil.rmtree(tmp_path / "library")
    assert (killed.now / "library.db-wal").stat().st_size > 0
    assert outcome(copied(killed), killed.truth) == "whole"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_closed_library(
    closed: Scene, copied: Callable[[Scene], Path], way: Damage, name: str, seed: int
) -> None:
    folder = copied(closed)
    way(folder / name, random.Random(f"{seed} {name}"))
    assert outcome(folder, closed.truth) in ("whole", "mended")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", [*FILES, "library.db-wal"])
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_killed_library(
    killed: Scene, copied: Callable[[Scene], Path], way: Damage, name: str, seed: int
) -> None:
    folder = copied(killed)
    way(folder / name, random.Random(f"{seed} {name}"))
    assert outcome(folder, killed.truth) in ("whole", "mended")


@pytest.mark.parametrize("name", [*FILES, "library.db-wal"])
@pytest.mark.parametrize("source", ["older", "other"])
@pytest.mark.parametrize("state", ["closed", "killed"])
def test_another_s_file_or_an_older_one(
    request: pytest.FixtureRequest,
    copied: Callable[[Scene], Path],
    state: str,
    source: str,
    name: str,
) -> None:
    scene: Scene = request.getfixturevalue(state)
    taken = getattr(scene, source) / name
    folder = copied(scene)
    if taken.exists():
        shutil.copyfile(taken, folder / name)
    else:
        (folder / name).unlink(missing_ok=True)
    assert outcome(folder, scene.truth) in ("whole", "mended")
