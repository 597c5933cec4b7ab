"""The marks of what was read in its source, in the folder of the organization's own packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.app.packs import own_json
from desktop.app.packs.own_packs import alone_in
from desktop.guidelines.upkeep.read_marks import ReadMark, ReadMarks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = "read-marks.json"
_DAMAGED = (
    "so nothing counts as read. Put the file back from a copy of the library's folder, or delete "
    "it and mark the entries again."
)


def marks(folder: Path) -> ReadMarks:
    """The marks in `folder`; raises `FileError`."""
    return own_json.load(folder / FILE, ReadMarks, _DAMAGED)


def mark(folder: Path, new: ReadMark) -> ReadMarks:
    """Adds the mark, and gives all; raises `FileError`."""
    return _changed(folder, lambda known: known.with_mark(new))


def unmark(folder: Path, kind: str, id: str) -> ReadMarks:
    """Takes the mark of an entry away, and gives the others; raises `FileError`."""
    return _changed(folder, lambda known: known.without(kind, id))


def _changed(folder: Path, change: Callable[[ReadMarks], ReadMarks]) -> ReadMarks:
    with alone_in(folder):
        new = change(marks(folder))
        own_json.save(folder / FILE, new)
    return new
