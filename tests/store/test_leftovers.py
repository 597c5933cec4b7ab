"""What killed programs left unfinished is cleared away, and nothing else is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from desktop.store.files import files
from desktop.store.files.files import BEFORE, OLD, write_atomically
from desktop.store.library.library import unlock
from tests.conftest import ROOT
from tests.store.conftest import PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from desktop.store.library.library import Library

OURS = (
    ".abcd_123.part",
    ".determination-desk-abcd_123.part",
    "library.part",
    "library.part-wal",
    "library.progress.part",
    "backups/2026-05-04 090000 0123456789abcdef.part",
    "backups/2026-05-04 090000 000012 0123456789abcdef.part-journal",
)
OTHERS = (
    "download.part",
    "notes.part",
    ".hidden",
    "backups/holiday.part",
    "guidelines/.abcd_123.part",
)


def test_parts_of_the_library_are_cleared_when_it_is_opened(on_disk: Library, folder: Path) -> None:
    on_disk.close()
    for name in (*OURS, *OTHERS):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"half")
    unlock(folder, PASSPHRASE).close()
    assert [name for name in OURS if (folder / name).exists()] == []
    assert [name for name in OTHERS if not (folder / name).exists()] == []


def test_old_parts_of_letters_are_cleared_at_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_swept", set())
    names = (".determination-desk-abcd_123.part", ".abcd_123.part", "letter.part")
    for name in names:
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (0, (tmp_path / name).stat().st_mtime - OLD - 60))
    young = tmp_path / ".determination-desk-youngone.part"
    young.write_bytes(b"being written")
    write_atomically(tmp_path / "letter.pdf", b"whole")
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {*names[1:], young.name, "letter.pdf"}


def test_what_a_killed_export_kept_of_older_letters_is_cleared_at_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import os, sys; from pathlib import Path; from desktop.store.files import files;"
        "files.settle_names = lambda _: os.kill(os.getpid(), 9);"
        "files.write_together({Path(sys.argv[1], name): b'new' for name in ('a.pdf', 'b.txt')})"
    )
    for name in ("a.pdf", "b.txt", ".hidden.before"):
        (tmp_path / name).write_bytes(b"old")
        os.utime(tmp_path / name, (0, 0))
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT)
    assert killed.returncode != 0
    kept = [path for path in tmp_path.iterdir() if BEFORE.fullmatch(path.name)]
    assert [path.read_bytes() for path in kept] == [b"old", b"old"]
    monkeypatch.setattr(files, "_swept", set())
    write_atomically(tmp_path / "c.txt", b"another program is not disturbed")
    assert [path for path in kept if not path.exists()] == []
    monkeypatch.setattr(files, "_swept", set())
    for path in kept:
        second = int(BEFORE.fullmatch(path.name)[1]) - OLD - 60
        path.rename(path.with_name(re.sub(r"\d+-", f"{second}-", path.name, count=1)))
    write_atomically(tmp_path / "c.txt", b"an hour later")
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"a.pdf", "b.txt", "c.txt", ".hidden.before"}
