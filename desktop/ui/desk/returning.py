"""An imported letter whose case is here: offers its changes, asks before duplicating it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.app.letters import import_files
from desktop.app.letters.known_cases import KnownCases
from desktop.ui.letter.changes_dialog import ChangesDialog
from desktop.ui.widgets.question_dialog import QuestionDialog

if TYPE_CHECKING:
    from desktop.app.background_work import WorkLane
    from desktop.app.letters.import_files import Arrival
    from desktop.app.library.library_session import LibrarySession
    from desktop.cases.case import Case
    from desktop.letter.reimport.edits import Edit, Edited
    from desktop.ui.desk.navigator import Navigator
    from desktop.ui.shell.window import Window


DIFFERS = "The file holds a case of the same number with other words. Nothing is stored yet."


class Returning(QObject):
    """Asks what to do with an imported case that is in the library already."""

    def __init__(
        self, library: LibrarySession, navigator: Navigator, window: Window, lane: WorkLane
    ) -> None:
        super().__init__(window)
        self._library, self._navigator, self._window = library, navigator, window
        self._lane, self._known = lane, KnownCases(library)

    def takes(self, arrival: Arrival) -> bool:
        """Whether the one case in `arrival` is here already, and the person is asked what to do."""
        case = arrival.cases[0]
        id = self._known.duplicated_by(case)
        if id and arrival.content:
            self._compare(arrival, id)
        elif id and case.case_number:
            self._ask(case, id, self._known.doubt(arrival))
        else:
            return False
        return True

    def without_duplicates(self, arrival: Arrival) -> Arrival:
        """`arrival` without the cases that are here with other words, each named."""
        return self._known.doubting(self._known.without_duplicates(arrival))

    # -- a letter that was edited in Word ---------------------------------------------------------

    def _compare(self, arrival: Arrival, id: str) -> None:
        """Compares the edited letter with the case, off the window's thread."""
        case = self._library.current(id)
        call = partial(import_files.edits, arrival, case)
        done = partial(self._compared, arrival, id, case)
        self._lane.start(call, done, lambda error: self._library.notices.warn(str(error)))

    def _compared(self, arrival: Arrival, id: str, before: Case, edited: Edited | None) -> None:
        if self._library.current(id) != before:
            self._compare(arrival, id)  # the case was changed meanwhile
        elif edited is None:
            self._take_in(arrival.cases[0], id)
        elif edited.changes or edited.notes:
            self._offer(edited, id)
        else:
            self._navigator.open(id)
            self._library.notices.tell("The letter says what the case says: nothing to take.")

    def _take_in(self, case: Case, id: str) -> None:
        """Adds another letter than that of the case `id`; asks if the number is the same."""
        if case.case_number:
            self._ask(case, id)
        else:
            self._add(case)

    def _offer(self, edited: Edited, id: str) -> None:
        number, theme = edited.original.case_number, self._window.theme
        dialog = ChangesDialog(self._window, number, edited, theme)
        dialog.taken.connect(partial(self._take, edited, id))
        dialog.open()

    def _take(self, edited: Edited, id: str, chosen: tuple[Edit, ...]) -> None:
        """Makes the `chosen` changes in the open case, as one step that can be undone."""
        if self._library.case is None or self._library.case.id != id:
            self._navigator.open(id)
        session = self._library.case
        if session is not None and session.id == id:
            name = "take a change" if len(chosen) == 1 else f"take {len(chosen)} changes"
            session.draft.replace(edited.taking(chosen), f"{name} from Word")

    # -- the same number with other words ---------------------------------------------------------

    def _ask(self, case: Case, id: str, doubt: str = "") -> None:
        dialog = QuestionDialog(
            self._window,
            f"{case.case_number} is in the library already",
            " ".join(filter(None, (DIFFERS, doubt))),
        )
        dialog.offer("Keep both", partial(self._add, case))
        dialog.offer("Open the one here", partial(self._navigator.open, id), primary=True)
        dialog.open()

    def _add(self, case: Case) -> None:
        self._navigator.open(self._library.store().cases.add(case))
