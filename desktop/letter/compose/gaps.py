"""What a letter has a place for and the case does not know."""

from __future__ import annotations

from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from desktop.cases.packs import value_kinds
from desktop.letter.compose import html
from desktop.letter.compose.provenance import NO
from desktop.letter.model.blocks import Labels, Paragraph, Run, runs
from desktop.records import paths
from desktop.records.questions import describe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.cases.case import Case
    from desktop.letter.model.blocks import AnyBlock, Letter, Runs

_OPENS, _CLOSES = " \n([“#/", " \n)]”/.,;:"
"""Characters after, and before, which no space is wanted."""


def gaps(letter: Letter) -> tuple[str, ...]:
    """The paths of the fields that the letter has a place for and the case does not know."""
    return tuple(dict.fromkeys(run.path for run in runs(letter) if _is_gap(run)))


def without_unused_labels(case: Case, blocks: Iterable[AnyBlock]) -> Iterator[AnyBlock]:
    """`blocks` without the labels of fields that need not be known, and are not in `case`."""
    for block in blocks:
        if isinstance(block, Labels):
            rows = tuple(row for row in block.rows if not _is_unused(case, row.value))
            if rows:
                yield block if len(rows) == len(block.rows) else replace(block, rows=rows)
        elif not (isinstance(block, Paragraph) and _is_unused(case, _labelled_value(block))):
            yield block


def _labelled_value(block: Paragraph) -> Runs:
    """What stands behind the label with which `block` begins; nothing where it has none."""
    label = tuple(takewhile(lambda run: run.strong, block.runs))
    return block.runs[len(label) :] if label else ()


def _is_unused(case: Case, value: Runs) -> bool:
    """Whether `value` is that of one field, or of one value of parts, and need not be known."""
    words = "".join(run.text for run in value).strip()
    found = {run.path for run in value if run.path}
    if len(found) > 1:
        return _is_unused_whole(case, found)
    return words in ("", NO) and len(found) == 1 and _may_be_left_out(case, found.pop())


def _is_unused_whole(case: Case, found: set[str]) -> bool:
    """Whether the fields `found` are the parts of one value, none of which is known."""
    records = {path.rpartition(".")[0] for path in found}
    try:
        whole = paths.at(case, records.pop())
    except LookupError:
        return False
    return not records and isinstance(whole, value_kinds.OF_PARTS) and whole == type(whole)()


def _may_be_left_out(case: Case, path: str) -> bool:
    try:
        asked = paths.asked(type(case), path)
        of, _, name = path.rpartition(".")
        record = paths.at(case, of)
    except LookupError:
        return False
    if asked.required or asked.expected or not isinstance(record, msgspec.Struct):
        return False
    return bool(getattr(record, name) == getattr(type(record)(), name))


def labelled(block: AnyBlock, kind: type[Case]) -> AnyBlock:
    """`block` with the labels of the fields of `kind` that are unknown in their places."""
    unknown = any(_is_gap(run) for line in block.lines() for run in line)
    return html.map_lines(block, partial(_with_labels, kind)) if unknown else block


def _is_gap(run: Run) -> bool:
    return bool(run.path and not run.text)


def _with_labels(kind: type[Case], line: Runs) -> Runs:
    """`line` with the label of each unknown field, spaced from the words around it."""
    found: list[Run] = []
    for run in line:
        shown = Run(f"[{describe(kind, run.path)}]", run.path, gap=True) if _is_gap(run) else run
        if found and _are_tight(found[-1], shown):
            found.append(Run(" "))
        found.append(shown)
    return tuple(found)


def _are_tight(one: Run, after: Run) -> bool:
    """Whether a label and its neighbour lost the space between them with the field's words."""
    next_to_gap = one.gap or after.gap
    return next_to_gap and one.text[-1:] not in _OPENS and after.text[:1] not in _CLOSES
