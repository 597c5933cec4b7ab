"""What a letter has a place for and the case does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cases.case import Case
from desktop.letter.compose import html
from desktop.letter.model.blocks import Run, runs
from desktop.records.questions import describe

if TYPE_CHECKING:
    from desktop.letter.model.blocks import AnyBlock, Letter, Runs

_OPENS, _CLOSES = " \n([“#/", " \n)]”/.,;:"
"""Characters after, and before, which no space is wanted."""


def gaps(letter: Letter) -> tuple[str, ...]:
    """The paths of the fields that the letter has a place for and the case does not know."""
    return tuple(dict.fromkeys(run.path for run in runs(letter) if _is_gap(run)))


def labelled(block: AnyBlock) -> AnyBlock:
    """`block` with the labels of the fields that are unknown in their places."""
    unknown = any(_is_gap(run) for line in block.lines() for run in line)
    return html.map_lines(block, _with_labels) if unknown else block


def _is_gap(run: Run) -> bool:
    return bool(run.path and not run.text)


def _with_labels(line: Runs) -> Runs:
    """`line` with the label of each unknown field, apart from the words beside it."""
    found: list[Run] = []
    for run in line:
        shown = Run(f"[{describe(Case, run.path)}]", run.path, gap=True) if _is_gap(run) else run
        if found and _are_tight(found[-1], shown):
            found.append(Run(" "))
        found.append(shown)
    return tuple(found)


def _are_tight(one: Run, after: Run) -> bool:
    """Whether a label and its neighbour lost the space between them with the field's words."""
    beside = one.gap or after.gap
    return beside and one.text[-1:] not in _OPENS and after.text[:1] not in _CLOSES
