"""One program at a time in a library: real processes, watched from outside."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.cases.case import Case
from desktop.store.errors import LibraryInUse, StoreError
from desktop.store.files.folder import Folder
from desktop.store.library.library import Library, create, restore, restore_backup, unlock
from tests.patience import PATIENCE
from tests.store.conftest import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
SAVES = 60
ROUNDS = int(os.environ.get("LOCK_ROUNDS", "2"))


class Saver:
    """A second program on the library in `folder`."""

    def __init__(self, folder: Path | str, cwd: Path = ROOT) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.store.saver", str(folder), str(SAVES)],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def said(self) -> str:
        return self.process.stdout.readline().strip()

    def save(self) -> None:
        print(file=self.process.stdin)

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self.process.stdout.close()


@pytest.fixture
def saver() -> Iterator[Callable[..., Saver]]:
    """Starts programs, and ends them with the test."""
    started: list[Saver] = []

    def start(folder: Path | str, cwd: Path = ROOT) -> Saver:
        started.append(Saver(folder, cwd))
        return started[-1]

    yield start
    for one in started:
        one.end()


@pytest.fixture
def closed(folder: Path) -> Path:
    """A library that nobody has open."""
    library, _ = create(folder, PASSPHRASE)
    library.close()
    return folder


def saved(folder: Path) -> dict[str, str]:
    """The last text of each case."""
    library = unlock(folder, PASSPHRASE)
    try:
        assert library.trail.verify().sound
        assert library.database.one("pragma quick_check") == "ok"
        cases = [library.cases.get(row.id).case for row in library.cases.rows()]
        return {case.case_number: case.claim_number for case in cases}
    finally:
        library.close()


@pytest.mark.parametrize("_", range(ROUNDS))
def test_of_two_programs_that_save_at_once_one_saves_all_and_the_other_is_told(
    closed: Path, saver: Callable[..., Saver], _: int
) -> None:
    both = [saver(closed), saver(closed)]
    said = [one.said() for one in both]
    assert "open" in said
    first, second = both if said[0] == "open" else both[::-1]
    refused = said[both.index(second)]
    assert f"process {first.process.pid}, since" in refused
    assert refused.startswith("The library is open in another Determination Desk: ")
    first.save()
    assert first.said() == "saved"
    first.end()
    assert saved(closed) == {f"CM26-{first.process.pid:07}": str(SAVES)}


def test_programs_one_after_the_other_both_save_all(
    closed: Path, saver: Callable[..., Saver]
) -> None:
    numbers = []
    for _ in range(2):
        one = saver(closed)
        assert one.said() == "open"
        one.save()
        assert one.said() == "saved"
        one.end()
        numbers.append(f"CM26-{one.process.pid:07}")
    assert saved(closed) == dict.fromkeys(numbers, str(SAVES))


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="the system does not list its locks")
def test_the_system_lists_both_locks_while_the_library_is_open_and_worked_in(
    on_disk: Library,
) -> None:
    files = on_disk.files
    on_disk.cases.add(Case())
    on_disk.backups.make()
    assert locks(files.cases) == {"POSIX"}
    assert locks(files.lock) == {"FLOCK"}
    on_disk.close()
    assert not locks(files.cases) | locks(files.lock)


def locks(path: Path) -> set[str]:
    """The kinds of lock that this process holds on the file."""
    listed = Path("/proc/locks").read_text().splitlines()
    mine = re.compile(rf": (\w+) .* WRITE {os.getpid()} \S+:{path.stat().st_ino} ")
    return {found[1] for line in listed if (found := mine.search(line))}


def test_nothing_but_sqlcipher_opens_the_file_while_it_is_open(
    on_disk: Library, opened: list[str]
) -> None:
    id = on_disk.cases.add(Case(case_number="CM26-0000001"))
    on_disk.attachments.add(id, "report.pdf", b"%PDF-1.7")
    on_disk.backups.make()
    on_disk.exported(id, "0" * 64, "pdf")
    on_disk.change_passphrase(PASSPHRASE, "another four words here")
    on_disk.tidy()
    with pytest.raises(StoreError):
        unlock(on_disk.files.path, PASSPHRASE)
    again = restore_backup(on_disk, on_disk.backups.all()[0])
    opened.clear()
    again.cases.add(Case())
    again.trail.verify()
    again.close()
    assert not [path for path in opened if Path(path).name.startswith("library.db")]


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """The files that Python itself opens during the test."""
    found: list[str] = []
    listening = [True]

    def hear(event: str, words: tuple[object, ...]) -> None:
        if listening and event == "open" and isinstance(words[0], str | bytes | os.PathLike):
            found.append(os.fsdecode(words[0]))

    sys.addaudithook(hear)
    yield found
    listening.clear()


def other_names(folder: Path, kind: str) -> Path | str:
    """The library's folder under another name."""
    beside = folder.with_name("another name")
    if kind == "relative":
        return os.path.relpath(folder, folder.parent)
    if kind == "dotted":
        return f"{folder}/../{folder.name}/./"
    if kind == "link to the folder":
        beside.symlink_to(folder, target_is_directory=True)
        return beside
    beside.mkdir()
    for file in (Folder(folder).cases, Folder(folder).keys):
        if kind == "hard links to the files":
            os.link(file, beside / file.name)
        else:
            (beside / file.name).symlink_to(file)
    return beside


