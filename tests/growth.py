"""How long work takes, measured so that a busy machine fails no test.

The processor's time counts, without the collection of garbage. A limit that is exceeded is measured
again, up to `ROUNDS` times, and the least counts: other programs can only make work slower. Where
two works are compared, each round measures the small one before and after the large one, so that
both meet the same machine, and a first call that is slow excuses nothing.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 12
NEVER = float("inf")


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """The processor's time that `work` takes, once."""
    gc.collect(0)
    gc.disable()
    try:
        started = clock()
        work()
        return clock() - started
    finally:
        gc.enable()


def too_slow(
    work: Callable[[], object], limit: float, clock: Callable[[], float] = time.process_time
) -> str:
    """What `work` takes if that is always more than `limit` seconds; else nothing.

    Work that another process does needs another clock: `time.monotonic`.
    """
    return too_much(lambda: seconds(work, clock), limit)


def too_much(measure: Callable[[], float], limit: float) -> str:
    """The seconds that `measure` gives if they are always more than `limit`; else nothing."""
    least = NEVER
    for _ in range(ROUNDS):
        least = min(least, measure())
        if least <= limit:
            return ""
    return f"{least:.4f} s, which is more than {limit} s"


def too_steep(
    small: Callable[[], object], large: Callable[[], object], times: float, slack: float = 0.0
) -> str:
    """What both take if `large` always takes more than `times` as long as `small`; else nothing.

    `slack` are the seconds beyond that which no clock measures.
    """
    return too_many_times(lambda: seconds(small), lambda: seconds(large), times, slack)


def too_many_times(
    small: Callable[[], float], large: Callable[[], float], times: float, slack: float = 0.0
) -> str:
    """What `too_steep` tells, of seconds that `small` and `large` measure themselves."""
    least, most = NEVER, NEVER
    for _ in range(ROUNDS):
        before, most, after = small(), min(most, large()), small()
        least = min(least, before, after)
        if most <= times * least + slack:
            return ""
    return f"{least:.4f} s, then {most:.4f} s, which is more than {times} times as long"
