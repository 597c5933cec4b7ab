"""No trace of a case lies outside the encrypted library: not while it is open, not after a kill.

Every kind of thing that the library keeps holds a sentinel; then the person's home, the folders for
temporary files and the library itself are searched for it, whatever way it may be written.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from desktop.store.library.library import create
from tests.conftest import ROOT
from tests.store.conftest import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SENTINEL = "Zyxwvutsen Qponmlkjih"

WORK = f"""
import os, sys
from pathlib import Path
from desktop.platform import faults, privacy
from desktop.cases.case import Case, DisputedItem, Party, Summary
from desktop.store.library import settings
from desktop.store.library.library import unlock

privacy.harden()
library = unlock(Path(sys.argv[1]), {PASSPHRASE!r})
sentinel = {SENTINEL!r}
case = Case(
    case_number="CM26-1",
    injured_worker=Party(name=sentinel),
    summary=Summary(narrative=" ".join([sentinel] * 500)),
    disputed_items=tuple(DisputedItem(request=sentinel) for _ in range(20)),
)
ids = [library.cases.add(case) for _ in range(60)]
for id in ids:
    version = library.cases.save(id, case, 1)
    library.versions.keep(id)
    library.attachments.add(id, sentinel + ".pdf", sentinel.encode() * 1000)
library.settings.put(settings.ORGANIZATION, sentinel)
library.accepted(ids[0], "rule", "path", sentinel)
assert library.cases.search("zyxw")
# A sort larger than the cache, which would reach the disk but for temp_store.
library.database.execute("pragma cache_size=10")
library.database.execute("select document || id from documents order by 1")
library.cases.discard(ids[1])
library.backups.make()
library.trail.verify()
try:
    raise ValueError(sentinel)
except ValueError as error:
    faults.sentence(error)
library.cases.save(ids[0], case, version)
print("ready", flush=True)
if "--kill" in sys.argv:
    os.kill(os.getpid(), 9)
library.close()
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder of its own, with everything that a program may write to in it."""
    home = tmp_path / "home"
    for name in ("tmp", "config", "data", "state", "cache"):
        (home / name).mkdir(parents=True)
    return home


def environment(home: Path) -> dict[str, str]:
    places = {name: str(home / "tmp") for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR")}
    places |= {f"XDG_{name.upper()}_HOME": str(home / name) for name in ("config", "data", "state")}
    places |= {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    return os.environ | places | {"PYTHONPATH": str(ROOT)}


def traces(folder: Path, sentinel: str = SENTINEL) -> Iterator[Path]:
    """The files under `folder` in whose name or content the sentinel can be read."""
    written = [
        word.encode(coding)
        for word in (*sentinel.split(), *sentinel.lower().split())
        for coding in ("utf-8", "utf-16-le", "utf-16-be")
    ]
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        if any(word in content or word in os.fsencode(path) for word in written):
            yield path


@pytest.mark.parametrize("end", ["--close", "--kill"])
def test_nothing_of_a_case_can_be_read_anywhere(home: Path, end: str) -> None:
    folder = home / "data" / "library"
    library, _ = create(folder, PASSPHRASE)
    library.close()
    worked = subprocess.run(
        [sys.executable, "-c", WORK, str(folder), end],
        cwd=home,
        env=environment(home),
        capture_output=True,
        text=True,
    )
    assert worked.stdout == "ready\n", worked.stderr
    assert SENTINEL not in worked.stderr
    assert (folder / "library.db-wal").exists() == (end == "--kill")
    assert list((home / "state").rglob("*.log"))
    assert list(traces(home)) == []


def test_the_search_itself_finds_a_trace(home: Path) -> None:
    (home / "tmp" / "spill").write_bytes(SENTINEL.encode("utf-16-le"))
    (home / "cache" / SENTINEL).mkdir()
    assert len(list(traces(home))) == 2


def test_every_file_of_the_library_is_its_owner_s_alone(home: Path) -> None:
    folder = home / "data" / "library"
    library, _ = create(folder, PASSPHRASE)
    library.backups.make()
    for path in (folder, *folder.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path
    library.close()
