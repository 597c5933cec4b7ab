"""Limits the work of a template: its steps and its output are counted while it is rendered.

A template loops over what the case holds, and may do so inside another loop; a pack from elsewhere
could take hours or all memory. The budget grows with the case, so that no letter is held back.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

from jinja2 import TemplateRuntimeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import Template

    from desktop.letter.compose.provenance import Marked, Names

Element = TypeVar("Element")
STEPS, STEPS_AN_ELEMENT = 100_000, 200
"""Steps that any letter may take, and those for each element of the case's lists."""
INCLUDE = 10
"""Steps that an include counts for."""
CHARACTERS, CHARACTERS_AN_ELEMENT = 10_000_000, 5_000
"""Characters that any letter may have, markup included, and those for each element."""


class _Left(threading.local):
    """The rest of this thread's budget; None if nothing is counted."""

    steps: int | None = None


_left = _Left()


def rendered(template: Template, names: Names) -> str:
    """The output of `template` for `names`; raises `TemplateRuntimeError` if it does too much."""
    pieces, size, elements = [], 0, _elements(names)
    largest = CHARACTERS + CHARACTERS_AN_ELEMENT * elements
    before, _left.steps = _left.steps, STEPS + STEPS_AN_ELEMENT * elements
    try:
        for piece in template.generate(names):
            spend()
            size += len(piece)
            if size > largest:
                raise TemplateRuntimeError(
                    f"the template puts out more than {largest:,} characters"
                )
            pieces.append(piece)
    finally:
        _left.steps = before
    return "".join(pieces)


def spend(steps: int = 1) -> None:
    """Counts `steps`; raises `TemplateRuntimeError` where none are left."""
    if _left.steps is None:
        return
    _left.steps -= steps
    if _left.steps < 0:
        raise TemplateRuntimeError(
            "the template takes more steps than a letter needs; look for loops inside loops"
        )


def counted(values: Iterable[Element]) -> Iterator[Element]:
    """`values`, each counted as a step."""
    for value in values:
        spend()
        yield value


def _elements(value: Marked) -> int:
    """How many elements the lists inside `value` have."""
    if isinstance(value, dict):
        return sum(map(_elements, value.values()))
    return len(value) + sum(map(_elements, value)) if isinstance(value, list) else 0