KINDS = (
    "relative",
    "dotted",
    "link to the folder",
    "links to the files",
    "hard links to the files",
)


@pytest.mark.parametrize("kind", KINDS)
def test_another_name_is_no_way_around_the_lock(
    closed: Path, saver: Callable[..., Saver], kind: str
) -> None:
    name = other_names(closed, kind)
    first = saver(closed)
    assert first.said() == "open"
    second = saver(name, closed.parent)
    assert second.said().startswith("The library is open in another Determination Desk")
    first.save()
    assert first.said() == "saved"
    first.end()
    assert list(saved(closed).values()) == [str(SAVES)]


def test_a_lock_file_that_is_deleted_is_no_way_around_the_lock(
    closed: Path, saver: Callable[..., Saver]
) -> None:
    first = saver(closed)
    assert first.said() == "open"
    Folder(closed).lock.unlink()
    assert saver(closed).said().startswith("The library is open in another")


def test_a_killed_program_leaves_nothing_locked(closed: Path, saver: Callable[..., Saver]) -> None:
    first = saver(closed)
    assert first.said() == "open"
    first.save()
    assert first.said() == "saved"
    first.process.send_signal(signal.SIGKILL)
    first.process.wait(PATIENCE)
    assert Folder(closed).holder.exists()
    assert list(saved(closed).values()) == [str(SAVES)]
    assert not Folder(closed).holder.exists()


def test_restoring_is_refused_beside_an_open_library(
    closed: Path, saver: Callable[..., Saver]
) -> None:
    library = unlock(closed, PASSPHRASE)
    backup = library.backups.make()
    library.close()
    first = saver(closed)
    assert first.said() == "open"
    before = Folder(closed).cases.stat().st_ino
    with pytest.raises(LibraryInUse, match=str(first.process.pid)):
        restore(closed, PASSPHRASE, backup)
    assert Folder(closed).cases.stat().st_ino == before
    first.save()
    assert first.said() == "saved"
    first.end()
    assert list(saved(closed).values()) == [str(SAVES)]


def test_nobody_comes_in_while_a_backup_is_put_in_place(
    on_disk: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, tried = on_disk.backups.make(), []
    rename = Path.replace

    def replace(path: Path, target: Path) -> Path:
        with pytest.raises(LibraryInUse) as refused:
            unlock(on_disk.files.path, PASSPHRASE)
        tried.append(refused)
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    again = restore_backup(on_disk, backup)
    monkeypatch.undo()
    assert tried
    again.close()
    unlock(again.files.path, PASSPHRASE).close()


def test_a_failed_opening_lets_the_next_one_in(closed: Path) -> None:
    for _ in range(2):
        with pytest.raises(StoreError, match="passphrase"):
            unlock(closed, "not the passphrase")
    unlock(closed, PASSPHRASE).close()
    assert not Folder(closed).holder.exists()
