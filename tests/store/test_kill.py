"""The process is killed at any moment: no acknowledged change is lost, the library stays sound.

Five hundred kills, over saving, importing, exporting, backing up and changing the passphrase.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.cases.case import Case
from desktop.cases.case_file import dumps
from desktop.store.backups.backups import backups, verify
from desktop.store.files.folder import Folder
from desktop.store.library.library import Library, create, open_library, slots
from desktop.store.security import keys
from tests.patience import PATIENCE
from tests.store.conftest import PASSPHRASE
from tests.store.worker import CASE

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")

KILLS = 25
ROOT = Path(__file__).resolve().parents[2]


class Victim:
    """The worker process, and what it told before it was killed."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.folder, self.key = folder, key
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.store.worker", str(folder), key.hex()],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def killed(self, seed: int) -> list[list[str]]:
        """Let it work, kill it after a while that `seed` chooses, and give what it told."""
        chance = random.Random(seed)
        print(seed, file=self.process.stdin)
        told, pid = [], 0
        wanted = chance.randrange(2, 30)
        while len(told) < wanted or not pid:
            words = self._line()
            assert words != ["dead"], f"it ended by itself after {told[-3:]}"
            pid = int(words[1]) if words[0] == "pid" else pid
            told.append(words)
        time.sleep(chance.uniform(0, 0.002))
        os.kill(pid, signal.SIGKILL)
        while (words := self._line()) != ["dead"]:
            told.append(words)
        return told

    def _line(self) -> list[str]:
        line = self.process.stdout.readline()
        assert line, "the worker ended by itself"
        return line.split()

    def end(self) -> None:
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(PATIENCE)


@pytest.fixture
def victim(folder: Path) -> Iterator[Victim]:
    library, _ = create(folder, PASSPHRASE)
    library.cases.add(Case(case_number="autosave"))
    key = library.key
    library.close()
    victim = Victim(folder, key)
    yield victim
    victim.end()


def done(told: list[list[str]], step: str) -> list[str]:
    return [words[2] for words in told if words[:2] == ["done", step]]


def check_kept(library: Library, told: list[list[str]]) -> None:
    """Everything acknowledged is there; of the save under way, all or nothing."""
    id = next(row.id for row in library.cases.rows() if row.number == "autosave")
    version, saved = library.cases.get(id).version, done(told, "save")
    if saved:
        assert version - int(saved[-1]) in (0, 1)
    ids = {row.id for row in library.cases.rows()}
    assert ids.issuperset(done(told, "add"))
    exported = b"".join(entry.detail.encode() for entry in library.trail.entries(id))
    assert all(sha256.encode() in exported for sha256 in done(told, "export"))


def check_sound(library: Library) -> None:
    assert library.database.one("pragma quick_check") == "ok"
    library.database.execute("insert into words(words) values('integrity-check')")
    assert library.trail.verify().sound


def check_files(victim: Victim, told: list[list[str]]) -> None:
    letter = victim.folder / "letter.ddcase"
    assert not letter.exists() or letter.read_bytes() == dumps(CASE) * 10
    if any(words[1] == "backup" for words in told if words[0] == "try"):
        for backup in backups(Folder(victim.folder))[:1]:
            verify(backup.path, victim.key, backup.head)


def check_passphrase(victim: Victim, told: list[list[str]], current: str) -> str:
    """The passphrase that opens: the last acknowledged one, or the one under way."""
    tried = [words[2] for words in told if words[:2] == ["try", "passphrase"]]
    candidates = [current, *(f"passphrase {name.replace('_', ' ')}" for name in tried)]
    acknowledged = done(told, "passphrase")
    first = len(acknowledged) if acknowledged else 0
    opened = slots(victim.folder)
    for candidate in candidates[first : first + 2]:
        try:
            assert keys.unwrapped(opened, candidate) == victim.key
        except keys.WrongPassphrase:
            continue
        return candidate
    pytest.fail("neither the old nor the new passphrase opens the library")


@pytest.mark.parametrize("first_seed", range(0, 500, KILLS))
def test_no_acknowledged_change_is_lost(victim: Victim, first_seed: int) -> None:
    passphrase = PASSPHRASE
    for seed in range(first_seed, first_seed + KILLS):
        told = victim.killed(seed)
        library = open_library(victim.folder, victim.key)
        check_kept(library, told)
        check_sound(library)
        library.close()
        check_files(victim, told)
        if any(words[:2] == ["try", "passphrase"] for words in told):
            passphrase = check_passphrase(victim, told, passphrase)
