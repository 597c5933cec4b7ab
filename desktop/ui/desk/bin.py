"""Deleting cases in the worklist, and putting them back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.app.library.library_session import LibrarySession
    from desktop.store.library.records import WorklistRow
    from desktop.ui.desk.navigator import Navigator
    from desktop.ui.shell.window import Window

CHOOSE = "Choose a case in the list first."


class Bin(QObject):
    """Puts cases into the bin, and back as long as the library stays open."""

    def __init__(self, library: LibrarySession, navigator: Navigator, window: Window) -> None:
        super().__init__(window)
        self._library, self._navigator, self._window = library, navigator, window
        self._deleted: list[tuple[str, ...]] = []
        window.start.table.deleted.connect(self.delete)

    def delete(self, ids: Sequence[str] = ()) -> None:
        """Puts cases into the bin, by default the chosen ones, with a button to undo."""
        cases, notices = self._library.store().cases, self._library.notices
        rows = [cases.row(id) for id in ids or self._navigator.chosen_cases]
        signed = _signed([row for row in rows if row.locked])
        rows = [row for row in rows if not row.locked]
        if not rows:
            (notices.warn if signed else notices.tell)(signed or CHOOSE)
            return
        if self._navigator.open_case is not None and not self._navigator.show_worklist():
            return
        rows = [cases.row(row.id) for row in rows]  # an open case was saved when it was closed
        self._discard(tuple(row.id for row in rows))
        deleted = (
            f"{rows[0].number or 'The case'} is" if len(rows) == 1 else f"{len(rows)} cases are"
        )
        put_back = partial(self._put_back, self._deleted[-1])
        notices.tell(f"{deleted} in the bin for 30 days. {signed}".strip(), "Undo", put_back)

    def _discard(self, ids: tuple[str, ...]) -> None:
        """Puts the cases `ids` into the bin, and selects the neighbor in the list."""
        table = self._window.start.table
        neighbor = table.neighbor(ids)
        for id in ids:
            self._library.store().cases.discard(id)
        self._deleted.append(ids)
        self._show(neighbor)

    def undo(self) -> None:
        """Puts back what was deleted last."""
        if self._deleted:
            self._put_back(self._deleted[-1])

    def name_undo(self) -> None:
        """Names in the worklist what would be put back."""
        count = len(self._deleted[-1]) if self._deleted else 0
        words = {0: "Undo", 1: "Undo: delete the case"}.get(count, f"Undo: delete {count} cases")
        self._window.rename("undo", words, enabled=count > 0)

    def forget(self) -> None:
        """Clears what can be put back when the library is closed."""
        self._deleted.clear()

    def _put_back(self, ids: tuple[str, ...]) -> None:
        if ids not in self._deleted:
            return
        self._deleted.remove(ids)
        self._library.notices.settle()
        cases = self._library.store().cases
        self._library.attempt(lambda: [cases.put_back(id) for id in ids])
        if self._navigator.open_case is None:
            self._show(ids)

    def _show(self, chosen: tuple[str, ...]) -> None:
        """Lists the cases again, with those that are `chosen`."""
        self._navigator.show_rows()
        self._window.start.table.choose(chosen)
        self.name_undo()
        self._window.start.take_focus()


def _signed(rows: Sequence[WorklistRow]) -> str:
    """Which cases are signed off and so not deleted; empty where none is."""
    names = ", ".join(row.number or "A case without a number" for row in rows)
    stay = "is signed off and stays" if len(rows) == 1 else "are signed off and stay"
    return f"{names} {stay}: to delete it, reopen it with a reason." if rows else ""
