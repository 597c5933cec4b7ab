"""The bin of the open library: which cases may be deleted, and putting the last ones back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.cases.workflow.states import in_a_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.app.library.library_session import LibrarySession
    from desktop.store.library.records import WorklistRow

CHOOSE = "Choose a case in the list first."
DAYS = 30
"""Days for which a deleted case can be put back."""


class Deletion(NamedTuple):
    """The outcome for cases that the person wants to delete."""

    ids: tuple[str, ...]
    """Those that may be deleted."""
    signed: str
    """Why the signed-off ones stay, in a sentence; empty if there are none."""

    @property
    def refusal(self) -> str:
        """Why nothing is deleted; empty if something is."""
        return "" if self.ids else self.signed or CHOOSE


class CaseBin:
    """Deletes cases of the open `library`, and puts them back until it is closed."""

    def __init__(self, library: LibrarySession) -> None:
        self._library = library
        self._deleted: list[tuple[str, ...]] = []

    def asked(self, ids: Sequence[str]) -> Deletion:
        """Which of the cases `ids` may be deleted: signed-off ones stay."""
        rows = self._rows(ids)
        signed = _signed([row for row in rows if row.locked])
        return Deletion(tuple(row.id for row in rows if not row.locked), signed)

    def delete(self, deletion: Deletion) -> str:
        """Puts the cases into the bin; gives the sentence about it."""
        rows = self._rows(deletion.ids)
        for id in deletion.ids:
            self._library.store().cases.discard(id)
        self._deleted.append(deletion.ids)
        one = f"{rows[0].number or 'The case'} is"
        which = one if len(rows) == 1 else f"{len(rows)} cases are"
        return f"{which} in the bin for {DAYS} days. {deletion.signed}".strip()

    @property
    def last(self) -> tuple[str, ...]:
        """The cases that were deleted last; none if there is nothing to undo."""
        return self._deleted[-1] if self._deleted else ()

    @property
    def undo_name(self) -> str:
        """What undo would do in the worklist."""
        count = len(self.last)
        names = {0: "Undo", 1: "Undo: delete the case"}
        return names.get(count, f"Undo: delete {count} cases")

    def put_back(self, ids: tuple[str, ...]) -> bool:
        """Takes the cases `ids` out of the bin; false if they were put back already."""
        if ids not in self._deleted:
            return False
        self._deleted.remove(ids)
        cases = self._library.store().cases
        self._library.attempt(lambda: [cases.put_back(id) for id in ids])
        return True

    def forget(self) -> None:
        """Forgets what was deleted, because the library is closed."""
        self._deleted.clear()

    def _rows(self, ids: Sequence[str]) -> list[WorklistRow]:
        return [self._library.store().cases.row(id) for id in ids]


def _signed(rows: Sequence[WorklistRow]) -> str:
    """Which cases take no change, and so are not deleted; empty if there are none."""
    names = ", ".join(row.number or "A case without a number" for row in rows)
    words = " or ".join(dict.fromkeys(in_a_sentence(row.standing.word) for row in rows))
    stay = f"is {words} and stays" if len(rows) == 1 else f"are {words} and stay"
    which = "it, reopen it" if len(rows) == 1 else "them, reopen them"
    return f"{names} {stay}: to delete {which} with a reason." if rows else ""
