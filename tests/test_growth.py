"""The measure of the tests tells what grows with its input from what grows with its square."""

from __future__ import annotations

import gc
from itertools import chain, repeat

import pytest

from tests.growth import ROUNDS, seconds, too_slow, too_steep

SIZE = 250


def linear(size: int) -> int:
    return sum(number % 7 for number in range(size * 300))


def quadratic(size: int) -> int:
    return sum(one % 7 for _ in range(size) for one in range(size))


def test_work_that_grows_with_its_input_is_let_through():
    assert not too_steep(lambda: linear(SIZE), lambda: linear(2 * SIZE), 2.4)


def test_work_that_grows_with_the_square_of_its_input_is_found():
    found = too_steep(lambda: quadratic(SIZE), lambda: quadratic(4 * SIZE), 5)
    assert found.endswith("more than 5 times as long")


def test_a_single_slow_round_is_not_believed():
    factors = chain([40], repeat(2))
    assert not too_steep(lambda: linear(SIZE), lambda: linear(next(factors) * SIZE), 2.4)


def test_work_is_measured_no_oftener_than_it_must_be():
    done: list[int] = []
    assert not too_slow(lambda: done.append(1), 1)
    assert done == [1]
    assert too_slow(lambda: done.append(linear(SIZE)), 0)
    assert len(done) == 1 + ROUNDS


def test_work_that_is_always_slow_is_told_with_its_least_time():
    assert too_slow(lambda: linear(SIZE), 0.0001).endswith("s, which is more than 0.0001 s")


def test_garbage_is_not_collected_meanwhile_and_is_afterwards():
    collecting: list[bool] = []
    seconds(lambda: collecting.append(gc.isenabled()))
    with pytest.raises(ZeroDivisionError):
        seconds(lambda: 1 / 0)
    assert [*collecting, gc.isenabled()] == [False, True]
