"""What follows from importing files: which cases are added, which is opened, what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.app.letters.import_files import Arrival
    from desktop.app.library.library_session import LibrarySession

MOST = 400
"""Characters of a file's notes that a notice shows."""


class Receipt(NamedTuple):
    """The cases that were added to the library."""

    ids: tuple[str, ...]
    opens: str
    """The case to open: that of a single file with a single case; empty otherwise."""


class ImportNotice(NamedTuple):
    """What is said about one file; no words if there is nothing to say."""

    words: str
    is_refusal: bool


def receive(library: LibrarySession, arrived: Sequence[Arrival]) -> Receipt:
    """Adds the cases of the files to the open library."""
    ids = tuple(library.add(case) for one in arrived for case in one.cases)
    return Receipt(ids, ids[0] if len(ids) == 1 and len(arrived) == 1 else "")


def notice(arrived: Sequence[Arrival]) -> ImportNotice:
    """What is said about a single file; the dialog lists several."""
    if len(arrived) != 1:
        return ImportNotice("", is_refusal=False)
    (one,) = arrived
    if one.refusal:
        return ImportNotice(f"{one.name} was not imported: {one.refusal}", is_refusal=True)
    count = "1 note" if len(one.notes) == 1 else f"{len(one.notes)} notes"
    words = f"{one.name}: {count} to check. {' '.join(one.notes)[:MOST]}" if one.notes else ""
    return ImportNotice(words, is_refusal=False)
