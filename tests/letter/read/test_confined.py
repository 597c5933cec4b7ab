"""Work in a process of its own: what it takes is bounded, and the program goes on."""

from __future__ import annotations

import time

import pytest

from desktop.letter.read.confined import run
from desktop.letter.read.refusal import ReadError
from tests.growth import too_slow


def doubled(data: bytes) -> bytes:
    return data * 2


def refused(data: bytes) -> bytes:
    raise ReadError(f"It holds {len(data)} bytes.")


def broken(data: bytes) -> bytes:
    return data[99:][0:1] + bytes([data[99]])


def endless(data: bytes) -> bytes:
    while True:
        pass


def idle(data: bytes) -> bytes:
    time.sleep(600)
    return data


def greedy(data: bytes) -> int:
    return len(data * 4_000_000_000)


def deep(data: bytes) -> bytes:
    return deep(data)


def test_gives_what_the_work_gives() -> None:
    assert run(doubled, b"ab") == b"abab"


def test_passes_a_refusal_on() -> None:
    with pytest.raises(ReadError, match=r"^It holds 2 bytes\.$"):
        run(refused, b"ab")


@pytest.mark.parametrize("work", [broken, greedy, deep])
def test_a_fault_is_a_sentence(work) -> None:
    with pytest.raises(ReadError, match=r"^(It is damaged|Reading it takes more)"):
        run(work, b"ab")


@pytest.mark.parametrize("work", [endless, idle])
def test_work_without_end_is_ended(work) -> None:
    def ended() -> None:
        with pytest.raises(ReadError, match="Reading it takes"):
            run(work, b"ab", seconds=1)

    assert not too_slow(ended, 15, time.monotonic)
