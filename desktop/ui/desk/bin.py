"""What is thrown away from the worklist, and how it comes back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.store.library.records import WorklistRow
    from desktop.ui.desk.desk import Desk

CHOOSE = "Choose a case in the list first."


class Bin(QObject):
    """Answers the command `delete`, and in the worklist `undo`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._thrown: list[tuple[str, ...]] = []
        desk.acts.update({"delete": self.delete, "undo": self.undo})
        desk.window.start.table.deleted.connect(self.delete)

    def delete(self, ids: Sequence[str] = ()) -> None:
        """Puts cases into the bin, those that are chosen unless told which, with a way back."""
        desk = self._desk
        rows = [desk.store().cases.row(id) for id in ids or desk.chosen_cases]
        stay = _staying([row for row in rows if row.locked])
        ids = tuple(row.id for row in rows if not row.locked)
        if not ids:
            (desk.window.notice.warn if stay else desk.window.notice.tell)(stay or CHOOSE)
            return
        if desk.open_case is not None and not desk.show_worklist():
            return
        cases = desk.store().cases
        numbers = [cases.row(id).number for id in ids]
        neighbor = desk.window.start.table.neighbor(ids)
        for id in ids:
            cases.discard(id)
        self._thrown.append(ids)
        desk.window.start.table.choose(neighbor)
        desk.show_rows()
        self.tell()
        desk.window.start.take_focus()
        said = f"{numbers[0] or 'The case'} is" if len(ids) == 1 else f"{len(ids)} cases are"
        put_back = partial(self._put_back, ids)
        desk.window.notice.tell(f"{said} in the bin for 30 days. {stay}".strip(), "Undo", put_back)

    def undo(self) -> None:
        """Puts back what was thrown away last, as long as the program runs."""
        if self._thrown:
            self._put_back(self._thrown[-1])

    def tell(self) -> None:
        """Says in the worklist what would come back."""
        count = len(self._thrown[-1]) if self._thrown else 0
        words = {0: "Undo", 1: "Undo: delete the case"}.get(count, f"Undo: delete {count} cases")
        self._desk.window.rename("undo", words, enabled=count > 0)

    def forget(self) -> None:
        """Knows nothing of a library that is put away."""
        self._thrown.clear()

    def _put_back(self, ids: tuple[str, ...]) -> None:
        if ids not in self._thrown:
            return
        desk = self._desk
        self._thrown.remove(ids)
        desk.window.notice.settle()
        try:
            for id in ids:
                desk.store().cases.put_back(id)
        except desk.failure as error:
            desk.window.notice.warn(str(error))
        if desk.open_case is None:
            self.tell()
            desk.show_rows()
            desk.window.start.table.choose(ids)
            desk.window.start.take_focus()


def _staying(signed: Sequence[WorklistRow]) -> str:
    """Which cases are signed off and so not deleted; empty where none is."""
    names = ", ".join(row.number or "A case without a number" for row in signed)
    stay = "is signed off and stays" if len(signed) == 1 else "are signed off and stay"
    return f"{names} {stay}: to delete it, reopen it with a reason." if signed else ""
