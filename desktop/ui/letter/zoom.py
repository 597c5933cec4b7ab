"""The sizes at which pages are shown."""

from __future__ import annotations

STEPS = (0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


def stepped(zoom: float, direction: int) -> float:
    """The next larger (1) or smaller (-1) size; the last where there is no other."""
    if direction > 0:
        return next((step for step in STEPS if step > zoom + 0.01), STEPS[-1])
    return next((step for step in reversed(STEPS) if step < zoom - 0.01), STEPS[0])


def bounded(zoom: float) -> float:
    """`zoom`, or the nearest that is of use."""
    return min(max(zoom, STEPS[0] / 2), STEPS[-1])
