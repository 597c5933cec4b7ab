"""What stays in the memory of a running window after it was locked, read from outside."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.store.library.library import create, slots
from desktop.store.security import keys
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSPHRASE = "four quiet paper cranes"
PIECE = 16
"""Digits of the key in a row: what is left of a copy whose beginning was written over."""
UNREAD = ("[vvar", "[vsyscall]", "[vdso]")

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/mem").exists(), reason="the system does not show a process's memory"
)


@pytest.fixture
def window(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A window with an open library, in which something was done."""
    library, _ = create(tmp_path / "library", PASSPHRASE)
    library.close()
    words = [sys.executable, "-m", "tests.ui.remains", str(tmp_path / "library"), PASSPHRASE]
    with subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        assert process.stdout.readline().strip() == "open"
        yield process
        process.stdin.close()


def written(key: bytes) -> dict[str, bytes]:
    """The key in every way in which it could have been written."""
    digits = key.hex()
    return {
        "bytes": key,
        "hex": digits.encode(),
        "hex in capitals": digits.upper().encode(),
        "hex of Qt": digits.encode("utf-16-le"),
        "half": key[:16],
        "other half": key[16:],
        **{f"digits {at}": digits[at : at + PIECE].encode() for at in range(0, len(digits), PIECE)},
    }


def copies(pid: int, key: bytes) -> dict[str, int]:
    """How often the key stands in the memory of the process, by the way in which it is written."""
    found = dict.fromkeys(written(key), 0)
    for region in regions(pid):
        for name, words in written(key).items():
            found[name] += region.count(words)
    return found


def regions(pid: int) -> Iterator[bytes]:
    """The memory of the process that can be read, piece by piece."""
    lines = Path(f"/proc/{pid}/maps").read_text().splitlines()
    with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in lines:
            place, rights = line.split()[:2]
            if "r" in rights and not line.endswith(UNREAD):
                start, end = (int(number, 16) for number in place.split("-"))
                memory.seek(start)
                try:
                    yield memory.read(end - start)
                except OSError:
                    continue


def test_the_data_key_is_nowhere_once_the_window_is_locked(
    window: subprocess.Popen[str], tmp_path: Path
) -> None:
    key = keys.unwrapped(slots(tmp_path / "library"), f"{PASSPHRASE} again")
    try:
        assert copies(window.pid, key)["bytes"] > 0
    except PermissionError:
        pytest.skip("this person may not read another process's memory")
    print(file=window.stdin)
    assert window.stdout.readline().strip() == "locked"
    assert not any(copies(window.pid, key).values()), copies(window.pid, key)
    assert window.poll() is None
