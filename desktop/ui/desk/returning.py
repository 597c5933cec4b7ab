"""A letter that comes back: its changes are offered, and no case gets a twin unasked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.app.letters import import_files
from desktop.ui.letter.changes_dialog import ChangesDialog
from desktop.ui.widgets.question_dialog import QuestionDialog

if TYPE_CHECKING:
    from desktop.app.background_work import WorkLane
    from desktop.app.letters.import_files import Arrival
    from desktop.cases.case import Case
    from desktop.letter.reimport.edits import Edit, Edited
    from desktop.ui.desk.desk import Desk


class Returning(QObject):
    """Stands between what arrives and the library."""

    def __init__(self, desk: Desk, lane: WorkLane) -> None:
        super().__init__(desk)
        self._desk, self._lane = desk, lane

    def takes(self, arrival: Arrival) -> bool:
        """Whether the one case in `arrival` is one that is here: then it is asked what to do."""
        case = arrival.cases[0]
        id = self._here(case)
        if id and arrival.content:
            self._compare(arrival, id)
        elif id and case.case_number:
            self._ask(case, id)
        else:
            return False
        return True

    def without_twins(self, arrival: Arrival) -> Arrival:
        """`arrival` without the cases that are here with other words, each named."""
        twins = [case for case in arrival.cases if case.case_number and self._here(case)]
        notes = tuple(
            f"{case.case_number} is in the library already and was left out. Import that file "
            "alone to compare."
            for case in twins
        )
        fresh = tuple(case for case in arrival.cases if case not in twins)
        return arrival._replace(cases=fresh, notes=(*notes, *arrival.notes))

    def _here(self, case: Case) -> str:
        """The id of the case that `case` would be a twin of; empty where there is none.

        A letter without a number may be that of the open case.
        """
        if not case.case_number:
            return self._desk.open_case.id if self._desk.open_case is not None else ""
        cases = self._desk.store().cases
        number = _folded(case.case_number)
        found = [row.id for row in cases.rows() if _folded(row.number) == number]
        same = any(cases.get(id).case == case for id in found)
        return "" if same or not found else found[0]

    # -- a letter that was edited in Word ---------------------------------------------------------

    def _compare(self, arrival: Arrival, id: str) -> None:
        """Holds the edited letter against the case, off the window's thread."""
        kept = self._now(id)
        call = partial(import_files.edits, arrival, kept)
        done = partial(self._compared, arrival, id, kept)
        self._lane.start(call, done, lambda error: self._desk.window.notice.warn(str(error)))

    def _compared(self, arrival: Arrival, id: str, kept: Case, edited: Edited | None) -> None:
        case = arrival.cases[0]
        if self._now(id) != kept:
            self._compare(arrival, id)  # it was typed in meanwhile
        elif edited is None and case.case_number:
            self._ask(case, id)
        elif edited is None:
            self._keep(case)
        elif edited.changes or edited.notes:
            self._offer(edited, id)
        else:
            self._desk.open(id)
            self._desk.window.notice.tell("The letter says what the case says: nothing to take.")

    def _offer(self, edited: Edited, id: str) -> None:
        number, theme = edited.original.case_number, self._desk.services.theme
        dialog = ChangesDialog(self._desk.window, number, edited, theme)
        dialog.taken.connect(partial(self._take, edited, id))
        dialog.open()

    def _take(self, edited: Edited, id: str, chosen: tuple[Edit, ...]) -> None:
        """Makes the `chosen` changes in the open case, as one step that can be undone."""
        desk = self._desk
        if desk.open_case is None or desk.open_case.id != id:
            desk.open(id)
        name = "take a change" if len(chosen) == 1 else f"take {len(chosen)} changes"
        desk.current().draft.replace(edited.taking(chosen), f"{name} from Word")

    # -- the same number with other words ---------------------------------------------------------

    def _ask(self, case: Case, id: str) -> None:
        dialog = QuestionDialog(
            self._desk.window,
            f"{case.case_number} is in the library already",
            "The file holds a case of the same number with other words. Nothing is stored yet.",
        )
        dialog.offer("Keep both", partial(self._keep, case))
        dialog.offer("Open the one here", partial(self._desk.open, id), primary=True)
        dialog.open()

    def _keep(self, case: Case) -> None:
        self._desk.open(self._desk.store().cases.add(case))

    def _now(self, id: str) -> Case:
        """The case as it is at this moment, on the screen or in the library."""
        open_case = self._desk.open_case
        if open_case is not None and open_case.id == id:
            now: Case = open_case.draft.record
            return now
        return self._desk.store().cases.get(id).case


def _folded(number: str) -> str:
    """A case number as it is compared."""
    return "".join(number.split()).casefold()
